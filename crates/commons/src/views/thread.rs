use commonround_kernel::Id;
use commonround_vocabulary::Status;
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::card::status_card;
use super::composer::composer;
use crate::cards::StatusCard;
use crate::compose::Draft;
use crate::limits::REPLY_NEST_MAX;
use crate::model::Visibility;
use crate::timeline::{Branch, Thread};

/// Where the replies to a status stand on a thread page.
#[must_use]
pub fn below_target(id: Id<Status>) -> String {
    format!("#below-{id}")
}

/// The page of a status: what it answers, the status, a form to answer it, its replies.
#[must_use]
pub fn thread_page(ui: &Ui<'_>, thread: &Thread, draft: Option<&Draft>) -> Markup {
    let focus = &thread.focus;
    let body = html! {
        @if !thread.above.is_empty() {
            section.feed.above aria-label=(ui.t("commons-thread-above")) {
                @for card in &thread.above { (status_card(ui, card)) }
            }
        }
        div #feed.feed data-sse={ "/live/threads/" (focus.id) } {
            div.focus { (status_card(ui, focus)) }
        }
        @if let Some(draft) = draft { (composer(ui, draft)) }
        section.thread-replies aria-label=(ui.t("commons-thread-replies")) {
            (replies(ui, focus.id, &thread.below, 1))
        }
        @if thread.more { p.meta { (ui.t("commons-thread-more")) } }
    };
    let title =
        ui.ta("commons-thread-title", &[("name", focus.author.display_name.as_str().into())]);
    let page = Page::new(ui, title).quiet_heading();
    let page = if focus.visibility == Visibility::Public && focus.warning.is_none() {
        let name = [("name", focus.author.display_name.as_str().into())];
        page.description(ui.ta("commons-thread-description", &name))
    } else {
        page.noindex()
    };
    page.body(body)
}

/// The replies to `parent`: `branches` in reading order, beginning at `depth`. Past a depth that
/// no conversation needs they stand beside each other, since browsers cut deep nesting off.
fn replies(ui: &Ui<'_>, parent: Id<Status>, branches: &[Branch], depth: usize) -> Markup {
    let nested = depth < REPLY_NEST_MAX;
    let after = |at: usize| {
        let rest = &branches[at + 1..];
        at + 1 + rest.iter().position(|b| !nested || b.depth <= depth).unwrap_or(rest.len())
    };
    let starts = std::iter::successors(Some(0), |at| (*at < branches.len()).then(|| after(*at)));
    html! {
        div.replies id={ "below-" (parent) } {
            @for at in starts.take_while(|at| *at < branches.len()) {
                div.branch {
                    (status_card(ui, &branches[at].card))
                    (replies(ui, branches[at].card.id, &branches[at + 1..after(at)], depth + 1))
                }
            }
        }
    }
}

/// A reply that arrives on an open thread page.
#[must_use]
pub fn reply(ui: &Ui<'_>, card: &StatusCard) -> Markup {
    html! { div.branch { (status_card(ui, card)) (replies(ui, card.id, &[], 1)) } }
}
