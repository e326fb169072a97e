//! Ends of the lists, texts and spans of organisations.

use std::time::Duration;

const DAY: Duration = Duration::from_secs(86_400);

pub const NAME_CHARS_MAX: usize = 100;
pub const HOME_PAGE_CHARS_MAX: usize = 200;
pub const REGISTRY_CHARS_MAX: usize = 120;
pub const NUMBER_CHARS_MAX: usize = 40;
/// What somebody does there, as the organisation says it.
pub const POSITION_CHARS_MAX: usize = 80;

/// Organisations that one persona looks after.
pub const STEWARDED_MAX: usize = 10;
/// Stewards of one organisation, with those who were asked.
pub const STEWARDS_MAX: usize = 20;
/// Organisations in the public list.
pub const LISTED_MAX: usize = 100;
/// Changes of one organisation that its history shows, the newest first.
pub const HISTORY_MAX: usize = 200;
/// Organisations on one page of an officer's queue.
pub const QUEUE_MAX: usize = 40;
/// Names that are compared with a new one.
pub const ALIKE_MAX: usize = 40;

/// How long a check of an organisation holds.
pub const CHECK_LIFE: Duration = Duration::from_secs(365 * 86_400);
/// How long before its end the stewards are told.
pub const REMIND_BEFORE: Duration = Duration::from_secs(30 * 86_400);

/// A code to a mailbox of the organisation works so long.
pub const CODE_LIFE: Duration = DAY;
/// Wrong codes before a new one has to be sent.
pub const CODE_TRIES_MAX: i64 = 5;
/// The longest page that is read for a proof.
pub const PAGE_BYTES_MAX: usize = 512 * 1024;

/// Attestations of one persona that are shown.
pub const ATTESTATIONS_SHOWN_MAX: usize = 10;
/// Attestations of one persona that are open or stand.
pub const ATTESTATIONS_HELD_MAX: usize = 20;
/// Attestations of one organisation that its stewards' page lists, the newest first.
pub const ATTESTATIONS_LISTED_MAX: usize = 200;
/// Offers that one organisation makes in a day.
pub const OFFERS_A_DAY_MAX: usize = 100;
/// The longest that an attestation holds.
pub const ATTESTATION_LIFE: Duration = Duration::from_secs(365 * 86_400);
/// How long an offer waits for its answer.
pub const OFFER_LIFE: Duration = Duration::from_secs(30 * 86_400);
/// How long who declined is left in peace.
pub const DECLINED_LIFE: Duration = Duration::from_secs(90 * 86_400);
/// How long an attestation that ended is kept for both sides to see.
pub const ENDED_LIFE: Duration = Duration::from_secs(365 * 86_400);
