use commonround_web::components::{self, Tab, empty, more_link, tabs};
use commonround_web::{Page as Frame, Ui};
use maud::{Markup, html};

use super::card::status_card;
use crate::timeline::Page;

/// The list, for patches that bring new statuses.
pub const FEED_TARGET: &str = "#feed";

/// A page of a timeline with the way to the next one. `nothing` is what an empty one says.
#[must_use]
pub fn feed(ui: &Ui<'_>, page: &Page, nothing: &str) -> Markup {
    list(ui, page, None, nothing, None)
}

/// The same, where new statuses arrive by themselves and wait behind their pill. `way` is what an
/// empty list offers: an address and its name.
#[must_use]
pub fn live_feed(
    ui: &Ui<'_>,
    page: &Page,
    stream: &str,
    nothing: &str,
    way: Option<(&str, &str)>,
) -> Markup {
    list(ui, page, Some(stream), nothing, way)
}

fn list(
    ui: &Ui<'_>,
    page: &Page,
    stream: Option<&str>,
    nothing: &str,
    way: Option<(&str, &str)>,
) -> Markup {
    let is_empty = page.cards.is_empty() && page.next.is_none();
    let cards = html! {
        @for card in &page.cards { (status_card(ui, card)) }
        // Within the list, so that the first new status takes its place.
        @if is_empty { (empty(ui, nothing, way)) }
    };
    html! {
        (components::feed(ui, stream, cards))
        @if let Some(next) = page.next {
            (more_link(ui, &format!("{}?before={next}", ui.caller().path())))
        }
    }
}

/// The timelines that stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Home,
    Local,
}

/// The way between the timelines.
#[must_use]
pub fn places(ui: &Ui<'_>, place: Place) -> Markup {
    let all = [
        Tab { href: "/", text: ui.t("commons-place-home"), current: place == Place::Home },
        Tab { href: "/local", text: ui.t("commons-place-local"), current: place == Place::Local },
    ];
    tabs(ui.t("commons-places"), &all)
}

/// Everything said here in public.
#[must_use]
pub fn local_page(ui: &Ui<'_>, page: &Page) -> Markup {
    let body = live_feed(ui, page, "/live/local", ui.t("commons-local-empty"), None);
    Frame::new(ui, ui.t("commons-place-local"))
        .quiet_heading()
        .description(ui.t("commons-local-description"))
        .tab_bar(places(ui, Place::Local))
        .body(body)
}
