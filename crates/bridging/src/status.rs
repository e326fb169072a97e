use crate::model::NoteFit;
use crate::rules::{
    HELPFUL_FACTOR_MAX, HELPFUL_INTERCEPT_MIN, NOT_HELPFUL_INTERCEPT, NOT_HELPFUL_SLOPE,
    RATINGS_MIN,
};

/// What a note is found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Helpful,
    NotHelpful,
    NeedsMore,
}

impl Status {
    pub const ALL: [Self; 3] = [Self::Helpful, Self::NotHelpful, Self::NeedsMore];

    /// The word of the public layout.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Helpful => "CURRENTLY_RATED_HELPFUL",
            Self::NotHelpful => "CURRENTLY_RATED_NOT_HELPFUL",
            Self::NeedsMore => "NEEDS_MORE_RATINGS",
        }
    }
}

/// The published thresholds of the core model, without any further rule.
#[must_use]
pub fn core_status(fit: &NoteFit) -> Status {
    let divided = fit.factor.abs();
    if fit.ratings < RATINGS_MIN {
        Status::NeedsMore
    } else if fit.intercept >= HELPFUL_INTERCEPT_MIN && divided < HELPFUL_FACTOR_MAX {
        Status::Helpful
    } else if fit.intercept < NOT_HELPFUL_INTERCEPT - NOT_HELPFUL_SLOPE * divided {
        Status::NotHelpful
    } else {
        Status::NeedsMore
    }
}
