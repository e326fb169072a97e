use std::time::Duration;

/// How somebody knows a colleague, in their words.
pub const WORDS_CHARS_MAX: usize = 160;
/// People whom one asks for the same claim, with those who vouch.
pub const ASKED_MAX: usize = 10;
/// Colleagues that one person vouches for in a year, those taken back included.
pub const GIVEN_A_YEAR_MAX: usize = 12;
pub const YEAR: Duration = Duration::from_secs(365 * 86_400);
/// How long a question waits.
pub const ASK_LIFE: Duration = Duration::from_secs(30 * 86_400);
/// Vouches on one page.
pub const LISTED_MAX: usize = 100;
