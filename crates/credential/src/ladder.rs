//! How a claim to be a professional is believed: levels of evidence, states, names, numbers.

mod evidence;
mod names;
mod npi;
mod state;
mod timing;

pub use evidence::{Bound, Control, Evidence, Level, Vouch};
pub use names::{NameMatch, RegisteredName, match_name};
pub use npi::is_npi;
pub use state::{Footing, Happening, Notice, State, next_state};
pub use timing::{Checked, Decided, Shown, counts_from, has_badge, next_check, recheck_due, shown};
