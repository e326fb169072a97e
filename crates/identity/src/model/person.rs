use std::str::FromStr;

use commonround_kernel::{Error, Invalid, Result, Role};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::limits::{DISPLAY_NAME_CHARS_MAX, TIME_ZONE_CHARS_MAX};

/// How old somebody said to be. A birth date would be more than we need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum AgeBand {
    #[serde(rename = "13-15")]
    From13,
    #[serde(rename = "16-17")]
    From16,
    #[serde(rename = "18-24")]
    From18,
    #[serde(rename = "25-44")]
    From25,
    #[serde(rename = "45-64")]
    From45,
    #[serde(rename = "65+")]
    From65,
}

/// The answer of somebody who cannot join yet.
pub const UNDER_13: &str = "under-13";

impl AgeBand {
    pub const ALL: [Self; 6] =
        [Self::From13, Self::From16, Self::From18, Self::From25, Self::From45, Self::From65];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::From13 => "13-15",
            Self::From16 => "16-17",
            Self::From18 => "18-24",
            Self::From25 => "25-44",
            Self::From45 => "45-64",
            Self::From65 => "65+",
        }
    }

    /// # Errors
    /// On `age_band`: `required`, `unknown`, `too_young`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let raw = raw.trim();
        let found = Self::ALL.into_iter().find(|band| band.as_str() == raw);
        found.ok_or_else(|| {
            let why = match raw {
                "" => "required",
                UNDER_13 => "too_young",
                _ => "unknown",
            };
            Invalid::new("age_band", why)
        })
    }
}

/// The field a health worker says to work in. Self-stated: nothing is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Medicine,
    Nursing,
    Therapy,
    Pharmacy,
    SocialWork,
    MentalHealth,
    Student,
}

impl Field {
    pub const ALL: [Self; 7] = [
        Self::Medicine,
        Self::Nursing,
        Self::Therapy,
        Self::Pharmacy,
        Self::SocialWork,
        Self::MentalHealth,
        Self::Student,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Medicine => "medicine",
            Self::Nursing => "nursing",
            Self::Therapy => "therapy",
            Self::Pharmacy => "pharmacy",
            Self::SocialWork => "social_work",
            Self::MentalHealth => "mental_health",
            Self::Student => "student",
        }
    }

    /// The name of the field by itself, for a list to choose from.
    #[must_use]
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::Medicine => "identity-field-medicine",
            Self::Nursing => "identity-field-nursing",
            Self::Therapy => "identity-field-therapy",
            Self::Pharmacy => "identity-field-pharmacy",
            Self::SocialWork => "identity-field-social-work",
            Self::MentalHealth => "identity-field-mental-health",
            Self::Student => "identity-field-student",
        }
    }

    const fn said_key(self) -> &'static str {
        match self {
            Self::Medicine => "identity-said-medicine",
            Self::Nursing => "identity-said-nursing",
            Self::Therapy => "identity-said-therapy",
            Self::Pharmacy => "identity-said-pharmacy",
            Self::SocialWork => "identity-said-social-work",
            Self::MentalHealth => "identity-said-mental-health",
            Self::Student => "identity-said-student",
        }
    }

    const fn hue(self) -> &'static str {
        match self {
            Self::Medicine => "hue-medicine",
            Self::Nursing => "hue-nursing",
            Self::Therapy => "hue-therapy",
            Self::Pharmacy => "hue-pharmacy",
            Self::SocialWork => "hue-social-work",
            Self::MentalHealth => "hue-mental-health",
            Self::Student => "hue-student",
        }
    }
}

impl FromStr for Field {
    type Err = Error;
    fn from_str(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|f| f.as_str() == raw);
        found.ok_or_else(|| Error::invalid("field", "unknown"))
    }
}

/// What a role and a field look like and are called, wherever a name is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Card {
    /// `None` where the person keeps it private.
    pub role: Option<Role>,
    pub field: Option<Field>,
}

impl Card {
    /// The CSS class of the avatar's colour. Colour tells roles apart, never above or below.
    #[must_use]
    pub const fn hue(self) -> &'static str {
        match (self.role, self.field) {
            (Some(Role::HealthWorker), Some(field)) => field.hue(),
            (Some(Role::HealthWorker), None) => "hue-medicine",
            (Some(Role::Patient), _) => "hue-patient",
            (Some(Role::Caregiver), _) => "hue-family",
            (Some(Role::Organisation), _) => "hue-organisation",
            (None, _) => "hue-none",
        }
    }

    /// The key of the words for it; they say that nothing was checked.
    #[must_use]
    pub const fn said_role_key(self) -> Option<&'static str> {
        match (self.role, self.field) {
            (None, _) => None,
            (Some(Role::HealthWorker), Some(field)) => Some(field.said_key()),
            (Some(Role::HealthWorker), None) => Some("identity-said-health-worker"),
            (Some(Role::Patient), _) => Some("identity-said-patient"),
            (Some(Role::Caregiver), _) => Some("identity-said-caregiver"),
            (Some(Role::Organisation), _) => Some("identity-said-organisation"),
        }
    }
}

/// The name shown beside the handle. Anything of one line: names do not follow rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayName(String);

impl DisplayName {
    /// # Errors
    /// On `display_name`: `required`, `too_long`, `control_character`, `bidi_control`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let line = commonround_text::clean_line(raw, DISPLAY_NAME_CHARS_MAX);
        line.map(Self).map_err(|why| Invalid::new("display_name", why))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A zone of the IANA database, such as `America/Toronto`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeZone(String);

impl TimeZone {
    pub const UTC: &'static str = "UTC";

    /// # Errors
    /// On `time_zone`: `unknown`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let unknown = || Invalid::new("time_zone", "unknown");
        if raw.len() > TIME_ZONE_CHARS_MAX {
            return Err(unknown());
        }
        let zone = jiff::tz::TimeZone::get(raw.trim()).map_err(|_| unknown())?;
        zone.iana_name().map(|name| Self(name.to_owned())).ok_or_else(unknown)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Zones to choose from, by name, without the links kept for old software.
    #[must_use]
    pub fn all() -> Vec<String> {
        let mut names: Vec<_> = jiff::tz::db()
            .available()
            .map(|name| name.as_str().to_owned())
            .filter(|name| name == Self::UTC || name.contains('/') && !name.starts_with("Etc/"))
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_band_is_asked_and_a_child_is_refused_kindly() {
        let why = |raw: &str| AgeBand::parse(raw).map_or_else(|i| i.problems()[0].why, |_| "ok");
        assert_eq!(why("13-15"), "ok");
        assert_eq!(why("65+"), "ok");
        assert_eq!(why("under-13"), "too_young");
        assert_eq!(why("1990-01-01"), "unknown");
        assert_eq!(why(""), "required");
    }

    #[test]
    fn a_private_role_has_neither_words_nor_colour() {
        let hidden = Card { role: None, field: Some(Field::Nursing) };
        assert_eq!((hidden.said_role_key(), hidden.hue()), (None, "hue-none"));
        let nurse = Card { role: Some(Role::HealthWorker), field: Some(Field::Nursing) };
        assert_eq!(nurse.said_role_key(), Some("identity-said-nursing"));
        let patient = Card { role: Some(Role::Patient), field: Some(Field::Nursing) };
        assert_eq!(patient.said_role_key(), Some("identity-said-patient"));
    }

    #[test]
    fn zones_are_those_of_the_database() {
        assert_eq!(TimeZone::parse(" america/toronto").unwrap().as_str(), "America/Toronto");
        for raw in ["", "Mars/Olympus", "../etc/passwd", "+05:00"] {
            assert!(TimeZone::parse(raw).is_err(), "{raw:?}");
        }
        assert!(TimeZone::all().iter().all(|name| TimeZone::parse(name).is_ok()));
    }
}
