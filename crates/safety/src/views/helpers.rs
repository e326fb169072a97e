use commonround_web::components::{ButtonKind, Tone, notice, post_button};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

/// Asks for a person, and says plainly whether one is there.
#[must_use]
pub fn helpers(ui: &Ui<'_>, on_duty: bool) -> Markup {
    let there = if on_duty { "safety-crisis-on-duty" } else { "safety-crisis-nobody" };
    let body = html! {
        (notice(if on_duty { Tone::Ok } else { Tone::Note }, "life-buoy", html! { p { (ui.t(there)) } }))
        section.card.stack {
            p { (ui.t("safety-helpers-how")) }
            (post_button("/helpers", ui.t("safety-crisis-helper"), ButtonKind::Primary))
            p { a href="/help" { (ui.t("safety-report-help")) } }
        }
    };
    Page::new(ui, ui.t("safety-helpers-title"))
        .noindex()
        .sensitive()
        .main_class("narrow")
        .body(body)
}
