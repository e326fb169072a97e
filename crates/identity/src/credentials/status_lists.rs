//! Signed credentials that count, and the lists that say for how long.

use std::sync::Arc;

use commonround_credential::{
    Freshness, Happening, Notice, StatusEntry, StatusToken, Trust, verify_status_token,
};
use commonround_db::{Db, Tx};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Error, Id, Result};
use commonround_vocabulary::CredentialClaim;

use super::change_claim::happen;
use super::limits::{STATUS_GRACE, STATUS_RETRY};
use super::model::{By, Change, ClaimRow, Method};
use super::policy::Proof;
use super::store;
use super::store::status::StatusRow;

/// Fetches status lists. Whoever implements it guards the inner network and bounds what it reads.
pub trait StatusLists: Send + Sync + 'static {
    /// The signed token at this address.
    fn fetch<'a>(&'a self, uri: &'a str) -> Promise<'a, Result<String>>;
}

/// For an instance that trusts no issuer, and so has nothing to ask.
pub struct NoStatusLists;

impl StatusLists for NoStatusLists {
    fn fetch<'a>(&'a self, _: &'a str) -> Promise<'a, Result<String>> {
        Box::pin(std::future::ready(Err(Error::Unavailable("status_list_unreachable"))))
    }
}

/// Whose signed credentials count here, of which kinds, and how their lists are read.
#[derive(Clone)]
pub struct Issuers {
    pub trust: Arc<Trust>,
    /// The kinds (`vct`) that answer the question who somebody is.
    pub kinds: Arc<[String]>,
    pub lists: Arc<dyn StatusLists>,
}

impl Default for Issuers {
    fn default() -> Self {
        Self { trust: Arc::default(), kinds: Arc::new([]), lists: Arc::new(NoStatusLists) }
    }
}

impl Issuers {
    /// `None` where it cannot be had, or is not what it should be.
    pub(super) async fn list(&self, uri: &str, issuer: &str, now_secs: i64) -> Option<StatusToken> {
        let issuer = self.trust.issuer(issuer)?;
        let token = self.lists.fetch(uri).await.ok()?;
        verify_status_token(&token, uri, issuer, now_secs).ok()
    }
}

/// Asks the list of a claim whose time has come.
pub struct StatusCheck(pub Issuers);

/// What a list says of one credential.
#[derive(Debug, Clone, Copy)]
enum Answer {
    Valid,
    Against(Notice),
    Unreachable,
}

impl StatusCheck {
    /// Fetches first and writes then: nothing slow runs inside a unit.
    pub(super) async fn run(&self, db: &Db, id: Id<CredentialClaim>) -> Result<()> {
        let due = db.snapshot(move |tx| due(tx, id)).await?;
        let Some(status) = due else { return Ok(()) };
        let now_secs = db.env().now().millis() / 1_000;
        let list = self.0.list(&status.uri, &status.issuer, now_secs).await;
        let answer = list.map_or(Answer::Unreachable, |list| read(&list, status.place, now_secs));
        db.write(move |tx| take(tx, id, answer)).await
    }
}

fn due(tx: &mut Tx, id: Id<CredentialClaim>) -> Result<Option<StatusRow>> {
    let Some(claim) = store::claims::find(tx, id)? else { return Ok(None) };
    if !is_due(tx, &claim) {
        return Ok(None);
    }
    store::status::find(tx, id)
}

fn is_due(tx: &Tx, claim: &ClaimRow) -> bool {
    let has_come = claim.next_check_at.is_some_and(|at| at <= tx.now());
    claim.is_current() && has_come && claim.method == Some(Method::SignedCredential)
}

fn read(list: &StatusToken, place: usize, now_secs: i64) -> Answer {
    match list.read(place) {
        Some(StatusEntry::Invalid) => Answer::Against(Notice::Revoked),
        Some(StatusEntry::Suspended) => Answer::Against(Notice::Suspended),
        Some(StatusEntry::Valid) if list.freshness(now_secs) != Freshness::Stale => Answer::Valid,
        _ => Answer::Unreachable,
    }
}

fn take(tx: &mut Tx, id: Id<CredentialClaim>, answer: Answer) -> Result<()> {
    let claim = store::claims::get(tx, id)?;
    if !is_due(tx, &claim) {
        return Ok(());
    }
    let (now, change) = (tx.now(), Change::by(By::Issuer));
    match answer {
        Answer::Valid => {
            store::status::set_unreachable(tx, id, None)?;
            let next = Proof::next_check(Method::SignedCredential, now);
            store::claims::set_checked(tx, id, next)
        }
        Answer::Against(notice) => {
            happen(tx, &claim, Happening::Noticed(notice), &change).map(|_| ())
        }
        Answer::Unreachable => wait_for_list(tx, &claim),
    }
}

/// A list that cannot be had is asked again each hour, for a day. Then the credential no longer
/// counts.
fn wait_for_list(tx: &mut Tx, claim: &ClaimRow) -> Result<()> {
    let now = tx.now();
    let status = store::status::find(tx, claim.id)?;
    let since = status.and_then(|status| status.unreachable_since).unwrap_or(now);
    if now.since(since) >= STATUS_GRACE {
        let unreachable = Happening::Noticed(Notice::Unreachable);
        return happen(tx, claim, unreachable, &Change::by(By::Issuer)).map(|_| ());
    }
    store::status::set_unreachable(tx, claim.id, Some(since))?;
    store::claims::set_next_check(tx, claim.id, now + STATUS_RETRY)
}
