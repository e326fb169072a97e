use std::time::Duration;

use commonround_kernel::{Invalid, Timestamp};

use crate::limits::TOKEN_LABEL_CHARS_MAX;

/// What a person calls a token, to know later which program holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenLabel(String);

impl TokenLabel {
    /// # Errors
    /// On `label`: `required`, `too_long`, `control_character`, `bidi_control`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let line = commonround_text::clean_line(raw, TOKEN_LABEL_CHARS_MAX);
        line.map(Self).map_err(|why| Invalid::new("label", why))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How long a token works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenLife {
    Days(u32),
    UntilRevoked,
}

impl TokenLife {
    /// What the form offers, in days.
    pub const CHOICES: [u32; 3] = [30, 90, 365];

    /// # Errors
    /// On `expires`: `unknown`. Nothing chosen means until revoked.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        if raw.is_empty() || raw == "never" {
            return Ok(Self::UntilRevoked);
        }
        let days = raw.parse().ok().filter(|days| Self::CHOICES.contains(days));
        days.map(Self::Days).ok_or_else(|| Invalid::new("expires", "unknown"))
    }

    #[must_use]
    pub fn end(self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Days(days) => Some(now + Duration::from_secs(86_400 * u64::from(days))),
            Self::UntilRevoked => None,
        }
    }
}
