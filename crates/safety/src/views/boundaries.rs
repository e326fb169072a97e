use commonround_web::components::{
    ButtonKind, FieldSpec, FormState, Tone, button, error_summary, field, notice,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use crate::boundaries::Boundaries;
use crate::limits::REDIRECT_CHARS_MAX;

/// The form of one's own boundaries.
#[must_use]
pub fn boundaries(ui: &Ui<'_>, now_set: &Boundaries, form: &FormState) -> Markup {
    let strangers = FieldSpec::tick("strangers", ui.t("safety-bounds-strangers"));
    let redirect = FieldSpec::area("redirect", ui.t("safety-bounds-redirect"), 3)
        .hint(ui.t("safety-bounds-redirect-hint"))
        .chars_max(REDIRECT_CHARS_MAX);
    let url = FieldSpec::text("redirect_url", ui.t("safety-bounds-url"))
        .hint(ui.t("safety-bounds-url-hint"))
        .verbatim();
    let shield = FieldSpec::text("shield_hours", ui.t("safety-bounds-shield"))
        .hint(ui.t("safety-bounds-shield-hint"))
        .verbatim();
    let from = FieldSpec::text("quiet_from", ui.t("safety-bounds-quiet-from"))
        .hint(ui.t("safety-bounds-quiet-hint"))
        .verbatim();
    let to = FieldSpec::text("quiet_to", ui.t("safety-bounds-quiet-to")).verbatim();
    let zone = FieldSpec::text("time_zone", ui.t("safety-time-zone")).verbatim();
    let shielded = now_set.shield_until.filter(|end| ui.now() < *end);
    let body = html! {
        @if let Some(end) = shielded {
            (notice(Tone::Note, "shield", html! { p { (ui.t("safety-bounds-shielded")) " " time datetime=(end.to_string()) { (ui.date_text(end)) } } }))
        }
        form.sheets.stack method="post" action="/settings/boundaries" {
            (error_summary(ui, &form.invalid))
            section.card.stack { h2 { (ui.t("safety-bounds-who")) } (field(ui, &strangers, form)) (field(ui, &shield, form)) }
            section.card.stack { h2 { (ui.t("safety-bounds-instead")) } (field(ui, &redirect, form)) (field(ui, &url, form)) }
            section.card.stack { h2 { (ui.t("safety-bounds-quiet")) } (field(ui, &from, form)) (field(ui, &to, form)) (field(ui, &zone, form)) }
            (button(ui.t("safety-save"), ButtonKind::Primary))
        }
    };
    Page::new(ui, ui.t("safety-bounds-title")).noindex().main_class("narrow").body(body)
}

/// What stands in place of the form where a stranger may not reply: the right way to ask.
#[must_use]
pub fn redirect_card(ui: &Ui<'_>, of: &Boundaries) -> Markup {
    let words = if of.redirect.is_empty() { ui.t("safety-bounds-default") } else { &of.redirect };
    notice(
        Tone::Plain,
        "compass",
        html! {
            p dir="auto" { (words) }
            p { a href=(of.link()) rel="noopener" { (ui.t("safety-bounds-go")) } }
        },
    )
}
