use kernel::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use commonround_kernel as kernel;

/// A language that every text of the product exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    #[default]
    En,
    Fr,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// What the language calls itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
        }
    }

    #[must_use]
    pub fn known(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.as_str() == raw)
    }

    pub fn parse(raw: &str) -> Result<Self> {
        Self::known(raw).ok_or_else(|| Error::invalid("lang", "unknown"))
    }

    /// The best of ours for an `Accept-Language` header (RFC 9110, 12.5.4); English where it names
    /// none of them.
    #[must_use]
    pub fn accepted(header: &str) -> Self {
        let mut best = (Self::default(), 0.0_f32);
        for part in header.split(',') {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or_default().trim();
            let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
            let weight = pieces.find_map(weight_of).unwrap_or(1.0);
            if let Some(lang) = Self::known(&primary).filter(|_| weight > best.1) {
                best = (lang, weight);
            }
        }
        best.0
    }
}

/// The value of a `q=` parameter; something unreadable counts as zero.
pub(crate) fn weight_of(parameter: &str) -> Option<f32> {
    let (name, value) = parameter.trim().split_once('=')?;
    let weight = value.trim().parse::<f32>().unwrap_or(0.0);
    name.trim().eq_ignore_ascii_case("q").then(|| weight.clamp(0.0, 1.0))
}

/// Light or dark, or as the reader's system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn parse(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|theme| theme.as_str() == raw);
        found.ok_or_else(|| Error::invalid("theme", "unknown"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_language_is_read_with_its_weights() {
        let table = [
            ("", Lang::En),
            ("fr", Lang::Fr),
            ("fr-CA,fr;q=0.9,en;q=0.8", Lang::Fr),
            ("en-GB,en;q=0.9,fr;q=0.8", Lang::En),
            ("de,fr;q=0.5,en;q=0.4", Lang::Fr),
            ("de,es", Lang::En),
            ("en;q=0,fr;q=0.1", Lang::Fr),
            ("FR-ca", Lang::Fr),
            ("fr;q=nonsense,en", Lang::En),
            (";;;,,=", Lang::En),
        ];
        for (header, lang) in table {
            assert_eq!(Lang::accepted(header), lang, "{header}");
        }
    }
}
