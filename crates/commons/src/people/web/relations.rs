use commonround_db::Tx;
use commonround_identity::{NameCard, card_by_handle};
use commonround_kernel::{Actor, Id, Invalid, Persona, Result, Timestamp};
use commonround_web::{Answer, Caller, Done, Input, Patch, Path, Response, State};
use schemars::JsonSchema;
use serde::Deserialize;

use super::back;
use crate::Commons;
use crate::people::api::Relationship;
use crate::people::policy::Relation;
use crate::people::{
    MuteEnd, block_persona, follow_persona, mute_persona, remove_follower, unblock_persona,
    unfollow_persona, unmute_persona, views,
};

pub async fn follow(
    State(commons): State<Commons>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    let (card, relation) = towards(&commons, &caller, handle, follow_persona).await?;
    Ok(followed(&caller, &card, &relation))
}

pub async fn unfollow(
    State(commons): State<Commons>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    let act =
        |tx: &mut Tx<'_>, actor: &Actor, card: &NameCard| unfollow_persona(tx, actor, card.persona);
    let (card, relation) = towards(&commons, &caller, handle, act).await?;
    Ok(followed(&caller, &card, &relation))
}

/// A live form gets its button back as it now is; the page does not move.
fn followed(caller: &Caller, card: &NameCard, relation: &Relation) -> Response {
    caller.done_patch(
        Done::to(back(caller, &card.handle)),
        || Relationship::of(card.persona, relation),
        |ui| {
            let target = format!("#{}", views::follow_id(card.persona));
            Patch::new().replace(&target, views::follow_form(ui, card, relation))
        },
    )
}

pub async fn remove(
    State(commons): State<Commons>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    let act = |tx: &mut Tx<'_>, actor: &Actor, persona| remove_follower(tx, actor, persona);
    moved(&commons, &caller, handle, "commons-people-notice-removed", act).await
}

pub async fn block(
    State(commons): State<Commons>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    let act = |tx: &mut Tx<'_>, actor: &Actor, persona| block_persona(tx, actor, persona);
    moved(&commons, &caller, handle, "commons-people-notice-blocked", act).await
}

pub async fn unblock(
    State(commons): State<Commons>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    let act = |tx: &mut Tx<'_>, actor: &Actor, persona| unblock_persona(tx, actor, persona);
    moved(&commons, &caller, handle, "commons-people-notice-unblocked", act).await
}

/// When a mute ends. With neither, it does not end by itself.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MuteInput {
    /// In so many days, up to a year.
    pub days: Option<i64>,
    /// At a moment, up to a year ahead.
    pub expires_at: Option<Timestamp>,
}

impl MuteInput {
    fn end(&self, now: Timestamp) -> Result<MuteEnd, Invalid> {
        match (self.days, self.expires_at) {
            (None, None) => Ok(MuteEnd::NEVER),
            (Some(days), None) => MuteEnd::after_days(now, days),
            (None, Some(at)) => MuteEnd::at(now, at),
            (Some(_), Some(_)) => Err(Invalid::new("expires_at", "one_of_two")),
        }
    }
}

pub async fn mute(
    State(commons): State<Commons>,
    caller: Caller,
    Path(handle): Path<String>,
    Input(input): Input<MuteInput>,
) -> Answer {
    let end = input.end(caller.now())?;
    let act = move |tx: &mut Tx<'_>, actor: &Actor, persona| mute_persona(tx, actor, persona, end);
    moved(&commons, &caller, handle, "commons-people-notice-muted", act).await
}

pub async fn unmute(
    State(commons): State<Commons>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    let act = |tx: &mut Tx<'_>, actor: &Actor, persona| unmute_persona(tx, actor, persona);
    moved(&commons, &caller, handle, "commons-people-notice-unmuted", act).await
}

/// An act after which the browser sees the page anew.
async fn moved(
    commons: &Commons,
    caller: &Caller,
    handle: String,
    notice: &'static str,
    act: impl Fn(&mut Tx<'_>, &Actor, Id<Persona>) -> Result<Relation> + Send + 'static,
) -> Answer {
    let by_id = move |tx: &mut Tx<'_>, actor: &Actor, card: &NameCard| act(tx, actor, card.persona);
    let (card, relation) = towards(commons, caller, handle, by_id).await?;
    let done = Done::to(back(caller, &card.handle)).saying(notice);
    Ok(caller.done(done, || Relationship::of(card.persona, &relation)))
}

/// Finds the person and does the act, in one unit.
async fn towards(
    commons: &Commons,
    caller: &Caller,
    handle: String,
    act: impl Fn(&mut Tx<'_>, &Actor, &NameCard) -> Result<Relation> + Send + 'static,
) -> Result<(NameCard, Relation)> {
    let actor = caller.require()?.clone();
    commons
        .db
        .write(move |tx| {
            let card = card_by_handle(tx, &handle)?;
            let relation = act(tx, &actor, &card)?;
            Ok((card, relation))
        })
        .await
}
