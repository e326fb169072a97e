//! The page of a tag: trusted facts on it, then what people say.

use axum::extract::State;
use commonround_commons::model::TagName;
use commonround_commons::{Viewer, api, timeline, views};
use commonround_db::Tx;
use commonround_evidence::api::FactSummary;
use commonround_evidence::{facts_for_tag, views::fact_rows};
use commonround_kernel::Error;
use commonround_web::components::card;
use commonround_web::{Answer, Caller, Paging, Path, Ui};
use maud::html;
use schemars::JsonSchema;
use serde::Serialize;

use crate::instance::Instance;

/// Facts above a tag's timeline.
const FACTS_ABOVE: usize = 3;

/// A tag's timeline with the facts on its topic.
#[derive(Serialize, JsonSchema)]
pub struct TagPage<'a> {
    #[serde(flatten)]
    tag: api::TagPage<'a>,
    facts: Vec<FactSummary>,
}

pub async fn show_tag(
    State(instance): State<Instance>,
    caller: Caller,
    Path(tag): Path<String>,
    Paging(slice): Paging,
) -> Answer {
    let viewer = Viewer::of(caller.actor());
    let tag = TagName::parse(&tag).ok_or(Error::NotFound)?;
    let neighbours = instance.commons.neighbours.clone();
    let read = move |tx: &mut Tx<'_>| {
        let facts = facts_for_tag(tx, &tag.shown, FACTS_ABOVE)?;
        Ok((timeline::tag_view(tx, &neighbours, viewer, tag, slice)?, facts))
    };
    let (view, facts) = instance.db.read_inline(read).await?;
    let json = || TagPage {
        tag: api::TagPage {
            name: &view.tag.shown,
            following: view.following,
            page: (&view.page).into(),
        },
        facts: facts.iter().map(FactSummary::of).collect(),
    };
    Ok(caller.show(json, |ui: &Ui<'_>| {
        let known = html! {
            @if !facts.is_empty() { (card(Some(ui.t("server-tag-facts")), fact_rows(ui, &facts))) }
        };
        views::tag_page(ui, &view, known)
    }))
}
