use std::str::FromStr;
use std::time::Duration;

use commonround_kernel::{Account, Error, Id, Result, Timestamp};

use crate::limits::{CONFIRM_CODE_LIFE, RESET_CODE_LIFE, SETUP_CODE_LIFE};

/// Id marker: one link's code.
pub struct Code;

/// What a code in a link does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    ConfirmEmail,
    ChangeEmail,
    ResetPassword,
    /// Makes the owner's account of a new instance.
    Setup,
}

impl CodeKind {
    const ALL: [Self; 4] =
        [Self::ConfirmEmail, Self::ChangeEmail, Self::ResetPassword, Self::Setup];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ConfirmEmail => "confirm_email",
            Self::ChangeEmail => "change_email",
            Self::ResetPassword => "reset_password",
            Self::Setup => "setup",
        }
    }

    #[must_use]
    pub const fn life(self) -> Duration {
        match self {
            Self::ConfirmEmail | Self::ChangeEmail => CONFIRM_CODE_LIFE,
            Self::ResetPassword => RESET_CODE_LIFE,
            Self::Setup => SETUP_CODE_LIFE,
        }
    }
}

impl FromStr for CodeKind {
    type Err = Error;
    fn from_str(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == raw);
        found.ok_or_else(|| Error::fault(format!("unknown kind of code {raw:?}")))
    }
}

/// The stored half of a code. The other half is a key of the ring, so this row alone opens nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRow {
    pub id: Id<Code>,
    pub kind: CodeKind,
    /// `None` for the setup link.
    pub account: Option<Id<Account>>,
    /// The address that the code proves, where it proves one.
    pub email: Option<String>,
    pub nonce: Vec<u8>,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
}
