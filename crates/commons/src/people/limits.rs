//! Limits of profiles and relations.

pub const PRONOUNS_CHARS_MAX: usize = 30;
/// The intro, as typed.
pub const INTRO_CHARS_MAX: usize = 1_000;
/// The part of the intro that a row in a list shows.
pub const INTRO_EXCERPT_CHARS: usize = 140;
pub const ASK_ME_ABOUT_CHARS_MAX: usize = 200;
pub const LANGUAGES_MAX: usize = 8;
pub const LINKS_MAX: usize = 4;
pub const LINK_NAME_CHARS_MAX: usize = 40;
pub const LINK_URL_CHARS_MAX: usize = 300;

/// People one persona follows, and requests it waits for, together.
pub const FOLLOWS_MAX: usize = 7_500;
pub const BLOCKS_MAX: usize = 10_000;
pub const MUTES_MAX: usize = 10_000;
/// The longest mute with an end. Longer is a mute without one.
pub const MUTE_DAYS_MAX: i64 = 366;

/// Words typed into the search for people.
pub const QUERY_CHARS_MAX: usize = 200;
/// Times a search goes back to the shelf when blocks hid what it found.
pub const SEARCH_ROUNDS_MAX: usize = 5;
