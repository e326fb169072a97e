//! Who sees which status: the only place that says so. Every read of a status (timelines, threads,
//! pages, search, live) has one of these predicates in its SQL, never a filter after it.
//!
//! In all of them `s` is the status and `$1` is [`Viewer::bound`].

use commonround_kernel::{Actor, Id, Persona};

/// Who reads: a persona, or somebody who is not signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer(Option<Id<Persona>>);

impl Viewer {
    /// Somebody who is not signed in.
    pub const NOBODY: Self = Self(None);

    #[must_use]
    pub fn of(actor: Option<&Actor>) -> Self {
        Self(actor.map(|a| a.persona))
    }

    #[must_use]
    pub const fn persona(self) -> Option<Id<Persona>> {
        self.0
    }

    #[must_use]
    pub fn is(self, persona: Id<Persona>) -> bool {
        self.0 == Some(persona)
    }

    /// For `$1`: no persona has the id 0, so nobody follows, blocks or wrote anything.
    #[must_use]
    pub fn bound(self) -> i64 {
        self.0.map_or(0, Id::get)
    }
}

impl From<Id<Persona>> for Viewer {
    fn from(persona: Id<Persona>) -> Self {
        Self(Some(persona))
    }
}

impl From<Option<Id<Persona>>> for Viewer {
    fn from(persona: Option<Id<Persona>>) -> Self {
        Self(persona)
    }
}

/// No block stands between the author and `$1`, in either direction.
macro_rules! unparted {
    ($author:literal) => {
        concat!(
            $author,
            " NOT IN (SELECT blocked FROM commons_block WHERE blocker = $1
              UNION ALL SELECT blocker FROM commons_block WHERE blocked = $1)"
        )
    };
}

/// `$1` does not mute the author.
macro_rules! unmuted {
    ($author:literal) => {
        concat!($author, " NOT IN (SELECT muted FROM commons_mute WHERE muter = $1)")
    };
}

/// `$1` is among those it was meant for, blocks aside: followers-only words reach their audience,
/// its followers, and whom they answer.
macro_rules! meant {
    () => {
        "(s.visibility <> 'followers' OR s.author = $1 OR s.audience = $1
             OR COALESCE(s.answered = $1, FALSE) OR EXISTS (SELECT 1 FROM commons_follow sf
                 WHERE sf.follower = $1 AND sf.followed = s.audience))"
    };
}

/// No measure of the moderators keeps it from `$1`: what is hidden is its author's alone, what is
/// limited is its followers', too.
macro_rules! unmeasured {
    () => {
        "(NOT (s.hidden OR s.limited) OR s.author = $1 OR (NOT s.hidden AND EXISTS (
             SELECT 1 FROM commons_follow mf WHERE mf.follower = $1 AND mf.followed = s.author)))"
    };
}

/// Its author is not limited, for lists of people `$1` did not choose.
macro_rules! unlimited {
    ($author:literal) => {
        concat!($author, " NOT IN (SELECT persona FROM commons_limit)")
    };
}

/// May be read by `$1`, or might have been before it was deleted: meant for `$1`, and no block
/// stands between.
macro_rules! within_sight {
    () => {
        concat!(
            $crate::store::sight::unparted!("s.author"),
            " AND ",
            $crate::store::sight::meant!(),
            " AND ",
            $crate::store::sight::unmeasured!()
        )
    };
}

/// May be read by `$1` now.
macro_rules! seen {
    () => {
        concat!("s.deleted_at IS NULL AND ", $crate::store::sight::within_sight!())
    };
}

/// Belongs into a list that `$1` did not ask for person by person: seen, and not muted.
macro_rules! listed {
    () => {
        concat!($crate::store::sight::seen!(), " AND ", $crate::store::sight::unmuted!("s.author"))
    };
}

/// The same for `t`, a row of `commons_status_tag`: those are of public statuses that stand, so
/// that only block, mute and limits on the author are left to ask. It saves reading each status to drop most of them.
macro_rules! tag_listed {
    () => {
        concat!(
            $crate::store::sight::unparted!("t.author"),
            " AND ",
            $crate::store::sight::unmuted!("t.author"),
            " AND ",
            $crate::store::sight::unlimited!("t.author")
        )
    };
}

pub(crate) use {
    listed, meant, seen, tag_listed, unlimited, unmeasured, unmuted, unparted, within_sight,
};
