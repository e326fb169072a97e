//! What one call takes in at most, and the size below which a group is not named.

/// Raters of one set: their number shares a word with the level of a rating.
pub const RATERS_MAX: usize = 1 << 28;
/// Ratings of one set.
pub const RATINGS_MAX: usize = 1 << 31;
/// Rounds of one fit; fifty are usual.
pub const ROUNDS_MAX: usize = 500;

/// One line of a file, its end included.
pub const LINE_BYTES_MAX: usize = 256 * 1024;
/// Columns of a file; the widest of the public layout has 33.
pub const COLUMNS_MAX: usize = 128;
/// Numbered files of one kind.
pub const FILES_MAX: usize = 1_000;
/// Part of a wrong value that a message repeats.
pub const QUOTED_CHARS_MAX: usize = 40;

/// People of a stratum that a download names.
pub const STRATUM_PEOPLE_MIN: usize = 20;
