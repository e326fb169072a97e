//! What kinds of notices there are and how each is handled. Pure.

use commonround_vocabulary::NoticeKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One of the lists on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    #[default]
    All,
    Mentions,
    Decisions,
}

impl Tab {
    pub const ALL: [Self; 3] = [Self::All, Self::Mentions, Self::Decisions];

    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::All => "/notifications",
            Self::Mentions => "/notifications?tab=mentions",
            Self::Decisions => "/notifications?tab=decisions",
        }
    }

    /// The kinds of this list; `None` for all of them.
    #[must_use]
    pub fn kinds(self) -> Option<Vec<NoticeKind>> {
        let of = |wanted| move |kind: &NoticeKind| Rules::of(*kind).tab == Some(wanted);
        match self {
            Self::All => None,
            tab => Some(NoticeKind::ALL.iter().copied().filter(of(tab)).collect()),
        }
    }
}

/// What goes into one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gather {
    /// Everybody who did the same within a day.
    Day,
    /// Everything of the kind about the same thing.
    Thing,
}

/// Whether letters are offered for a kind, and what counts until the reader chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    Never,
    Off,
    On,
}

/// How a kind is handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    pub gather: Gather,
    /// It tells what people did: without them it says nothing, and the same person twice is no news.
    pub by_people: bool,
    /// The list it stands in besides the one of all.
    pub tab: Option<Tab>,
    pub letters: Letters,
    /// It cannot be turned off in the app.
    pub fixed: bool,
}

impl Rules {
    #[must_use]
    pub const fn of(kind: NoticeKind) -> Self {
        match kind {
            NoticeKind::Follow | NoticeKind::FollowRequest | NoticeKind::FollowAccepted => {
                Self { gather: Gather::Day, ..Self::people(None) }
            }
            NoticeKind::Mention | NoticeKind::Reply => Self::people(Some(Tab::Mentions)),
            NoticeKind::Reaction | NoticeKind::OrganisationInvite | NoticeKind::VouchGiven => {
                Self::people(None)
            }
            NoticeKind::VouchAsked => Self { letters: Letters::Off, ..Self::people(None) },
            NoticeKind::NoteWritten => Self { tab: None, ..Self::decision(Letters::Never) },
            // What somebody merely saw is corrected in the app, and nowhere else.
            NoticeKind::Correction => Self::decision(Letters::Never),
            NoticeKind::ClaimDecided
            | NoticeKind::CredentialExpiring
            | NoticeKind::RegistrationUsed
            | NoticeKind::AppealDecided
            | NoticeKind::OrganisationChanged => Self::decision(Letters::On),
            NoticeKind::AttestationOffered => Self::decision(Letters::Off),
            NoticeKind::AttestationEnded => Self::decision(Letters::Never),
            NoticeKind::Sanctioned => Self { fixed: true, ..Self::decision(Letters::On) },
            NoticeKind::TitleUnverified | NoticeKind::NoteDecided | NoticeKind::ReportDecided => {
                Self::decision(Letters::Off)
            }
            NoticeKind::DutyCalls => Self { fixed: true, ..Self::decision(Letters::Off) },
        }
    }

    const fn people(tab: Option<Tab>) -> Self {
        let (gather, letters) = (Gather::Thing, Letters::Never);
        Self { gather, by_people: true, tab, letters, fixed: false }
    }

    const fn decision(letters: Letters) -> Self {
        let tab = Some(Tab::Decisions);
        Self { gather: Gather::Thing, by_people: false, tab, letters, fixed: false }
    }
}

/// What a reader wants of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    pub kind: NoticeKind,
    pub in_app: bool,
    pub mail: bool,
}

impl Choice {
    /// What counts until the reader chooses.
    #[must_use]
    pub const fn default_of(kind: NoticeKind) -> Self {
        let mail = matches!(Rules::of(kind).letters, Letters::On);
        Self { kind, in_app: true, mail }
    }
}
