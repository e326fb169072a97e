//! The lists that say for how long a signed credential counts.

use std::sync::Arc;

use commonround_credential::{
    Freshness, Happening, Issuer, Notice, STATUS_TOKEN_BYTES_MAX, StatusEntry, StatusToken,
    verify_status_token,
};
use commonround_db::{Db, Tx};
use commonround_kernel::ports::{Ask, Fetch};
use commonround_kernel::{Id, Result};
use commonround_vocabulary::CredentialClaim;

use super::change_claim::happen;
use super::limits::{STATUS_GRACE, STATUS_RETRY};
use super::model::{By, Change, ClaimRow, Method};
use super::policy::Proof;
use super::store;
use super::store::status::StatusRow;

/// As status lists are served.
const MEDIA_TYPE: &str = "application/statuslist+jwt";

/// The list at this address, where its issuer signed it. `None` where it cannot be had, or is not
/// what it should be.
pub async fn read_list(
    outside: &dyn Fetch,
    uri: &str,
    issuer: &Issuer,
    now_secs: i64,
) -> Option<StatusToken> {
    let ask = Ask { url: uri, types: &[MEDIA_TYPE], bytes_max: STATUS_TOKEN_BYTES_MAX };
    let token = String::from_utf8(outside.fetch(ask).await.ok()?.body).ok()?;
    verify_status_token(token.trim(), uri, issuer, now_secs).ok()
}

/// Asks the list of a claim whose time has come.
pub struct StatusCheck(pub Arc<dyn Fetch>);

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
        let now_secs = db.env().now().millis() / 1_000;
        let answer = match db.snapshot(move |tx| question(tx, id)).await? {
            Question::NotDue => return Ok(()),
            Question::NoList => Answer::Valid,
            Question::Distrusted => Answer::Unreachable,
            Question::Ask(status, issuer) => {
                let list = read_list(&*self.0, &status.uri, &issuer, now_secs).await;
                list.map_or(Answer::Unreachable, |list| read(&list, status.place, now_secs))
            }
        };
        db.write(move |tx| take(tx, id, answer)).await
    }
}

/// What is to be asked about a credential.
enum Question {
    NotDue,
    /// Its issuer keeps no list: it holds until its last day.
    NoList,
    /// Nobody here trusts its issuer any longer.
    Distrusted,
    Ask(StatusRow, Box<Issuer>),
}

fn question(tx: &mut Tx, id: Id<CredentialClaim>) -> Result<Question> {
    let Some(claim) = store::claims::find(tx, id)? else { return Ok(Question::NotDue) };
    if !is_due(tx, &claim) {
        return Ok(Question::NotDue);
    }
    let Some(status) = store::status::find(tx, id)? else { return Ok(Question::NoList) };
    let issuer = store::issuers::by_url(tx, &status.issuer)?;
    match issuer.filter(|issuer| issuer.withdrawn_at.is_none()) {
        Some(issuer) => Ok(Question::Ask(status, Box::new(issuer.trusted()?))),
        None => Ok(Question::Distrusted),
    }
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
