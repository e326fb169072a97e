//! Builders for the tests of every room: accounts that are simply there.

use std::sync::{Arc, LazyLock};

use commonround_db::{Db, Tx};
use commonround_kernel::{Account, Actor, Env, Id, KeyRing, Persona, Result, Role, Scopes, Secret};

use crate::enrol::{Newcomer, enrol, enrol_confirmed};
use crate::model::{AgeBand, Device, Email, Field, Handle};
use crate::passwords::PasswordHash;
use crate::{sessions, store};

/// The password of everybody these builders make.
pub const PASSWORD: &str = "correct horse battery";

/// Hashed once: tests make many accounts.
static HASH: LazyLock<PasswordHash> =
    LazyLock::new(|| PasswordHash::for_tests(PASSWORD).expect("a fixed password and salt"));

/// A confirmed account with its persona, signed in on one device.
///
/// # Panics
/// Where the handle is none or taken: the test is wrong then.
pub async fn join(db: &Db, _: &Env, keys: &Arc<KeyRing>, handle: &str, role: Role) -> Actor {
    make(db, keys, handle, role, true).await
}

/// The same with an address that nobody confirmed.
///
/// # Panics
/// As `join`.
pub async fn join_unconfirmed(db: &Db, keys: &Arc<KeyRing>, handle: &str, role: Role) -> Actor {
    make(db, keys, handle, role, false).await
}

async fn make(db: &Db, keys: &Arc<KeyRing>, handle: &str, role: Role, confirmed: bool) -> Actor {
    let (keys, new) = (Arc::clone(keys), newcomer(handle, role));
    let made = db.write(move |tx| {
        let made = if confirmed { enrol_confirmed } else { enrol }(tx, &keys, &new)?;
        let secret = sessions::start(tx, made.account, &Device::default())?;
        known(tx, &secret)
    });
    made.await.expect("an account for a test")
}

fn newcomer(handle: &str, role: Role) -> Newcomer {
    Newcomer {
        email: Email::parse("email", &address_of(handle)).expect("a handle makes an address"),
        handle: Handle::parse(handle).expect("a handle"),
        display_name: None,
        password_hash: HASH.clone(),
        age_band: Some(AgeBand::From25),
        role,
        field: (role == Role::HealthWorker).then_some(Field::Nursing),
        lang: None,
    }
}

/// The address of somebody these builders made.
#[must_use]
pub fn address_of(handle: &str) -> String {
    format!("{handle}@example.org")
}

fn known(tx: &mut Tx, secret: &Secret) -> Result<Actor> {
    let found = store::sessions::resolve(tx, &secret.digest())?;
    Ok(found.expect("a session made on the line above").0.actor)
}

/// A further signed-in device of somebody: its secret and the actor behind it.
///
/// # Panics
/// Where nobody has the handle.
pub async fn sign_in(db: &Db, handle: &str) -> (Secret, Actor) {
    let secret = crate::sign_in_as(db, handle).await.expect("somebody of this handle");
    let shown = secret.clone();
    let actor = db.read(move |tx| known(tx, &shown)).await.expect("a session");
    (secret, actor)
}

/// A token of somebody's.
///
/// # Panics
/// Where nobody has the handle.
pub async fn token(db: &Db, handle: &str, scopes: Scopes) -> Secret {
    crate::issue_token(db, handle, scopes, "test").await.expect("a token for a test")
}

/// Gives an account another persona. There is no page for it yet; what the tables hold of it is
/// tested from the first migration.
///
/// # Panics
/// Where the handle is none or taken.
pub async fn add_persona(
    db: &Db,
    keys: &Arc<KeyRing>,
    account: Id<Account>,
    handle: &str,
) -> Id<Persona> {
    let (keys, new) = (Arc::clone(keys), newcomer(handle, Role::Patient));
    let add = db.write(move |tx| {
        let id = tx.env().random_id();
        let row = store::accounts::get(tx, account)?;
        let mut all = store::personas::open_list(&keys, account, &row.personas)?;
        all.push(id);
        let sealed = store::personas::seal_list(tx, &keys, account, &all);
        store::accounts::set_personas(tx, account, &sealed)?;
        let persona = store::personas::NewPersona {
            id,
            handle: &new.handle,
            display_name: new.handle.as_str(),
            role: new.role,
            role_public: false,
            field: None,
        };
        store::personas::insert(tx, &keys, account, &persona)?;
        Ok(id)
    });
    add.await.expect("a persona for a test")
}
