//! Passwords at rest: argon2id, two at a time, and the same work whether or not there is an account.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use commonround_kernel::{Env, Error, Result};
use tokio::sync::Semaphore;

use crate::limits::HASHES_AT_ONCE;
use crate::model::Password;

/// What the database keeps of a password: a PHC string, or a word that no password matches.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

/// A hash in form, of a password nobody has: what is worked on where there is no account.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LXNpZ25zLWlu$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

impl PasswordHash {
    #[must_use]
    pub fn stored(raw: String) -> Self {
        Self(raw)
    }

    /// For accounts that nobody signs in to with a password.
    #[must_use]
    pub fn none() -> Self {
        Self("none".to_owned())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(password: &Password, salt: &[u8]) -> Result<Self> {
        let hashed: Phc = Argon2::default()
            .hash_password_with_salt(password.reveal().as_bytes(), salt)
            .map_err(|cause| Error::fault(cause.to_string()))?;
        Ok(Self(hashed.to_string()))
    }

    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn for_tests(password: &str) -> Result<Self> {
        Self::of(&Password::shown(password), b"one salt for all")
    }
}

/// Hashes a password that the operator or the demo chose; nobody's own is made this way.
///
/// # Errors
/// `Fault` where the hash cannot be made.
pub async fn hash_password(env: &Env, raw: &str) -> Result<PasswordHash> {
    Hasher::new(env.clone()).hash(Password::shown(raw)).await
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[password hash]")
    }
}

/// The password that matches this hash was shown. Only a `Hasher` makes one.
#[derive(Debug, Clone)]
pub struct PasswordProof(PasswordHash);

impl PasswordProof {
    #[must_use]
    pub fn hash(&self) -> &PasswordHash {
        &self.0
    }
}

/// Makes and checks hashes off the async workers and never on the writer.
#[derive(Clone)]
pub struct Hasher(Arc<Inner>);

struct Inner {
    env: Env,
    room: Semaphore,
    worked: AtomicU64,
}

impl Hasher {
    #[must_use]
    pub fn new(env: Env) -> Self {
        let room = Semaphore::new(HASHES_AT_ONCE);
        Self(Arc::new(Inner { env, room, worked: AtomicU64::new(0) }))
    }

    pub async fn hash(&self, password: Password) -> Result<PasswordHash> {
        let salt = self.0.env.random_bytes::<16>();
        self.work(move || PasswordHash::of(&password, &salt)).await
    }

    /// The proof, where the password is that of the hash. Works as long for `None`.
    pub async fn prove(
        &self,
        password: Password,
        hash: Option<PasswordHash>,
    ) -> Result<Option<PasswordProof>> {
        self.work(move || Ok(check(&password, hash))).await
    }

    /// Hashes made and checked so far: what tests compare instead of the clock.
    #[cfg(test)]
    pub fn worked(&self) -> u64 {
        self.0.worked.load(Ordering::SeqCst)
    }

    async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let closed = |_| Error::Unavailable("shutting_down");
        let _turn = self.0.room.acquire().await.map_err(closed)?;
        self.0.worked.fetch_add(1, Ordering::SeqCst);
        tokio::task::spawn_blocking(job).await.map_err(Error::fault)?
    }
}

fn check(password: &Password, hash: Option<PasswordHash>) -> Option<PasswordProof> {
    let real = hash.as_ref().and_then(|hash| Phc::new(hash.as_str()).ok());
    let dummy = || Phc::new(NOBODY).expect("the text above is a hash");
    let exists = real.is_some();
    let phc = real.unwrap_or_else(dummy);
    let matches = Argon2::default().verify_password(password.reveal().as_bytes(), &phc).is_ok();
    hash.filter(|_| exists && matches).map(PasswordProof)
}

#[cfg(test)]
mod tests {
    use super::*;
    use commonround_kernel::Timestamp;

    fn hasher() -> Hasher {
        Hasher::new(Env::seeded(Timestamp::from_millis(0), 3))
    }

    #[tokio::test]
    async fn only_the_right_password_is_a_proof() {
        let hasher = hasher();
        let hash = hasher.hash(Password::shown("correct horse battery")).await.unwrap();
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        for (shown, right) in
            [("correct horse battery", true), ("Correct horse battery", false), ("", false)]
        {
            let proof = hasher.prove(Password::shown(shown), Some(hash.clone())).await.unwrap();
            assert_eq!(proof.is_some(), right, "{shown}");
        }
    }

    #[tokio::test]
    async fn nobody_and_no_password_take_the_same_work_and_prove_nothing() {
        let hasher = hasher();
        for hash in [None, Some(PasswordHash::none()), Some(PasswordHash::stored(String::new()))] {
            let before = hasher.worked();
            let proof = hasher.prove(Password::shown("none"), hash).await.unwrap();
            assert!(proof.is_none());
            assert_eq!(hasher.worked(), before + 1);
        }
    }

    #[tokio::test]
    async fn the_same_password_never_has_the_same_hash() {
        let hasher = hasher();
        let one = hasher.hash(Password::shown("correct horse battery")).await.unwrap();
        let two = hasher.hash(Password::shown("correct horse battery")).await.unwrap();
        assert_ne!(one.as_str(), two.as_str());
    }

    #[test]
    fn the_hash_of_nobody_costs_what_a_real_one_costs() {
        let real = PasswordHash::for_tests("correct horse battery").unwrap();
        let real = Phc::new(real.as_str()).unwrap();
        let dummy = Phc::new(NOBODY).unwrap();
        assert_eq!(real.params, dummy.params);
        assert_eq!(real.algorithm, dummy.algorithm);
    }
}
