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
use commonround_web::components::{Tone, chip, icon};
use maud::{Markup, html};

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

/// Where somebody asks moderators to look at what stands at `path`.
pub(crate) fn report_link(ui: &Ui<'_>, path: &str) -> Markup {
    html! {
        p { a.btn.quiet.sm href=(ui.href(&format!("{path}/report"))) {
            (icon("flag")) span { (ui.t("evidence-report")) }
        } }
    }
}
