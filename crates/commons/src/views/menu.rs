use commonround_web::Ui;
use commonround_web::components::{ButtonKind, button, confirm_popover, icon, menu_popover};
use maud::{Markup, html};

use super::here;
use crate::cards::StatusCard;

/// What else one can do with a status: each act is two taps away.
pub fn menu(ui: &Ui<'_>, card: &StatusCard) -> Markup {
    let items = html! {
        li { a href=(card.path()) data-share { (icon("share-2")) (ui.t("commons-copy-link")) } }
        @if card.own { (own_items(ui, card)) } @else { (items_on_others(ui, card)) }
    };
    menu_popover(&format!("m-{}", card.id), ui.t("commons-more"), items)
}

fn own_items(ui: &Ui<'_>, card: &StatusCard) -> Markup {
    let delete = html! {
        form method="post" action={ "/statuses/" (card.id) "/delete" } data-live {
            (button(ui.t("commons-delete"), ButtonKind::Danger))
        }
    };
    let opener = html! { (icon("trash-2")) (ui.t("commons-delete")) };
    let id = format!("d-{}", card.id);
    html! {
        li { a href={ "/statuses/" (card.id) "/disclosure" } { (icon("pencil")) (ui.t("commons-change-kind")) } }
        li { (confirm_popover(ui, &id, opener, ui.t("commons-delete-question"), delete)) }
    }
}

fn items_on_others(ui: &Ui<'_>, card: &StatusCard) -> Markup {
    let handle = &card.author.handle;
    html! {
        @if ui.me().is_some() {
            li { a href={ "/claims/new?status=" (card.id) } { (icon("scale")) (ui.t("commons-may-be-false")) } }
            (post_item(ui, handle, "mute", "volume-x", "commons-mute"))
            (post_item(ui, handle, "block", "ban", "commons-block"))
        }
        li { a href={ "/claims/new?status=" (card.id) } { (icon("circle-help")) (ui.t("commons-may-be-false")) } }
        li { a href={ "/statuses/" (card.id) "/report" } { (icon("flag")) (ui.t("commons-report")) } }
    }
}

fn post_item(ui: &Ui<'_>, handle: &str, act: &str, symbol: &str, label: &str) -> Markup {
    html! {
        li {
            form method="post" action={ "/@" (handle) "/" (act) "?next=" (here(ui)) } {
                button type="submit" { (icon(symbol)) (ui.t(label)) }
            }
        }
    }
}
