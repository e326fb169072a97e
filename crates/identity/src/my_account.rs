//! What somebody's settings show of the own account.

use commonround_kernel::{Actor, Result};

use crate::identity::Identity;
use crate::{policy, store};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyAccount {
    pub email: String,
    pub confirmed: bool,
}

/// # Errors
/// `session_required` for a token.
pub async fn my_account(identity: &Identity, actor: &Actor) -> Result<MyAccount> {
    let account = policy::may_change_account(actor)?.account();
    let row = identity.db().read(move |tx| store::accounts::get(tx, account)).await?;
    Ok(MyAccount { email: row.email, confirmed: row.confirmed })
}
