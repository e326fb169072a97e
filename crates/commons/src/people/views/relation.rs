use commonround_identity::NameCard;
use commonround_kernel::{Id, Persona};
use commonround_web::components::{hidden, icon, menu_popover};
use commonround_web::{Ui, Wants};
use maud::{Markup, html};

use crate::people::policy::Relation;

/// The id of the element that holds the follow button of a persona, so that a live form can get
/// it back as it now is.
#[must_use]
pub fn follow_id(persona: Id<Persona>) -> String {
    format!("follow-{persona}")
}

/// The button for what one would do next: follow, unfollow, withdraw the request, or unblock.
/// Behind a block of the other there is none.
#[must_use]
pub fn follow_form(ui: &Ui<'_>, card: &NameCard, relation: &Relation) -> Markup {
    let (act, label, class) = match relation {
        Relation { blocking: true, .. } => ("unblock", "commons-people-unblock", "btn quiet sm"),
        Relation { following: true, .. } => ("unfollow", "commons-people-unfollow", "btn quiet sm"),
        Relation { requested: true, .. } => ("unfollow", "commons-people-withdraw", "btn quiet sm"),
        _ => ("follow", "commons-people-follow", "btn soft sm"),
    };
    let id = follow_id(card.persona);
    if relation.blocked_by && !relation.blocking {
        return html! { span id=(id) {} };
    }
    html! {
        form id=(id) method="post" action=(act_path(ui, card, act)) data-live {
            button class=(class) type="submit" { (ui.t(label)) (hidden(&name_after(card))) }
        }
    }
}

fn name_after(card: &NameCard) -> String {
    format!(" {}", card.display_name)
}

/// Where a form for an act goes: it brings the reader back to the page it stands on.
pub(super) fn act_path(ui: &Ui<'_>, card: &NameCard, act: &str) -> String {
    let profile = format!("/@{}", card.handle);
    let here = match ui.caller().wants() {
        Wants::Patch => ui.caller().next().unwrap_or(&profile),
        Wants::Page | Wants::Json => ui.caller().path(),
    };
    format!("{profile}/{act}?next={here}")
}

/// Everything else one can do about a person: two taps each.
pub(super) fn more_menu(ui: &Ui<'_>, card: &NameCard, relation: &Relation) -> Markup {
    let item = |act, symbol, label| post_item(ui, card, act, symbol, label);
    let items = html! {
        @if relation.muting {
            (item("unmute", "volume-2", "commons-people-unmute"))
        } @else {
            (item("mute", "volume-x", "commons-people-mute"))
            (mute_for_a_week(ui, card))
        }
        @if relation.followed_by {
            (item("remove-follower", "user-minus", "commons-people-remove-follower"))
        }
        @if relation.blocking {
            (item("unblock", "ban", "commons-people-unblock"))
        } @else {
            (item("block", "ban", "commons-people-block"))
        }
        li { a href={ "/@" (card.handle) "/report" } { (icon("flag")) (ui.t("commons-people-report")) } }
    };
    let label = ui.ta("commons-people-more", &[("name", card.display_name.as_str().into())]);
    menu_popover("person-menu", &label, items)
}

fn post_item(ui: &Ui<'_>, card: &NameCard, act: &str, symbol: &str, label: &str) -> Markup {
    html! {
        li { form method="post" action=(act_path(ui, card, act)) {
            button type="submit" { (icon(symbol)) (ui.t(label)) }
        } }
    }
}

fn mute_for_a_week(ui: &Ui<'_>, card: &NameCard) -> Markup {
    html! {
        li { form method="post" action=(act_path(ui, card, "mute")) {
            button type="submit" name="days" value="7" {
                (icon("clock")) (ui.t("commons-people-mute-week"))
            }
        } }
    }
}
