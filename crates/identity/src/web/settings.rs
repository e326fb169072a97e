use commonround_web::{Answer, Auth, Caller, Routes, State, doc};

use super::api;
use crate::identity::Identity;
use crate::my_account::{MyAccount, my_account};
use crate::views;

pub(super) fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes.get(
        "/settings",
        show_settings,
        doc("show_settings", "Your account at a glance.")
            .auth(Auth::Session)
            .answers::<api::Account>(),
    )
}

pub async fn show_settings(State(identity): State<Identity>, caller: Caller) -> Answer {
    let mine = my_account(&identity, caller.require()?).await?;
    let json = json(&caller, &mine);
    Ok(caller.show(|| json, |ui| views::settings::page(ui, &mine)))
}

pub(super) fn json(caller: &Caller, mine: &MyAccount) -> api::Account {
    let me = caller.me();
    api::Account {
        handle: me.map(|me| me.handle.clone()).unwrap_or_default(),
        display_name: me.map(|me| me.display_name.clone()).unwrap_or_default(),
        email: mine.email.clone(),
        email_confirmed: mine.confirmed,
        operator: caller.actor().is_some_and(|actor| actor.operator),
        moderator: caller.actor().is_some_and(|actor| actor.moderator),
    }
}
