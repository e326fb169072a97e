use commonround_db::Tx;
use commonround_identity::{NameCard, card_by_handle};
use commonround_kernel::{Actor, Id, Persona, Result, Slice};
use commonround_web::{Answer, Caller, Paging, Path, State};

use super::viewer;
use crate::Commons;
use crate::people::api::PeoplePage;
use crate::people::lists;
use crate::people::rows::People;
use crate::people::views::{self, OwnList, Ties};

pub async fn list_followers(
    State(commons): State<Commons>,
    caller: Caller,
    Path(handle): Path<String>,
    Paging(slice): Paging,
) -> Answer {
    ties(&commons, &caller, handle, slice, Ties::Followers, lists::followers).await
}

pub async fn list_following(
    State(commons): State<Commons>,
    caller: Caller,
    Path(handle): Path<String>,
    Paging(slice): Paging,
) -> Answer {
    ties(&commons, &caller, handle, slice, Ties::Following, lists::following).await
}

/// Reads one of a person's two lists for a viewer.
type ReadTies = fn(&mut Tx<'_>, Option<Id<Persona>>, &NameCard, Slice) -> Result<People>;

async fn ties(
    commons: &Commons,
    caller: &Caller,
    handle: String,
    slice: Slice,
    kind: Ties,
    list: ReadTies,
) -> Answer {
    let viewer = viewer(caller);
    let read = move |tx: &mut Tx<'_>| {
        let card = card_by_handle(tx, &handle)?;
        let people = list(tx, viewer, &card, slice)?;
        Ok((card, people))
    };
    let (card, people) = commons.db.read(read).await?;
    let own = viewer == Some(card.persona);
    Ok(caller.show(|| PeoplePage::of(&people), |ui| views::ties(ui, kind, &card, own, &people)))
}

pub async fn list_blocks(
    State(commons): State<Commons>,
    caller: Caller,
    Paging(slice): Paging,
) -> Answer {
    own(&commons, &caller, slice, OwnList::Blocks, lists::blocks).await
}

pub async fn list_mutes(
    State(commons): State<Commons>,
    caller: Caller,
    Paging(slice): Paging,
) -> Answer {
    own(&commons, &caller, slice, OwnList::Mutes, lists::mutes).await
}

async fn own(
    commons: &Commons,
    caller: &Caller,
    slice: Slice,
    kind: OwnList,
    list: fn(&mut Tx<'_>, &Actor, Slice) -> Result<People>,
) -> Answer {
    let actor = caller.require()?.clone();
    let people = commons.db.read(move |tx| list(tx, &actor, slice)).await?;
    Ok(caller.show(|| PeoplePage::of(&people), |ui| views::own_list(ui, kind, &people)))
}
