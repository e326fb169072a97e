/// Why ratings are not taken in. The list is closed and its codes are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("a note stands there twice")]
    DuplicateNote,
    #[error("a rater stands there twice")]
    DuplicateRater,
    /// Somebody rated a note twice; `at` counts the ratings that were kept, from zero.
    #[error("rating {at} is the second of its rater of the same note")]
    DuplicateRating { at: usize },
    #[error("more raters or ratings than one set holds")]
    TooMany,
}

impl Refused {
    /// The word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DuplicateNote => "duplicate_note",
            Self::DuplicateRater => "duplicate_rater",
            Self::DuplicateRating { .. } => "duplicate_rating",
            Self::TooMany => "too_many",
        }
    }
}
