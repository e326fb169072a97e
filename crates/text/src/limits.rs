//! What one call takes in and gives out at most.

/// Markdown beyond this is not rendered: callers refuse longer texts before.
pub const MARKDOWN_BYTES_MAX: usize = 64 * 1024;
/// Quotes, lists and emphasis inside one another; what lies deeper moves up.
pub const NESTING_MAX: usize = 8;
/// Names linked in one text. Further ones stay words, so that nobody can call a crowd.
pub const MENTIONS_MAX: usize = 20;
/// Hashtags linked in one text. Further ones stay words.
pub const HASHTAGS_MAX: usize = 30;
/// Links reported of one text. Further ones are rendered all the same.
pub const LINKS_MAX: usize = 50;
/// Letters, digits and underscores of one hashtag.
pub const HASHTAG_CHARS_MAX: usize = 60;
/// A handle in a text; whether somebody has it is not known here.
pub const HANDLE_CHARS_MAX: usize = 30;

/// A token is cut here: nobody types more of one word.
pub const TOKEN_BYTES_MAX: usize = 48;
/// The part of a query that is read.
pub const QUERY_CHARS_MAX: usize = 200;
/// Conditions of one query, joined by AND.
pub const GROUPS_MAX: usize = 12;
/// Ways to meet one condition, joined by OR.
pub const ALTERNATIVES_MAX: usize = 32;
/// Stems remembered by each thread.
pub const STEMS_REMEMBERED_MAX: usize = 8_192;
/// How far into a text the first hit is looked for.
pub const EXCERPT_SCAN_BYTES_MAX: usize = 6 * 1024;

/// The part of a text that the guards read.
pub const GUARD_BYTES_MAX: usize = 64 * 1024;
/// What stands between two quotation marks is a quote up to this length.
pub const QUOTE_CHARS_MAX: usize = 600;
/// Things that one guard reports of one text; the first ones stand for the others.
pub const FINDINGS_MAX: usize = 100;
/// The part of a name that its key is made of.
pub const NAME_KEY_CHARS_MAX: usize = 100;
/// The part of a claim that its key is made of.
pub const CLAIM_KEY_BYTES_MAX: usize = 2_048;
