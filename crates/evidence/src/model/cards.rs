use commonround_kernel::{Id, Timestamp};
use commonround_vocabulary as vocabulary;
use jiff::civil::Date;

use crate::model::{Kind, Tier};

/// What a fact is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicName {
    /// Its address: `heart-failure`.
    pub slug: String,
    pub name: String,
}

/// A publisher, as a line under each of its facts names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    pub slug: String,
    pub name: String,
    pub accreditor: String,
    pub tier: Tier,
}

/// A fact in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactCard {
    pub id: Id<vocabulary::Fact>,
    pub title: String,
    pub topic: Option<TopicName>,
    pub kind: Kind,
    /// How the answer begins.
    pub excerpt: String,
    pub publisher: Publisher,
    /// `en` or `fr`.
    pub language: String,
    /// The day of the publisher's own last review, where it says so.
    pub reviewed_on: Option<Date>,
}

/// A fact with all there is to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactPage {
    pub card: FactCard,
    pub external_id: String,
    pub question: String,
    pub answer: String,
    /// The original page.
    pub url: String,
    pub source: Source,
    pub imported_at: Timestamp,
    /// Other answers on the same topic, overview first.
    pub related: Vec<FactCard>,
}

/// A publisher with all there is to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub id: Id<vocabulary::Source>,
    pub slug: String,
    pub name: String,
    pub accreditor: String,
    pub licence: String,
    pub licence_url: String,
    pub attribution: String,
    pub tier: Tier,
    pub homepage: String,
    pub language: String,
    /// Facts of it that are shown.
    pub facts: usize,
}
