use commonround_web::{Answer, Auth, Caller, Done, FormState, Input, Nothing, Routes, State, doc};

use super::{api, form_again, signed_out};
use crate::erase_account as use_case;
use crate::identity::Identity;
use crate::views;

pub(super) fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/settings/delete",
            show_erase,
            doc("show_erase", "What leaving takes away.").auth(Auth::Session).answers::<Nothing>(),
        )
        .post(
            "/settings/delete",
            erase_account,
            doc("erase_account", "Erases your account at once.")
                .auth(Auth::Session)
                .takes::<api::EraseInput>()
                .answers::<Nothing>()
                .refuses(&["limited", "invalid", "last_operator", "password_changed"]),
        )
}

pub async fn show_erase(caller: Caller) -> Answer {
    Ok(caller.show(|| Nothing {}, |ui| views::erase::page(ui, &FormState::new())))
}

pub async fn erase_account(
    State(identity): State<Identity>,
    caller: Caller,
    Input(form): Input<api::EraseInput>,
) -> Answer {
    match use_case::erase_account(&identity, caller.require()?, &form.current_password).await {
        Ok(()) => signed_out(&identity, &caller, Done::to("/").saying("identity-notice-erased")),
        Err(error) => form_again(&caller, error, |ui, invalid| {
            views::erase::page(ui, &FormState::new().with(invalid))
        }),
    }
}
