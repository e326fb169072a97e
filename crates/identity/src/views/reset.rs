use commonround_web::components::{
    ButtonKind, FieldSpec, button, error_summary, field, hidden_input,
};
use commonround_web::{FormState, Markup, Ui, html};

use super::join::new_password;
use super::{dead_link, door};
use crate::limits::EMAIL_CHARS_MAX;

pub fn forgot(ui: &Ui<'_>, state: &FormState) -> Markup {
    let email = FieldSpec::email("email", ui.t("identity-email"))
        .required()
        .chars_max(EMAIL_CHARS_MAX)
        .autocomplete("email")
        .verbatim();
    let content = html! {
        p { (ui.t("identity-forgot-intro")) }
        (error_summary(ui, &state.invalid))
        form.stack method="post" action=(ui.href("/forgot")) {
            (field(ui, &email, state))
            (button(ui.t("identity-forgot-submit"), ButtonKind::Primary))
        }
        p.meta { a href=(ui.href("/sign-in")) { (ui.t("identity-sign-in-back")) } }
    };
    door(ui, ui.t("identity-forgot-title"), content)
}

/// The handle stands in a field of its own, for the browser's password store.
pub fn page(ui: &Ui<'_>, code: &str, handle: &str, state: &FormState) -> Markup {
    let content = html! {
        p { (ui.ta("identity-reset-intro", &[("handle", handle.into())])) }
        (error_summary(ui, &state.invalid))
        form.stack method="post" action=(ui.href("/reset")) {
            (hidden_input("code", code))
            (new_password(ui, "password", state))
            (button(ui.t("identity-reset-submit"), ButtonKind::Primary))
        }
        p.meta { (ui.t("identity-reset-effect")) }
    };
    door(ui, ui.t("identity-reset-title"), content)
}

pub fn dead(ui: &Ui<'_>, code: &str) -> Markup {
    let why = match code {
        "code_used" => ui.t("identity-reset-used"),
        _ => ui.t("identity-reset-expired"),
    };
    let ways =
        [("/forgot", ui.t("identity-forgot-submit")), ("/sign-in", ui.t("identity-sign-in-title"))];
    dead_link(ui, ui.t("identity-link-dead"), why, &ways)
}
