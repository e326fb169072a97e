//! Markers for `Id<_>`. They have no values: they only keep ids apart.

pub use commonround_kernel::{Account, Persona, Session, Token};

/// A letter waiting to be sent.
pub struct Mail;
/// A status: what a persona said.
pub struct Status;
/// A report that somebody should look.
pub struct Report;
/// A page of the library of trusted facts.
pub struct Fact;
/// An accredited publisher.
pub struct Source;
/// What somebody says to be, with the evidence for it.
pub struct CredentialClaim;
/// An act that takes two people, waiting for the second.
pub struct Proposal;
/// An organisation that was checked.
pub struct Organisation;
/// A context note on a status.
pub struct Note;
/// A claim that people make, and what the evidence says of it.
pub struct ClaimRecord;
/// A published card that answers a claim once.
pub struct AnswerCard;
/// What moderators look at together: one or more reports of the same thing.
pub struct Case;
/// A measure against a status or a persona.
pub struct Sanction;
/// Somebody asks for another look at a decision about them.
pub struct Appeal;
/// What somebody is told.
pub struct Notification;
/// An entry of the outbox.
pub struct OutboxEntry;
/// A job with a time to run at.
pub struct Job;
/// An entry of the audit log.
pub struct AuditEntry;
/// A work that its publisher took back.
pub struct Retraction;
/// What an organisation says about a person, with their consent.
pub struct Attestation;
/// A colleague's word that somebody is who they say.
pub struct Vouch;
/// Somebody whose signed credentials count here.
pub struct CredentialIssuer;
/// A notice against a danger, until people have rated a note.
pub struct Interim;
