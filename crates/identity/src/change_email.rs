//! A new address: it counts once it is confirmed, and the old one is told.

use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Result};

use crate::change_password::prove_password;
use crate::identity::{Identity, Visitor};
use crate::model::{Email, MailKind};
use crate::passwords::PasswordProof;
use crate::queue_mail::queue_to_address;
use crate::{policy, store};

/// Asks the new address for its confirmation. An address that belongs to somebody else gets the
/// same answer, and its owner a letter.
///
/// # Errors
/// `limited`; `Invalid` on `current_password`: `wrong`, and on `email`: `unchanged`.
pub async fn change_email(
    identity: &Identity,
    visitor: &Visitor,
    actor: &Actor,
    email: Email,
    current: &str,
) -> Result<()> {
    let (account, proof) = prove_password(identity, actor, current).await?;
    if account.confirmed && account.email == email.as_str() {
        return Err(Error::invalid("email", "unchanged"));
    }
    identity.limit_mail(visitor, &email)?;
    let actor = actor.clone();
    identity.db().write(move |tx| ask(tx, &actor, &proof, &email)).await
}

fn ask(tx: &mut Tx, actor: &Actor, proof: &PasswordProof, email: &Email) -> Result<()> {
    let account = store::accounts::get(tx, actor.account)?;
    let permit = policy::may_change_email(actor, &account, proof)?;
    let (id, lang) = (Some(permit.account()), account.lang.as_deref());
    queue_to_address(tx, MailKind::ConfirmNewEmail, id, email.as_str(), lang)
}
