use std::str::FromStr;

use commonround_kernel::{Error, Result};

/// Declares an enum of stable words, each with the key of its text.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal, $key:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The key of the words for it.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            #[must_use]
            pub fn known(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == code)
            }
        }

        impl FromStr for $name {
            type Err = Error;
            /// What the store holds.
            fn from_str(raw: &str) -> Result<Self> {
                Self::known(raw).ok_or_else(|| Error::fault(format!("unknown word {raw:?}")))
            }
        }
    };
}

words! {
    /// What an organisation is.
    Kind {
        Hospital = "hospital", "identity-org-kind-hospital";
        Clinic = "clinic", "identity-org-kind-clinic";
        Association = "association", "identity-org-kind-association";
        Charity = "charity", "identity-org-kind-charity";
        School = "school", "identity-org-kind-school";
        PublicBody = "public_body", "identity-org-kind-public-body";
        Company = "company", "identity-org-kind-company";
        Other = "other", "identity-org-kind-other";
    }
}

words! {
    /// Where an organisation stands.
    State {
        /// Somebody says that it is one.
        Unverified = "unverified", "identity-org-state-unverified";
        Verified = "verified", "identity-org-state-verified";
        /// The year is over and nobody checked it again.
        Lapsed = "lapsed", "identity-org-state-lapsed";
        /// Officers took the check back.
        Revoked = "revoked", "identity-org-state-revoked";
        Closed = "closed", "identity-org-state-closed";
    }
}

words! {
    /// How an organisation was checked.
    Method {
        /// A file that only whoever runs the website can put there.
        DomainFile = "domain_file", "identity-org-method-file";
        /// The home page of the website links to the profile.
        DomainLink = "domain_link", "identity-org-method-link";
        /// A code went to a mailbox that speaks for the domain, and came back.
        DomainMail = "domain_mail", "identity-org-method-mail";
        /// Officers found its number in a public registry.
        Registry = "registry", "identity-org-method-registry";
    }
}

impl Method {
    /// It stands on the website, and falls with another one.
    #[must_use]
    pub const fn is_of_domain(self) -> bool {
        !matches!(self, Self::Registry)
    }
}

words! {
    /// Who brought a change about. The history names nobody.
    By {
        Steward = "steward", "identity-org-by-steward";
        Officer = "officer", "identity-org-by-officer";
        /// A date that has passed.
        Clock = "clock", "identity-org-by-clock";
    }
}
