use std::fmt;
use std::time::Duration;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Every way a use case can end but well. Codes are stable snake_case and part of the API.
#[derive(Debug)]
pub enum Error {
    /// 401: nobody is signed in, or what they showed is not valid.
    Unauthenticated(&'static str),
    /// 404: not there, or not for this reader to know that it is.
    NotFound,
    /// 410: it was here and was taken away.
    Gone(&'static str),
    /// 403: this actor may not.
    Denied(&'static str),
    /// 422: the input is wrong, field by field.
    Invalid(Invalid),
    /// 409: the state of the thing forbids it.
    Conflict(&'static str),
    /// 412: somebody changed it first.
    Stale(&'static str),
    /// 413: more bytes than the limit.
    TooLarge(&'static str),
    /// 415: not a type this route reads.
    Unsupported(&'static str),
    /// 429: too often; try again after the wait.
    Limited { code: &'static str, retry_after: Duration },
    /// 503: the server cannot now.
    Unavailable(&'static str),
    /// 500: our bug or a broken machine. The cause is for the log, never for the client.
    Fault(Fault),
}

/// What is wrong with an input: at least one problem.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Invalid(Vec<Problem>);

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Problem {
    /// The input field as the caller spelt it; empty where no field is to blame.
    pub field: String,
    /// A stable code: `required`, `too_long`, `taken`, …
    pub why: &'static str,
}

impl Invalid {
    #[must_use]
    pub fn new(field: &str, why: &'static str) -> Self {
        Self(vec![Problem { field: field.to_owned(), why }])
    }

    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.0
    }

    pub fn add(&mut self, field: &str, why: &'static str) {
        self.0.push(Problem { field: field.to_owned(), why });
    }

    /// Keeps a parsed value or notes what was wrong with it, so that a form hears of all its
    /// mistakes at once.
    pub fn take<T>(&mut self, parsed: std::result::Result<T, Invalid>) -> Option<T> {
        parsed.map_err(|mut wrong| self.0.append(&mut wrong.0)).ok()
    }

    /// `Err` with all problems noted so far, or `Ok`.
    pub fn into_result(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }
}

/// The private half of a fault.
#[derive(Debug)]
pub struct Fault(Box<dyn std::error::Error + Send + Sync>);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error {
    /// Wraps a cause that no caller can do anything about.
    pub fn fault(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Fault(Fault(cause.into()))
    }

    #[must_use]
    pub fn invalid(field: &str, why: &'static str) -> Self {
        Self::Invalid(Invalid::new(field, why))
    }

    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Unauthenticated(_) => 401,
            Self::Denied(_) => 403,
            Self::NotFound => 404,
            Self::Conflict(_) => 409,
            Self::Gone(_) => 410,
            Self::Stale(_) => 412,
            Self::TooLarge(_) => 413,
            Self::Unsupported(_) => 415,
            Self::Invalid(_) => 422,
            Self::Limited { .. } => 429,
            Self::Fault(_) => 500,
            Self::Unavailable(_) => 503,
        }
    }

    /// The stable code that clients and tests match on.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Invalid(_) => "invalid",
            Self::Fault(_) => "fault",
            Self::Unauthenticated(code)
            | Self::Gone(code)
            | Self::Denied(code)
            | Self::Conflict(code)
            | Self::Stale(code)
            | Self::TooLarge(code)
            | Self::Unsupported(code)
            | Self::Limited { code, .. }
            | Self::Unavailable(code) => code,
        }
    }
}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

impl From<crate::IdInvalid> for Error {
    /// An id that cannot exist is an id that does not exist.
    fn from(_: crate::IdInvalid) -> Self {
        Self::NotFound
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fault(cause) => write!(f, "fault: {cause}"),
            Self::Invalid(Invalid(problems)) => {
                f.write_str("invalid:")?;
                problems.iter().try_for_each(|p| write!(f, " {}={}", p.field, p.why))
            }
            other => f.write_str(other.code()),
        }
    }
}

impl std::error::Error for Error {}
