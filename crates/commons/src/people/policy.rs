//! Who may do what to whom. Pure: the store writes nothing without one of these permits.

use commonround_kernel::{Actor, Error, Id, Persona, Result, Timestamp};

use super::model::ProfileSettings;

/// What stands between a persona and another, seen from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Relation {
    pub following: bool,
    /// The first asked to follow the second, who has not answered.
    pub requested: bool,
    pub followed_by: bool,
    /// The second asked to follow the first.
    pub requested_by: bool,
    pub blocking: bool,
    pub blocked_by: bool,
    pub muting: bool,
    /// When the mute ends by itself.
    pub muting_until: Option<Timestamp>,
}

impl Relation {
    /// A block in either direction.
    #[must_use]
    pub const fn parted(&self) -> bool {
        self.blocking || self.blocked_by
    }
}

/// How much of a profile a reader gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    Whole,
    /// Name and handle only. A blocked person can tell that the account exists (the handle is
    /// taken, others speak of it), and sees nothing of what it says of itself.
    NameOnly,
}

#[must_use]
pub const fn sight(relation: &Relation) -> Sight {
    if relation.blocked_by { Sight::NameOnly } else { Sight::Whole }
}

/// Whether the lists of followers and followed may be shown.
pub fn may_see_lists(
    viewer: Option<Id<Persona>>,
    owner: Id<Persona>,
    settings: &ProfileSettings,
    relation: &Relation,
) -> Result<()> {
    if viewer == Some(owner) {
        return Ok(());
    }
    if relation.blocked_by || !settings.lists_public {
        return Err(Error::Denied("lists_private"));
    }
    Ok(())
}

/// An act of one persona towards another, allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Towards {
    by: Id<Persona>,
    target: Id<Persona>,
}

macro_rules! permits {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(Towards);

        impl $name {
            #[must_use]
            pub const fn by(&self) -> Id<Persona> {
                self.0.by
            }

            #[must_use]
            pub const fn target(&self) -> Id<Persona> {
                self.0.target
            }
        }
    )*};
}

permits! {
    /// Start a follow now.
    MayFollow
    /// Ask to follow.
    MayRequest
    /// End the actor's follow, or withdraw the request.
    MayUnfollow
    MayBlock
    MayUnblock
    MayMute
    MayUnmute
    /// End the target's follow of the actor.
    MayRemoveFollower
    /// Accept or reject the target's request to follow the actor.
    MayAnswer
}

/// What pressing "Follow" leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Following {
    Starts(MayFollow),
    Asks(MayRequest),
    /// It is already so: doing it again changes nothing.
    Stands,
}

fn towards(actor: &Actor, target: Id<Persona>, own: &'static str) -> Result<Towards> {
    actor.require_confirmed()?;
    if actor.persona == target {
        return Err(Error::Denied(own));
    }
    Ok(Towards { by: actor.persona, target })
}

/// Block beats follow in both directions; a locked account is asked.
pub fn may_follow(
    actor: &Actor,
    target: Id<Persona>,
    locked: bool,
    relation: &Relation,
) -> Result<Following> {
    let towards = towards(actor, target, "follow_self")?;
    if relation.parted() {
        return Err(Error::Denied("follow_blocked"));
    }
    Ok(match (relation.following, locked, relation.requested) {
        (true, _, _) | (false, true, true) => Following::Stands,
        (false, true, false) => Following::Asks(MayRequest(towards)),
        (false, false, _) => Following::Starts(MayFollow(towards)),
    })
}

pub fn may_unfollow(actor: &Actor, target: Id<Persona>) -> Result<MayUnfollow> {
    towards(actor, target, "follow_self").map(MayUnfollow)
}

pub fn may_block(actor: &Actor, target: Id<Persona>) -> Result<MayBlock> {
    towards(actor, target, "block_self").map(MayBlock)
}

pub fn may_unblock(actor: &Actor, target: Id<Persona>) -> Result<MayUnblock> {
    towards(actor, target, "block_self").map(MayUnblock)
}

pub fn may_mute(actor: &Actor, target: Id<Persona>) -> Result<MayMute> {
    towards(actor, target, "mute_self").map(MayMute)
}

pub fn may_unmute(actor: &Actor, target: Id<Persona>) -> Result<MayUnmute> {
    towards(actor, target, "mute_self").map(MayUnmute)
}

pub fn may_remove_follower(actor: &Actor, target: Id<Persona>) -> Result<MayRemoveFollower> {
    towards(actor, target, "follow_self").map(MayRemoveFollower)
}

/// Whoever was asked answers. To anybody else the request does not exist.
pub fn may_answer(
    actor: &Actor,
    follower: Id<Persona>,
    followed: Id<Persona>,
) -> Result<MayAnswer> {
    if actor.persona != followed {
        return Err(Error::NotFound);
    }
    towards(actor, follower, "follow_self").map(MayAnswer)
}

/// Edit the profile the actor speaks through. It needs no confirmed address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayEditProfile(Id<Persona>);

impl MayEditProfile {
    #[must_use]
    pub const fn persona(&self) -> Id<Persona> {
        self.0
    }
}

#[must_use]
pub const fn may_edit_profile(actor: &Actor) -> MayEditProfile {
    MayEditProfile(actor.persona)
}
