use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::{Signer as _, Verifier as _};
use p256::ecdsa::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Bytes of a signature: `r` and `s`, as JWS writes ES256.
pub const SIGNATURE_BYTES: usize = 64;

/// A P-256 key of the ring for one purpose (`KeyRing::signing_key`). It does not print.
#[derive(Clone)]
pub struct SigningKey {
    secret: p256::ecdsa::SigningKey,
    public: PublicKey,
}

impl SigningKey {
    /// `None` for the few values that are not a key: zero, and what lies past the curve's order.
    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        let secret = p256::ecdsa::SigningKey::from_slice(bytes).ok()?;
        let public = PublicKey(*secret.verifying_key());
        Some(Self { secret, public })
    }

    /// Signs with ES256. The same message has the same signature (RFC 6979): no dice are needed.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_BYTES] {
        let signature: Signature = self.secret.sign(message);
        signature.to_bytes().into()
    }

    #[must_use]
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The secret half, for code that signs in a format of its own. Never stored, never sent.
    #[must_use]
    pub fn secret_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.secret.to_bytes().into())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey(of {:?})", self.public)
    }
}

/// The half of a signing key that everybody may have.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// The name of the key: its thumbprint (RFC 7638), the `kid` under which it is published.
    #[must_use]
    pub fn kid(&self) -> String {
        let point = self.0.to_encoded_point(false);
        let half = |bytes: Option<&p256::FieldBytes>| {
            bytes.map(|b| URL_SAFE_NO_PAD.encode(b)).unwrap_or_default()
        };
        let (x, y) = (half(point.x()), half(point.y()));
        let jwk = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        URL_SAFE_NO_PAD.encode(Sha256::digest(jwk))
    }

    /// Whether the secret half of this key signed exactly this message.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|s| self.0.verify(message, &s).is_ok())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.kid())
    }
}
