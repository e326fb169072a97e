use commonround_web::{Answer, Caller, LimitClass, Paging, Query, State};
use schemars::JsonSchema;
use serde::Deserialize;

use super::viewer;
use crate::Commons;
use crate::people::api::PeoplePage;
use crate::people::{self, lists, views};

/// What to look for; empty lists everybody who chose to be found.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PeopleQuery {
    pub q: String,
}

pub async fn list_people(
    State(commons): State<Commons>,
    caller: Caller,
    Query(asked): Query<PeopleQuery>,
    Paging(slice): Paging,
) -> Answer {
    let viewer = viewer(&caller);
    let query = people::Query::parse(&asked.q, caller.lang())?;
    let everybody = asked.q.trim().is_empty();
    if !everybody {
        commons.limiter.check(LimitClass::Search, &caller.limit_key())?;
    }
    let found = commons
        .db
        .read(move |tx| {
            if everybody {
                return lists::directory(tx, viewer, slice);
            }
            people::search(tx, viewer, &query, slice)
        })
        .await?;
    Ok(caller.show(|| PeoplePage::of(&found), |ui| views::directory(ui, asked.q.trim(), &found)))
}
