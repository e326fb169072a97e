use crate::status::Status;

/// A profession, by a number that the caller chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Profession(pub u16);

/// A community that people say they belong to, by a number that the caller chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Community(pub u16);

/// What is known of a note besides its ratings. Times are milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub id: i64,
    /// In the numbers of the raters: who rates may write too.
    pub author: i64,
    pub author_profession: Option<Profession>,
    pub created_ms: i64,
    /// When it first was found helpful or not; later ratings say little of who rated.
    pub first_status_ms: Option<i64>,
    /// At least one of its sources is accredited.
    pub accredited: bool,
    /// A person looked at it after professionals called it incorrect, and let it go on.
    pub reviewed: bool,
    /// A source was retracted or a guideline changed, so that its age locks it no longer.
    pub reopened: bool,
    /// What it was when it was last judged.
    pub before: Option<Status>,
}

impl Note {
    /// A note without a past.
    #[must_use]
    pub const fn new(id: i64, author: i64, created_ms: i64) -> Self {
        Self {
            id,
            author,
            author_profession: None,
            created_ms,
            first_status_ms: None,
            accredited: false,
            reviewed: false,
            reopened: false,
            before: None,
        }
    }
}

/// What somebody who rates says of themselves, or has proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rater {
    pub id: i64,
    /// Only where it is verified.
    pub profession: Option<Profession>,
    pub communities: Vec<Community>,
}
