//! Whose name may be changed for them, and why. Pure; the store writes no name without a permit.

use commonround_kernel::{Error, Id, Persona, Result, Timestamp};

use super::limits::TITLE_GRACE;
use super::model::NameRow;
use crate::credentials::MayRule;
use crate::two_person::Accepted;

/// A protected title may be taken out of this persona's name.
#[derive(Debug)]
pub struct MayStrip {
    persona: Id<Persona>,
    /// The audit log's word for why.
    pub(super) act: &'static str,
}

impl MayStrip {
    pub const fn persona(&self) -> Id<Persona> {
        self.persona
    }
}

/// The persona may be marked as one whose licence could not be confirmed, or no longer.
#[derive(Debug)]
pub struct MayMark {
    persona: Id<Persona>,
}

impl MayMark {
    pub const fn persona(&self) -> Id<Persona> {
        self.persona
    }
}

/// The person was asked, and the time to prove it is over.
pub fn may_strip_unproved(name: &NameRow, now: Timestamp) -> Option<MayStrip> {
    let is_over = name.asked_at.is_some_and(|asked| asked + TITLE_GRACE <= now);
    is_over.then_some(MayStrip { persona: name.persona, act: "title_removed_unproved" })
}

/// Two people decided it.
///
/// # Errors
/// `NotFound` where the act is about nobody.
pub fn may_strip_by_decision(accepted: &Accepted) -> Result<MayStrip> {
    let persona = accepted.subject.ok_or(Error::NotFound)?;
    Ok(MayStrip { persona, act: "title_removed_by_decision" })
}

/// Two people decided it.
///
/// # Errors
/// `NotFound` where the act is about nobody.
pub fn may_mark(accepted: &Accepted) -> Result<MayMark> {
    Ok(MayMark { persona: accepted.subject.ok_or(Error::NotFound)? })
}

/// An officer who had no part in the decision found that it was wrong.
pub fn may_unmark(granted: &MayRule) -> MayMark {
    MayMark { persona: granted.persona() }
}
