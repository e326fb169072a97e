use commonround_identity::Standing;
use commonround_kernel::{Id, Timestamp};
use commonround_vocabulary::{AnswerCard, ClaimRecord};
use commonround_web::Ui;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::desk::Desk;
use super::one::Shown;
use crate::answers::model::{Certainty, Verdict};
use crate::answers::standing::SourceStanding;
use crate::api::FactSummary;

/// An answer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AnswerInfo {
    pub id: Id<AnswerCard>,
    pub path: String,
    pub claim: Id<ClaimRecord>,
    pub claim_text: String,
    /// Where the claim was made, outside of here.
    pub link: Option<String>,
    pub verdict: Verdict,
    pub certainty: Certainty,
    pub english: String,
    pub french: String,
    /// Handle of the author; null where they left.
    pub author: Option<String>,
    /// The author's credential counts now.
    pub author_verified: bool,
    /// What was checked about the author; null where they left.
    pub author_standing: Option<Standing>,
    pub sources: Vec<SourceStanding>,
    /// A source was retracted or withdrawn since.
    pub fallen: bool,
    /// Counts from 1.
    pub version: u32,
    /// Rounded to the first digit; null under ten.
    pub views: Option<u64>,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
}

impl AnswerInfo {
    pub fn of(shown: &Shown) -> Self {
        let (answer, body) = (&shown.answer, &shown.answer.body);
        let author = shown.author.as_ref().filter(|author| !author.erased);
        Self {
            id: answer.id,
            path: shown.path(),
            claim: answer.claim,
            claim_text: shown.claim.text.clone(),
            link: body.link.clone(),
            verdict: body.verdict,
            certainty: body.certainty,
            english: body.english.clone(),
            french: body.french.clone(),
            author: author.map(|author| author.handle.clone()),
            author_verified: author.is_some_and(|author| author.standing.is_verified()),
            author_standing: author.map(|author| author.standing.clone()),
            sources: shown.sources.clone(),
            fallen: shown.is_fallen(),
            version: answer.version,
            views: shown.views,
            created_at: answer.created_at,
            changed_at: answer.changed_at,
        }
    }
}

/// Facts that may answer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DeskInfo {
    pub facts: Vec<FactSummary>,
    /// The caller may publish.
    pub may_publish: bool,
}

impl DeskInfo {
    pub fn of(desk: &Desk) -> Self {
        Self { facts: FactSummary::all(&desk.facts), may_publish: desk.may() }
    }
}

/// An answer in the words of schema.org.
pub struct ClaimReview;

impl ClaimReview {
    pub fn of(ui: &Ui<'_>, shown: &Shown) -> Value {
        let url = ui.site().public_url.join(&shown.path()).map(String::from).unwrap_or_default();
        let author = shown.present_author().map(|author| author.display_name.as_str());
        let author = author.unwrap_or(ui.site().name.as_str());
        let mut claim = json!({"@type": "Claim"});
        if let Some(link) = &shown.answer.body.link {
            claim["appearance"] = json!(link);
        }
        let rating = match shown.answer.body.verdict {
            Verdict::False => 1,
            Verdict::NotEstablished => 3,
            Verdict::Supported => 5,
        };
        json!({
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": url,
            "datePublished": shown.answer.created_at.to_string(),
            "claimReviewed": shown.claim.text,
            "author": {"@type": "Person", "name": author},
            "publisher": {"@type": "Organization", "name": ui.site().name},
            "inLanguage": ui.lang().as_str(),
            "reviewBody": shown.text(ui.lang()),
            "itemReviewed": claim,
            "reviewRating": {
                "@type": "Rating", "ratingValue": rating, "worstRating": 1, "bestRating": 5,
                "alternateName": shown.says(ui),
            },
        })
    }
}
