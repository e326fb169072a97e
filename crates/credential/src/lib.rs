//! Signed credentials, status lists, register files and the ladder of evidence.
//!
//! Everything here is a pure function of its arguments. Time is passed in, as seconds since
//! 1970-01-01T00:00:00Z or as a date; nothing is fetched and nothing is stored.

mod jose;
mod ladder;
mod limits;
mod proof;
mod refused;
mod register;
mod sd_jwt;
mod status;
mod trust;

pub use jose::{BadKey, PublicKey, SignKey, jwks, read_jwks};
pub use ladder::{
    Bound, Checked, Control, Decided, Evidence, Footing, Happening, Level, NameMatch, Notice,
    RegisteredName, Shown, State, Vouch, counts_from, has_badge, is_npi, match_name, next_check,
    next_state, recheck_due, shown,
};
pub use limits::STATUS_TOKEN_BYTES_MAX;
pub use proof::{PROOF_SECS, Proof, ProofStatus, Scope, SignedProof, issue_proof, verify_proof};
pub use refused::Refused;
pub use register::{
    BUNDLED_MAPPINGS, Brake, COLUMNS, Change, Compact, Contact, Known, Layout, Mapping,
    MappingError, Numbers, Place, Reader, Row, RowKey, Snapshot, Standing, Tally, Trouble, What,
    step,
};
pub use sd_jwt::{
    Credential, Expect, Presented, Reveal, Salt, Verified, issue_credential, present_credential,
    verify_presentation,
};
pub use status::{
    Freshness, StatusEntry, StatusList, StatusRef, StatusToken, Width, issue_status_token,
    verify_status_token,
};
pub use trust::{Issuer, Remit, Trust};
