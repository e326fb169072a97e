//! Pages of this room: functions of what was read.

mod list;
mod settings;
mod words;

pub use list::{page, seen_patch};
pub use settings::settings_page;
