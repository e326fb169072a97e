//! Limits of this room.

/// A report's comment, with what later reports of the same thing joined to it.
pub const REPORT_COMMENT_CHARS_MAX: usize = 1_000;
/// Open reports by one persona.
pub const REPORTS_OPEN_MAX: usize = 200;
/// Reports that the page of a case shows.
pub const CASE_REPORTS_MAX: usize = 50;
/// Quoted words that the page of a case shows.
pub const CASE_QUOTES_MAX: usize = 50;
/// Entries of a case's history that are shown.
pub const HISTORY_MAX: usize = 200;
/// Measures of one persona or one case that are shown.
pub const MEASURES_MAX: usize = 50;
/// Reports of one thing within an hour that are called a raid.
pub const RAID_REPORTS: usize = 10;

/// A moderator's note on a case.
pub const NOTE_CHARS_MAX: usize = 2_000;
/// What a measure says to the person, and what an appeal and its answer say.
pub const WORDS_CHARS_MAX: usize = 2_000;
/// The longest suspension.
pub const SUSPEND_DAYS_MAX: i64 = 366;
/// A suspension of more days takes a second moderator.
pub const SUSPEND_DAYS_ALONE_MAX: i64 = 7;
/// So long an appeal may be made.
pub const APPEAL_DAYS: u64 = 14;
/// So long it may take.
pub const APPEAL_HOURS: u64 = 72;

/// Watched words of an instance.
pub const WORDS_MAX: usize = 1_000;
pub const PHRASE_CHARS_MAX: usize = 100;
/// What a quote keeps of a text.
pub const QUOTE_CHARS_MAX: usize = 160;

/// Shifts that stand in the roster.
pub const SHIFTS_MAX: usize = 500;
pub const SHIFT_HOURS_MAX: i64 = 12;
/// How far ahead a shift may begin.
pub const SHIFT_DAYS_AHEAD_MAX: i64 = 60;
/// RED cases that one moderator takes in a shift.
pub const RED_A_SHIFT_MAX: usize = 3;
/// The rest after one, in hours.
pub const REST_HOURS: u64 = 12;
/// A page goes unanswered for so long, then the ladder gives up and the case stays on top.
pub const PAGING_HOURS_MAX: u64 = 24;

/// A count below this is not published.
pub const SMALL_CELL: u64 = 5;
/// Months that the transparency page shows.
pub const MONTHS_SHOWN: usize = 12;

/// Hours for which replies can be limited to people one follows.
pub const SHIELD_HOURS_MAX: i64 = 168;
pub const REDIRECT_CHARS_MAX: usize = 300;
