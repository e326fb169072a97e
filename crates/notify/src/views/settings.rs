use commonround_vocabulary::NoticeKind;
use commonround_web::components::{ButtonKind, FormState, button, error_summary, hidden};
use commonround_web::{Markup, Page, Ui, html};

use super::words::kind_key;
use crate::model::{Choice, Letters, Rules};

/// What the reader is told of, and how. `has_address`: whether letters reach this persona.
#[must_use]
pub fn settings_page(
    ui: &Ui<'_>,
    choices: &[Choice],
    has_address: bool,
    form: &FormState,
) -> Markup {
    let body = html! {
        p { a href="/notifications" { (ui.t("notify-title")) } }
        form.stack method="post" action="/settings/notifications" {
            (error_summary(ui, &form.invalid))
            // A list with an empty code says that it was sent, also where nothing is ticked.
            input type="hidden" name="in_app" value="";
            @if has_address { input type="hidden" name="mail" value=""; }
            table.table.choices {
                thead { tr {
                    th scope="col" { (ui.t("notify-what")) }
                    th #f-in_app scope="col" { (ui.t("notify-in-app")) }
                    @if has_address { th #f-mail scope="col" { (ui.t("notify-by-mail")) } }
                } }
                tbody { @for choice in choices { (line(ui, choice, has_address)) } }
            }
            p.meta { (ui.t(if has_address { "notify-mail-explained" } else { "notify-no-mail" })) }
            (button(ui.t("notify-save"), ButtonKind::Primary))
        }
    };
    Page::new(ui, ui.t("notify-settings")).noindex().main_class("narrow").body(body)
}

fn line(ui: &Ui<'_>, choice: &Choice, has_address: bool) -> Markup {
    let Choice { kind, in_app, mail } = *choice;
    let rules = Rules::of(kind);
    let name = ui.t(kind_key(kind));
    html! {
        tr {
            td {
                b { (name) }
                @if rules.fixed { p.meta #{ "why-" (kind.as_str()) } { (ui.t(why_fixed(kind))) } }
            }
            td data-label=(ui.t("notify-in-app")) {
                @if rules.fixed {
                    label {
                        input type="checkbox" checked disabled
                            aria-describedby={ "why-" (kind.as_str()) };
                        (hidden(&format!("{name}: {}", ui.t("notify-in-app"))))
                    }
                } @else {
                    (tick("in_app", kind, in_app, &format!("{name}: {}", ui.t("notify-in-app"))))
                }
            }
            @if has_address { (mail_cell(ui, kind, mail, name, rules.letters)) }
        }
    }
}

fn mail_cell(ui: &Ui<'_>, kind: NoticeKind, mail: bool, name: &str, letters: Letters) -> Markup {
    html! {
        td data-label=(ui.t("notify-by-mail")) {
            @if letters == Letters::Never {
                span.meta { (ui.t("notify-app-only")) }
            } @else {
                (tick("mail", kind, mail, &format!("{name}: {}", ui.t("notify-by-mail"))))
            }
        }
    }
}

fn tick(list: &str, kind: NoticeKind, on: bool, label: &str) -> Markup {
    html! {
        label {
            input type="checkbox" name=(list) value=(kind.as_str()) checked[on];
            (hidden(label))
        }
    }
}

const fn why_fixed(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Sanctioned => "notify-why-sanctioned",
        _ => "notify-why-duty",
    }
}
