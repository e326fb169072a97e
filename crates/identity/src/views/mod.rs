//! Pages: functions of plain values. No queries, no actor, no clock.

pub mod account;
pub mod appearance;
pub mod confirm;
pub mod devices;
pub mod erase;
pub mod join;
pub mod reset;
pub mod settings;
pub mod setup;
pub mod sign_in;
pub mod tokens;

use commonround_web::components::{ButtonKind, button_link};
use commonround_web::{Markup, Page, Ui, html};

/// A page at the door: one card in the middle.
fn door(ui: &Ui<'_>, title: &str, content: Markup) -> Markup {
    let card = html! { section.card { h1 { (title) } (content) } };
    Page::new(ui, title).own_heading().main_class("narrow door").noindex().body(card)
}

/// A page of the settings, with the way back to all of them.
pub(crate) fn setting(ui: &Ui<'_>, title: &str, content: Markup) -> Markup {
    let body = html! {
        p { a href="/settings" { (ui.t("identity-settings-back")) } }
        (content)
    };
    Page::new(ui, title).main_class("narrow").noindex().body(body)
}

/// What a link says that does nothing any more, and where to go from there.
fn dead_link(ui: &Ui<'_>, title: &str, why: &str, ways: &[(&str, &str)]) -> Markup {
    let content = html! {
        p { (why) }
        p.row {
            @for (i, (href, text)) in ways.iter().enumerate() {
                @let kind = if i == 0 { ButtonKind::Primary } else { ButtonKind::Quiet };
                (button_link(&ui.href(href), text, kind))
            }
        }
    };
    door(ui, title, content)
}
