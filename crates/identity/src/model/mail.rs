use std::str::FromStr;

use commonround_kernel::{Account, Error, Id, Result, Timestamp};
use commonround_vocabulary::Mail;

/// Why a letter is sent. The text is made when it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailKind {
    /// To the address given at sign-up: a link that confirms it, or, where the address already
    /// belongs to somebody, a word to the owner instead.
    ConfirmEmail,
    /// To whoever typed an address at "forgot password": a link, where there is an account.
    ResetPassword,
    PasswordChanged,
    /// To a new address of an existing account: a link that confirms the change.
    ConfirmNewEmail,
    /// To the old address, after the change.
    EmailChanged,
    AccountErased,
    /// There is news in the app; which, stands beside the letter.
    Notice,
    /// To the contact of a register, or to a mailbox of an institution: a code to type in.
    ClaimCode,
    /// To a mailbox that speaks for an organisation: a code to type in.
    OrganisationCode,
}

impl MailKind {
    const ALL: [Self; 9] = [
        Self::ConfirmEmail,
        Self::ResetPassword,
        Self::PasswordChanged,
        Self::ConfirmNewEmail,
        Self::EmailChanged,
        Self::AccountErased,
        Self::Notice,
        Self::ClaimCode,
        Self::OrganisationCode,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ConfirmEmail => "confirm_email",
            Self::ResetPassword => "reset_password",
            Self::PasswordChanged => "password_changed",
            Self::ConfirmNewEmail => "confirm_new_email",
            Self::EmailChanged => "email_changed",
            Self::AccountErased => "account_erased",
            Self::Notice => "notice",
            Self::ClaimCode => "claim_code",
            Self::OrganisationCode => "organisation_code",
        }
    }
}

impl FromStr for MailKind {
    type Err = Error;
    fn from_str(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == raw);
        found.ok_or_else(|| Error::fault(format!("unknown kind of mail {raw:?}")))
    }
}

/// A letter that waits. It holds no link and no code: a copy of the table opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRow {
    pub id: Id<Mail>,
    pub kind: MailKind,
    /// `None` where the account is not known yet, or no longer.
    pub account: Option<Id<Account>>,
    pub address: String,
    /// The reader's language as far as it was known.
    pub lang: Option<String>,
    pub created_at: Timestamp,
}
