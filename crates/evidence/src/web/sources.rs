use commonround_kernel::Error;
use commonround_web::{Answer, Caller, Paging, Path, State};

use crate::api::{SourceFacts, SourcesPage};
use crate::sources::{pages, store};
use crate::{Evidence, library, views};

pub async fn list_sources(State(evidence): State<Evidence>, caller: Caller) -> Answer {
    let sources = evidence.db.read(library::list_sources).await?;
    Ok(caller.show(|| SourcesPage::of(&sources), |ui| views::sources(ui, &sources)))
}

pub async fn read_source(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(slug): Path<String>,
    Paging(slice): Paging,
) -> Answer {
    let list = evidence.db.read(move |tx| library::read_source(tx, &slug, slice)).await?;
    let source = list.source.as_ref().ok_or(Error::NotFound)?;
    Ok(caller.show(|| SourceFacts::of(source, &list), |ui| views::source(ui, source, &list)))
}

pub async fn show_allow_list(State(evidence): State<Evidence>, caller: Caller) -> Answer {
    let versions = evidence.db.read(store::history).await?;
    Ok(caller.show(|| pages::AllowListPage::of(&versions), |ui| pages::allow_list(ui, &versions)))
}
