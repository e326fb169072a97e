//! Parsed types and pure rules of claims. No I/O here.

mod claim;
mod day;
mod input;
mod method;
mod policy_data;
mod reason;

pub use claim::{Change, ClaimRow, Contact, EvidenceRow, HistoryRow, Registration};
pub use day::{midnight, read_day, today};
pub use input::{NewClaim, Number, Rejection, Verdict};
pub use method::{By, Method};
pub use policy_data::{REGISTERS, Register, jurisdiction_key, profession};
pub use reason::Reason;
