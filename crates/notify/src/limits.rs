//! Limits of what people are told.

/// Rows one reader keeps; the oldest go first.
pub const NOTICES_MAX: usize = 1_000;
/// After this a row goes, read or not.
pub const NOTICE_DAYS: u64 = 90;
/// People one row remembers, the latest; the words then say "many others".
pub const ACTORS_MAX: usize = 100;
/// People a row shows.
pub const ACTORS_SHOWN: usize = 3;
/// How long a row about people gathers further ones, from its first.
pub const GATHER_HOURS: u64 = 24;
/// Letters of an excerpt.
pub const EXCERPT_CHARS: usize = 160;
/// Rows that one write unit forgets, so that others get their turn between.
pub const ROWS_PER_UNIT: usize = 200;
