use commonround_web::components::{ButtonKind, FieldSpec, FormState, button, field};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

pub fn choice(ui: &Ui<'_>, kept: bool) -> Markup {
    let state = FormState::new().tick("kept", kept);
    let body = html! {
        p { (ui.t("evidence-views-explained")) }
        form.stack.card method="post" action="/settings/views" {
            (field(ui, &FieldSpec::tick("kept", ui.t("evidence-views-kept")), &state))
            (button(ui.t("evidence-views-save"), ButtonKind::Primary))
        }
    };
    Page::new(ui, ui.t("evidence-views")).main_class("narrow").noindex().body(body)
}
