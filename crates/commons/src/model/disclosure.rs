use std::str::FromStr;

use commonround_kernel::Invalid;
use commonround_text::clean_line;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::limits::{FUNDED_BY_CHARS_MAX, SOURCE_URL_CHARS_MAX};

/// What a status is, so that nobody takes a story for guidance or an advertisement for advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    PersonalStory,
    Question,
    ProfessionalInformation,
    ServiceNotice,
    Advertising,
}

impl Kind {
    pub const ALL: [Self; 5] = [
        Self::PersonalStory,
        Self::Question,
        Self::ProfessionalInformation,
        Self::ServiceNotice,
        Self::Advertising,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PersonalStory => "personal_story",
            Self::Question => "question",
            Self::ProfessionalInformation => "professional_information",
            Self::ServiceNotice => "service_notice",
            Self::Advertising => "advertising",
        }
    }
}

impl FromStr for Kind {
    type Err = Invalid;
    fn from_str(raw: &str) -> Result<Self, Invalid> {
        let found = Self::ALL.into_iter().find(|k| k.as_str() == raw);
        found.ok_or_else(|| Invalid::new("disclosure", "unknown"))
    }
}

/// What professional information stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// A web address that readers can open.
    Source(String),
    ClinicalExperience,
}

/// A kind with what it owes the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disclosure {
    PersonalStory,
    Question,
    ProfessionalInformation(Basis),
    ServiceNotice,
    /// Paid for, by whom.
    Advertising {
        funded_by: String,
    },
}

/// The fields of a form, as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct DisclosureFields<'a> {
    /// A kind; never empty.
    pub kind: &'a str,
    /// `source`, `clinical_experience` or empty.
    pub basis: &'a str,
    pub source_url: &'a str,
    pub funded_by: &'a str,
    /// The first link in the words, which serves as a source where none is given.
    pub first_link: Option<&'a str>,
}

impl DisclosureFields<'_> {
    /// The basis is a word of ours, also where the kind does not ask for one: a form always sends it.
    pub fn check_basis(&self) -> Result<(), Invalid> {
        match self.basis.trim() {
            "" | "source" | "clinical_experience" => Ok(()),
            _ => Err(Invalid::new("basis", "unknown")),
        }
    }
}

impl Disclosure {
    pub fn parse(fields: &DisclosureFields<'_>) -> Result<Self, Invalid> {
        fields.check_basis()?;
        Ok(match fields.kind.parse()? {
            Kind::PersonalStory => Self::PersonalStory,
            Kind::Question => Self::Question,
            Kind::ServiceNotice => Self::ServiceNotice,
            Kind::ProfessionalInformation => Self::ProfessionalInformation(basis(fields)?),
            Kind::Advertising => Self::Advertising { funded_by: parse_funder(fields.funded_by)? },
        })
    }

    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::PersonalStory => Kind::PersonalStory,
            Self::Question => Kind::Question,
            Self::ProfessionalInformation(_) => Kind::ProfessionalInformation,
            Self::ServiceNotice => Kind::ServiceNotice,
            Self::Advertising { .. } => Kind::Advertising,
        }
    }

    /// The one detail a kind carries: the source or the funder.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::ProfessionalInformation(Basis::Source(detail))
            | Self::Advertising { funded_by: detail } => Some(detail),
            _ => None,
        }
    }

    /// Reads back what [`Self::kind`] and [`Self::detail`] stored.
    pub fn from_parts(kind: &str, detail: Option<String>) -> Result<Self, Invalid> {
        Ok(match (kind.parse()?, detail) {
            (Kind::PersonalStory, _) => Self::PersonalStory,
            (Kind::Question, _) => Self::Question,
            (Kind::ServiceNotice, _) => Self::ServiceNotice,
            (Kind::ProfessionalInformation, Some(url)) => {
                Self::ProfessionalInformation(Basis::Source(url))
            }
            (Kind::ProfessionalInformation, None) => {
                Self::ProfessionalInformation(Basis::ClinicalExperience)
            }
            (Kind::Advertising, detail) => {
                Self::Advertising { funded_by: detail.unwrap_or_default() }
            }
        })
    }
}

fn basis(fields: &DisclosureFields<'_>) -> Result<Basis, Invalid> {
    if fields.basis.trim() == "clinical_experience" {
        return Ok(Basis::ClinicalExperience);
    }
    parse_source(fields.source_url, fields.first_link).map(Basis::Source)
}

fn parse_source(raw: &str, first_link: Option<&str>) -> Result<String, Invalid> {
    let wrong = |why| Invalid::new("source_url", why);
    let raw = if raw.trim().is_empty() { first_link.unwrap_or_default() } else { raw };
    let line = clean_line(raw, SOURCE_URL_CHARS_MAX).map_err(wrong)?;
    let url = Url::parse(&line).map_err(|_| wrong("malformed"))?;
    let web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    let bare = url.username().is_empty() && url.password().is_none();
    if web && bare { Ok(url.into()) } else { Err(wrong("malformed")) }
}

fn parse_funder(raw: &str) -> Result<String, Invalid> {
    clean_line(raw, FUNDED_BY_CHARS_MAX).map_err(|why| Invalid::new("funded_by", why))
}
