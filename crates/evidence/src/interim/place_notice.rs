use std::time::Duration;

use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_text::danger;
use commonround_vocabulary::{
    About, AboutKind, Interim, InterimChanged, NoticeKind, NoticeRaised, Status,
};

use super::model::InterimBody;
use super::policy::{Danger, may_place, professional};
use super::{store, timers};
use crate::Evidence;
use crate::claims::store as claims;
use crate::limits::INTERIM_ALONE_SECS;
use crate::notes::write_note::{profession_of, rater_of};

/// A notice beside a status.
#[derive(Debug, Clone)]
pub struct Place {
    pub status: Id<Status>,
    pub body: InterimBody,
}

/// Places a notice beside a status at once, and calls professionals of other professions to sign
/// it. Without a second signature it lapses in an hour.
///
/// # Errors
/// Not found where the status may not be seen; `not_verified` and those of `may_place`; on `source`:
/// `malformed`, `retracted`, `no_guideline` where no public authority answers for it.
pub fn place_notice(
    tx: &mut Tx<'_>,
    room: &Evidence,
    actor: &Actor,
    cmd: &Place,
) -> Result<Id<Interim>> {
    let profession = profession_of(tx, room, actor)?;
    let person = rater_of(tx, room, actor)?;
    let by = professional(actor, person, profession.as_deref())?;
    let danger = look(tx, room, actor, cmd.status, person)?;
    let permit = may_place(by, &danger, tx.now())?;
    let source = official(tx, room, &cmd.body.source)?;
    let ends_at = tx.now() + Duration::from_secs(INTERIM_ALONE_SECS);
    let on = (cmd.status, danger.status_author);
    let id = store::insert(tx, &permit, on, (&cmd.body, &source), ends_at)?;
    timers::schedule(tx, id, ends_at)?;
    outbox::emit(tx, &InterimChanged { interim: id, status: cmd.status })?;
    tell_author(tx, room, danger.status_author, actor, id)?;
    for to in store::callable(tx, by.profession)? {
        if to != actor.persona && to != danger.status_author {
            raise(tx, to, NoticeKind::DutyCalls, id)?;
        }
    }
    Ok(id)
}

fn look(
    tx: &mut Tx<'_>,
    room: &Evidence,
    actor: &Actor,
    status: Id<Status>,
    person: i64,
) -> Result<Danger> {
    let seen = room.ports.statuses.status_text(tx, Some(actor.persona), status)?;
    let words = seen.ok_or(Error::NotFound)?;
    let before = store::of_status(tx, status)?;
    let now = tx.now();
    let day_ago = now - Duration::from_secs(24 * 3_600);
    Ok(Danger {
        status_author: words.author,
        class: class_of(tx, status, &words.text)?,
        has_running: before.iter().any(|one| one.state.is_running()),
        was_theirs: before.iter().any(|one| one.placer == person),
        placed_today: store::placed_since(tx, person, day_ago)?,
    })
}

/// The first danger that a status names itself, or that a claim does which people hold it for.
pub(super) fn class_of(
    tx: &mut Tx<'_>,
    status: Id<Status>,
    words: &str,
) -> Result<Option<&'static str>> {
    let class = |text: &str| danger::find(text).first().map(|found| found.class.code());
    if let Some(own) = class(words) {
        return Ok(Some(own));
    }
    let claims = claims::texts_of_status(tx, status)?;
    Ok(claims.iter().find_map(|claim| class(claim)))
}

/// Who answers for the source.
fn official(tx: &mut Tx<'_>, room: &Evidence, url: &str) -> Result<String> {
    let refused = |why| Error::invalid("source", why);
    let cited = room.citations.resolve(tx, url)?.ok_or_else(|| refused("malformed"))?;
    match cited {
        cited if cited.retracted => Err(refused("retracted")),
        cited if cited.tier.as_deref() == Some("a") => Ok(cited.name),
        _ => Err(refused("no_guideline")),
    }
}

fn tell_author(
    tx: &mut Tx<'_>,
    room: &Evidence,
    author: Id<Persona>,
    actor: &Actor,
    id: Id<Interim>,
) -> Result<()> {
    if (room.ports.may_tell)(tx, author, actor.persona)? {
        raise(tx, author, NoticeKind::NoteWritten, id)?;
    }
    Ok(())
}

fn raise(tx: &mut Tx<'_>, to: Id<Persona>, kind: NoticeKind, id: Id<Interim>) -> Result<()> {
    let about = About { kind: AboutKind::Interim, id: id.get() };
    outbox::emit(tx, &NoticeRaised { to, kind, by: None, about }).map(drop)
}
