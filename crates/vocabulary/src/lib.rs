//! What rooms say to each other: every id marker and every event with its version. No rules.

mod events;
mod ids;
mod notice;

pub use events::*;
pub use ids::*;
pub use notice::{About, AboutKind, NoticeKind, SanctionAct};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A fact that was committed. Payloads carry ids, never text a person wrote.
pub trait Event: Serialize + DeserializeOwned {
    /// `room.noun.past_verb.vN`
    const TOPIC: &'static str;

    /// The id of the thing the event is about: what consumers order and deduplicate by.
    fn key(&self) -> i64;
}
