use commonround_identity::organisations::attested;
use commonround_identity::vouching::vouched_words;
use commonround_identity::{badge, work};
use commonround_kernel::Timestamp;
use commonround_web::components::{
    AvatarSize, ButtonKind, Tab, Tone, avatar, button_link, card, chip, icon, notice, tabs,
};
use commonround_web::{Page, Ui};
use maud::{Markup, PreEscaped, html};

use super::relation::{follow_form, more_menu};
use crate::people::model::{About, Link};
use crate::people::policy::{Relation, Sight};
use crate::people::profile::{ProfileView, Reader};
use crate::timeline;
use crate::views::feed;

/// The two places of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileTab {
    Statuses,
    About,
}

/// A profile page. `statuses` is what stands in the first tab.
#[must_use]
pub fn profile(
    ui: &Ui<'_>,
    view: &ProfileView,
    tab: ProfileTab,
    statuses: &timeline::Page,
) -> Markup {
    let title = format!("{} (@{})", view.card.display_name, view.card.handle);
    let mut page = Page::new(ui, title).own_heading().main_class("profile");
    if !view.indexable {
        page = page.noindex();
    }
    if !view.about.intro.plain.is_empty() {
        page = page.description(commonround_text::excerpt(&view.about.intro.plain, 160));
    }
    let body = html! {
        (head(ui, view))
        @if view.sight == Sight::Whole {
            (tab_bar(ui, view, tab))
            @match tab {
                ProfileTab::Statuses => (feed(ui, statuses, ui.t(nothing_said(&view.reader)))),
                ProfileTab::About => (facts(ui, view)),
            }
        }
    };
    page.body(body)
}

/// What an empty list of statuses says: not everything there is may be seen.
const fn nothing_said(reader: &Reader) -> &'static str {
    match reader {
        Reader::Owner => "commons-people-you-said-nothing",
        Reader::Stranger | Reader::Other(_) => "commons-people-said-nothing",
    }
}

fn head(ui: &Ui<'_>, view: &ProfileView) -> Markup {
    html! {
        section.card.profilehead {
            div.row {
                (avatar(&view.card.display_name, hue(view), AvatarSize::Large))
                (names(ui, view))
                div.row.end { (actions(ui, view)) }
            }
            (standing(ui, &view.reader.relation()))
            @if view.requests_waiting > 0 {
                p.tags { a.chip.note-c href="/follow-requests" {
                    (icon("user-plus"))
                    (ui.ta("commons-people-requests-waiting", &[("n", view.requests_waiting.into())]))
                } }
            }
            @if view.sight == Sight::Whole {
                (vouched_words(ui, &view.vouched))
                (attested(ui, &view.card))
                (words(ui, &view.about))
                (counts(ui, view))
            } @else {
                p { (ui.t("commons-people-hidden")) }
            }
        }
    }
}

/// The colour tells the role, so it is part of what a block hides.
fn hue(view: &ProfileView) -> &'static str {
    match view.sight {
        Sight::Whole => view.card.hue(),
        Sight::NameOnly => "hue-none",
    }
}

fn names(ui: &Ui<'_>, view: &ProfileView) -> Markup {
    let whole = view.sight == Sight::Whole;
    html! {
        div.who {
            h1 { (view.card.display_name) " " (badge(ui, &view.card, "head")) }
            p.meta {
                "@" (view.card.handle)
                @if !view.about.pronouns.is_empty() { " · " (view.about.pronouns) }
                @if view.locked { " · " (icon("lock")) " " (ui.t("commons-people-locked")) }
            }
            @if let Some(work) = work(ui, &view.card).filter(|_| whole) { p.meta { (work) } }
        }
    }
}

fn actions(ui: &Ui<'_>, view: &ProfileView) -> Markup {
    html! {
        @match &view.reader {
            Reader::Owner => (button_link("/settings/profile", ui.t("commons-people-edit"), ButtonKind::Quiet)),
            Reader::Stranger => {
                a.btn.soft.sm href={ "/sign-in?next=/@" (view.card.handle) } { (ui.t("commons-people-follow")) }
            },
            Reader::Other(relation) => {
                (follow_form(ui, &view.card, relation))
                (more_menu(ui, &view.card, relation))
            },
        }
    }
}

/// What stands between the reader and the person, where it changes what is seen.
fn standing(ui: &Ui<'_>, relation: &Relation) -> Markup {
    html! {
        @if relation.followed_by || relation.requested_by || relation.muting {
            p.tags {
                @if relation.followed_by { (chip(Tone::Plain, "user-check", ui.t("commons-people-follows-you"))) }
                @if relation.requested_by {
                    a.chip.note-c href="/follow-requests" { (icon("user-plus")) (ui.t("commons-people-asks-you")) }
                }
                @if relation.muting { (muted(ui, relation.muting_until)) }
            }
        }
        @if relation.blocking {
            (notice(Tone::Note, "ban", html! { p { (ui.t("commons-people-you-block")) } }))
        }
    }
}

fn muted(ui: &Ui<'_>, until: Option<Timestamp>) -> Markup {
    let text = match until {
        Some(end) => ui.ta("commons-people-muted-until", &[("date", ui.date_text(end).into())]),
        None => ui.t("commons-people-muted").to_owned(),
    };
    chip(Tone::Plain, "volume-x", &text)
}

fn words(ui: &Ui<'_>, about: &About) -> Markup {
    html! {
        @if !about.intro.html.is_empty() { div.body { (PreEscaped(&about.intro.html)) } }
        @if !about.ask_me_about.is_empty() {
            p { b { (ui.t("commons-people-ask-me-about")) } " " (about.ask_me_about) }
        }
        @if !about.languages.is_empty() { p.meta { (icon("languages")) " " (languages(about)) } }
        @if !about.links.is_empty() { ul.links role="list" { @for link in &about.links { li { (profile_link(link)) } } } }
    }
}

fn languages(about: &About) -> Markup {
    html! {
        @for (place, language) in about.languages.iter().enumerate() {
            @if place > 0 { ", " }
            span lang=(language.code) { (language.own_name) }
        }
    }
}

fn profile_link(link: &Link) -> Markup {
    html! { a href=(link.url) rel="me nofollow noopener" { (icon("link")) " " (link.name) } }
}

fn counts(ui: &Ui<'_>, view: &ProfileView) -> Markup {
    let handle = &view.card.handle;
    let followers = ui.ta("commons-people-followers-count", &[("n", view.followers.into())]);
    let following = ui.ta("commons-people-following-count", &[("n", view.following.into())]);
    html! {
        p.meta.counts {
            @if view.lists_open {
                a href={ "/@" (handle) "/followers" } { (followers) } " · "
                a href={ "/@" (handle) "/following" } { (following) }
            } @else {
                (followers) " · " (following)
            }
        }
    }
}

fn tab_bar(ui: &Ui<'_>, view: &ProfileView, tab: ProfileTab) -> Markup {
    let statuses = format!("/@{}", view.card.handle);
    let about = format!("/@{}?tab=about", view.card.handle);
    let places = [
        Tab {
            href: &statuses,
            text: ui.t("commons-people-tab-statuses"),
            current: tab == ProfileTab::Statuses,
        },
        Tab {
            href: &about,
            text: ui.t("commons-people-tab-about"),
            current: tab == ProfileTab::About,
        },
    ];
    tabs(ui.t("commons-people-tabs"), &places)
}

/// Everything a person says of itself, one line each, and what that is worth.
fn facts(ui: &Ui<'_>, view: &ProfileView) -> Markup {
    let about = &view.about;
    let line = |key, value: Markup| html! { dt { (ui.t(key)) } dd { (value) } };
    let list = html! {
        dl.facts {
            @if let Some(work) = work(ui, &view.card) { (line("commons-people-work", html! { (work) })) }
            @if !about.pronouns.is_empty() { (line("commons-people-pronouns", html! { (about.pronouns) })) }
            @if !about.languages.is_empty() { (line("commons-people-languages", languages(about))) }
            @if let Some(zone) = &about.time_zone { (line("commons-people-time-zone", html! { (there_now(ui, zone)) })) }
            @if !about.ask_me_about.is_empty() {
                (line("commons-people-ask-me-about", html! { (about.ask_me_about) }))
            }
            @if !about.links.is_empty() {
                (line("commons-people-links", html! { ul.links role="list" { @for link in &about.links { li { (profile_link(link)) } } } }))
            }
        }
        p.meta { (ui.t("commons-people-self-stated")) }
    };
    card(Some(ui.t("commons-people-tab-about")), list)
}

/// `America/New York, 14:05 there now`
fn there_now(ui: &Ui<'_>, zone: &str) -> String {
    let name = zone.replace('_', " ");
    match jiff::tz::TimeZone::get(zone) {
        Ok(found) => {
            let time = ui.now().to_jiff().to_zoned(found).strftime("%H:%M").to_string();
            ui.ta("commons-people-there-now", &[("zone", name.into()), ("time", time.into())])
        }
        Err(_) => name,
    }
}
