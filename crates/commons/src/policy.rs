//! Who may do what with a status. Pure: the store writes nothing without one of these permits.

use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_vocabulary::Status;

use crate::model::Visibility;

/// The status that a reply answers, as its author is allowed to see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parent {
    pub status: Id<Status>,
    pub author: Id<Persona>,
    pub visibility: Visibility,
    /// Whose followers read the thread where it is for followers.
    pub audience: Id<Persona>,
    pub thread: Id<Status>,
}

/// Say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayPublish {
    author: Id<Persona>,
    audience: Id<Persona>,
    visibility: Visibility,
    parent: Option<Parent>,
}

impl MayPublish {
    #[must_use]
    pub const fn author(&self) -> Id<Persona> {
        self.author
    }

    #[must_use]
    pub const fn audience(&self) -> Id<Persona> {
        self.audience
    }

    #[must_use]
    pub const fn visibility(&self) -> Visibility {
        self.visibility
    }

    #[must_use]
    pub const fn parent(&self) -> Option<Parent> {
        self.parent
    }

    /// The parent whose reply count this adds to. A reply that fewer people may read than its
    /// parent is not counted: the number would tell of it.
    #[must_use]
    pub fn counted_by(&self) -> Option<Id<Status>> {
        let parent = self.parent?;
        counts(self.visibility, parent.visibility).then_some(parent.status)
    }
}

/// Whether a reply is part of the number its parent shows.
#[must_use]
pub fn counts(reply: Visibility, parent: Visibility) -> bool {
    reply != Visibility::Followers || parent == Visibility::Followers
}

/// A reply is never wider than what it answers. Where that is for followers, the reply reaches
/// the same people: the followers of whoever began the thread, not those of who answers.
/// `wanted` is what the author chose, `usual` what the profile says where nothing was chosen.
pub fn may_publish(
    actor: &Actor,
    wanted: Option<Visibility>,
    usual: Visibility,
    parent: Option<Parent>,
) -> Result<MayPublish> {
    actor.require_confirmed()?;
    let widest = parent.map_or(Visibility::Public, |p| p.visibility);
    let visibility = wanted.unwrap_or_else(|| usual.narrowed_to(widest));
    if !visibility.within(widest) {
        return Err(Error::invalid("visibility", "wider_than_parent"));
    }
    let private = parent.filter(|p| p.visibility == Visibility::Followers);
    let audience = private.map_or(actor.persona, |p| p.audience);
    Ok(MayPublish { author: actor.persona, audience, visibility, parent })
}

/// Take a status away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayDelete(Id<Status>);

impl MayDelete {
    #[must_use]
    pub const fn status(self) -> Id<Status> {
        self.0
    }

    /// The account behind the author is gone, and its statuses go with it.
    #[must_use]
    pub const fn with_author(status: Id<Status>) -> Self {
        Self(status)
    }
}

pub fn may_delete(actor: &Actor, status: Id<Status>, author: Id<Persona>) -> Result<MayDelete> {
    require_author(actor, author).map(|()| MayDelete(status))
}

/// Say better what a status is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayChangeDisclosure(Id<Status>);

impl MayChangeDisclosure {
    #[must_use]
    pub const fn status(self) -> Id<Status> {
        self.0
    }
}

pub fn may_change_disclosure(
    actor: &Actor,
    status: Id<Status>,
    author: Id<Persona>,
) -> Result<MayChangeDisclosure> {
    require_author(actor, author).map(|()| MayChangeDisclosure(status))
}

fn require_author(actor: &Actor, author: Id<Persona>) -> Result<()> {
    actor.require_confirmed()?;
    if actor.persona == author { Ok(()) } else { Err(Error::Denied("not_author")) }
}

/// React to a status, or take the reaction back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayReact {
    status: Id<Status>,
    persona: Id<Persona>,
}

impl MayReact {
    #[must_use]
    pub const fn status(self) -> Id<Status> {
        self.status
    }

    #[must_use]
    pub const fn persona(self) -> Id<Persona> {
        self.persona
    }
}

/// Thanking oneself means nothing, so nobody reacts to an own status.
pub fn may_react(actor: &Actor, status: Id<Status>, author: Id<Persona>) -> Result<MayReact> {
    actor.require_confirmed()?;
    if actor.persona == author {
        return Err(Error::Denied("own_status"));
    }
    Ok(MayReact { status, persona: actor.persona })
}

/// Follow a hashtag or stop following it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayFollowTag(Id<Persona>);

impl MayFollowTag {
    #[must_use]
    pub const fn persona(self) -> Id<Persona> {
        self.0
    }
}

pub fn may_follow_tag(actor: &Actor) -> Result<MayFollowTag> {
    actor.require_confirmed().map(|()| MayFollowTag(actor.persona))
}
