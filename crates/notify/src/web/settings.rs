use commonround_db::Tx;
use commonround_identity::has_address;
use commonround_kernel::{Actor, Error, Result};
use commonround_web::{Answer, Caller, Done, FormState, Input, State, StatusCode};

use crate::change_settings::{SettingsChange, SettingsInput, change_settings};
use crate::model::Choice;
use crate::store::settings;
use crate::{Notify, api, views};

/// What was chosen, and whether letters reach the persona.
fn read(tx: &mut Tx<'_>, actor: &Actor) -> Result<(Vec<Choice>, bool)> {
    Ok((settings::of_all(tx, actor.persona)?, has_address(tx, actor.persona)?))
}

pub async fn show_notification_settings(State(notify): State<Notify>, caller: Caller) -> Answer {
    let actor = caller.require()?.clone();
    let (choices, has_address) = notify.db.read(move |tx| read(tx, &actor)).await?;
    Ok(caller.show(
        || api::NotificationSettings::of(&choices, has_address),
        |ui| views::settings_page(ui, &choices, has_address, &FormState::new()),
    ))
}

pub async fn change_notification_settings(
    State(notify): State<Notify>,
    caller: Caller,
    Input(input): Input<SettingsInput>,
) -> Answer {
    let actor = caller.require()?.clone();
    let change = match SettingsChange::parse(&input) {
        Ok(change) => change,
        Err(Error::Invalid(invalid)) => {
            let (choices, has_address) = notify.db.read(move |tx| read(tx, &actor)).await?;
            let form = FormState::new().with(invalid.clone());
            return caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, |ui| {
                views::settings_page(ui, &choices, has_address, &form)
            });
        }
        Err(other) => return Err(other.into()),
    };
    let save = move |tx: &mut Tx<'_>| {
        change_settings(tx, &actor, &change)?;
        read(tx, &actor)
    };
    let (choices, has_address) = notify.db.write(save).await?;
    let done = Done::to("/settings/notifications").saying("notify-notice-saved");
    Ok(caller.done(done, || api::NotificationSettings::of(&choices, has_address)))
}
