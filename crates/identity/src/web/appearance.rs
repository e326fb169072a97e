use commonround_web::{Answer, Caller, Done, Input, State};

use super::{api, form_again};
use crate::identity::Identity;
use crate::preferences::{self as use_case, Preferences};
use crate::views;

pub async fn show_appearance(State(identity): State<Identity>, caller: Caller) -> Answer {
    let found = use_case::preferences(&identity, caller.require()?, caller.lang()).await?;
    let json = api::Preferences::of(found.lang, found.theme, found.time_zone.as_str());
    let state = json.state();
    Ok(caller.show(|| json, |ui| views::appearance::page(ui, &state)))
}

pub async fn set_appearance(
    State(identity): State<Identity>,
    caller: Caller,
    Input(form): Input<api::Preferences>,
) -> Answer {
    let actor = caller.require()?;
    let set = match Preferences::parse(&form.lang, &form.theme, &form.time_zone) {
        Ok(wanted) => use_case::set_preferences(&identity, actor, wanted).await,
        Err(invalid) => Err(invalid.into()),
    };
    match set {
        Ok(()) => {
            let done = Done::to("/settings/appearance").saying("identity-notice-saved");
            Ok(caller.done(done, || form))
        }
        Err(error) => form_again(&caller, error, |ui, invalid| {
            views::appearance::page(ui, &form.state().with(invalid))
        }),
    }
}
