use commonround_db::Tx;
use commonround_identity::cards;
use commonround_kernel::{Actor, Error, Invalid, Result};
use commonround_web::{Answer, Caller, Done, FormState, Input, State, StatusCode};

use crate::Commons;
use crate::people::api::OwnProfile;
use crate::people::edit_profile::{ProfileChange, ProfileInput, edit_profile};
use crate::people::profile::profile_of;
use crate::people::views;

pub async fn show_own_profile(State(commons): State<Commons>, caller: Caller) -> Answer {
    let own = read(&commons, &caller).await?;
    let form = views::own_profile_form(&own);
    Ok(caller.show(|| own.clone(), |ui| views::own_profile(ui, &own, &form)))
}

pub async fn edit(
    State(commons): State<Commons>,
    caller: Caller,
    Input(input): Input<ProfileInput>,
) -> Answer {
    match save(&commons, &caller, &input).await {
        Ok(own) => {
            let done = Done::to("/settings/profile").saying("commons-people-notice-saved");
            Ok(caller.done(done, || own))
        }
        Err(Error::Invalid(invalid)) => refuse(&commons, &caller, &input, invalid).await,
        Err(other) => Err(other.into()),
    }
}

async fn read(commons: &Commons, caller: &Caller) -> Result<OwnProfile> {
    let actor = caller.require()?.clone();
    commons.db.read(move |tx| own_profile(tx, &actor)).await
}

fn own_profile(tx: &mut Tx<'_>, actor: &Actor) -> Result<OwnProfile> {
    let card = cards(tx, &[actor.persona])?.remove(&actor.persona).ok_or(Error::NotFound)?;
    let profile = profile_of(tx, actor.persona, card.role)?;
    Ok(OwnProfile::of(&card, actor.role, &profile))
}

async fn save(commons: &Commons, caller: &Caller, input: &ProfileInput) -> Result<OwnProfile> {
    let actor = caller.require()?.clone();
    let change = ProfileChange::parse(input)?;
    let titles = commons.titles;
    commons
        .db
        .write(move |tx| {
            edit_profile(tx, titles, &actor, change.clone())?;
            own_profile(tx, &actor)
        })
        .await
}

/// The form again with what was sent and what is wrong with it.
async fn refuse(
    commons: &Commons,
    caller: &Caller,
    input: &ProfileInput,
    invalid: Invalid,
) -> Answer {
    let own = read(commons, caller).await?;
    let form: FormState = views::over(views::own_profile_form(&own), input).with(invalid.clone());
    caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, |ui| {
        views::own_profile(ui, &own, &form)
    })
}
