//! The JSON of this room. Only ever added to.

use commonround_identity::{NameCard, Standing};
use commonround_kernel::{Id, Persona, Role, Timestamp};
use commonround_vocabulary::{AboutKind, NoticeKind, Notification};
use schemars::JsonSchema;
use serde::Serialize;

use crate::list_notices::{Notice, Notices};
use crate::model::{Choice, Letters, Rules};

/// One page of what somebody was told, newest first.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NotificationsPage {
    pub notifications: Vec<NotificationRow>,
    /// How many are new, in all; 10 stands for more than 9.
    pub unread: usize,
    /// The place of the newest row of the page: send it as `up_to` once it was shown.
    pub newest: Option<Id<Notification>>,
    /// `before` of the next page; null on the last one.
    pub next: Option<String>,
}

/// One row: a decision, or what one or more people did.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NotificationRow {
    pub id: Id<Notification>,
    pub kind: NoticeKind,
    pub about: Thing,
    /// Where it stands; null where the caller cannot see it any more.
    pub path: Option<String>,
    /// The beginning of its words, as plain text.
    pub excerpt: Option<String>,
    /// The latest of them, at most three.
    pub people: Vec<Person>,
    /// All of them; 100 stands for that many or more.
    pub people_count: usize,
    /// Not seen yet.
    pub new: bool,
    /// When the row last said more.
    pub at: Timestamp,
}

/// What a row is about.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Thing {
    pub kind: AboutKind,
    pub id: String,
}

/// Somebody who stands in a row.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Person {
    pub id: Id<Persona>,
    pub username: String,
    pub display_name: String,
    pub path: String,
    /// Self-stated, never checked; null where the person keeps it private.
    pub role: Option<Role>,
    /// What was checked.
    pub standing: Standing,
}

impl From<&Notices> for NotificationsPage {
    fn from(page: &Notices) -> Self {
        Self {
            notifications: page.rows.iter().map(NotificationRow::from).collect(),
            unread: page.unread,
            newest: page.newest,
            next: page.next.map(|next| next.to_string()),
        }
    }
}

impl From<&Notice> for NotificationRow {
    fn from(notice: &Notice) -> Self {
        let subject = notice.subject.clone();
        let (path, excerpt) = subject.map_or((None, None), |s| (Some(s.path), s.excerpt));
        Self {
            id: notice.id,
            kind: notice.kind,
            about: Thing { kind: notice.about.kind, id: notice.about.id.to_string() },
            path,
            excerpt,
            people: notice.people.iter().map(Person::from).collect(),
            people_count: notice.total,
            new: notice.is_new,
            at: notice.at(),
        }
    }
}

impl From<&NameCard> for Person {
    fn from(card: &NameCard) -> Self {
        Self {
            id: card.persona,
            username: card.handle.clone(),
            display_name: card.display_name.clone(),
            path: format!("/@{}", card.handle),
            role: card.role,
            standing: card.standing.clone(),
        }
    }
}

/// What is new after a list was seen.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Seen {
    /// 10 stands for more than 9.
    pub unread: usize,
}

/// What the caller is told of, and how.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NotificationSettings {
    pub kinds: Vec<KindSetting>,
    /// Letters reach this persona: it is the first of an account with a confirmed address.
    pub has_address: bool,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KindSetting {
    pub kind: NoticeKind,
    pub in_app: bool,
    /// It cannot be turned off in the app.
    pub fixed: bool,
    /// Null where no letters are sent.
    pub mail: Option<bool>,
}

impl NotificationSettings {
    #[must_use]
    pub fn of(choices: &[Choice], has_address: bool) -> Self {
        let setting = |choice: &Choice| {
            let Rules { fixed, letters, .. } = Rules::of(choice.kind);
            let mail = (letters != Letters::Never).then_some(choice.mail);
            KindSetting { kind: choice.kind, in_app: choice.in_app, fixed, mail }
        };
        Self { kinds: choices.iter().map(setting).collect(), has_address }
    }
}
