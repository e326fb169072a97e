//! A wallet shows a credential that its issuer has signed, bound to its holder's key.

use commonround_credential::{
    Evidence, Expect, Footing, NameMatch, Presented, Refused, RegisteredName, StatusToken, Trust,
    Verified, match_name, verify_presentation,
};
use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, KeyRing, Result, Scope};
use commonround_vocabulary::CredentialClaim;
use commonround_web::LimitClass;
use jiff::tz::TimeZone;

use super::confirm_claim::{Witness, confirm_claim};
use super::limits::{NONCE_LIFE, PRESENTATION_CHARS_MAX};
use super::model::{By, ClaimRow, Method, Number};
use super::policy::Proof;
use super::status_lists::read_list;
use super::store::codes::{CodeKind, CodeRow};
use super::store::status::StatusRow;
use super::{issuers, policy, store};
use crate::identity::Identity;

const PURPOSE: &str = "identity.claim_nonce";

/// What a wallet needs to know to answer us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub audience: String,
    pub nonce: String,
}

/// Makes the word for one occasion. An earlier one is void.
///
/// # Errors
/// `NotFound`; a code that says why nothing is left to prove.
pub async fn ask_wallet(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
) -> Result<Question> {
    let (keys, actor) = (identity.keys().clone(), actor.clone());
    let ask = move |tx: &mut Tx| {
        actor.require(Scope::Write)?;
        let row = store::claims::get(tx, claim)?;
        policy::may_prove(&actor, &row)?;
        let nonce = tx.env().random_bytes::<16>().to_vec();
        let expires_at = tx.now() + NONCE_LIFE;
        let kind = CodeKind::Wallet;
        let row = CodeRow { claim, kind, mail: None, nonce, tries: 0, expires_at };
        store::codes::put(tx, &row)?;
        Ok(nonce_of(&keys, &row))
    };
    let nonce = identity.db().write(ask).await?;
    Ok(Question { audience: identity.config().link(""), nonce })
}

fn nonce_of(keys: &KeyRing, row: &CodeRow) -> String {
    use base64::Engine as _;
    let signed = [&row.claim.get().to_be_bytes()[..], &row.nonce].concat();
    let digest = keys.mac(PURPOSE, &signed);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(digest)
}

/// Takes the answer of a wallet. The word is spent with it, whatever it is worth.
///
/// # Errors
/// `limited`, `NotFound`; `code_expired` where no word is out; `Invalid` on `presentation`:
/// `required`, `too_long`, or the code of what is wrong with it; `status_list_unreachable` where
/// nobody can tell now whether it was revoked.
pub async fn present_credential(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
    presentation: &str,
) -> Result<()> {
    let presentation = presentation.trim();
    if presentation.is_empty() {
        return Err(Error::invalid("presentation", "required"));
    }
    if presentation.len() > PRESENTATION_CHARS_MAX {
        return Err(Error::invalid("presentation", "too_long"));
    }
    identity.limit(LimitClass::Code, &format!("claim {claim}"))?;
    let occasion = spend_nonce(identity, actor, claim).await?;
    let presented = look_at(identity, presentation, &occasion)?;
    let list = status_of(identity, &occasion.trust, &presented).await;
    let status = presented.status().cloned();
    let now_secs = identity.env().now().millis() / 1_000;
    let verified = presented.conclude(list.as_ref(), now_secs).map_err(refused)?;
    let actor = actor.clone();
    let take = move |tx: &mut Tx| {
        let row = store::claims::get(tx, claim)?;
        policy::may_prove(&actor, &row)?;
        let issuer = store::issuers::by_url(tx, verified.issuer())?;
        let issuer = issuer.filter(|issuer| issuer.withdrawn_at.is_none());
        let issuer = issuer.ok_or_else(|| refused(Refused::UntrustedIssuer))?;
        take_verified(tx, &row, &verified)?;
        store::issuers::set_of_claim(tx, claim, issuer.id)?;
        let Some(status) = &status else { return Ok(()) };
        let (issuer, uri) = (verified.issuer().to_owned(), status.uri.clone());
        let row = StatusRow { issuer, uri, place: status.index, unreachable_since: None };
        store::status::put(tx, claim, &row)
    };
    identity.db().write(take).await
}

/// What a presentation is held against.
struct Occasion {
    nonce: String,
    trust: Trust,
    kinds: Vec<String>,
}

async fn spend_nonce(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
) -> Result<Occasion> {
    let (keys, actor) = (identity.keys().clone(), actor.clone());
    let spend = move |tx: &mut Tx| {
        actor.require(Scope::Write)?;
        let row = store::claims::get(tx, claim)?;
        policy::may_prove(&actor, &row)?;
        let now = tx.now();
        let alive = |code: &CodeRow| code.kind == CodeKind::Wallet && code.expires_at > now;
        let found = store::codes::find(tx, claim)?;
        let code = found.filter(alive).ok_or(Error::Gone("code_expired"))?;
        store::codes::spend(tx, claim)?;
        let (trust, kinds) = issuers::trusted(tx)?;
        Ok(Occasion { nonce: nonce_of(&keys, &code), trust, kinds })
    };
    identity.db().write(spend).await
}

fn look_at(identity: &Identity, presentation: &str, occasion: &Occasion) -> Result<Presented> {
    let kinds: Vec<&str> = occasion.kinds.iter().map(String::as_str).collect();
    let audience = identity.config().link("");
    let expect = Expect { audience: &audience, nonce: &occasion.nonce, types: &kinds };
    let now_secs = identity.env().now().millis() / 1_000;
    verify_presentation(presentation, &occasion.trust, &expect, now_secs).map_err(refused)
}

async fn status_of(
    identity: &Identity,
    trust: &Trust,
    presented: &Presented,
) -> Option<StatusToken> {
    let (status, issuer) = (presented.status()?, trust.issuer(presented.issuer())?);
    let now_secs = identity.env().now().millis() / 1_000;
    read_list(&**identity.outside(), &status.uri, issuer, now_secs).await
}

fn refused(why: Refused) -> Error {
    match why {
        Refused::Recheck => Error::Unavailable("status_list_unreachable"),
        _ => Error::invalid("presentation", why.code()),
    }
}

/// The credential has to be about this register, this number and this name.
fn take_verified(tx: &mut Tx, claim: &ClaimRow, verified: &Verified) -> Result<()> {
    let says = |name: &str, word: &str| verified.text(name) == Some(word);
    let number = Number::folded(verified.text("number").unwrap_or_default());
    let about_it = says("register", &claim.register)
        && says("jurisdiction", &claim.jurisdiction)
        && says("profession", &claim.profession)
        && number.as_str() == claim.number;
    let family = verified.text("family").unwrap_or_default();
    let given = verified.text("given").unwrap_or_default();
    let row = RegisteredName { family, given, former: &[] };
    if !about_it || match_name(&row, &claim.name) != NameMatch::Exact {
        return Err(Error::invalid("presentation", "about_another"));
    }
    // It ends within a day; the day before is the last whole one.
    let last = verified.expires_secs().saturating_sub(86_400);
    let last = jiff::Timestamp::from_second(last).map_err(Error::fault)?;
    let method = Method::SignedCredential;
    let proof = Proof {
        method,
        footing: Footing::Full,
        next_check_at: Proof::next_check(method, tx.now()),
        expires: Some(last.to_zoned(TimeZone::UTC).date()),
        class: String::new(),
        conditions_url: None,
    };
    let evidence = Evidence { credential: true, declared: true, ..Evidence::default() };
    let witness = Witness { by: By::Issuer, officer: None, note: Some(verified.issuer()) };
    confirm_claim(tx, claim, &evidence, proof, &witness)
}
