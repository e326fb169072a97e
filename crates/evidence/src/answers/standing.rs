use commonround_db::Tx;
use commonround_kernel::Result;
use commonround_vocabulary::Fact;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::model::ChosenSource;
use crate::citations::Citations;
use crate::model::Tier;
use crate::store::facts;

/// What one source of an answer is worth, as of now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceStanding {
    /// What it is called: the fact's title, or who publishes it.
    pub title: String,
    pub publisher: String,
    /// `a`, `b` or `c`; null where nobody vouches for it.
    pub tier: Option<String>,
    pub accreditor: Option<String>,
    /// Where it is read.
    pub url: String,
    /// When it was reviewed, `YYYY-MM-DD`; null where nobody says.
    pub reviewed_on: Option<String>,
    pub retracted: bool,
    /// A fact of the library without a review date.
    #[serde(skip)]
    pub undated: bool,
    #[serde(skip)]
    pub day: Option<Date>,
    #[serde(skip)]
    pub language: Option<String>,
}

/// In the order they were chosen. Facts that are gone are left out.
pub fn sources(
    tx: &mut Tx<'_>,
    citations: &Citations,
    chosen: &[ChosenSource],
) -> Result<Vec<SourceStanding>> {
    let mut found = Vec::with_capacity(chosen.len());
    for source in chosen {
        match source {
            ChosenSource::Fact(id) => found.extend(fact(tx, *id)?),
            ChosenSource::Address(url) => found.extend(address(tx, citations, url)?),
        }
    }
    Ok(found)
}

fn fact(tx: &mut Tx<'_>, id: commonround_kernel::Id<Fact>) -> Result<Option<SourceStanding>> {
    let Some(card) = facts::cards(tx, &[id.get()])?.pop() else { return Ok(None) };
    let tier = card.publisher.tier;
    Ok(Some(SourceStanding {
        title: card.title,
        publisher: card.publisher.name,
        tier: (tier != Tier::D).then(|| tier.as_str().to_lowercase()),
        accreditor: Some(card.publisher.accreditor),
        url: format!("/facts/{id}"),
        reviewed_on: card.reviewed_on.map(|day| day.to_string()),
        retracted: false,
        undated: card.reviewed_on.is_none(),
        day: card.reviewed_on,
        language: Some(card.language),
    }))
}

fn address(tx: &mut Tx<'_>, citations: &Citations, url: &str) -> Result<Option<SourceStanding>> {
    let cited = citations.resolve(tx, url)?;
    Ok(cited.map(|cited| SourceStanding {
        title: url.to_owned(),
        publisher: cited.name,
        tier: cited.tier,
        accreditor: cited.accreditor,
        url: url.to_owned(),
        reviewed_on: None,
        retracted: cited.retracted,
        undated: false,
        day: None,
        language: None,
    }))
}
