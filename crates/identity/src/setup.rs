//! The owner's account of a new instance, made once through a link that the terminal prints.

use commonround_db::{Db, Tx};
use commonround_kernel::{Error, KeyRing, Result, Secret};
use commonround_web::LimitClass;

use crate::enrol::{Newcomer, enrol_confirmed};
use crate::identity::{Identity, Visitor};
use crate::join::Join;
use crate::model::{CodeKind, CodeRow, Device};
use crate::policy::MayRedeem;
use crate::{codes, policy, sessions, store};

/// A code for `/setup?code=…`; earlier ones lose their power.
///
/// # Errors
/// `already_set_up` where somebody runs the instance.
pub async fn issue_setup_link(db: &Db, keys: &std::sync::Arc<KeyRing>) -> Result<Secret> {
    let keys = keys.clone();
    let issue = move |tx: &mut Tx| {
        refuse_second_owner(tx)?;
        store::codes::forget_setup(tx)?;
        let id = tx.env().random_id();
        let wanted = codes::Wanted { id, kind: CodeKind::Setup, account: None, email: None };
        codes::mint(tx, &keys, &wanted)
    };
    db.write(issue).await
}

/// Whether nobody runs the instance yet.
pub async fn needs_setup(db: &Db) -> Result<bool> {
    db.read(|tx| Ok(store::accounts::operators(tx)? == 0)).await
}

/// Looks at a link without spending it.
///
/// # Errors
/// `code_expired`, `code_used`.
pub async fn look_at_setup(identity: &Identity, code: &str) -> Result<()> {
    let (keys, code) = (identity.keys().clone(), code.to_owned());
    identity.db().read(move |tx| redeemable(tx, &keys, &code).map(|_| ())).await
}

/// Makes the owner's account and signs this device in. The operator's word is enough for the
/// address.
///
/// # Errors
/// `limited`, `code_expired`, `code_used`, `already_set_up`, `email_taken`; `Invalid` on `handle`.
pub async fn set_up(
    identity: &Identity,
    visitor: Visitor,
    code: &str,
    cmd: Join,
) -> Result<Secret> {
    identity.limit(LimitClass::Code, &visitor.place)?;
    look_at_setup(identity, code).await?;
    let owner = cmd.newcomer(identity, &visitor).await?;
    let (keys, code) = (identity.keys().clone(), code.to_owned());
    identity.db().write(move |tx| make_owner(tx, &keys, &code, &owner, &visitor.device)).await
}

fn make_owner(
    tx: &mut Tx,
    keys: &KeyRing,
    code: &str,
    owner: &Newcomer,
    device: &Device,
) -> Result<Secret> {
    let (_, permit) = redeemable(tx, keys, code)?;
    refuse_second_owner(tx)?;
    store::codes::spend(tx, &permit)?;
    let made = enrol_confirmed(tx, keys, owner)?;
    store::accounts::set_operator(tx, made.account, true)?;
    store::accounts::set_moderator(tx, made.account, true)?;
    sessions::start(tx, made.account, device)
}

fn redeemable(tx: &mut Tx, keys: &KeyRing, code: &str) -> Result<(CodeRow, MayRedeem)> {
    let row = codes::find(tx, keys, &[CodeKind::Setup], code)?;
    let permit = policy::may_redeem(&row, tx.now())?;
    Ok((row, permit))
}

fn refuse_second_owner(tx: &mut Tx) -> Result<()> {
    if store::accounts::operators(tx)? == 0 {
        Ok(())
    } else {
        Err(Error::Conflict("already_set_up"))
    }
}
