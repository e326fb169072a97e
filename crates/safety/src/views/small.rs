use commonround_identity::{NameCard, badge, work};
use commonround_kernel::Timestamp;
use commonround_vocabulary::SanctionAct;
use commonround_web::Ui;
use commonround_web::components::{AvatarSize, Tab, Tone, avatar, chip, icon, tabs};
use maud::{Markup, html};

use crate::model::Level;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// The places of a moderator, side by side.
pub fn moderator_tabs(ui: &Ui<'_>, current: &str) -> Markup {
    let places = [
        ("/moderation", ui.t("safety-queue-tab")),
        ("/moderation/duty", ui.t("safety-duty-tab")),
        ("/moderation/rules", ui.t("safety-rules-tab")),
    ];
    let all = places.map(|(href, text)| Tab { href, text, current: href == current });
    tabs(ui.t("safety-moderation"), &all)
}

pub fn level_chip(ui: &Ui<'_>, level: Level) -> Markup {
    let (tone, icon) = match level {
        Level::Green => (Tone::Ok, "leaf"),
        Level::Amber => (Tone::Note, "circle-alert"),
        Level::Red => (Tone::Danger, "triangle-alert"),
        Level::Black => (Tone::Danger, "phone"),
    };
    chip(tone, icon, ui.t(level.label_key()))
}

/// How soon, or how late.
pub fn due(ui: &Ui<'_>, due_at: Timestamp) -> Markup {
    let now = ui.now();
    let (secs, is_late) = if due_at >= now {
        (due_at.since(now).as_secs(), false)
    } else {
        (now.since(due_at).as_secs(), true)
    };
    let span = span(ui, secs);
    let key = if is_late { "safety-due-late" } else { "safety-due-in" };
    let text = ui.ta(key, &[("span", span.into())]);
    html! { time datetime=(due_at.to_string()) class=(if is_late { "late" } else { "meta" }) { (text) } }
}

fn span(ui: &Ui<'_>, secs: u64) -> String {
    let minutes = secs / MINUTE;
    if secs < HOUR {
        ui.ta("safety-span-minutes", &[("n", minutes.into())])
    } else {
        ui.ta("safety-span-hours", &[("n", (secs / HOUR).into())])
    }
}

/// Who somebody is, as everywhere: picture, name, handle, and what was checked.
pub fn who(ui: &Ui<'_>, card: Option<&NameCard>) -> Markup {
    let Some(card) = card.filter(|card| !card.erased) else {
        return html! { p.meta { (ui.t("safety-somebody-gone")) } };
    };
    html! {
        div.row {
            (avatar(&card.display_name, card.hue(), AvatarSize::Medium))
            div.who {
                a.name href={ "/@" (card.handle) } { (card.display_name) }
                (badge(ui, card, "who"))
                p.meta { "@" (card.handle) @if let Some(work) = work(ui, card) { " · " (work) } }
            }
        }
    }
}

/// A name among other words, with what was checked. `place` tells the places of a page apart.
pub fn named(ui: &Ui<'_>, card: Option<&NameCard>, place: &str) -> Markup {
    let here = card.filter(|card| !card.erased);
    html! {
        (name(ui, card))
        @if let Some(card) = here { (badge(ui, card, place)) }
    }
}

pub fn name(ui: &Ui<'_>, card: Option<&NameCard>) -> String {
    match card.filter(|card| !card.erased) {
        Some(card) => card.display_name.clone(),
        None => ui.t("safety-somebody-gone").to_owned(),
    }
}

#[must_use]
pub const fn act_key(act: SanctionAct) -> &'static str {
    match act {
        SanctionAct::Label => "safety-act-label",
        SanctionAct::Limit => "safety-act-limit",
        SanctionAct::Hide => "safety-act-hide",
        SanctionAct::Suspend => "safety-act-suspend",
        SanctionAct::Strike => "safety-act-strike",
        SanctionAct::SuspendPerson => "safety-act-suspend-person",
    }
}

/// A line with an icon for what is plainly missing.
pub fn unstaffed(ui: &Ui<'_>) -> Markup {
    let words =
        html! { p { b { (ui.t("safety-unstaffed")) } } p { (ui.t("safety-unstaffed-hint")) } };
    html! { div.notice.danger role="status" { (icon("circle-alert")) div { (words) } } }
}
