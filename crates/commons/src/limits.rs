//! Limits of statuses, timelines and live pages.

pub const STATUS_CHARS_MAX: usize = 5_000;
pub const WARNING_CHARS_MAX: usize = 200;
pub const FUNDED_BY_CHARS_MAX: usize = 120;
pub const SOURCE_URL_CHARS_MAX: usize = 500;
/// Hashtags of one status that are listed; later ones stay plain words.
pub const STATUS_TAGS_MAX: usize = 15;
pub const IDEMPOTENCY_KEY_CHARS_MAX: usize = 100;
/// How long a submission is remembered, so that sending it again changes nothing.
pub const IDEMPOTENCY_HOURS: u64 = 24;
/// Hashtags one persona follows.
pub const TAG_FOLLOWS_MAX: usize = 500;

/// Statuses above the one a thread page is about.
pub const ANCESTORS_MAX: usize = 40;
/// Statuses of a thread read for one page of it.
pub const THREAD_ROWS_MAX: usize = 300;
/// How deep replies stand inside each other; deeper ones stand beside each other.
pub const REPLY_NEST_MAX: usize = 24;

/// People whose statuses one open home page hears of at once.
pub const LIVE_PERSONAS_MAX: usize = 1_000;
/// Hashtags one open home page hears of at once.
pub const LIVE_TAGS_MAX: usize = 100;

/// Words typed into the search for statuses and tags.
pub const QUERY_CHARS_MAX: usize = 200;
/// Times a search goes back to the shelf when it found what the reader may not see.
pub const SEARCH_ROUNDS_MAX: usize = 5;
/// Tags a search shows.
pub const SEARCH_TAGS_MAX: usize = 20;

/// Rows that one write unit erases or indexes again, so that others get their turn between.
pub const ROWS_PER_UNIT: usize = 100;
