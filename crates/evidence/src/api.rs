//! The JSON of the library. Words of schema.org (`Question`, `Answer`, `Organization`) where it has
//! one, spelt as the rest of our API.

use commonround_kernel::{Id, Timestamp};
use commonround_vocabulary as vocabulary;
use schemars::JsonSchema;
use serde::Serialize;

use crate::library::FactList;
use crate::model::{FactCard, FactPage, Kind, Publisher, Source, Tier, TopicName};

/// A fact in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FactSummary {
    pub id: Id<vocabulary::Fact>,
    /// Path of its page.
    pub path: String,
    /// The question as a title.
    pub name: String,
    pub about: Option<About>,
    pub kind: Kind,
    /// How the answer begins.
    pub excerpt: String,
    pub publisher: PublisherName,
    /// `en` or `fr`.
    pub in_language: String,
    /// `YYYY-MM-DD`; null where the publisher does not say when it reviewed the answer.
    pub last_reviewed: Option<String>,
}

/// What a fact is about.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct About {
    pub name: String,
    /// For `?topic=`.
    pub slug: String,
}

/// A publisher, shortly.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PublisherName {
    pub slug: String,
    pub name: String,
    /// Who stands behind it.
    pub accreditor: String,
    pub tier: Tier,
}

/// One page of facts, newest first.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FactsPage {
    pub facts: Vec<FactSummary>,
    /// `before` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// A fact with all there is to it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FactDetail {
    #[serde(flatten)]
    pub summary: FactSummary,
    /// The publisher's own id.
    pub identifier: String,
    /// The question as the publisher wrote it.
    pub question: String,
    /// The answer as the publisher wrote it.
    pub text: String,
    /// The original page.
    pub url: String,
    pub license: License,
    /// The sentence that the licence asks to be shown.
    pub credit_text: String,
    pub imported_at: Timestamp,
    /// Other answers on the same topic.
    pub related: Vec<FactSummary>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct License {
    pub name: String,
    pub url: String,
}

/// A publisher with all there is to it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceDetail {
    pub id: Id<vocabulary::Source>,
    /// Path of its page.
    pub path: String,
    #[serde(flatten)]
    pub publisher: PublisherName,
    /// Its home page.
    pub url: String,
    pub in_language: String,
    pub license: License,
    pub credit_text: String,
    /// Facts of it that are shown.
    pub facts_count: usize,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourcesPage {
    pub sources: Vec<SourceDetail>,
}

/// A publisher and one page of its facts, newest first.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceFacts {
    pub source: SourceDetail,
    pub facts: Vec<FactSummary>,
    /// `before` of the next page; absent on the last one.
    pub next: Option<String>,
}

impl FactSummary {
    #[must_use]
    pub fn of(card: &FactCard) -> Self {
        Self {
            id: card.id,
            path: format!("/facts/{}", card.id),
            name: card.title.clone(),
            about: card.topic.as_ref().map(About::of),
            kind: card.kind,
            excerpt: card.excerpt.clone(),
            publisher: PublisherName::of(&card.publisher),
            in_language: card.language.clone(),
            last_reviewed: card.reviewed_on.map(|day| day.to_string()),
        }
    }

    /// Cards as a search or a tag page lists them.
    #[must_use]
    pub fn all(cards: &[FactCard]) -> Vec<Self> {
        cards.iter().map(Self::of).collect()
    }
}

impl About {
    fn of(topic: &TopicName) -> Self {
        Self { name: topic.name.clone(), slug: topic.slug.clone() }
    }
}

impl PublisherName {
    fn of(publisher: &Publisher) -> Self {
        let Publisher { slug, name, accreditor, tier } = publisher.clone();
        Self { slug, name, accreditor, tier }
    }
}

impl FactsPage {
    #[must_use]
    pub fn of(list: &FactList) -> Self {
        Self { facts: FactSummary::all(&list.cards), next: next(list) }
    }
}

fn next(list: &FactList) -> Option<String> {
    list.next.map(|id| id.to_string())
}

impl FactDetail {
    #[must_use]
    pub fn of(page: &FactPage) -> Self {
        Self {
            summary: FactSummary::of(&page.card),
            identifier: page.external_id.clone(),
            question: page.question.clone(),
            text: page.answer.clone(),
            url: page.url.clone(),
            license: License::of(&page.source),
            credit_text: page.source.attribution.clone(),
            imported_at: page.imported_at,
            related: FactSummary::all(&page.related),
        }
    }
}

impl License {
    fn of(source: &Source) -> Self {
        Self { name: source.licence.clone(), url: source.licence_url.clone() }
    }
}

impl SourceDetail {
    #[must_use]
    pub fn of(source: &Source) -> Self {
        Self {
            id: source.id,
            path: format!("/sources/{}", source.slug),
            publisher: PublisherName {
                slug: source.slug.clone(),
                name: source.name.clone(),
                accreditor: source.accreditor.clone(),
                tier: source.tier,
            },
            url: source.homepage.clone(),
            in_language: source.language.clone(),
            license: License::of(source),
            credit_text: source.attribution.clone(),
            facts_count: source.facts,
        }
    }
}

impl SourcesPage {
    #[must_use]
    pub fn of(sources: &[Source]) -> Self {
        Self { sources: sources.iter().map(SourceDetail::of).collect() }
    }
}

impl SourceFacts {
    #[must_use]
    pub fn of(source: &Source, list: &FactList) -> Self {
        Self {
            source: SourceDetail::of(source),
            facts: FactSummary::all(&list.cards),
            next: next(list),
        }
    }
}
