//! What is said beside a name that claims more than was checked.

use commonround_web::components::{Tone, chip};
use commonround_web::{Markup, Ui, html};

use crate::cards::NameCard;

/// The labels of a name, wherever it is shown; nothing where there is nothing to say.
#[must_use]
pub fn labels(ui: &Ui<'_>, card: &NameCard) -> Markup {
    let standing = &card.standing;
    html! {
        @if !standing.says.is_empty() {
            @let said = standing.says.join(", ");
            (chip(Tone::Note, "info", &ui.ta("identity-title-unverified", &[("title", said.into())])))
        }
        @if let Some(handle) = &standing.resembles {
            (chip(Tone::Note, "info", &ui.ta("identity-title-resembles", &[("handle", handle.as_str().into())])))
        }
        @if standing.mixed_scripts {
            (chip(Tone::Note, "languages", ui.t("identity-title-mixed")))
        }
        @if standing.claimed_unconfirmed {
            (chip(Tone::Note, "info", ui.t("identity-title-unconfirmed")))
        }
    }
}
