use std::fmt;

use crate::limits::QUOTED_CHARS_MAX;

/// Something in a file that has to be put right, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Name of the file, without its folder.
    pub file: String,
    /// From one; the header is line 1. Zero where it is about the file as a whole.
    pub line: u64,
    pub what: What,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// No file of this kind in the folder.
    MissingFile,
    TooManyFiles,
    Unreadable,
    EmptyFile,
    MissingColumn {
        column: &'static str,
    },
    DuplicateColumn {
        column: &'static str,
    },
    TooManyColumns,
    /// Another number of fields than the header has.
    WrongFieldCount {
        expected: usize,
        found: usize,
    },
    LineTooLong,
    /// The file ends without the end of its last line.
    TruncatedLastLine,
    /// The compressed file ends before its end.
    TruncatedGzip,
    BrokenGzip,
    WrongNumber {
        column: &'static str,
        value: String,
    },
    UnknownLevel {
        value: String,
    },
    DuplicateNote,
    DuplicateRater,
    /// The second rating of the same note by the same rater.
    DuplicateRating,
    /// More raters, professions or ratings than are read.
    TooMany,
}

impl What {
    /// The word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingFile => "missing_file",
            Self::TooManyFiles => "too_many_files",
            Self::Unreadable => "unreadable",
            Self::EmptyFile => "empty_file",
            Self::MissingColumn { .. } => "missing_column",
            Self::DuplicateColumn { .. } => "duplicate_column",
            Self::TooManyColumns => "too_many_columns",
            Self::WrongFieldCount { .. } => "wrong_field_count",
            Self::LineTooLong => "line_too_long",
            Self::TruncatedLastLine => "truncated_last_line",
            Self::TruncatedGzip => "truncated_gzip",
            Self::BrokenGzip => "broken_gzip",
            Self::WrongNumber { .. } => "wrong_number",
            Self::UnknownLevel { .. } => "unknown_level",
            Self::DuplicateNote => "duplicate_note",
            Self::DuplicateRater => "duplicate_rater",
            Self::DuplicateRating => "duplicate_rating",
            Self::TooMany => "too_many",
        }
    }
}

/// The beginning of a value, for a message.
pub fn quoted(value: &[u8]) -> String {
    String::from_utf8_lossy(value).chars().take(QUOTED_CHARS_MAX).collect()
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingFile => f.write_str("there is no such file"),
            Self::TooManyFiles => f.write_str("more numbered files than are read"),
            Self::Unreadable => f.write_str("the file cannot be read further"),
            Self::EmptyFile => f.write_str("the file has no header"),
            Self::MissingColumn { column } => write!(f, "column {column:?} is missing"),
            Self::DuplicateColumn { column } => write!(f, "column {column:?} stands there twice"),
            Self::TooManyColumns => f.write_str("more columns than the layout has"),
            Self::WrongFieldCount { expected, found } => {
                write!(f, "{found} fields where the header has {expected}")
            }
            Self::LineTooLong => f.write_str("a line without end"),
            Self::TruncatedLastLine => f.write_str("the file ends in the middle of a line"),
            Self::TruncatedGzip => f.write_str("the compressed file is cut off"),
            Self::BrokenGzip => f.write_str("the compressed file is damaged"),
            Self::WrongNumber { column, value } => write!(f, "{column} is no number: {value:?}"),
            Self::UnknownLevel { value } => write!(f, "helpfulnessLevel is not known: {value:?}"),
            Self::DuplicateNote => f.write_str("the note stands there already"),
            Self::DuplicateRater => f.write_str("the rater stands there already"),
            Self::DuplicateRating => f.write_str("the rater rated this note already"),
            Self::TooMany => f.write_str("more than one set holds"),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.what),
            line => write!(f, "{} line {line}: {}", self.file, self.what),
        }
    }
}

impl std::error::Error for Trouble {}
