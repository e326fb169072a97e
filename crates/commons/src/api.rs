//! What programs get: documented, and only ever added to. Field names are Mastodon's where the
//! thing is the same.

use commonround_identity::{NameCard, Standing};
use commonround_kernel::{Id, Persona, Role, Timestamp};
use commonround_vocabulary::Status as StatusId;
use commonround_web::Ui;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::beside::{ContextNote, InterimNotice, Label, SourceBeside};
use crate::cards::StatusCard;
use crate::gate::{Closed, CrisisHelp, Finding, Redirect, Verdict, Without};
use crate::model::{Basis, Counts, Disclosure, Kind, Reaction, TagName, Visibility};
use crate::search::TagFound;
use crate::timeline;

/// Who said something.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Account<'a> {
    pub id: Id<Persona>,
    pub username: &'a str,
    pub display_name: &'a str,
    /// As they say of themselves; null where they keep it private. Nothing was checked.
    pub role: Option<Role>,
    /// What was checked about this person, as of now.
    pub standing: &'a Standing,
    /// The page of this account on this instance.
    #[schemars(with = "String")]
    pub path: AccountPath<'a>,
}

impl<'a> From<&'a NameCard> for Account<'a> {
    fn from(card: &'a NameCard) -> Self {
        Self {
            id: card.persona,
            username: &card.handle,
            display_name: &card.display_name,
            role: card.role,
            standing: &card.standing,
            path: AccountPath(&card.handle),
        }
    }
}

/// `/@handle`, written without a copy.
#[derive(Debug)]
pub struct AccountPath<'a>(&'a str);

impl Serialize for AccountPath<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&format_args!("/@{}", self.0))
    }
}

/// `/@handle/id`, written without a copy.
#[derive(Debug)]
pub struct StatusPath<'a>(&'a str, Id<StatusId>);

impl Serialize for StatusPath<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&format_args!("/@{}/{}", self.0, self.1))
    }
}

/// A hashtag of a status.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tag<'a> {
    /// Without `#`, as the author wrote it.
    pub name: &'a str,
}

/// What a status is, as its author says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DisclosureInfo<'a> {
    pub kind: Kind,
    /// `source` or `clinical_experience`, for professional information.
    pub basis: Option<&'static str>,
    pub source_url: Option<&'a str>,
    /// Who pays, for advertising.
    pub funded_by: Option<&'a str>,
    /// Whether somebody checked that the author is the professional they say they are.
    pub checked: bool,
    /// What the registry of sources says of `source_url`; null where it knows nothing.
    pub source: Option<&'a SourceBeside>,
}

impl<'a> From<&'a StatusCard> for DisclosureInfo<'a> {
    fn from(card: &'a StatusCard) -> Self {
        let (basis, source_url, funded_by) = match &card.disclosure {
            Disclosure::ProfessionalInformation(Basis::Source(url)) => {
                (Some("source"), Some(url.as_str()), None)
            }
            Disclosure::ProfessionalInformation(Basis::ClinicalExperience) => {
                (Some("clinical_experience"), None, None)
            }
            Disclosure::Advertising { funded_by } => (None, None, Some(funded_by.as_str())),
            _ => (None, None, None),
        };
        Self {
            kind: card.disclosure.kind(),
            basis,
            source_url,
            funded_by,
            checked: card.author.standing.is_verified(),
            source: card.beside.source.as_ref(),
        }
    }
}

/// A status as the caller may see it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Status<'a> {
    pub id: Id<StatusId>,
    pub created_at: Timestamp,
    pub account: Account<'a>,
    /// Sanitised HTML.
    pub content: &'a str,
    /// The content warning; empty where there is none.
    pub spoiler_text: &'a str,
    pub visibility: Visibility,
    /// A code such as `en`, where it is known.
    pub language: Option<&'a str>,
    /// What it answers, where the caller may see that.
    pub in_reply_to_id: Option<Id<StatusId>>,
    pub in_reply_to_account_id: Option<Id<Persona>>,
    pub replies_count: u32,
    pub reactions: Counts,
    /// The reactions the caller gave.
    pub my_reactions: Vec<Reaction>,
    pub tags: Vec<Tag<'a>>,
    pub disclosure: DisclosureInfo<'a>,
    /// What people of different views found missing here; null where nothing is.
    pub context_note: Option<&'a ContextNote>,
    /// What professionals placed beside it at once against a danger.
    pub interim_notice: Option<&'a InterimNotice>,
    /// Readers are asked to take care.
    pub labelled: bool,
    /// Who asks that, and why.
    pub labels: &'a [Label],
    /// A checked professional answers somebody: it does not replace advice from who knows the case.
    pub general_information: bool,
    /// The page of this status on this instance.
    #[schemars(with = "String")]
    pub path: StatusPath<'a>,
}

impl<'a> From<&'a StatusCard> for Status<'a> {
    fn from(card: &'a StatusCard) -> Self {
        Self {
            id: card.id,
            created_at: card.created_at,
            account: (&card.author).into(),
            content: &card.html,
            spoiler_text: card.warning.as_deref().unwrap_or_default(),
            visibility: card.visibility,
            language: card.language.as_deref(),
            in_reply_to_id: card.answered.as_ref().map(|a| a.status),
            in_reply_to_account_id: card.answered.as_ref().map(|a| a.author.persona),
            replies_count: card.replies,
            reactions: card.counts,
            my_reactions: card.mine.iter().collect(),
            tags: card.tags.iter().map(|name| Tag { name }).collect(),
            disclosure: card.into(),
            context_note: card.beside.note.as_ref(),
            interim_notice: card.beside.interim.as_ref(),
            labelled: card.is_labelled(),
            labels: &card.beside.labels,
            general_information: card.is_general_information(),
            path: StatusPath(&card.author.handle, card.id),
        }
    }
}

/// One page of statuses, newest first.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Page<'a> {
    pub statuses: Vec<Status<'a>>,
    /// `before` for the next page; null on the last one.
    pub next: Option<String>,
}

impl<'a> From<&'a timeline::Page> for Page<'a> {
    fn from(page: &'a timeline::Page) -> Self {
        let statuses = page.cards.iter().map(Status::from).collect();
        Self { statuses, next: page.next.map(|id| id.to_string()) }
    }
}

/// A status with what stands above and below it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Thread<'a> {
    #[serde(flatten)]
    pub status: Status<'a>,
    /// From where the conversation began down to what the status answers.
    pub ancestors: Vec<Status<'a>>,
    /// Replies, each after what it answers.
    pub descendants: Vec<Status<'a>>,
    /// There is more than one answer holds.
    pub more: bool,
}

impl<'a> From<&'a timeline::Thread> for Thread<'a> {
    fn from(thread: &'a timeline::Thread) -> Self {
        let above = thread.above.iter().filter(|card| !card.deleted);
        let below = thread.below.iter().map(|b| &b.card).filter(|card| !card.deleted);
        Self {
            status: (&thread.focus).into(),
            ancestors: above.map(Status::from).collect(),
            descendants: below.map(Status::from).collect(),
            more: thread.more,
        }
    }
}

/// The timeline of a tag.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TagPage<'a> {
    /// Without `#`.
    pub name: &'a str,
    /// The caller follows the tag; null without signing in.
    pub following: Option<bool>,
    #[serde(flatten)]
    pub page: Page<'a>,
}

/// A tag the caller follows, or one that a search found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TagInfo<'a> {
    /// Without `#`.
    pub name: &'a str,
    /// Public statuses with it in the last 30 days; null where nobody counted.
    pub recent: Option<u32>,
}

impl<'a> From<&'a TagName> for TagInfo<'a> {
    fn from(tag: &'a TagName) -> Self {
        Self { name: &tag.shown, recent: None }
    }
}

impl<'a> From<&'a TagFound> for TagInfo<'a> {
    fn from(tag: &'a TagFound) -> Self {
        Self { name: &tag.shown, recent: Some(tag.recent) }
    }
}

/// The tags the caller follows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FollowedTags<'a> {
    pub tags: Vec<TagInfo<'a>>,
}

/// Whether the caller follows a tag now.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TagFollow<'a> {
    pub name: &'a str,
    pub following: bool,
}

/// What a new status starts from.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Draft {
    /// The widest visibility that is allowed here.
    pub widest: Visibility,
    /// What is used where nothing is chosen.
    pub visibility: Visibility,
    pub in_reply_to_id: Option<Id<StatusId>>,
    /// A key nobody used, for sending this once.
    pub idempotency_key: String,
    /// Where to ask instead, where the author takes no reply of the caller.
    pub redirect: Option<Redirect>,
}

/// What was published.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Published<'a> {
    #[serde(flatten)]
    pub status: Status<'a>,
    /// For its author alone, where the words speak of a crisis; null elsewhere.
    pub crisis_help: Option<&'a CrisisHelp>,
}

/// What a refusal to publish says beyond every problem. What does not apply is left out.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[serde(default)]
pub struct PublishRefusal<'a> {
    /// `confirmation_needed`, `words_refused`: what was found, the gravest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<FindingInfo<'a>>,
    /// `confirmation_needed`: send this as `confirm` with the same words to publish them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirm: Option<&'a str>,
    /// The words without what can be taken out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redacted: Option<Without>,
    /// For an author in a crisis, in private.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crisis_help: Option<&'a CrisisHelp>,
    /// `replies_shielded`, `replies_no_strangers`: where to ask instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect: Option<&'a Redirect>,
}

/// Something the author should know before posting.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingInfo<'a> {
    /// Such as `ohip`, `phone`, `dose_advice` or `crisis_intent`.
    pub kind: &'a str,
    /// `tip`, `crisis`, `warn` or `block`.
    pub tier: &'a str,
    /// What was seen, as it was written.
    pub quotes: &'a [String],
    /// Why it is shown, in the caller's language.
    pub why: &'a str,
}

impl<'a> PublishRefusal<'a> {
    /// Words that need another look.
    #[must_use]
    pub fn held(ui: &Ui<'a>, verdict: &'a Verdict) -> Self {
        let finding = |found: &'a Finding| FindingInfo {
            kind: found.kind,
            tier: found.tier,
            quotes: &found.quotes,
            why: ui.t(found.why_key),
        };
        let asks = !verdict.may_post && !verdict.is_final;
        Self {
            findings: verdict.findings.iter().map(finding).collect(),
            confirm: asks.then_some(verdict.digest.as_str()),
            redacted: verdict.without.clone(),
            crisis_help: verdict.help.as_ref(),
            redirect: None,
        }
    }

    /// Words with something taken out, and what is left to know of them.
    #[must_use]
    pub fn taken_out(ui: &Ui<'a>, verdict: &'a Verdict, left: Without) -> Self {
        Self { redacted: Some(left), ..Self::held(ui, verdict) }
    }

    /// Somebody who takes no reply.
    #[must_use]
    pub fn closed(closed: &'a Closed) -> Self {
        Self { redirect: Some(&closed.redirect), ..Self::default() }
    }
}
