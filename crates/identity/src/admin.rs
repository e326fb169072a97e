//! What the operator's command does. Whoever may run it has the machine, so nothing else is asked.

use commonround_db::{Db, Tx, audit};
use commonround_kernel::{Account, Error, Id, Result, Secret};

use crate::limits::{ACCOUNTS_LISTED_MAX, CONFLICT_GROUP_CHARS_MAX};
use crate::model::{Device, fold_handle};
use crate::store::accounts::{AccountLine, AccountRow};
use crate::{sessions, store, two_person};

/// A duty that an account can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    Moderator,
    Officer,
    Operator,
}

/// Accounts by handle, those after `after`; a full page says that there may be more.
pub async fn list_accounts(db: &Db, after: &str) -> Result<Vec<AccountLine>> {
    let after = fold_handle(after);
    db.read(move |tx| store::accounts::list(tx, &after, ACCOUNTS_LISTED_MAX)).await
}

/// # Errors
/// `NotFound` where nobody has the handle; `email_unconfirmed` where nobody confirmed the address.
pub async fn give_duty(db: &Db, handle: &str, duty: Duty) -> Result<()> {
    let handle = fold_handle(handle);
    let give = move |tx: &mut Tx| {
        let account = account(tx, &handle)?;
        if !account.confirmed {
            return Err(Error::Conflict("email_unconfirmed"));
        }
        set(tx, &account, duty, true)
    };
    db.write(give).await
}

/// # Errors
/// `NotFound` where nobody has the handle; `last_operator`.
pub async fn take_duty(db: &Db, handle: &str, duty: Duty) -> Result<()> {
    let handle = fold_handle(handle);
    let take = move |tx: &mut Tx| {
        let account = account(tx, &handle)?;
        set(tx, &account, duty, false)?;
        if duty == Duty::Operator && store::accounts::operators(tx)? == 0 {
            return Err(Error::Conflict("last_operator"));
        }
        Ok(())
    };
    db.write(take).await
}

/// Says where the loyalties of somebody with a duty lie, such as the organisation they work for:
/// nobody seconds what one of the same group proposes. Empty: a group of their own.
///
/// # Errors
/// `NotFound` where nobody has the handle; `Invalid` on `group`.
pub async fn set_conflict_group(db: &Db, handle: &str, group: &str) -> Result<()> {
    let handle = fold_handle(handle);
    let group = match group.trim() {
        "" => String::new(),
        // The same house, however its name is typed.
        named => commonround_text::clean_line(named, CONFLICT_GROUP_CHARS_MAX)
            .map(|line| commonround_text::fold(&line))
            .map_err(|why| Error::invalid("group", why))?,
    };
    let set = move |tx: &mut Tx| {
        let account = account(tx, &handle)?;
        two_person::store::set_group(tx, account.id, &group)?;
        audit::record(tx, &command("conflict_group_set", account.id)).map(drop)
    };
    db.write(set).await
}

fn account(tx: &mut Tx, handle: &str) -> Result<AccountRow> {
    store::accounts::by_handle(tx, handle)?.ok_or(Error::NotFound)
}

fn set(tx: &mut Tx, account: &AccountRow, duty: Duty, held: bool) -> Result<()> {
    match duty {
        Duty::Moderator => store::accounts::set_moderator(tx, account.id, held)?,
        Duty::Officer => store::accounts::set_officer(tx, account.id, held)?,
        Duty::Operator => store::accounts::set_operator(tx, account.id, held)?,
    }
    let act = match (duty, held) {
        (Duty::Moderator, true) => "moderator_duty_given",
        (Duty::Moderator, false) => "moderator_duty_taken",
        (Duty::Officer, true) => "officer_duty_given",
        (Duty::Officer, false) => "officer_duty_taken",
        (Duty::Operator, true) => "operator_duty_given",
        (Duty::Operator, false) => "operator_duty_taken",
    };
    audit::record(tx, &command(act, account.id)).map(drop)
}

/// An act about an account, typed where the server runs.
pub(crate) fn command(act: &'static str, about: Id<Account>) -> audit::Entry<'static> {
    let subject = Some(audit::Named::account(about));
    let entry = audit::Entry::new(audit::Accessor::System, act);
    audit::Entry { subject, client: Some("command"), ..entry }
}

/// Signs a device in without a password: the demo's one click, and nothing else.
///
/// # Errors
/// `NotFound` where nobody has the handle.
pub async fn sign_in_as(db: &Db, handle: &str) -> Result<Secret> {
    let handle = fold_handle(handle);
    let open = move |tx: &mut Tx| {
        let account = account(tx, &handle)?;
        sessions::start(tx, account.id, &Device::default())
    };
    db.write(open).await
}
