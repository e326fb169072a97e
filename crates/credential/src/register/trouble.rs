use std::fmt;

use crate::limits::QUOTED_CHARS_MAX;

/// Something in a file that has to be put right, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// From one; the header is line 1.
    pub line: u64,
    pub what: What,
}

/// What is wrong. Values of names and numbers are not repeated: a message may end in a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    NotUtf8,
    /// The file ends within a row, or without the end of its last line.
    TruncatedLastLine,
    EmptyFile,
    TooManyColumns,
    MissingColumn {
        column: String,
    },
    DuplicateColumn {
        column: String,
    },
    /// Another number of fields than the header has.
    WrongFieldCount {
        expected: usize,
        found: usize,
    },
    /// Longer than a row can be: most often a quotation mark that is never closed.
    RowTooLong,
    MissingValue {
        column: &'static str,
    },
    ValueTooLong {
        column: &'static str,
    },
    /// A control character: a file of another kind, or a broken export.
    WrongCharacter {
        column: &'static str,
    },
    WrongDate {
        column: &'static str,
        value: String,
    },
    UnknownStatus {
        value: String,
    },
    /// A value that is neither a yes nor a no.
    WrongFlag {
        column: &'static str,
        value: String,
    },
    /// An address that is not `https:` or `http:`.
    WrongAddress {
        column: &'static str,
    },
    /// A value that the mapping does not translate.
    UnmappedValue {
        column: &'static str,
        value: String,
    },
    /// A number whose check digit is wrong.
    WrongNumber,
    DuplicateNumber {
        first_line: u64,
    },
    Unreadable,
}

impl What {
    /// The word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 => "not_utf8",
            Self::TruncatedLastLine => "truncated_last_line",
            Self::EmptyFile => "empty_file",
            Self::TooManyColumns => "too_many_columns",
            Self::MissingColumn { .. } => "missing_column",
            Self::DuplicateColumn { .. } => "duplicate_column",
            Self::WrongFieldCount { .. } => "wrong_field_count",
            Self::RowTooLong => "row_too_long",
            Self::MissingValue { .. } => "missing_value",
            Self::ValueTooLong { .. } => "value_too_long",
            Self::WrongCharacter { .. } => "wrong_character",
            Self::WrongDate { .. } => "wrong_date",
            Self::UnknownStatus { .. } => "unknown_status",
            Self::WrongFlag { .. } => "wrong_flag",
            Self::WrongAddress { .. } => "wrong_address",
            Self::UnmappedValue { .. } => "unmapped_value",
            Self::WrongNumber => "wrong_number",
            Self::DuplicateNumber { .. } => "duplicate_number",
            Self::Unreadable => "unreadable",
        }
    }
}

/// The beginning of a value, for a message.
pub fn quoted(value: &str) -> String {
    value.chars().take(QUOTED_CHARS_MAX).collect()
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 => f.write_str("not UTF-8"),
            Self::TruncatedLastLine => f.write_str("the file ends in the middle of a line"),
            Self::EmptyFile => f.write_str("the file has no header"),
            Self::TooManyColumns => f.write_str("more columns than a register has"),
            Self::MissingColumn { column } => write!(f, "column {column:?} is missing"),
            Self::DuplicateColumn { column } => write!(f, "column {column:?} stands there twice"),
            Self::WrongFieldCount { expected, found } => {
                write!(f, "{found} fields where the header has {expected}")
            }
            Self::RowTooLong => f.write_str("a row without end; is a quotation mark open?"),
            Self::MissingValue { column } => write!(f, "{column} is empty"),
            Self::ValueTooLong { column } => write!(f, "{column} is too long"),
            Self::WrongCharacter { column } => write!(f, "{column} has a control character"),
            Self::WrongDate { column, value } => write!(f, "{column} is not a date: {value:?}"),
            Self::UnknownStatus { value } => write!(f, "status is not known: {value:?}"),
            Self::WrongFlag { column, value } => write!(f, "{column} is no yes or no: {value:?}"),
            Self::WrongAddress { column } => write!(f, "{column} is not a web address"),
            Self::UnmappedValue { column, value } => {
                write!(f, "the mapping has no word for this {column}: {value:?}")
            }
            Self::WrongNumber => f.write_str("the check digit of the number is wrong"),
            Self::DuplicateNumber { first_line } => {
                write!(f, "the number stands in line {first_line} already")
            }
            Self::Unreadable => f.write_str("the file cannot be read further"),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for Trouble {}
