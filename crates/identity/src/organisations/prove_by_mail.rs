//! A code goes to a mailbox that speaks for the domain of an organisation, and comes back.

use commonround_db::Tx;
use commonround_db::audit::Accessor;
use commonround_kernel::{Actor, Error, Id, KeyRing, Result};
use commonround_vocabulary::Mail;
use commonround_web::LimitClass;

use super::change_standing::verify;
use super::limits::{CODE_LIFE, CODE_TRIES_MAX};
use super::model::{By, CodeRow, Method, speaks_for};
use super::note_act::note_act;
use super::reads::managed;
use super::store;
use crate::credentials::is_anybodys;
use crate::identity::Identity;
use crate::model::{Email, MailKind};
use crate::queue_mail::queue_letter;
use crate::typed_code::{is_same, typed, typed_code};

const PURPOSE: &str = "identity.organisation_code";

/// Sends a code to such a mailbox.
///
/// # Errors
/// `NotFound`, `organisation_closed`, `limited`; `Invalid` on `email`: `not_institution`,
/// `other_domain`, `personal_address`.
pub async fn send_domain_code(
    identity: &Identity,
    actor: &Actor,
    handle: &str,
    email: Email,
) -> Result<()> {
    if is_anybodys(&email) {
        return Err(Error::invalid("email", "not_institution"));
    }
    identity.limit(LimitClass::Mail, &format!("organisation {handle}"))?;
    identity.limit(LimitClass::Mail, &format!("mail {}", email.folded()))?;
    let (actor, handle) = (actor.clone(), handle.to_owned());
    identity.db().write(move |tx| send(tx, &actor, &handle, &email)).await
}

fn send(tx: &mut Tx<'_>, actor: &Actor, handle: &str, email: &Email) -> Result<()> {
    let (organisation, _) = managed(tx, actor, handle)?;
    speaks_for(email, &organisation.domain)?;
    let account = crate::store::accounts::get(tx, actor.account)?;
    let lang = account.lang.as_deref();
    let kind = MailKind::OrganisationCode;
    let mail = queue_letter(tx, kind, actor.account, email.as_str(), lang)?;
    let nonce = tx.env().random_bytes::<16>().to_vec();
    let expires_at = tx.now() + CODE_LIFE;
    let row = CodeRow { organisation: organisation.id, mail, nonce, tries: 0, expires_at };
    store::codes::put(tx, &row)
}

/// The code that a letter carries. `None` where another one took its place.
pub fn code_of_mail(tx: &mut Tx<'_>, keys: &KeyRing, mail: Id<Mail>) -> Result<Option<String>> {
    let row = store::codes::of_mail(tx, mail)?.filter(|row| row.expires_at > tx.now());
    Ok(row.map(|row| code(keys, &row)))
}

fn code(keys: &KeyRing, row: &CodeRow) -> String {
    let signed = [&row.organisation.get().to_be_bytes()[..], &row.nonce].concat();
    typed_code(keys, PURPOSE, &signed)
}

/// Takes a code that came back, and verifies the organisation.
///
/// # Errors
/// `NotFound`, `organisation_closed`, `limited`; `Invalid` on `code`: `wrong`; `code_expired` where
/// none is out, or too many were wrong; `domain_held`, `name_held`.
pub async fn enter_domain_code(
    identity: &Identity,
    actor: &Actor,
    handle: &str,
    raw: &str,
) -> Result<()> {
    identity.limit(LimitClass::Code, &format!("organisation {handle}"))?;
    let (keys, actor) = (identity.keys().clone(), actor.clone());
    let (handle, typed) = (handle.to_owned(), typed(raw));
    let enter = move |tx: &mut Tx<'_>| enter(tx, &keys, &actor, &handle, &typed);
    // A wrong try is counted, so its unit ends well and the refusal comes after it.
    if identity.db().write(enter).await? { Ok(()) } else { Err(Error::invalid("code", "wrong")) }
}

fn enter(
    tx: &mut Tx<'_>,
    keys: &KeyRing,
    actor: &Actor,
    handle: &str,
    typed: &str,
) -> Result<bool> {
    let (organisation, _) = managed(tx, actor, handle)?;
    let now = tx.now();
    let alive = |code: &CodeRow| code.expires_at > now && code.tries < CODE_TRIES_MAX;
    let wanted = store::codes::find(tx, organisation.id)?.filter(alive);
    let wanted = wanted.ok_or(Error::Gone("code_expired"))?;
    if !is_same(keys, PURPOSE, &code(keys, &wanted), typed) {
        store::codes::count_try(tx, organisation.id)?;
        return Ok(false);
    }
    store::codes::spend(tx, organisation.id)?;
    verify(tx, &organisation, Method::DomainMail, By::Steward, Some(actor.persona))?;
    let by = Accessor::Persona(actor.persona);
    note_act(tx, by, "organisation_verified", organisation.id, None)?;
    Ok(true)
}
