//! Keys and signatures: P-256 and ES256, and nothing else.

mod jws;
mod keys;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

pub(crate) use jws::{Jws, sign};
pub use keys::{BadKey, PublicKey, SignKey, jwks, read_jwks};

pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Without padding and without a spare bit: one text for one value.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

pub fn sha256(bytes: impl AsRef<[u8]>) -> [u8; 32] {
    Sha256::digest(bytes.as_ref()).into()
}

/// The digest of a disclosure or of a presentation, as it is written.
pub fn digest(text: &str) -> String {
    encode(sha256(text))
}
