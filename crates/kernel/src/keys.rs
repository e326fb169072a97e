use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::{Env, Error, Result, SigningKey};

const NONCE_BYTES: usize = 24;
const KEY_ID_BYTES: usize = 4;

/// Ciphertext with the id of its key and its nonce in front.
pub type Sealed = Vec<u8>;

/// A text that is shown once and never stored: only its digest is.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// 32 random bytes in URL-safe base64.
    #[must_use]
    pub fn generate(env: &Env) -> Self {
        Self(URL_SAFE_NO_PAD.encode(env.random_bytes::<32>()))
    }

    #[must_use]
    pub fn from_caller(raw: &str) -> Self {
        Self(raw.to_owned())
    }

    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database keeps.
    #[must_use]
    pub fn digest(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    /// Whether this is the secret that `digest` was made of, in constant time.
    #[must_use]
    pub fn matches(&self, digest: &[u8]) -> bool {
        self.digest().ct_eq(digest).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// The instance's keys, by id. The newest seals; all of them open.
///
/// Every use names a purpose, and each purpose works with a key of its own derived from the ring's,
/// so that what was made for one use is worthless for another.
pub struct KeyRing {
    keys: BTreeMap<u32, Zeroizing<[u8; 32]>>,
}

impl KeyRing {
    /// # Errors
    /// An empty ring is a fault: nothing could be sealed.
    pub fn new(keys: impl IntoIterator<Item = (u32, [u8; 32])>) -> Result<Self> {
        let keys: BTreeMap<_, _> =
            keys.into_iter().map(|(id, k)| (id, Zeroizing::new(k))).collect();
        if keys.is_empty() { Err(Error::fault("the key ring is empty")) } else { Ok(Self { keys }) }
    }

    fn newest(&self) -> (u32, &[u8; 32]) {
        let (id, key) = self.keys.last_key_value().expect("a ring is never empty");
        (*id, key)
    }

    fn oldest(&self) -> &[u8; 32] {
        self.keys.first_key_value().expect("a ring is never empty").1
    }

    fn derive(key: &[u8; 32], purpose: &str, data: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(data);
        mac.finalize().into_bytes().into()
    }

    /// A keyed digest under the newest key.
    #[must_use]
    pub fn mac(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        Self::derive(self.newest().1, purpose, data)
    }

    /// A keyed digest that a new key does not change, for what has to be found again: who rated, who
    /// was told. It is made with the oldest key, without which no server starts (`fingerprint`).
    #[must_use]
    pub fn lasting_mac(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        Self::derive(self.oldest(), purpose, data)
    }

    /// Whether any key of the ring made this digest, in constant time for each.
    #[must_use]
    pub fn verify(&self, purpose: &str, data: &[u8], mac: &[u8]) -> bool {
        self.keys.values().any(|key| Self::derive(key, purpose, data).ct_eq(mac).into())
    }

    /// The key that signs for a purpose now.
    #[must_use]
    pub fn signing_key(&self, purpose: &str) -> SigningKey {
        Self::signer(self.newest().1, purpose)
    }

    /// Every key that has signed for a purpose, the newest first: what was signed before a rotation
    /// still verifies.
    #[must_use]
    pub fn signing_keys(&self, purpose: &str) -> Vec<SigningKey> {
        self.keys.values().rev().map(|key| Self::signer(key, purpose)).collect()
    }

    /// Nearly every 32 bytes are a P-256 key. Where they are not, which nobody will live to see, the
    /// next ones are tried.
    fn signer(key: &[u8; 32], purpose: &str) -> SigningKey {
        (0_u8..=u8::MAX)
            .find_map(|tries| {
                let seed = Zeroizing::new(Self::derive(key, purpose, &[b's', tries]));
                SigningKey::from_bytes(&seed)
            })
            .expect("256 derived values that are all past the order of the curve do not happen")
    }

    /// Encrypts under the newest key, bound to `context` (the row it belongs to).
    #[must_use]
    pub fn seal(&self, env: &Env, purpose: &str, context: &[u8], plain: &[u8]) -> Sealed {
        let (id, key) = self.newest();
        let nonce = env.random_bytes::<NONCE_BYTES>();
        let cipher = XChaCha20Poly1305::new(&Self::derive(key, purpose, b"seal").into());
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: context })
            .expect("encryption of a short text in memory does not fail");
        [id.to_be_bytes().as_slice(), &nonce, &sealed].concat()
    }

    /// # Errors
    /// `Fault` where the key is missing, or the text or its context was changed.
    pub fn open(&self, purpose: &str, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>> {
        let (id, rest) = sealed.split_first_chunk::<KEY_ID_BYTES>().ok_or_else(broken)?;
        let (nonce, text) = rest.split_first_chunk::<NONCE_BYTES>().ok_or_else(broken)?;
        let key = self.keys.get(&u32::from_be_bytes(*id)).ok_or_else(broken)?;
        let cipher = XChaCha20Poly1305::new(&Self::derive(key, purpose, b"seal").into());
        cipher
            .decrypt(&XNonce::from(*nonce), Payload { msg: text, aad: context })
            .map_err(|_| broken())
    }

    /// What the database keeps, so that a server with other keys refuses to start.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        URL_SAFE_NO_PAD.encode(&Self::derive(self.oldest(), "fingerprint", b"")[..12])
    }
}

fn broken() -> Error {
    Error::fault("a sealed text does not open with this key ring")
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyRing({} keys)", self.keys.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Timestamp;

    fn ring() -> KeyRing {
        KeyRing::new([(1, [7; 32])]).unwrap()
    }

    fn env() -> Env {
        Env::seeded(Timestamp::from_millis(0), 5)
    }

    #[test]
    fn a_sealed_text_opens_only_for_its_purpose_and_row() {
        let sealed = ring().seal(&env(), "link", b"row 1", b"account 9");
        assert_eq!(ring().open("link", b"row 1", &sealed).unwrap(), b"account 9");
        assert!(ring().open("link", b"row 2", &sealed).is_err());
        assert!(ring().open("vote", b"row 1", &sealed).is_err());
        for i in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[i] ^= 1;
            assert!(ring().open("link", b"row 1", &changed).is_err(), "byte {i}");
            assert!(ring().open("link", b"row 1", &sealed[..i]).is_err(), "cut at {i}");
        }
    }

    #[test]
    fn a_new_key_seals_and_the_old_one_still_opens() {
        let old = ring().seal(&env(), "link", b"", b"x");
        let both = KeyRing::new([(1, [7; 32]), (2, [9; 32])]).unwrap();
        assert_eq!(both.open("link", b"", &old).unwrap(), b"x");
        let new = both.seal(&env(), "link", b"", b"x");
        assert!(ring().open("link", b"", &new).is_err());
        assert!(both.verify("code", b"1", &ring().mac("code", b"1")));
    }

    #[test]
    fn a_lasting_digest_outlives_a_new_key_and_differs_by_purpose() {
        let both = KeyRing::new([(1, [7; 32]), (2, [9; 32])]).unwrap();
        assert_eq!(both.lasting_mac("rater", b"9"), ring().lasting_mac("rater", b"9"));
        assert_ne!(both.mac("rater", b"9"), ring().mac("rater", b"9"));
        assert_ne!(both.lasting_mac("rater", b"9"), both.lasting_mac("reader", b"9"));
    }

    #[test]
    fn a_signature_holds_for_its_message_purpose_and_ring() {
        let key = ring().signing_key("head");
        let signature = key.sign(b"row 7");
        assert!(key.public().verifies(b"row 7", &signature));
        assert!(!key.public().verifies(b"row 8", &signature));
        assert!(!ring().signing_key("proof").public().verifies(b"row 7", &signature));
        let other = KeyRing::new([(1, [8; 32])]).unwrap().signing_key("head");
        assert!(!other.public().verifies(b"row 7", &signature));
        for cut in 0..signature.len() {
            assert!(!key.public().verifies(b"row 7", &signature[..cut]), "cut at {cut}");
        }
    }

    #[test]
    fn a_new_key_signs_and_the_old_one_is_still_known() {
        let old = ring().signing_key("head");
        let both = KeyRing::new([(1, [7; 32]), (2, [9; 32])]).unwrap();
        let kids: Vec<_> = both.signing_keys("head").iter().map(|key| key.public().kid()).collect();
        assert_eq!(kids, [both.signing_key("head").public().kid(), old.public().kid()]);
        assert_ne!(kids[0], kids[1]);
    }
}
