use std::fmt;

use jiff::civil::Date;

/// The columns of the canonical file, in their order. The last one may be left out.
pub const COLUMNS: [&str; 16] = [
    "register",
    "jurisdiction",
    "reg_no",
    "family",
    "given",
    "former_names",
    "profession",
    "class",
    "status",
    "status_from",
    "expires",
    "conditions",
    "conditions_url",
    "employer",
    "as_of",
    "contact",
];

/// Whether a register lets somebody practise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    Active,
    Suspended,
    Revoked,
    /// Resigned, retired, lapsed, deceased: not current, and nobody's blame.
    Inactive,
}

impl Standing {
    pub const ALL: [Self; 4] = [Self::Active, Self::Suspended, Self::Revoked, Self::Inactive];

    /// The word of the canonical file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::Inactive => "inactive",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.word() == word)
    }
}

/// One person on one register, as the register says today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line of the file where it begins, from one.
    pub line: u64,
    pub register: String,
    /// As ISO 3166: `CA-ON`, `US`.
    pub jurisdiction: String,
    pub reg_no: String,
    pub family: String,
    pub given: String,
    pub former_names: Vec<String>,
    pub profession: String,
    pub class: String,
    pub standing: Standing,
    pub status_from: Option<Date>,
    /// The last day of the registration.
    pub expires: Option<Date>,
    pub conditions: bool,
    pub conditions_url: Option<String>,
    pub employer: String,
    pub as_of: Date,
    pub contact: Option<Contact>,
}

/// Where the register says that the person is reached, an address of mail in most files. It is not
/// public as the rest of a row is: it does not print, and serves to send a code to.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact(String);

impl Contact {
    /// `None` for nothing at all.
    pub(super) fn of(text: String) -> Option<Self> {
        (!text.is_empty()).then_some(Self(text))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[contact]")
    }
}
