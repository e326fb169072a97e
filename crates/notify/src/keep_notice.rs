use std::time::Duration;

use commonround_db::{Tx, outbox};
use commonround_identity::{cards, mail_notice};
use commonround_kernel::{Id, Result};
use commonround_vocabulary::{NoticeKept, NoticeRaised, Notification};

use crate::limits::{ACTORS_MAX, GATHER_HOURS, NOTICES_MAX};
use crate::model::{Gather, Rules};
use crate::policy::{self, MayKeep};
use crate::store::{actors, notices, settings};
use crate::subjects::Subjects;

/// Keeps what was raised for whoever it is for, as they want it: in their list, by letter, both or
/// not at all. Nothing for somebody who is gone, and nothing of somebody who is.
pub fn keep_notice(tx: &mut Tx<'_>, subjects: &Subjects, told: &NoticeRaised) -> Result<()> {
    let people: Vec<_> = [Some(told.to), told.by].into_iter().flatten().collect();
    let known = cards(tx, &people)?;
    if people.iter().any(|one| known.get(one).is_none_or(|card| card.erased)) {
        return Ok(());
    }
    let choice = settings::of_kind(tx, told.to, told.kind)?;
    if let Some(permit) = policy::may_keep(told, choice)
        && keep(tx, permit, told)?
    {
        outbox::emit(tx, &NoticeKept { to: told.to })?;
    }
    if policy::may_mail(told, choice).is_some() {
        mail(tx, subjects, told)?;
    }
    Ok(())
}

/// Answers whether the reader has news by it.
fn keep(tx: &mut Tx<'_>, permit: MayKeep, told: &NoticeRaised) -> Result<bool> {
    let place: Id<Notification> = tx.env().new_id();
    let row = match row_for(tx, told)? {
        Some(row) if is_known(tx, row, told)? => return Ok(false),
        Some(row) => {
            notices::raise(tx, permit, row, told.about, place)?;
            row
        }
        None => {
            let row = notices::insert(tx, permit, told, place)?;
            notices::trim(tx, told.to, NOTICES_MAX)?;
            row
        }
    };
    if let Some(by) = told.by {
        actors::add(tx, permit, row, by, place, ACTORS_MAX)?;
    }
    Ok(true)
}

/// The row that gathers what was raised, where there is one.
fn row_for(tx: &mut Tx<'_>, told: &NoticeRaised) -> Result<Option<Id<Notification>>> {
    match Rules::of(told.kind).gather {
        Gather::Thing => notices::about_same(tx, told),
        Gather::Day => {
            let since = tx.now() - Duration::from_secs(GATHER_HOURS * 3_600);
            notices::latest_since(tx, told, since)
        }
    }
}

/// Somebody who does, undoes and does again is told of once.
fn is_known(tx: &mut Tx<'_>, row: Id<Notification>, told: &NoticeRaised) -> Result<bool> {
    match told.by {
        Some(by) if Rules::of(told.kind).by_people => actors::is_in(tx, row, by),
        _ => Ok(false),
    }
}

/// A letter with a link and nobody's words; to the list, where the thing has no page for the
/// reader.
fn mail(tx: &mut Tx<'_>, subjects: &Subjects, told: &NoticeRaised) -> Result<()> {
    let subject = subjects(tx, told.to, &[told.about])?.remove(&told.about);
    let path = subject.map_or_else(|| "/notifications".to_owned(), |subject| subject.path);
    mail_notice(tx, told.to, told.kind, &path)
}
