use commonround_web::components::{ButtonKind, button, error_summary};
use commonround_web::{FormState, Markup, Ui, html};

use super::account::current_password;
use super::setting;

pub fn page(ui: &Ui<'_>, state: &FormState) -> Markup {
    let content = html! {
        (error_summary(ui, &state.invalid))
        section.card {
            p { (ui.t("identity-erase-what")) }
            p { (ui.t("identity-erase-handle")) }
            p { b { (ui.t("identity-erase-final")) } }
            form.stack method="post" action="/settings/delete" {
                (current_password(ui, state))
                (button(ui.t("identity-erase-submit"), ButtonKind::Danger))
            }
        }
    };
    setting(ui, ui.t("identity-erase-title"), content)
}
