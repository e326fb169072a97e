//! Parsed types and pure rules. Nothing here does I/O.

mod cards;
mod kind;
mod line;
mod refusal;
mod registry;
mod title;
mod topic;

pub use cards::{FactCard, FactPage, Publisher, Source, TopicName};
pub use kind::Kind;
pub(crate) use line::web_address;
pub use line::{Checksum, Draft, Key, Line, fingerprint};
pub use refusal::{Refusal, Rejection};
pub use registry::{Entry, Registry, Tier};
pub use title::title;
pub use topic::{slug, squash};
