//! Personal access tokens: what a program signs in with. Shown once; only a digest is stored.

use commonround_db::{Db, Tx, audit, outbox};
use commonround_kernel::{Actor, Env, Error, Id, Invalid, Result, Scopes, Secret, Token};
use commonround_vocabulary::AccessRevoked;

use crate::admin::command;
use crate::identity::Identity;
use crate::model::{TokenLabel, TokenLife};
use crate::policy::MayIssueToken;
use crate::store::tokens::{NewToken, TokenRow};
use crate::{policy, store};

/// In front of each token, so that scanners for leaked secrets know ours.
const PREFIX: &str = "crt_";

/// What a token shall be.
#[derive(Debug, Clone)]
pub struct WantedToken {
    pub label: TokenLabel,
    pub scopes: Scopes,
    pub life: TokenLife,
}

impl WantedToken {
    /// `scopes` as OAuth writes them: `read write`.
    ///
    /// # Errors
    /// Every problem of every field at once.
    pub fn parse(label: &str, scopes: &str, expires: &str) -> Result<Self, Invalid> {
        let mut wrong = Invalid::default();
        let parsed = (
            wrong.take(TokenLabel::parse(label)),
            wrong.take(parse_scopes(scopes)),
            wrong.take(TokenLife::parse(expires)),
        );
        match parsed {
            (Some(label), Some(scopes), Some(life)) => Ok(Self { label, scopes, life }),
            _ => Err(wrong),
        }
    }
}

fn parse_scopes(raw: &str) -> Result<Scopes, Invalid> {
    let why = if raw.trim().is_empty() { "required" } else { "unknown" };
    Scopes::parse(raw).map_err(|_| Invalid::new("scopes", why))
}

/// The token, to be shown once.
#[derive(Debug, Clone)]
pub struct IssuedToken {
    pub id: Id<Token>,
    pub secret: Secret,
}

/// # Errors
/// `session_required`, `email_unconfirmed`, `too_many_tokens`; `sign_in_required` where the device
/// was signed out meanwhile: the token would outlive what signed it out.
pub async fn create_token(
    identity: &Identity,
    actor: &Actor,
    wanted: WantedToken,
) -> Result<IssuedToken> {
    let actor = actor.clone();
    let create = move |tx: &mut Tx| {
        let held = store::tokens::count(tx, actor.account)?;
        let permit = policy::may_issue_token(&actor, held)?;
        still_signed_in(tx, &actor)?;
        insert(tx, &permit, &wanted)
    };
    identity.db().write(create).await
}

fn still_signed_in(tx: &mut Tx, actor: &Actor) -> Result<()> {
    match store::sessions::get(tx, actor.require_session()?) {
        Err(Error::NotFound) => Err(Error::Unauthenticated("sign_in_required")),
        other => other.map(drop),
    }
}

fn insert(tx: &mut Tx, permit: &MayIssueToken, wanted: &WantedToken) -> Result<IssuedToken> {
    let secret = generate(tx.env());
    let new = NewToken {
        digest: &secret.digest(),
        label: &wanted.label,
        scopes: wanted.scopes,
        expires_at: wanted.life.end(tx.now()),
    };
    let id = store::tokens::insert(tx, permit, &new)?;
    Ok(IssuedToken { id, secret })
}

fn generate(env: &Env) -> Secret {
    Secret::from_caller(&format!("{PREFIX}{}", Secret::generate(env).reveal()))
}

/// One's own tokens, newest first.
pub async fn list_tokens(identity: &Identity, actor: &Actor) -> Result<Vec<TokenRow>> {
    let account = policy::may_change_account(actor)?.account();
    identity.db().read(move |tx| store::tokens::of_account(tx, account)).await
}

/// # Errors
/// `NotFound` for a token of somebody else.
pub async fn revoke_token(identity: &Identity, actor: &Actor, token: Id<Token>) -> Result<()> {
    let actor = actor.clone();
    let revoke = move |tx: &mut Tx| {
        let row = store::tokens::get(tx, token)?;
        store::tokens::revoke(tx, policy::may_revoke_token(&actor, &row)?)?;
        outbox::emit(tx, &AccessRevoked { account: actor.account })
    };
    identity.db().write(revoke).await
}

/// A token for `commonround admin token HANDLE`, good until revoked.
///
/// # Errors
/// `NotFound` where nobody has the handle; `Invalid` on `label`; `too_many_tokens`.
pub async fn issue_token(db: &Db, handle: &str, scopes: Scopes, label: &str) -> Result<Secret> {
    let handle = crate::model::fold_handle(handle);
    let wanted =
        WantedToken { label: TokenLabel::parse(label)?, scopes, life: TokenLife::UntilRevoked };
    let issue = move |tx: &mut Tx| {
        let account = store::accounts::by_handle(tx, &handle)?.ok_or(Error::NotFound)?;
        let held = store::tokens::count(tx, account.id)?;
        let permit = policy::may_hold_another(account.id, held)?;
        audit::record(tx, &command("token_issued", account.id))?;
        insert(tx, &permit, &wanted).map(|issued| issued.secret)
    };
    db.write(issue).await
}
