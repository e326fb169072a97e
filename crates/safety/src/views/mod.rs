//! HTML of this room: functions of what was read. No queries here.

mod boundaries;
mod case;
mod duty;
mod guard;
mod helpers;
mod history;
mod queue;
mod report;
mod rules;
mod sanction;
mod small;
mod transparency;

pub use boundaries::{boundaries, redirect_card};
pub use case::{CasePage, TEMPLATES, case_page};
pub use duty::duty_page;
pub use guard::{CrisisHelp, after_posting, guard_panel, resource_lines};
pub use helpers::helpers;
pub use history::history_page;
pub use queue::queue_page;
pub use report::{Reported, decided, report};
pub use rules::{RulesView, rules_page};
pub use sanction::{SanctionView, sanction_page};
pub use transparency::transparency;
