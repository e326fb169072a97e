//! Telling people of what concerns them, unless a block or a mute stands between the two.

use commonround_db::{Tx, outbox};
use commonround_identity::personas_by_handle;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{About, AboutKind, NoticeKind, NoticeRaised, Status};

use crate::people::relations;
use crate::policy::MayPublish;
use crate::store::sight::Viewer;
use crate::store::statuses;

/// About what `by` did to `to` as a person.
pub fn about_person(
    tx: &mut Tx<'_>,
    to: Id<Persona>,
    by: Id<Persona>,
    kind: NoticeKind,
) -> Result<()> {
    tell(tx, to, by, kind, About { kind: AboutKind::Persona, id: by.get() })
}

/// About a status that concerns both.
pub fn about_status(
    tx: &mut Tx<'_>,
    to: Id<Persona>,
    by: Id<Persona>,
    kind: NoticeKind,
    status: Id<Status>,
) -> Result<()> {
    tell(tx, to, by, kind, About { kind: AboutKind::Status, id: status.get() })
}

/// Whoever is answered hears of the reply, whoever is named hears of it where they may read it.
pub fn about_publication(
    tx: &mut Tx<'_>,
    permit: &MayPublish,
    status: Id<Status>,
    mentions: &[String],
) -> Result<()> {
    let (by, answered) = (permit.author(), permit.parent().map(|parent| parent.author));
    if let Some(answered) = answered {
        about_status(tx, answered, by, NoticeKind::Reply, status)?;
    }
    for named in personas_by_handle(tx, mentions)? {
        if Some(named) != answered && may_read(tx, named, status)? {
            about_status(tx, named, by, NoticeKind::Mention, status)?;
        }
    }
    Ok(())
}

fn may_read(tx: &mut Tx<'_>, persona: Id<Persona>, status: Id<Status>) -> Result<bool> {
    Ok(!statuses::seen_among(tx, Viewer::from(persona), &[status])?.is_empty())
}

fn tell(
    tx: &mut Tx<'_>,
    to: Id<Persona>,
    by: Id<Persona>,
    kind: NoticeKind,
    about: About,
) -> Result<()> {
    if !may_tell(tx, to, by)? {
        return Ok(());
    }
    outbox::emit(tx, &NoticeRaised { to, kind, by: Some(by), about }).map(drop)
}

/// Whether `to` is told of what `by` does. Nobody is told of their own acts.
///
/// # Errors
/// What the database says.
pub fn may_tell(tx: &mut Tx<'_>, to: Id<Persona>, by: Id<Persona>) -> Result<bool> {
    if to == by {
        return Ok(false);
    }
    let relation = relations::of(tx, to, by)?;
    Ok(!(relation.blocking || relation.blocked_by || relation.muting))
}
