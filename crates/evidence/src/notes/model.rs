use commonround_bridging::Status as Judged;
use commonround_kernel::{Error, Id, Invalid, Persona, Result, Timestamp};
use commonround_text::{self as text, TextLang};
use commonround_vocabulary::{Note, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::study::Study;
use crate::answers::{Certainty, Verdict};
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

/// The words of a note as a form sends them; `sources` holds one address a line.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoteFields<'a> {
    pub text: &'a str,
    pub verdict: &'a str,
    pub certainty: &'a str,
    pub study: &'a str,
    pub sources: &'a str,
}

/// What a note says and stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteBody {
    pub text: String,
    /// What it says of the status.
    pub verdict: Verdict,
    pub certainty: Certainty,
    pub study: Study,
    /// Addresses; at least one.
    pub sources: Vec<String>,
}

impl NoteBody {
    /// # Errors
    /// By field: `required`, `source_required`, `too_long`, `too_certain` where weak evidence would
    /// say more than it may, or as `clean_block` refuses the text.
    pub fn parse(fields: &NoteFields<'_>) -> Result<Self, Invalid> {
        let mut wrong = Invalid::default();
        let text = text::clean_block(fields.text, NOTE_CHARS_MAX);
        let text = wrong.take(text.map_err(|why| Invalid::new("text", why)));
        let required = |field: &'static str| move || Invalid::new(field, "required");
        let verdict = Verdict::known(fields.verdict);
        let verdict = wrong.take(verdict.ok_or_else(required("verdict")));
        let certainty = Certainty::known(fields.certainty);
        let certainty = wrong.take(certainty.ok_or_else(required("certainty")));
        let study = wrong.take(Study::parse(fields.study).ok_or_else(required("study")));
        let sources = wrong.take(addresses(fields.sources));
        if let (Some(verdict), Some(certainty)) = (verdict, certainty)
            && !verdict.stands_on(certainty)
        {
            wrong.add("verdict", "too_certain");
        }
        match (text, verdict, certainty, study, sources) {
            (Some(text), Some(verdict), Some(certainty), Some(study), Some(sources))
                if wrong.problems().is_empty() =>
            {
                Ok(Self { text, verdict, certainty, study, sources })
            }
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
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Why {
    /// Who found it helpful across views: `everyone`, `professionals`.
    pub keys: Vec<String>,
    /// What keeps it from being shown.
    pub holds: Vec<String>,
    pub groups: Vec<GroupRated>,
    /// How helpful everyone finds it across views, as the public download is scored; null where
    /// nobody with a place has rated it.
    #[serde(default)]
    pub overall: Option<Overall>,
}

/// Where the fit of everyone puts a note.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Overall {
    pub intercept: f64,
    pub factor: f64,
}

/// A note as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredNote {
    pub id: Id<Note>,
    pub status: Id<Status>,
    pub status_author: Id<Persona>,
    pub author: Id<Persona>,
    /// The person who wrote it, among the raters.
    pub(super) writer: i64,
    pub text: String,
    pub language: Option<String>,
    pub verdict: Option<Verdict>,
    pub certainty: Certainty,
    pub study: Option<Study>,
    pub version: u32,
    pub withdrawn: bool,
    /// A source was retracted, or nobody vouches for any of them any longer.
    pub fallen: bool,
    /// One fell at some time: its age locks it no longer.
    pub(super) reopened: bool,
    /// Two people looked at it after professionals called it incorrect, and let it go on.
    pub reviewed: bool,
    /// Whether its second key can be scored anew from the newest download; `None` where it is not
    /// in one yet.
    pub rescorable: Option<bool>,
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

impl StoredNote {
    /// Whether professionals called it incorrect and nobody has looked yet.
    #[must_use]
    pub fn awaits_review(&self) -> bool {
        !self.withdrawn && !self.reviewed && self.why.holds.iter().any(|h| h == "awaits_review")
    }
}

/// A line of a note's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub version: u32,
    pub found: Found,
    pub at: Timestamp,
    /// What besides ratings changed it: `source_fell`, `source_stands`, `reviewed`, `kept`,
    /// `author_left`.
    pub why: Option<String>,
}
