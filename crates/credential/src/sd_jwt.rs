//! SD-JWT (RFC 9901) in the profile for verifiable credentials: `dc+sd-jwt`, ES256, SHA-256.

mod disclosure;
mod issue;
mod key_binding;
mod parts;
mod present;
mod presented;
mod unpack;
mod verify;

pub use disclosure::Salt;
pub use issue::{Credential, issue_credential};
pub use present::{Reveal, present_credential};
pub use presented::{Presented, Verified};
pub use verify::{Expect, verify_presentation};

/// `typ` of a credential and of the holder's proof.
const TYP: &str = "dc+sd-jwt";
const KEY_BINDING_TYP: &str = "kb+jwt";

/// How old the holder's proof may be.
const KEY_BINDING_SECS_MAX: i64 = 300;
/// How far the clocks of issuer, holder and verifier may stand apart.
const SKEW_SECS_MAX: i64 = 60;

/// What decides whether a credential counts, and so must never be the holder's choice to show.
const ALWAYS_OPEN: &[&str] =
    &["iss", "nbf", "exp", "iat", "cnf", "vct", "vct#integrity", "status", "_sd_alg"];
