use commonround_web::components::{ButtonKind, FieldSpec, button, error_summary, field};
use commonround_web::{FormState, Markup, Ui, html};

use super::door;

pub fn page(ui: &Ui<'_>, state: &FormState) -> Markup {
    let login = FieldSpec::text("login", ui.t("identity-login"))
        .required()
        .autocomplete("username")
        .verbatim();
    let password = FieldSpec::password("password", ui.t("identity-password"))
        .required()
        .autocomplete("current-password");
    let content = html! {
        (error_summary(ui, &state.invalid))
        form.stack method="post" action=(action(ui)) {
            (field(ui, &login, state))
            (field(ui, &password, state))
            (button(ui.t("identity-sign-in-submit"), ButtonKind::Primary))
        }
        p { a href=(ui.href("/forgot")) { (ui.t("identity-forgot-link")) } }
        p.meta {
            (ui.t("identity-sign-in-new-here")) " "
            a href=(ui.href("/join")) { (ui.t("identity-join-title")) }
        }
    };
    door(ui, ui.t("identity-sign-in-title"), content)
}

/// Keeps where the reader wanted to go.
fn action(ui: &Ui<'_>) -> String {
    let path = match ui.caller().next() {
        Some(next) => {
            let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            format!("/sign-in?next={next}")
        }
        None => "/sign-in".to_owned(),
    };
    ui.href(&path).into_owned()
}
