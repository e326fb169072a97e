use commonround_kernel::Id;
use commonround_vocabulary::Fact;
use commonround_web::{Answer, Caller, Paging, Path, Query, State};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::api::{FactDetail, FactsPage};
use crate::library::{self, Shown};
use crate::{Evidence, views};

/// Which facts to list; empty means all.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FactsQuery {
    /// Slug of a publisher.
    pub source: String,
    /// Slug of a topic.
    pub topic: String,
}

impl FactsQuery {
    fn shown(self) -> Shown {
        let given = |slug: String| Some(slug).filter(|slug| !slug.is_empty());
        Shown { source: given(self.source), topic: given(self.topic) }
    }
}

pub async fn list_facts(
    State(evidence): State<Evidence>,
    caller: Caller,
    Query(query): Query<FactsQuery>,
    Paging(slice): Paging,
) -> Answer {
    let shown = query.shown();
    let (list, sources) = evidence
        .db
        .read(move |tx| {
            let list = library::list_facts(tx, &shown, slice)?;
            Ok((list, library::list_sources(tx)?))
        })
        .await?;
    Ok(caller.show(|| FactsPage::of(&list), |ui| views::facts(ui, &list, &sources)))
}

pub async fn read_fact(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<Fact>>,
) -> Answer {
    let page = evidence.db.read(move |tx| library::read_fact(tx, id)).await?;
    Ok(caller.show(|| FactDetail::of(&page), |ui| views::fact(ui, &page)))
}
