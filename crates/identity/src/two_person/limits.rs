use std::time::Duration;

/// How long a proposal waits for somebody to second it.
pub const PROPOSAL_LIFE: Duration = Duration::from_secs(14 * 86_400);
/// How long the decision of somebody who is alone with the duty waits.
pub const ALONE_WAIT: Duration = Duration::from_secs(48 * 3_600);
pub const REASON_CHARS_MAX: usize = 1_000;
/// Ids and codes for the executor, as JSON.
pub const PAYLOAD_BYTES_MAX: usize = 2_000;
/// People called to second one proposal.
pub const SECONDS_CALLED_MAX: usize = 50;
/// Proposals on one page.
pub const PROPOSALS_SHOWN_MAX: usize = 100;
/// How often proposals are looked through for those whose time has come.
pub const LOOK_EVERY: Duration = Duration::from_secs(900);
