use std::fmt;

/// Declares the kinds once, with the code that each is known by outside.
macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// Why a signed document does not count. The list is closed and its codes are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Refused { $($(#[$doc])* $name,)+ }

        impl Refused {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The word for programs and for the choice of a text.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

refusals! {
    /// Not a document of this kind at all.
    Malformed = "malformed",
    /// More bytes, disclosures or nesting than are read.
    TooLarge = "too_large",
    /// `typ` names another kind of document.
    WrongType = "wrong_typ",
    /// Signed with anything but ES256, or with nothing (`none`).
    WrongAlgorithm = "wrong_alg",
    /// Digests are made with anything but SHA-256.
    WrongDigest = "wrong_digest_alg",
    /// The signature fits none of the issuer's keys.
    BadSignature = "bad_signature",
    /// The issuer is not on the list.
    UntrustedIssuer = "untrusted_issuer",
    /// A kind of credential that was not asked for, or that the issuer may not give.
    WrongCredentialType = "wrong_vct",
    /// The issuer may not speak of this profession, jurisdiction or register, or not of all three
    /// together.
    OutsideScope = "outside_scope",
    /// A claim that is needed is missing or has another shape.
    MissingClaim = "missing_claim",
    /// No key of a holder: a credential that anybody could show.
    MissingHolder = "missing_cnf",
    Expired = "expired",
    NotYetValid = "not_yet_valid",
    /// A disclosure whose digest the issuer did not sign.
    UnknownDisclosure = "unknown_disclosure",
    /// A digest that stands there twice.
    DuplicateDigest = "duplicate_digest",
    /// A disclosure that says again what is said already.
    DuplicateClaim = "duplicate_claim",
    /// A disclosure of what must always be in the open: `iss`, `exp`, `status` and their like.
    HiddenClaim = "hidden_claim",
    /// The holder proves nothing.
    MissingKeyBinding = "missing_key_binding",
    WrongAudience = "wrong_aud",
    WrongNonce = "wrong_nonce",
    /// The holder's proof is older than five minutes, or past an end of its own.
    StaleKeyBinding = "stale_iat",
    FutureKeyBinding = "future_iat",
    /// The holder's proof is signed with another key than the issuer named.
    WrongHolder = "wrong_holder",
    /// The holder's proof is about other disclosures.
    WrongPresentation = "wrong_sd_hash",
    Suspended = "suspended",
    Revoked = "revoked",
    /// The status list is about another address, or does not reach that far.
    WrongStatusList = "wrong_status_list",
    /// Whether it is still valid cannot be told now: ask again later.
    Recheck = "recheck",
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Refused {}
