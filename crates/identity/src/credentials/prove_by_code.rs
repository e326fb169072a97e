//! A code goes to a mailbox and comes back: to the contact that the register has, which ties the
//! number to the person, or to an institution, which says a little.

use commonround_credential::Bound;
use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, KeyRing, Result, Scope};
use commonround_vocabulary::{CredentialClaim, Mail};
use commonround_web::LimitClass;

use super::add_claim::wait_for_officer;
use super::confirm_claim::{Witness, by_registration, confirm_claim};
use super::limits::{CODE_LIFE, CODE_TRIES_MAX};
use super::model::{By, ClaimRow, Contact, Method, Number};
use super::store::codes::{CodeKind, CodeRow};
use super::{add_claim, policy, store};
use crate::identity::Identity;
use crate::model::{Email, MailKind};
use crate::queue_mail::queue_letter;
use crate::typed_code::{self, is_same, typed_code};

const PURPOSE: &str = "identity.claim_code";
/// The purpose under which contacts of registers are sealed.
pub const CONTACT: &str = "identity.registration";

/// Sends a code to where the register says that the person is reached.
///
/// # Errors
/// `limited`, `NotFound`; `no_contact` where the file has none, or another name;
/// a code that says why nothing is left to prove.
pub async fn send_code(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
) -> Result<()> {
    limit(identity, claim, LimitClass::Mail)?;
    let (keys, actor) = (identity.keys().clone(), actor.clone());
    let send = move |tx: &mut Tx| {
        let row = provable(tx, &actor, claim)?;
        if !add_claim::can_send_code(tx, &row)? {
            return Err(Error::Conflict("no_contact"));
        }
        let contact = contact_of(tx, &keys, &row)?.ok_or(Error::Conflict("no_contact"))?;
        queue_code(tx, &actor, &row, CodeKind::Contact, &contact.0)
    };
    identity.db().write(send).await
}

/// Sends a code to a mailbox that the person has at an institution.
///
/// # Errors
/// `limited`, `NotFound`; `Invalid` on `email`, with `not_institution` for a mailbox that anybody
/// can have.
pub async fn send_institution_code(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
    email: Email,
) -> Result<()> {
    if is_anybodys(&email) {
        return Err(Error::invalid("email", "not_institution"));
    }
    limit(identity, claim, LimitClass::Mail)?;
    let actor = actor.clone();
    let send = move |tx: &mut Tx| {
        let row = provable(tx, &actor, claim)?;
        queue_code(tx, &actor, &row, CodeKind::Institution, email.as_str())
    };
    identity.db().write(send).await
}

/// Providers whose mailboxes say nothing about their owners.
pub(crate) fn is_anybodys(email: &Email) -> bool {
    const ANYBODYS: [&str; 14] = [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "msn.com",
        "yahoo.com",
        "yahoo.ca",
        "icloud.com",
        "me.com",
        "proton.me",
        "protonmail.com",
        "gmx.com",
        "aol.com",
    ];
    let folded = email.folded();
    let domain = folded.rsplit('@').next().unwrap_or_default();
    ANYBODYS.contains(&domain)
}

fn limit(identity: &Identity, claim: Id<CredentialClaim>, class: LimitClass) -> Result<()> {
    identity.limit(class, &format!("claim {claim}"))
}

fn provable(tx: &mut Tx, actor: &Actor, claim: Id<CredentialClaim>) -> Result<ClaimRow> {
    actor.require(Scope::Write)?;
    let row = store::claims::get(tx, claim)?;
    policy::may_prove(actor, &row)?;
    Ok(row)
}

fn contact_of(tx: &mut Tx, keys: &KeyRing, claim: &ClaimRow) -> Result<Option<Contact>> {
    let row = store::registers::find(tx, &claim.register, &claim.number)?;
    let Some(sealed) = row.and_then(|row| row.contact) else { return Ok(None) };
    let context = contact_context(&claim.register, &claim.number);
    let plain = keys.open(CONTACT, &context, &sealed)?;
    String::from_utf8(plain).map(|text| Some(Contact(text))).map_err(Error::fault)
}

/// What a sealed contact is bound to.
pub fn contact_context(register: &str, number: &str) -> Vec<u8> {
    format!("{register} {}", Number::folded(number).as_str()).into_bytes()
}

fn queue_code(
    tx: &mut Tx,
    actor: &Actor,
    claim: &ClaimRow,
    kind: CodeKind,
    address: &str,
) -> Result<()> {
    let account = crate::store::accounts::get(tx, actor.account)?;
    let lang = account.lang.as_deref();
    let mail = queue_letter(tx, MailKind::ClaimCode, actor.account, address, lang)?;
    let nonce = tx.env().random_bytes::<16>().to_vec();
    let expires_at = tx.now() + CODE_LIFE;
    let row = CodeRow { claim: claim.id, kind, mail: Some(mail), nonce, tries: 0, expires_at };
    store::codes::put(tx, &row)
}

/// The code that a letter carries. `None` where another one took its place.
pub fn code_of_mail(tx: &mut Tx, keys: &KeyRing, mail: Id<Mail>) -> Result<Option<String>> {
    let row = store::codes::of_mail(tx, mail)?.filter(|row| row.expires_at > tx.now());
    Ok(row.map(|row| code(keys, &row)))
}

fn code(keys: &KeyRing, row: &CodeRow) -> String {
    let signed = [&row.claim.get().to_be_bytes()[..], &row.nonce].concat();
    typed_code(keys, PURPOSE, &signed)
}

/// Takes a code that came back.
///
/// # Errors
/// `limited`, `NotFound`; `Invalid` on `code`: `wrong`; `code_expired` where none is out, or too
/// many were wrong; `register_not_current`, `evidence_too_weak` where the register has changed
/// meanwhile.
pub async fn enter_code(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
    typed: &str,
) -> Result<()> {
    limit(identity, claim, LimitClass::Code)?;
    let (keys, actor) = (identity.keys().clone(), actor.clone());
    let typed = typed_code::typed(typed);
    let enter = move |tx: &mut Tx| {
        let row = provable(tx, &actor, claim)?;
        let wanted = store::codes::find(tx, claim)?;
        let alive = |code: &CodeRow| {
            code.expires_at > tx.now() && code.tries < CODE_TRIES_MAX && code.mail.is_some()
        };
        let wanted = wanted.filter(alive).ok_or(Error::Gone("code_expired"))?;
        if !is_same(&keys, PURPOSE, &code(&keys, &wanted), &typed) {
            store::codes::count_try(tx, claim)?;
            return Ok(false);
        }
        store::codes::spend(tx, claim)?;
        proved(tx, &row, wanted.kind)?;
        Ok(true)
    };
    // A wrong try is counted, so its unit ends well and the refusal comes after it.
    if identity.db().write(enter).await? { Ok(()) } else { Err(Error::invalid("code", "wrong")) }
}

fn proved(tx: &mut Tx, claim: &ClaimRow, kind: CodeKind) -> Result<()> {
    match kind {
        CodeKind::Contact => proved_contact(tx, claim),
        CodeKind::Institution => {
            store::evidence::add(tx, claim.id, Method::InstitutionMail, None, None, None)?;
            store::claims::set_controls(tx, claim.id)?;
            wait_for_officer(tx, claim)
        }
        CodeKind::Wallet => Err(Error::Gone("code_expired")),
    }
}

fn proved_contact(tx: &mut Tx, claim: &ClaimRow) -> Result<()> {
    let row = store::registers::find(tx, &claim.register, &claim.number)?;
    let row = row.ok_or(Error::Conflict("register_not_current"))?;
    let method = Method::RegisterMatch;
    let (evidence, proof) = by_registration(&row, claim, Bound::Contact, method, tx.now())?;
    let witness = Witness { by: By::Register, officer: None, note: None };
    confirm_claim(tx, claim, &evidence, proof, &witness)
}
