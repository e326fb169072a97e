use axum::http::HeaderMap;
use commonround_kernel::{Invalid, Result};
use commonround_web::{Answer, Auth, Caller, Done, FormState, Input, Nothing, Routes, State, doc};

use super::settings::json;
use super::{api, form_again, visitor};
use crate::change_email::change_email as change_email_now;
use crate::change_password::change_password as change_password_now;
use crate::identity::Identity;
use crate::model::Email;
use crate::my_account::my_account;
use crate::views;
use crate::views::account::Forms;

pub(super) fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/settings/account",
            show_account,
            doc("show_account", "Your address and password.")
                .auth(Auth::Session)
                .answers::<api::Account>(),
        )
        .post(
            "/settings/email",
            change_email,
            doc("change_email", "Asks a new address for its confirmation.")
                .auth(Auth::Session)
                .takes::<api::EmailInput>()
                .answers::<Nothing>()
                .refuses(&["limited", "invalid", "password_changed"]),
        )
        .post(
            "/settings/password",
            change_password,
            doc("change_password", "Changes the password and signs other devices out.")
                .auth(Auth::Session)
                .takes::<api::PasswordInput>()
                .answers::<Nothing>()
                .refuses(&["limited", "invalid", "password_changed"]),
        )
}

pub async fn show_account(State(identity): State<Identity>, caller: Caller) -> Answer {
    let mine = my_account(&identity, caller.require()?).await?;
    let json = json(&caller, &mine);
    Ok(caller.show(|| json, |ui| views::account::page(ui, &mine, &Forms::default())))
}

pub async fn change_email(
    State(identity): State<Identity>,
    caller: Caller,
    headers: HeaderMap,
    Input(form): Input<api::EmailInput>,
) -> Answer {
    let visitor = visitor(&caller, &headers);
    let actor = caller.require()?;
    let asked = match Email::parse("email", &form.email) {
        Ok(email) => {
            change_email_now(&identity, &visitor, actor, email, &form.current_password).await
        }
        Err(invalid) => Err(invalid.into()),
    };
    let state = FormState::new().set("email", &form.email);
    let notice = "identity-notice-new-email-asked";
    answer(&identity, &caller, asked, notice, |wrong| Forms::email(state.with(wrong))).await
}

pub async fn change_password(
    State(identity): State<Identity>,
    caller: Caller,
    Input(form): Input<api::PasswordInput>,
) -> Answer {
    let actor = caller.require()?;
    let (current, new) = (&form.current_password, &form.new_password);
    let changed = change_password_now(&identity, actor, current, new).await;
    let notice = "identity-notice-password-changed";
    answer(&identity, &caller, changed, notice, |wrong| {
        Forms::password(FormState::new().with(wrong))
    })
    .await
}

async fn answer(
    identity: &Identity,
    caller: &Caller,
    done: Result<()>,
    notice: &'static str,
    forms: impl FnOnce(Invalid) -> Forms,
) -> Answer {
    match done {
        Ok(()) => Ok(caller.done(Done::to("/settings/account").saying(notice), || Nothing {})),
        Err(error) => {
            let mine = my_account(identity, caller.require()?).await?;
            form_again(caller, error, |ui, wrong| views::account::page(ui, &mine, &forms(wrong)))
        }
    }
}
