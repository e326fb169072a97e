use commonround_kernel::Id;
use commonround_vocabulary::Status;
use commonround_web::Ui;
use commonround_web::components::icon;
use maud::{Markup, html};

use crate::cards::StatusCard;
use crate::model::Reaction;

/// The row under a status, for patches that bring new counts.
#[must_use]
pub fn actions_target(id: Id<Status>) -> String {
    format!("#a-{id}")
}

/// Reply and the four reactions. On one's own status, and signed out, the reactions are numbers.
#[must_use]
pub fn actions(ui: &Ui<'_>, card: &StatusCard) -> Markup {
    let presses = ui.me().is_some() && !card.own;
    html! {
        div.actions id={ "a-" (card.id) } {
            (reply_link(ui, card))
            @for reaction in Reaction::ALL {
                @if presses { (press(ui, card, reaction)) } @else { (number(ui, card, reaction)) }
            }
        }
    }
}

fn reply_link(ui: &Ui<'_>, card: &StatusCard) -> Markup {
    let anchor = if ui.me().is_some() { "#composer" } else { "" };
    html! {
        a.act href={ (card.path()) (anchor) } {
            (icon("message-circle"))
            (count(card.replies))
            (label(ui.t("commons-reply")))
        }
    }
}

fn press(ui: &Ui<'_>, card: &StatusCard, reaction: Reaction) -> Markup {
    let given = card.mine.has(reaction);
    let kind = reaction.as_str();
    html! {
        form method="post" action={ "/statuses/" (card.id) "/reactions" } data-live data-optimistic {
            input type="hidden" name="kind" value=(kind);
            button.act id={ "a-" (card.id) "-" (kind) } name="on" value=(!given) aria-pressed=(given) {
                (icon(symbol(reaction)))
                (count(card.counts.of(reaction)))
                (label(ui.t(reaction_key(reaction))))
            }
        }
    }
}

fn number(ui: &Ui<'_>, card: &StatusCard, reaction: Reaction) -> Markup {
    let given = card.counts.of(reaction);
    html! {
        @if given > 0 {
            span.act.still {
                (icon(symbol(reaction)))
                (count(given))
                (label(ui.t(reaction_key(reaction))))
            }
        }
    }
}

/// Zero is not shown: nobody is measured by what did not happen.
fn count(n: u32) -> Markup {
    html! { span data-n { @if n > 0 { (n) } } }
}

fn label(text: &str) -> Markup {
    html! { span.lbl { (text) } }
}

fn symbol(reaction: Reaction) -> &'static str {
    match reaction {
        Reaction::HelpedMe => "heart",
        Reaction::WithYou => "heart-handshake",
        Reaction::MeToo => "users",
        Reaction::ThankYou => "hand-heart",
    }
}

fn reaction_key(reaction: Reaction) -> &'static str {
    match reaction {
        Reaction::HelpedMe => "commons-reaction-helped-me",
        Reaction::WithYou => "commons-reaction-with-you",
        Reaction::MeToo => "commons-reaction-me-too",
        Reaction::ThankYou => "commons-reaction-thank-you",
    }
}
