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
/// An entry of the outbox.
pub struct OutboxEntry;
/// A job with a time to run at.
pub struct Job;
/// An entry of the audit log.
pub struct AuditEntry;
