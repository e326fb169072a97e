use super::tags::TagShares;
use crate::model::{Frame, RaterFit};
use crate::note::{Community, Profession};
use crate::rating::{Level, Tags};

/// What the last full score found, and every later judgement of a single note needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Model {
    pub everyone: Frame,
    /// Of verified professionals alone, where they are enough.
    pub professionals: Option<Frame>,
    pub tag_shares: TagShares,
}

/// One rating of the note in question, with what is known of who gave it. Ratings of people with
/// an interest in what the note is about are not among them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Voice<'a> {
    pub level: Level,
    pub tags: Tags,
    pub profession: Option<Profession>,
    pub communities: &'a [Community],
    /// The place of the rater in the fit of everyone; new raters have none.
    pub everyone: Option<RaterFit>,
    /// The place in the fit of professionals.
    pub professionals: Option<RaterFit>,
    /// A professional whom the fit of professionals hears no longer, as they deny what is helpful.
    pub set_aside: bool,
}

impl Voice<'_> {
    /// Raters without a place anywhere may be anybody, and so many as somebody wants.
    pub(crate) const fn is_heard(&self) -> bool {
        self.everyone.is_some() || self.professionals.is_some()
    }
}
