use commonround_identity::{Title, profession_title};
use commonround_kernel::{Id, Timestamp};
use commonround_vocabulary::{Note, Status};
use schemars::JsonSchema;
use serde::Serialize;

use super::beside::NoteSource;
use super::model::{Change, Found, GroupRated, Overall, StoredNote};
use super::store::reviews::Review;
use super::study::Study;
use crate::answers::{Certainty, Verdict};

/// Notes of a status, or those that need ratings.
#[derive(Debug)]
pub struct Listing {
    pub notes: Vec<StoredNote>,
    pub next: Option<String>,
}

/// A source of a note, as of the read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceNow {
    #[serde(flatten)]
    pub source: NoteSource,
    /// `a`, `b` or `c`; null where nobody vouches for it.
    pub tier: Option<String>,
    pub retracted: bool,
}

/// What the viewer may do with a note in review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MayReview {
    pub vouch: bool,
    pub decide: bool,
}

/// A note and all that hangs on it, for one viewer.
#[derive(Debug)]
pub struct Shown {
    pub note: StoredNote,
    pub sources: Vec<SourceNow>,
    pub history: Vec<Change>,
    /// The newest review of this version, with the name of the professional.
    pub review: Option<(Review, String)>,
    pub may: MayReview,
    /// Its number in the download.
    pub download_number: i64,
    pub status_path: String,
    pub mine: bool,
    /// The viewer wrote the status and has not answered yet.
    pub may_reply: bool,
    pub signed_in: bool,
}

/// A note.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NoteInfo {
    pub id: Id<Note>,
    pub path: String,
    pub status: Id<Status>,
    pub text: String,
    pub language: Option<String>,
    /// What it says of the status; null where it is older than the question.
    pub verdict: Option<Verdict>,
    pub certainty: Certainty,
    /// The best kind of work it stands on.
    pub study: Option<Study>,
    pub version: u32,
    pub found: Found,
    /// Few people have rated it yet.
    pub provisional: bool,
    /// A source was retracted, or nobody vouches for any of them any longer.
    pub fallen: bool,
    pub created_at: Timestamp,
}

/// Notes, newest first.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NotesPage {
    pub notes: Vec<NoteInfo>,
    /// `before` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// A note with its sources, what people found, and the reply of who wrote the status.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NotePage {
    #[serde(flatten)]
    pub note: NoteInfo,
    pub sources: Vec<SourceNow>,
    pub why: WhyInfo,
    pub reply: Option<String>,
    pub history: Vec<FoundSince>,
    pub review: Option<ReviewInfo>,
    pub download: InDownload,
}

/// Why a note is shown or not.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WhyInfo {
    /// Who found it helpful across views: `everyone`, `professionals`.
    pub keys: Vec<String>,
    /// What keeps it from being shown.
    pub holds: Vec<String>,
    pub groups: Vec<GroupInfo>,
    /// Where the fit of everyone puts it; the download scores to the same.
    pub overall: Option<Overall>,
}

/// How one group rated the note.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GroupInfo {
    #[serde(flatten)]
    pub rated: GroupRated,
    /// The name of a profession; null for `lay` and `others`.
    pub title: Option<Title>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct FoundSince {
    pub version: u32,
    pub found: Found,
    pub since: Timestamp,
    /// What besides ratings changed it: `source_fell`, `source_stands`, `reviewed`, `kept`,
    /// `author_left`.
    pub why: Option<String>,
}

/// A professional says that the note is right, and what a moderator made of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReviewInfo {
    /// Who says so; empty where they left.
    pub name: String,
    pub title: Title,
    pub reason: String,
    pub asked_at: Timestamp,
    /// `lift` or `keep`; null while nobody decided.
    pub verdict: Option<String>,
    pub decision: Option<String>,
    pub decided_at: Option<Timestamp>,
}

/// How the note stands in the public download.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InDownload {
    /// `noteId` there.
    pub number: String,
    /// Whether what professionals found can be scored anew from it; null where the note is not in
    /// one yet.
    pub second_key_rescorable: Option<bool>,
}

impl NoteInfo {
    pub fn of(note: &StoredNote) -> Self {
        Self {
            id: note.id,
            path: super::pages::path(note.id),
            status: note.status,
            text: note.text.clone(),
            language: note.language.clone(),
            verdict: note.verdict,
            certainty: note.certainty,
            study: note.study,
            version: note.version,
            found: note.found,
            provisional: note.provisional,
            fallen: note.fallen,
            created_at: note.created_at,
        }
    }
}

impl NotesPage {
    pub fn of(list: &Listing) -> Self {
        Self { notes: list.notes.iter().map(NoteInfo::of).collect(), next: list.next.clone() }
    }
}

impl NotePage {
    pub fn of(shown: &Shown) -> Self {
        let since = |change: &Change| FoundSince {
            version: change.version,
            found: change.found,
            since: change.at,
            why: change.why.clone(),
        };
        let number = shown.download_number.to_string();
        Self {
            note: NoteInfo::of(&shown.note),
            sources: shown.sources.clone(),
            why: WhyInfo::of(&shown.note),
            reply: shown.note.reply.clone(),
            history: shown.history.iter().map(since).collect(),
            review: shown.review.as_ref().map(ReviewInfo::of),
            download: InDownload { number, second_key_rescorable: shown.note.rescorable },
        }
    }
}

impl WhyInfo {
    fn of(note: &StoredNote) -> Self {
        let group = |rated: &GroupRated| {
            let is_profession = !matches!(rated.group.as_str(), "lay" | "others");
            let title = is_profession.then(|| profession_title(&rated.group));
            GroupInfo { rated: rated.clone(), title }
        };
        Self {
            keys: note.why.keys.clone(),
            holds: note.why.holds.clone(),
            groups: note.why.groups.iter().map(group).collect(),
            overall: note.why.overall,
        }
    }
}

impl ReviewInfo {
    fn of((review, name): &(Review, String)) -> Self {
        let decided = review.decided.as_ref();
        Self {
            name: name.clone(),
            title: profession_title(&review.profession),
            reason: review.reason.clone(),
            asked_at: review.asked_at,
            verdict: decided.map(|(verdict, ..)| verdict.clone()),
            decision: decided.map(|(_, why, _)| why.clone()),
            decided_at: decided.map(|(.., at)| *at),
        }
    }
}
