use commonround_web::components::{ButtonKind, Choice, FieldSpec, button, error_summary, field};
use commonround_web::{FormState, Lang, Markup, Theme, Ui, html};

use super::setting;
use crate::model::TimeZone;

pub fn page(ui: &Ui<'_>, state: &FormState) -> Markup {
    let langs = Lang::ALL.map(|lang| Choice::new(lang.as_str(), lang.own_name())).to_vec();
    let themes =
        Theme::ALL.map(|theme| Choice::new(theme.as_str(), ui.t(theme_key(theme)))).to_vec();
    let names = TimeZone::all();
    let zones = names.iter().map(|name| Choice::new(name, name)).collect();
    let content = html! {
        (error_summary(ui, &state.invalid))
        section.card {
            form.stack method="post" action="/settings/appearance" {
                (field(ui, &FieldSpec::radios("lang", ui.t("identity-lang"), langs).required(), state))
                (field(ui, &FieldSpec::radios("theme", ui.t("identity-theme"), themes).required(), state))
                (field(ui, &FieldSpec::select("time_zone", ui.t("identity-time-zone"), zones)
                    .hint(ui.t("identity-time-zone-hint")).required(), state))
                (button(ui.t("identity-save"), ButtonKind::Primary))
            }
        }
    };
    setting(ui, ui.t("identity-place-appearance"), content)
}

const fn theme_key(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "identity-theme-system",
        Theme::Light => "identity-theme-light",
        Theme::Dark => "identity-theme-dark",
    }
}
