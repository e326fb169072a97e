use serde::Serialize;

/// Why a line of an import is no fact. Each has a stable code and a reason for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    LineTooLong,
    NotUtf8,
    NotJson(String),
    WrongType(String),
    MissingField(&'static str),
    EmptyAnswer,
    UnknownSource(String),
    DuplicateKey,
    BadUrl(String),
    TooLong(&'static str),
    /// The field, and `control_character` or `bidi_control`.
    BadText(&'static str, &'static str),
    BadDate(String),
    UnknownLanguage(String),
}

impl Refusal {
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::LineTooLong => "line_too_long",
            Self::NotUtf8 => "not_utf8",
            Self::NotJson(_) => "not_json",
            Self::WrongType(_) => "wrong_type",
            Self::MissingField(_) => "missing_field",
            Self::EmptyAnswer => "empty_answer",
            Self::UnknownSource(_) => "unknown_source",
            Self::DuplicateKey => "duplicate_key",
            Self::BadUrl(_) => "bad_url",
            Self::TooLong(_) => "too_long",
            Self::BadText(_, why) => why,
            Self::BadDate(_) => "bad_date",
            Self::UnknownLanguage(_) => "unknown_language",
        }
    }

    /// One line for a terminal. What it quotes of the file is escaped and cut.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::LineTooLong => "the line is longer than an import reads".to_owned(),
            Self::NotUtf8 => "the line is not UTF-8".to_owned(),
            Self::NotJson(why) => format!("the line is not JSON: {}", quoted(why)),
            Self::WrongType(why) => format!("the line has another shape: {}", quoted(why)),
            Self::MissingField(field) => format!("`{field}` is missing or empty"),
            Self::EmptyAnswer => "the answer is empty".to_owned(),
            Self::UnknownSource(code) => format!("no publisher {} in the registry", quoted(code)),
            Self::DuplicateKey => {
                "the same publisher, id and topic stood in an earlier line".to_owned()
            }
            Self::BadUrl(url) => format!("{} is not an http or https address", quoted(url)),
            Self::TooLong(field) => format!("`{field}` is too long"),
            Self::BadText(field, _) => {
                format!("`{field}` holds characters that hide or reorder text")
            }
            Self::BadDate(date) => format!("{} is not a day as YYYY-MM-DD", quoted(date)),
            Self::UnknownLanguage(code) => format!("{} is neither `en` nor `fr`", quoted(code)),
        }
    }
}

fn quoted(raw: &str) -> String {
    let start: String = raw.chars().take(80).collect();
    start.escape_debug().to_string()
}

/// One line that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejection {
    /// Counted from one, as editors do.
    pub line: u64,
    pub code: &'static str,
    pub reason: String,
}

impl Rejection {
    #[must_use]
    pub fn new(line: u64, refusal: &Refusal) -> Self {
        Self { line, code: refusal.code(), reason: refusal.reason() }
    }
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}: {}", self.line, self.code, self.reason)
    }
}
