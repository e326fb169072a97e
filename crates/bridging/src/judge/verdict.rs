use super::groups::GroupCount;
use super::keys::{Key, KeyResult};
use crate::model::Tally;
use crate::rating::Tag;
use crate::status::Status;

/// Why a note is not shown, with the figures that a page tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hold {
    TooFewRatings {
        key: Key,
        has: u32,
        needs: u32,
    },
    NotHelpfulEnough {
        key: Key,
        has: f64,
        needs: f64,
    },
    /// One side finds it helpful and the other does not.
    Divides {
        key: Key,
        factor: f64,
        below: f64,
    },
    /// Too few on one side of the factor find it helpful.
    OneSided {
        key: Key,
        negative: Tally,
        positive: Tally,
    },
    /// Professions whose members find it helpful.
    TooFewProfessions {
        has: usize,
        needs: usize,
    },
    UnhelpfulOverall {
        has: f64,
        needs: f64,
    },
    NoAccreditedSource,
    /// So many say that facts or source are wrong that a key needs more to turn.
    TagStandsOut {
        tag: Tag,
    },
    /// Professionals call it incorrect: a person has to look.
    AwaitsReview {
        professionals: u32,
        professions: usize,
    },
    /// Declared groups whose members find it helpful.
    TooFewGroups {
        has: usize,
        needs: usize,
    },
    /// Tags that say why it is helpful.
    Unexplained {
        has: usize,
        needs: usize,
    },
}

impl Hold {
    /// The word for programs and for the choice of a text.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooFewRatings { .. } => "too_few_ratings",
            Self::NotHelpfulEnough { .. } => "not_helpful_enough",
            Self::Divides { .. } => "divides",
            Self::OneSided { .. } => "one_sided",
            Self::TooFewProfessions { .. } => "too_few_professions",
            Self::UnhelpfulOverall { .. } => "unhelpful_overall",
            Self::NoAccreditedSource => "no_accredited_source",
            Self::TagStandsOut { .. } => "tag_stands_out",
            Self::AwaitsReview { .. } => "awaits_review",
            Self::TooFewGroups { .. } => "too_few_groups",
            Self::Unexplained { .. } => "unexplained",
        }
    }
}

/// What is found of a note, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    pub status: Status,
    /// The status is that of its fourteenth day, whatever the rest says.
    pub locked: bool,
    /// The community is small: its minima are lower, and its statuses say so.
    pub provisional: bool,
    /// Everything that keeps it from being shown; empty where nothing does.
    pub holds: Vec<Hold>,
    pub everyone: KeyResult,
    pub professionals: KeyResult,
    /// How each declared group rated it.
    pub groups: Vec<GroupCount>,
    /// How many of those who found it helpful used each tag.
    pub praise: Vec<(Tag, u32)>,
}

impl Verdict {
    /// Keys that turn, whether or not something else holds the note back.
    #[must_use]
    pub fn keys(&self) -> Vec<Key> {
        let both = [(Key::Everyone, &self.everyone), (Key::Professionals, &self.professionals)];
        both.into_iter().filter(|(_, result)| result.turns()).map(|(key, _)| key).collect()
    }

    /// Whether a person has to look at it.
    #[must_use]
    pub fn needs_review(&self) -> bool {
        self.holds.iter().any(|hold| matches!(hold, Hold::AwaitsReview { .. }))
    }
}
