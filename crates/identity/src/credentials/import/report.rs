use commonround_credential::{Brake, Tally, Trouble};

/// Which register a file is of, and what a person has looked at.
#[derive(Debug, Clone)]
pub struct RegisterOptions {
    /// The code that every row has to have: `cno`.
    pub register: String,
    /// So many rows are gone on purpose.
    pub accept_vanished: bool,
}

/// How an import goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegisterProgress {
    /// Rows read so far.
    Read(u64),
    /// Rows taken over since the last word.
    TakenOver(u64),
}

/// How it came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegisterEnd {
    /// The file is what is known of the register now.
    Done,
    /// Too many rows are gone. Nothing was changed; a person has to look.
    Braked(Brake),
    /// The file is not good. Nothing was changed.
    Refused(Vec<Trouble>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterReport {
    pub rows: u64,
    pub tally: Tally,
    /// Claims that are in another state now.
    pub claims_changed: u64,
    pub end: RegisterEnd,
}
