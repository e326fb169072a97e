use maud::{Markup, html};

use crate::Ui;

/// One of several places side by side.
pub struct Tab<'t> {
    pub href: &'t str,
    pub text: &'t str,
    pub current: bool,
}

/// Links to places of the same kind; not ARIA tabs, since each is a page.
#[must_use]
pub fn tabs(label: &str, tabs: &[Tab<'_>]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            @for tab in tabs {
                a href=(tab.href) aria-current=[tab.current.then_some("page")] { (tab.text) }
            }
        }
    }
}

/// What a list says when nothing is in it: one sentence, at most one thing to do (address, text).
#[must_use]
pub fn empty(ui: &Ui<'_>, text: &str, action: Option<(&str, &str)>) -> Markup {
    html! {
        div.empty {
            p { (text) }
            @if let Some((href, label)) = action { a.btn.soft href=(ui.href(href)) { (label) } }
        }
    }
}

/// A list of posts, newest first. With a stream (`/live/…`), new ones wait behind the pill and
/// nothing moves until the reader asks.
#[must_use]
pub fn feed(ui: &Ui<'_>, live: Option<&str>, posts: Markup) -> Markup {
    html! {
        div.livefeed {
            @if live.is_some() {
                div.pillbox {
                    button #newpill.btn.newpill type="button" hidden
                        data-one=(ui.t("web-new-post")) data-many=(ui.t("web-new-posts")) {}
                }
            }
            div #feed.feed data-hold[live.is_some()] data-sse=[live] { (posts) }
        }
    }
}

/// The way to the next page of the list `#feed`: a link, which the script follows by itself when it
/// comes near.
#[must_use]
pub fn more_link(ui: &Ui<'_>, href: &str) -> Markup {
    html! { p.more { a #more data-more="feed" href=(ui.href(href)) { (ui.t("web-more")) } } }
}

/// A line of a side card or a list of people: picture, text, action.
#[must_use]
pub fn row(
    picture: Markup,
    href: &str,
    title: &str,
    under: &str,
    action: Option<Markup>,
) -> Markup {
    html! {
        li {
            (picture)
            div {
                a href=(href) { (title) }
                @if !under.is_empty() { p.meta { (under) } }
            }
            @if let Some(action) = action { (action) }
        }
    }
}
