use std::str::FromStr;

use commonround_kernel::{Error, Result};

/// Why officers decided against a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The number belongs to another person.
    OtherPerson,
    NotOnRegister,
    NameDiffers,
    /// The register lets nobody practise on it.
    NotCurrent,
    /// Nobody came to the call, and nobody attests it.
    NoProof,
}

impl Reason {
    pub const ALL: [Self; 5] = [
        Self::OtherPerson,
        Self::NotOnRegister,
        Self::NameDiffers,
        Self::NotCurrent,
        Self::NoProof,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OtherPerson => "other_person",
            Self::NotOnRegister => "not_on_register",
            Self::NameDiffers => "name_differs",
            Self::NotCurrent => "not_current",
            Self::NoProof => "no_proof",
        }
    }

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OtherPerson => "identity-cred-reason-other-person",
            Self::NotOnRegister => "identity-cred-reason-not-on-register",
            Self::NameDiffers => "identity-cred-reason-name-differs",
            Self::NotCurrent => "identity-cred-reason-not-current",
            Self::NoProof => "identity-cred-reason-no-proof",
        }
    }
}

impl FromStr for Reason {
    type Err = Error;
    fn from_str(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|reason| reason.as_str() == raw);
        let why = if raw.is_empty() { "required" } else { "unknown" };
        found.ok_or_else(|| Error::invalid("reason", why))
    }
}
