use commonround_db::Tx;
use commonround_identity::card_by_handle;
use commonround_kernel::{Error, Result};
use commonround_web::{Answer, Caller, Paging, Path, Query, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::viewer;
use crate::Commons;
use crate::people::api::Profile;
use crate::people::policy::Sight;
use crate::people::profile::view_of;
use crate::people::views::{self, ProfileTab};
use crate::{Viewer, timeline};

/// Which place of the profile a page shows.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ProfileQuery {
    /// `about`, or empty for the statuses.
    pub tab: String,
}

impl ProfileQuery {
    fn place(&self) -> Result<ProfileTab> {
        match self.tab.as_str() {
            "" | "statuses" => Ok(ProfileTab::Statuses),
            "about" => Ok(ProfileTab::About),
            _ => Err(Error::invalid("tab", "unknown")),
        }
    }
}

/// A profile with a page of its statuses.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProfileAnswer<'a> {
    #[serde(flatten)]
    pub profile: Profile,
    #[serde(flatten)]
    pub page: crate::api::Page<'a>,
}

pub async fn show_profile(
    State(commons): State<Commons>,
    caller: Caller,
    Path(handle): Path<String>,
    Query(query): Query<ProfileQuery>,
    Paging(slice): Paging,
) -> Answer {
    let tab = query.place()?;
    let viewer = viewer(&caller);
    let reader = Viewer::of(caller.actor());
    let neighbours = commons.neighbours.clone();
    let read = move |tx: &mut Tx<'_>| {
        let card = card_by_handle(tx, &handle)?;
        let persona = card.persona;
        let view = view_of(tx, viewer, card)?;
        let page = match view.sight {
            Sight::Whole => timeline::by_author(tx, &neighbours, reader, persona, slice)?,
            Sight::NameOnly => timeline::Page::default(),
        };
        Ok((view, page))
    };
    let (view, page) = commons.db.snapshot(read).await?;
    Ok(caller.show(
        || ProfileAnswer { profile: Profile::of(&view, &commons.public_url), page: (&page).into() },
        |ui| views::profile(ui, &view, tab, &page),
    ))
}
