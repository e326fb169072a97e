use std::str::FromStr;

use commonround_credential::Level;
use commonround_kernel::{Error, Result};

/// How something about a claim was proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// A code went to the contact that the register's file has, and came back.
    RegisterMatch,
    /// An officer opened the register and saw the person in a short call.
    OfficerCall,
    /// An officer opened the register, and an employer attests who the person is.
    EmployerAttestation,
    /// A credential that its issuer signed and its holder's key showed.
    SignedCredential,
    /// A code went to a mailbox of an institution, and came back. Earns no badge.
    InstitutionMail,
}

impl Method {
    pub const ALL: [Self; 5] = [
        Self::RegisterMatch,
        Self::OfficerCall,
        Self::EmployerAttestation,
        Self::SignedCredential,
        Self::InstitutionMail,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RegisterMatch => "register_match",
            Self::OfficerCall => "officer_call",
            Self::EmployerAttestation => "employer_attestation",
            Self::SignedCredential => "signed_credential",
            Self::InstitutionMail => "institution_mail",
        }
    }

    /// The step of the ladder that it reaches.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::InstitutionMail => Level::Controls,
            Self::SignedCredential => Level::SignedCredential,
            Self::RegisterMatch | Self::OfficerCall | Self::EmployerAttestation => {
                Level::RegisterMatch
            }
        }
    }

    /// The key of the words for it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::RegisterMatch => "identity-cred-method-register",
            Self::OfficerCall => "identity-cred-method-call",
            Self::EmployerAttestation => "identity-cred-method-employer",
            Self::SignedCredential => "identity-cred-method-signed",
            Self::InstitutionMail => "identity-cred-method-mail",
        }
    }
}

impl FromStr for Method {
    type Err = Error;
    fn from_str(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|method| method.as_str() == raw);
        found.ok_or_else(|| Error::fault(format!("unknown method {raw:?}")))
    }
}

/// Who brought a change about. The history names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    Owner,
    Register,
    Officer,
    Issuer,
    /// A date or a deadline that has passed.
    Clock,
}

impl By {
    const ALL: [Self; 5] = [Self::Owner, Self::Register, Self::Officer, Self::Issuer, Self::Clock];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Register => "register",
            Self::Officer => "officer",
            Self::Issuer => "issuer",
            Self::Clock => "clock",
        }
    }

    /// `None` for the owner, whom every reader calls otherwise.
    #[must_use]
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Owner => None,
            Self::Register => Some("identity-cred-by-register"),
            Self::Officer => Some("identity-cred-by-officer"),
            Self::Issuer => Some("identity-cred-by-issuer"),
            Self::Clock => Some("identity-cred-by-clock"),
        }
    }
}

impl FromStr for By {
    type Err = Error;
    fn from_str(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|by| by.as_str() == raw);
        found.ok_or_else(|| Error::fault(format!("unknown cause {raw:?}")))
    }
}
