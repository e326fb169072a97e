use commonround_identity::{NameCard, badge};
use commonround_web::components::{
    AvatarSize, Tab as Place, Tone, avatar, chip, empty, icon, more_link, tabs,
};
use commonround_web::{Markup, Page, Patch, Ui, bell_patch, few, html};

use super::words::{icon_of, sentence};
use crate::list_notices::{Notice, Notices};
use crate::model::Tab;

/// What the reader was told, newest first.
#[must_use]
pub fn page(ui: &Ui<'_>, notices: &Notices) -> Markup {
    let body = html! {
        (seen_form(ui, notices))
        @if notices.rows.is_empty() {
            (empty(ui, ui.t(nothing(notices.tab)), None))
        } @else {
            ul #feed.card.rows.people.notices role="list" {
                @for notice in &notices.rows { (row(ui, notice)) }
            }
        }
        @if let Some(next) = notices.next { (more(ui, notices.tab, next)) }
        p.meta { a href="/settings/notifications" { (ui.t("notify-settings-link")) } }
    };
    Page::new(ui, ui.t("notify-title"))
        .noindex()
        .tab_bar(tab_bar(ui, notices.tab))
        .unread(notices.unread)
        .body(body)
}

fn tab_bar(ui: &Ui<'_>, here: Tab) -> Markup {
    let place = |tab: Tab| Place { href: tab.path(), text: ui.t(name(tab)), current: tab == here };
    tabs(ui.t("notify-tabs"), &Tab::ALL.map(place))
}

const fn name(tab: Tab) -> &'static str {
    match tab {
        Tab::All => "notify-tab-all",
        Tab::Mentions => "notify-tab-mentions",
        Tab::Decisions => "notify-tab-decisions",
    }
}

const fn nothing(tab: Tab) -> &'static str {
    match tab {
        Tab::All => "notify-nothing",
        Tab::Mentions => "notify-no-mentions",
        Tab::Decisions => "notify-no-decisions",
    }
}

fn more(ui: &Ui<'_>, tab: Tab, next: i64) -> Markup {
    let path = tab.path();
    let mark = if path.contains('?') { '&' } else { '?' };
    more_link(ui, &format!("{path}{mark}before={next}"))
}

/// What is new, and the way to have it seen. The script sends the form by itself; without it a
/// button does. Only the whole list, from its top, says what was seen.
fn seen_form(ui: &Ui<'_>, notices: &Notices) -> Markup {
    let newest = notices.newest.filter(|_| notices.is_first && notices.tab == Tab::All);
    html! {
        @if let (Some(newest), 1..) = (newest, notices.unread) {
            form #seen.row.newsline method="post" action="/notifications/seen" data-live data-seen {
                b { (ui.ta("notify-new-since", &[("n", few(notices.unread).into())])) }
                input type="hidden" name="up_to" value=(newest);
                button.btn.quiet.sm type="submit" { (ui.t("notify-mark-seen")) }
            }
        }
    }
}

/// What the script does once the list was seen: the marks of this visit stay, the bell falls
/// silent.
#[must_use]
pub fn seen_patch(ui: &Ui<'_>, unread: usize) -> Patch {
    bell_patch(ui, Patch::new().remove("#seen button"), unread)
}

fn row(ui: &Ui<'_>, notice: &Notice) -> Markup {
    let words = sentence(ui, notice);
    let excerpt = notice.subject.as_ref().and_then(|subject| subject.excerpt.as_deref());
    html! {
        li id={ "n-" (notice.id) } .new[notice.is_new] {
            (picture(notice))
            div {
                @match &notice.subject {
                    Some(subject) => a href=(subject.path) { (words) },
                    None => b { (words) },
                }
                div.meta {
                    @for card in &notice.people { (person(ui, notice, card)) " · " }
                    (ui.ago(notice.at()))
                }
            }
            @if notice.is_new { (chip(Tone::Warm, "bell", ui.t("notify-new"))) }
            @if let Some(excerpt) = excerpt { p.intro { (excerpt) } }
        }
    }
}

fn picture(notice: &Notice) -> Markup {
    match notice.people.first() {
        Some(card) => avatar(&card.display_name, card.hue(), AvatarSize::Medium),
        None => html! {
            span.avatar.hue-organisation aria-hidden="true" { (icon(icon_of(notice.kind))) }
        },
    }
}

/// Somebody who stands in a row; alone in it, with what they say to be where nothing was checked.
fn person(ui: &Ui<'_>, notice: &Notice, card: &NameCard) -> Markup {
    let is_alone = notice.total == 1;
    let said = card.said_role_key().filter(|_| is_alone && !card.standing.is_verified());
    html! {
        a href={ "/@" (card.handle) } { "@" (card.handle) }
        (badge(ui, card, &format!("n{}", notice.id)))
        @if let Some(key) = said { " " (ui.t(key)) }
    }
}
