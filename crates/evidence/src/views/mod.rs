//! HTML of the library: functions of view models. `fact_row` and `fact_rows` are for pages of other
//! rooms, too.

mod fact;
mod list;
mod sources;

pub use fact::fact;
pub(crate) use list::encoded;
pub use list::{fact_row, fact_rows, facts};
pub use sources::{source, sources};

use commonround_web::Ui;
use commonround_web::components::{Tone, chip};
use maud::Markup;

use crate::model::Tier;

/// How far the publisher is vouched for, in words.
pub(crate) fn tier_chip(ui: &Ui<'_>, tier: Tier) -> Markup {
    let (tone, icon) = match tier {
        Tier::A => (Tone::Ok, "shield-check"),
        Tier::B => (Tone::Brand, "badge-check"),
        Tier::C | Tier::D => (Tone::Plain, "info"),
    };
    chip(tone, icon, ui.t(tier.label_key()))
}
