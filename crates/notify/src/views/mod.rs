//! Pages of this room: functions of what was read.

mod list;
mod settings;
mod words;

pub use list::{seen_patch, page};
pub use settings::settings_page;
