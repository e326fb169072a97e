//! Signing in and out. A wrong password and an account that does not exist take the same reads, the
//! same hashes and give the same answer.

use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Invalid, Result, Secret, Via};
use commonround_web::LimitClass;

use crate::identity::{Identity, Visitor};
use crate::model::{Device, Email, Password, fold_handle};
use crate::passwords::PasswordProof;
use crate::store::accounts::AccountRow;
use crate::{policy, sessions, store};

/// What people type to say who they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Login {
    Handle(String),
    Email(String),
}

impl Login {
    /// # Errors
    /// On `login`: `required`. Anything else is somebody we may or may not know.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let handle = fold_handle(raw);
        match Email::parse("login", raw) {
            Ok(email) => Ok(Self::Email(email.folded())),
            Err(_) if handle.is_empty() => Err(Invalid::new("login", "required")),
            Err(_) => Ok(Self::Handle(handle)),
        }
    }

    fn key(&self) -> String {
        match self {
            Self::Handle(text) | Self::Email(text) => {
                format!("login {}", text.chars().take(100).collect::<String>())
            }
        }
    }
}

/// A person at the door.
#[derive(Debug, Clone)]
pub struct SignIn {
    pub login: Login,
    pub password: Password,
}

/// A device that was signed in.
#[derive(Debug, Clone)]
pub struct Opened {
    pub secret: Secret,
    pub handle: String,
}

/// Signs this device in under a new secret; what it was signed in with before ends.
///
/// # Errors
/// `limited`, `credentials_wrong`.
pub async fn sign_in(
    identity: &Identity,
    visitor: Visitor,
    before: Option<&Actor>,
    cmd: SignIn,
) -> Result<Opened> {
    identity.limit(LimitClass::SignIn, &visitor.place)?;
    identity.limit(LimitClass::SignInAccount, &cmd.login.key())?;
    let (account, proof) = recognise(identity, cmd).await?;
    let before = before.cloned();
    identity
        .db()
        .write(move |tx| open(tx, &account, &proof, before.as_ref(), &visitor.device))
        .await
}

async fn recognise(identity: &Identity, cmd: SignIn) -> Result<(AccountRow, PasswordProof)> {
    let login = cmd.login.clone();
    let candidates = identity.db().read(move |tx| candidates(tx, &login)).await?;
    let mut found = None;
    for candidate in candidates {
        let hash = candidate.as_ref().map(|account| account.password_hash.clone());
        let proof = identity.hasher().prove(cmd.password.clone(), hash).await?;
        found = found.or(candidate.zip(proof));
    }
    found.ok_or(Error::Unauthenticated("credentials_wrong"))
}

/// Who it could be, with a place kept for whoever is not there. An address may belong to one account
/// and wait for confirmation in another, and who signs in must not learn which.
fn candidates(tx: &mut Tx, login: &Login) -> Result<Vec<Option<AccountRow>>> {
    match login {
        Login::Handle(handle) => Ok(vec![store::accounts::by_handle(tx, handle)?]),
        Login::Email(folded) => Ok(vec![
            store::accounts::by_claim(tx, folded)?,
            store::accounts::newest_unconfirmed(tx, folded)?,
        ]),
    }
}

fn open(
    tx: &mut Tx,
    seen: &AccountRow,
    proof: &PasswordProof,
    before: Option<&Actor>,
    device: &Device,
) -> Result<Opened> {
    let now = store::accounts::find(tx, seen.id)?;
    if now.is_none_or(|account| account.password_hash != *proof.hash()) {
        return Err(Error::Unauthenticated("credentials_wrong"));
    }
    if let Some(actor) = before.filter(|actor| matches!(actor.via, Via::Session(_))) {
        store::sessions::end(tx, policy::may_sign_out(actor)?)?;
    }
    let handle = store::accounts::primary_handle(tx, seen.primary_persona)?;
    Ok(Opened { secret: sessions::start(tx, seen.id, device)?, handle })
}

/// Signs the device out that asks.
///
/// # Errors
/// `session_required` for a token.
pub async fn sign_out(identity: &Identity, actor: &Actor) -> Result<()> {
    let actor = actor.clone();
    let end = move |tx: &mut Tx| store::sessions::end(tx, policy::may_sign_out(&actor)?);
    identity.db().write(end).await
}
