//! Parsed types and pure rules of claims. No I/O here.

mod appeal;
mod claim;
mod day;
mod document;
mod input;
mod method;
mod policy_data;
mod reason;

pub use appeal::{AppealRow, AppealState, Ruling, Words};
pub use claim::{Change, ClaimRow, Contact, EvidenceRow, HistoryRow, Registration};
pub use day::{midnight, read_day, today};
pub use document::{DocumentKind, DocumentRow};
pub use input::{NewClaim, Number, Rejection, Verdict};
pub use method::{By, Method};
pub use policy_data::{REGISTERS, Register, jurisdiction_key, profession};
pub use reason::Reason;
