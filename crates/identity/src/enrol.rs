//! Making an account and its first persona, the one way there is.

use commonround_db::{Tx, outbox};
use commonround_kernel::{Account, Error, Id, KeyRing, Persona, Result, Role};
use commonround_vocabulary::PersonaCreated;
use commonround_web::{Lang, Theme};

use crate::model::{AgeBand, DisplayName, Email, Field, Handle};
use crate::passwords::PasswordHash;
use crate::{store, titles};

/// Somebody about to join.
#[derive(Debug, Clone)]
pub struct Newcomer {
    pub email: Email,
    pub handle: Handle,
    /// The handle, where no name was given.
    pub display_name: Option<DisplayName>,
    pub password_hash: PasswordHash,
    pub age_band: Option<AgeBand>,
    pub role: Role,
    pub field: Option<Field>,
    pub lang: Option<Lang>,
}

/// The account and the persona it speaks through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enrolled {
    pub account: Id<Account>,
    pub persona: Id<Persona>,
}

/// Makes the account, with an address that nobody has confirmed.
///
/// # Errors
/// `Invalid` on `handle`: `taken`, `confusable` with the handle of a verified person.
pub fn enrol(tx: &mut Tx, keys: &KeyRing, new: &Newcomer) -> Result<Enrolled> {
    if store::personas::handle_taken(tx, &new.handle)? {
        return Err(Error::invalid("handle", "taken"));
    }
    if titles::is_confusable(tx, new.handle.as_str())? {
        return Err(Error::invalid("handle", "confusable"));
    }
    let made = Enrolled { account: tx.env().random_id(), persona: tx.env().random_id() };
    insert_account(tx, keys, new, made)?;
    insert_persona(tx, keys, new, made).map_err(taken_meanwhile)?;
    outbox::emit(tx, &PersonaCreated { persona: made.persona })?;
    Ok(made)
}

fn taken_meanwhile(error: Error) -> Error {
    match error {
        Error::Conflict("unique") => Error::invalid("handle", "taken"),
        other => other,
    }
}

/// The same for accounts whose address needs no proof: the owner's, the demo's cast.
///
/// # Errors
/// `Invalid` on `handle`: `taken`; `email_taken`.
pub fn enrol_confirmed(tx: &mut Tx, keys: &KeyRing, new: &Newcomer) -> Result<Enrolled> {
    if store::accounts::by_claim(tx, &new.email.folded())?.is_some() {
        return Err(Error::Conflict("email_taken"));
    }
    let made = enrol(tx, keys, new)?;
    store::accounts::claim_at_birth(tx, made.account)?;
    Ok(made)
}

fn insert_account(tx: &mut Tx, keys: &KeyRing, new: &Newcomer, made: Enrolled) -> Result<()> {
    let personas = store::personas::seal_list(tx, keys, made.account, &[made.persona]);
    store::accounts::insert(
        tx,
        &store::accounts::NewAccount {
            id: made.account,
            email: &new.email,
            password_hash: &new.password_hash,
            age_band: new.age_band,
            lang: new.lang.map(Lang::as_str),
            theme: Theme::System.as_str(),
            primary_persona: made.persona,
            personas,
        },
    )
}

fn insert_persona(tx: &mut Tx, keys: &KeyRing, new: &Newcomer, made: Enrolled) -> Result<()> {
    let display_name = new.display_name.as_ref().map(DisplayName::as_str);
    store::personas::insert(
        tx,
        keys,
        made.account,
        &store::personas::NewPersona {
            id: made.persona,
            handle: &new.handle,
            display_name: display_name.unwrap_or(new.handle.as_str()),
            role: new.role,
            role_public: shown_from_the_start(new.role),
            field: new.field,
        },
    )
}

/// Professionals and organisations start in public; patients and their families do not.
const fn shown_from_the_start(role: Role) -> bool {
    matches!(role, Role::HealthWorker | Role::Organisation)
}
