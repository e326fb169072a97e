use commonround_web::components::{ButtonKind, button, error_summary, hidden_input};
use commonround_web::{FormState, Markup, Ui, html};

use super::join::fields;
use super::{dead_link, door};

pub fn page(ui: &Ui<'_>, code: &str, state: &FormState) -> Markup {
    let content = html! {
        p { (ui.t("identity-setup-intro")) }
        (error_summary(ui, &state.invalid))
        form.stack method="post" action=(ui.href("/setup")) {
            (hidden_input("code", code))
            (fields(ui, state))
            (button(ui.t("identity-setup-submit"), ButtonKind::Primary))
        }
    };
    door(ui, ui.t("identity-setup-title"), content)
}

pub fn dead(ui: &Ui<'_>, code: &str) -> Markup {
    let why = match code {
        "code_used" | "already_set_up" => ui.t("identity-setup-used"),
        "email_taken" => ui.t("identity-confirm-taken"),
        _ => ui.t("identity-setup-expired"),
    };
    let ways = [("/sign-in", ui.t("identity-sign-in-title")), ("/", ui.t("identity-home"))];
    dead_link(ui, ui.t("identity-link-dead"), why, &ways)
}
