use commonround_bridging::Status as Judged;
use commonround_kernel::{Error, Id, Invalid, Persona, Result, Timestamp};
use commonround_text::{self as text, TextLang};
use commonround_vocabulary::{Note, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answers::Certainty;
use crate::limits::{NOTE_CHARS_MAX, NOTE_SOURCES_MAX, URL_CHARS_MAX};

/// What people found a note to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    Helpful,
    NotHelpful,
    NeedsMore,
}

impl Found {
    const ALL: [Self; 3] = [Self::Helpful, Self::NotHelpful, Self::NeedsMore];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Helpful => "helpful",
            Self::NotHelpful => "not_helpful",
            Self::NeedsMore => "needs_more",
        }
    }

    pub(super) const fn label_key(self) -> &'static str {
        match self {
            Self::Helpful => "evidence-note-helpful",
            Self::NotHelpful => "evidence-note-not-helpful",
            Self::NeedsMore => "evidence-note-needs-more",
        }
    }

    pub(super) const fn judged(self) -> Judged {
        match self {
            Self::Helpful => Judged::Helpful,
            Self::NotHelpful => Judged::NotHelpful,
            Self::NeedsMore => Judged::NeedsMore,
        }
    }

    pub(super) const fn of(judged: Judged) -> Self {
        match judged {
            Judged::Helpful => Self::Helpful,
            Judged::NotHelpful => Self::NotHelpful,
            Judged::NeedsMore => Self::NeedsMore,
        }
    }

    /// # Errors
    /// A `Fault` for a word that was never written.
    pub fn read(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|found| found.as_str() == raw);
        found.ok_or_else(|| Error::fault("a note found to be nothing known"))
    }
}

/// What a note says and stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteBody {
    pub text: String,
    pub certainty: Certainty,
    /// Addresses; at least one.
    pub sources: Vec<String>,
}

impl NoteBody {
    /// `sources` holds one address a line.
    ///
    /// # Errors
    /// The fields `text`, `certainty` and `sources`: `required`, `unknown`, `source_required`,
    /// `too_many`, `too_long`, or as `clean_block` refuses the text.
    pub fn parse(raw: &str, certainty: &str, sources: &str) -> Result<Self, Invalid> {
        let mut wrong = Invalid::default();
        let said = text::clean_block(raw, NOTE_CHARS_MAX).map_err(|why| Invalid::new("text", why));
        let text = wrong.take(said);
        let known = Certainty::ALL.into_iter().find(|one| one.as_str() == certainty);
        let certainty = wrong.take(known.ok_or_else(|| Invalid::new("certainty", "required")));
        let sources = wrong.take(addresses(sources));
        match (text, certainty, sources) {
            (Some(text), Some(certainty), Some(sources)) => Ok(Self { text, certainty, sources }),
            _ => Err(wrong),
        }
    }

    #[must_use]
    pub fn language(&self) -> Option<&'static str> {
        match text::detect_language(&self.text)? {
            TextLang::En => Some("en"),
            TextLang::Fr => Some("fr"),
        }
    }
}

fn addresses(raw: &str) -> Result<Vec<String>, Invalid> {
    let lines = raw.lines().map(str::trim).filter(|line| !line.is_empty());
    let all: Vec<String> = lines.map(str::to_owned).collect();
    if all.is_empty() {
        Err(Invalid::new("sources", "source_required"))
    } else if all.len() > NOTE_SOURCES_MAX
        || all.iter().any(|one| one.chars().count() > URL_CHARS_MAX)
    {
        Err(Invalid::new("sources", "too_long"))
    } else {
        Ok(all)
    }
}

/// How one group rated a note. Small groups are told of together, without a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GroupRated {
    /// A profession, `lay` or `others`.
    pub group: String,
    pub ratings: u32,
    /// Null where they are fewer than five.
    pub helpful: Option<u32>,
}

/// Why a note is shown or not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Why {
    /// Who found it helpful across views: `everyone`, `professionals`.
    pub keys: Vec<String>,
    /// What keeps it from being shown.
    pub holds: Vec<String>,
    pub groups: Vec<GroupRated>,
}

/// A note as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredNote {
    pub id: Id<Note>,
    pub status: Id<Status>,
    pub status_author: Id<Persona>,
    pub author: Id<Persona>,
    /// The person who wrote it, among the raters.
    pub(super) writer: i64,
    pub text: String,
    pub language: Option<String>,
    pub certainty: String,
    pub version: u32,
    pub withdrawn: bool,
    pub found: Found,
    pub provisional: bool,
    pub why: Why,
    pub reply: Option<String>,
    /// When people first found it helpful or not.
    pub(super) decided_at: Option<Timestamp>,
    pub created_at: Timestamp,
    /// When this version was written.
    pub version_at: Timestamp,
}
