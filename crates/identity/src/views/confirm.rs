use commonround_web::components::{ButtonKind, button, hidden_input, post_button};
use commonround_web::{Markup, Ui, html};

use super::{dead_link, door};
use crate::confirm_email::Confirmation;

/// After sign-up: where the letter is, and what can be done meanwhile.
pub fn waiting(ui: &Ui<'_>) -> Markup {
    let unconfirmed = ui.caller().actor().is_some_and(|actor| !actor.confirmed);
    let content = html! {
        p { (ui.t("identity-confirm-waiting")) }
        p.meta { (ui.t("identity-confirm-not-there")) }
        @if unconfirmed {
            div.row {
                a.btn.soft href="/settings/profile" { (ui.t("identity-confirm-profile")) }
                (post_button("/join/resend", ui.t("identity-confirm-resend"), ButtonKind::Quiet))
            }
            p.meta { a href="/settings/account" { (ui.t("identity-confirm-wrong-address")) } }
        }
    };
    door(ui, ui.t("identity-confirm-waiting-title"), content)
}

/// The button that a mail scanner does not press.
pub fn ask(ui: &Ui<'_>, code: &str, found: &Confirmation) -> Markup {
    let args = [("email", found.email.as_str().into()), ("handle", found.handle.as_str().into())];
    let content = html! {
        p { (ui.ta("identity-confirm-ask", &args)) }
        form.stack method="post" action=(ui.href("/join/confirm")) {
            (hidden_input("code", code))
            (button(ui.t("identity-confirm-submit"), ButtonKind::Primary))
        }
        p.meta { (ui.t("identity-confirm-not-you")) }
    };
    door(ui, ui.t("identity-confirm-title"), content)
}

pub fn dead(ui: &Ui<'_>, code: &str) -> Markup {
    let signed_in = ui.me().is_some();
    let again = ("/join/confirm", ui.t("identity-confirm-resend"));
    let door = ("/sign-in", ui.t("identity-sign-in-title"));
    let home = ("/", ui.t("identity-home"));
    let (why, ways) = match (code, signed_in) {
        ("code_used", true) => (ui.t("identity-confirm-used"), vec![home]),
        ("code_used", false) => (ui.t("identity-confirm-used"), vec![door]),
        ("email_taken", _) => (ui.t("identity-confirm-taken"), vec![door]),
        (_, true) => (ui.t("identity-confirm-expired"), vec![again]),
        (_, false) => (ui.t("identity-confirm-expired-signed-out"), vec![door]),
    };
    dead_link(ui, ui.t("identity-link-dead"), why, &ways)
}
