//! Who may do what. Pure functions that hand out permits; the store writes nothing without one.

use commonround_kernel::{
    Account, Actor, Error, Id, Persona, Result, Session, Timestamp, Token, Via,
};

use crate::limits::TOKENS_MAX;
use crate::model::{Code, CodeRow};
use crate::passwords::{PasswordHash, PasswordProof};
use crate::store::accounts::AccountRow;
use crate::store::sessions::SessionRow;
use crate::store::tokens::TokenRow;

macro_rules! permits {
    ($($(#[$doc:meta])* $name:ident { $field:ident: $kind:ty })*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name { $field: $kind }

        impl $name {
            #[must_use]
            pub const fn $field(&self) -> $kind { self.$field }
        }
    )* };
}

permits! {
    /// The persona may change what it shows of itself.
    MaySetDisplay { persona: Id<Persona> }
    /// The account may change how it is kept: preferences, address.
    MayChangeAccount { account: Id<Account> }
    /// The account may get a new password: the old one was shown, or a code from its mailbox.
    MaySetPassword { account: Id<Account> }
    /// The account may be erased.
    MayErase { account: Id<Account> }
    /// This device may be signed out.
    MayEndSession { session: Id<Session> }
    /// The account may get another token.
    MayIssueToken { account: Id<Account> }
    /// This token may be revoked.
    MayRevokeToken { token: Id<Token> }
}

/// A code may be spent, once.
#[derive(Debug)]
pub struct MayRedeem {
    code: Id<Code>,
    account: Option<Id<Account>>,
}

impl MayRedeem {
    #[must_use]
    pub const fn code(&self) -> Id<Code> {
        self.code
    }

    /// The account that the code was made for.
    #[must_use]
    pub const fn account(&self) -> Option<Id<Account>> {
        self.account
    }
}

/// One's own persona, with a session or a token, confirmed or not.
pub fn may_set_display(actor: &Actor) -> Result<MaySetDisplay> {
    actor.require(commonround_kernel::Scope::Write)?;
    Ok(MaySetDisplay { persona: actor.persona })
}

/// One's own account, in one's own browser.
pub fn may_change_account(actor: &Actor) -> Result<MayChangeAccount> {
    actor.require_session()?;
    Ok(MayChangeAccount { account: actor.account })
}

/// After the current password was shown. The proof is void where the password has changed since.
pub fn may_set_password(
    actor: &Actor,
    account: &AccountRow,
    proof: &PasswordProof,
) -> Result<MaySetPassword> {
    proven(actor, account, proof)?;
    Ok(MaySetPassword { account: account.id })
}

/// After a code from the mailbox was shown.
pub fn may_reset_password(permit: &MayRedeem) -> Result<MaySetPassword> {
    let account = permit.account.ok_or(Error::Gone("code_expired"))?;
    Ok(MaySetPassword { account })
}

/// After the current password was shown.
pub fn may_change_email(
    actor: &Actor,
    account: &AccountRow,
    proof: &PasswordProof,
) -> Result<MayChangeAccount> {
    proven(actor, account, proof)?;
    Ok(MayChangeAccount { account: account.id })
}

/// After the current password was shown, and never the last operator: an instance that nobody runs
/// could not be handed on.
pub fn may_erase(
    actor: &Actor,
    account: &AccountRow,
    proof: &PasswordProof,
    operators: usize,
) -> Result<MayErase> {
    proven(actor, account, proof)?;
    if account.operator && operators < 2 {
        return Err(Error::Conflict("last_operator"));
    }
    Ok(MayErase { account: account.id })
}

/// The journal says that the account was erased already: nobody is asked again.
#[must_use]
pub fn may_erase_again(account: &AccountRow) -> MayErase {
    MayErase { account: account.id }
}

/// An account whose address nobody confirmed in time goes without being asked.
pub fn may_erase_unconfirmed(account: &AccountRow) -> Result<MayErase> {
    if account.confirmed {
        Err(Error::Conflict("email_confirmed"))
    } else {
        Ok(MayErase { account: account.id })
    }
}

fn proven(actor: &Actor, account: &AccountRow, proof: &PasswordProof) -> Result<()> {
    actor.require_session()?;
    let fresh = same(proof.hash(), &account.password_hash);
    if actor.account == account.id && fresh {
        Ok(())
    } else {
        Err(Error::Stale("password_changed"))
    }
}

fn same(one: &PasswordHash, other: &PasswordHash) -> bool {
    one.as_str() == other.as_str()
}

/// One's own devices only; others' do not exist for us.
pub fn may_end_session(actor: &Actor, session: &SessionRow) -> Result<MayEndSession> {
    actor.require_session()?;
    if actor.account != session.account {
        return Err(Error::NotFound);
    }
    Ok(MayEndSession { session: session.id })
}

/// The device that asks may always leave.
pub fn may_sign_out(actor: &Actor) -> Result<MayEndSession> {
    Ok(MayEndSession { session: actor.require_session()? })
}

/// A token cannot make tokens: whoever finds one could stay after it is revoked.
pub fn may_issue_token(actor: &Actor, held: usize) -> Result<MayIssueToken> {
    actor.require_session()?;
    actor.require_confirmed()?;
    may_hold_another(actor.account, held)
}

/// For the operator's command: the machine itself is the authority.
pub fn may_hold_another(account: Id<Account>, held: usize) -> Result<MayIssueToken> {
    if held < TOKENS_MAX {
        Ok(MayIssueToken { account })
    } else {
        Err(Error::Conflict("too_many_tokens"))
    }
}

/// One's own tokens only; a token may end itself.
pub fn may_revoke_token(actor: &Actor, token: &TokenRow) -> Result<MayRevokeToken> {
    if actor.account != token.account {
        return Err(Error::NotFound);
    }
    match actor.via {
        Via::Token(id) if id != token.id => Err(Error::Denied("session_required")),
        _ => Ok(MayRevokeToken { token: token.id }),
    }
}

/// A code works once and for its time.
pub fn may_redeem(code: &CodeRow, now: Timestamp) -> Result<MayRedeem> {
    if code.used_at.is_some() {
        return Err(Error::Conflict("code_used"));
    }
    if now >= code.expires_at {
        return Err(Error::Gone("code_expired"));
    }
    Ok(MayRedeem { code: code.id, account: code.account })
}
