//! Ends of the lists, texts and spans of claims.

use std::time::Duration;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Claims of one persona that are not withdrawn.
pub const CLAIMS_MAX: usize = 10;
pub const NUMBER_CHARS_MAX: usize = 40;
pub const NAME_CHARS_MAX: usize = 120;
/// What an officer writes down.
pub const NOTE_CHARS_MAX: usize = 1_000;
/// Changes of one claim that its history shows, the newest first.
pub const HISTORY_MAX: usize = 200;
/// Claims on one page of an officer's queue.
pub const QUEUE_MAX: usize = 40;
/// Claims on one number that are compared.
pub const RIVALS_MAX: usize = 20;

/// One paper that speaks for a claim.
pub const DOCUMENT_BYTES_MAX: usize = 5 * 1024 * 1024;
/// Papers of one claim until it is decided.
pub const DOCUMENTS_MAX: usize = 5;
/// Papers of one claim that its page names, those that are gone included.
pub const DOCUMENTS_SHOWN_MAX: usize = 50;
/// What somebody writes who asks for another look, and the answer.
pub const APPEAL_CHARS_MAX: usize = 2_000;
/// How long after a no somebody may ask for another look.
pub const APPEAL_LIFE: Duration = Duration::from_secs(14 * DAY);

/// A code to the contact of a register, or to an institution, works so long.
pub const CODE_LIFE: Duration = Duration::from_secs(24 * HOUR);
/// Wrong codes before a new one has to be sent.
pub const CODE_TRIES_MAX: i64 = 5;
/// A wallet answers a question within this time.
pub const NONCE_LIFE: Duration = Duration::from_secs(10 * MINUTE);
/// The longest presentation that a form takes.
pub const PRESENTATION_CHARS_MAX: usize = 64 * 1024;

/// Issuers of signed credentials that count at a time.
pub const ISSUERS_MAX: usize = 256;
/// An issuer's address, and the name of a kind of credential.
pub const ISSUER_URL_BYTES_MAX: usize = 2_048;
/// The keys of an issuer.
pub const JWKS_BYTES_MAX: usize = 64 * 1024;
/// Claims in one write unit, when an issuer no longer counts.
pub const WITHDRAWN_CLAIMS: usize = 200;

/// How long before its last day somebody is told that a credential ends.
pub const REMIND_DAYS: i32 = 30;
/// How often an unreachable status list is asked again.
pub const STATUS_RETRY: Duration = Duration::from_secs(HOUR);
/// How long an unreachable status list is waited for before the credential no longer counts.
pub const STATUS_GRACE: Duration = Duration::from_secs(DAY);

/// Rows of a register file in one write unit.
pub const IMPORT_ROWS: usize = 2_000;
/// Rows in one statement of an import.
pub const IMPORT_ROWS_A_STATEMENT: usize = 50;
/// Rows that are moved, inside the database, in one write unit.
pub const APPLY_ROWS: usize = 20_000;
/// What is wrong with a file is told so often.
pub const TROUBLES_MAX: usize = 20;
