use commonround_web::{Answer, Auth, Caller, Done, Input, Routes, State, doc};

use super::{api, form_again};
use crate::identity::Identity;
use crate::preferences::{self as use_case, Preferences};
use crate::views;

pub(super) fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/settings/appearance",
            show_appearance,
            doc("show_appearance", "Your language, theme and time zone.")
                .auth(Auth::Session)
                .answers::<api::Preferences>(),
        )
        .post(
            "/settings/appearance",
            set_appearance,
            doc("set_appearance", "Changes language, theme and time zone.")
                .auth(Auth::Session)
                .takes::<api::Preferences>()
                .answers::<api::Preferences>()
                .refuses(&["invalid"]),
        )
}

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
