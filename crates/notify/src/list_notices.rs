use std::collections::HashMap;

use commonround_db::Tx;
use commonround_identity::{NameCard, cards};
use commonround_kernel::{Actor, Id, Persona, Result, Slice, Timestamp};
use commonround_vocabulary::Notification;
use commonround_vocabulary::{About, AboutKind, NoticeKind};

use crate::limits::{ACTORS_MAX, ACTORS_SHOWN};
use crate::mark_seen::count_unread;
use crate::model::{Rules, Tab};
use crate::store::actors::{self, Actors};
use crate::store::notices::{self, Stored};
use crate::store::seen;
use crate::subjects::{Subject, Subjects};

/// A row as its reader sees it now.
#[derive(Debug, Clone)]
pub struct Notice {
    pub id: Id<Notification>,
    /// Where it stands in the list.
    pub place: Id<Notification>,
    pub kind: NoticeKind,
    pub about: About,
    /// `None` where the reader cannot see it, or no longer.
    pub subject: Option<Subject>,
    /// The latest few.
    pub people: Vec<NameCard>,
    /// All who stand in the row.
    pub total: usize,
    pub is_new: bool,
}

impl Notice {
    /// When it last said more.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        Timestamp::from_millis(self.place.millis())
    }

    /// There are more people than a row remembers.
    #[must_use]
    pub fn is_crowded(&self) -> bool {
        self.total >= ACTORS_MAX
    }
}

/// One page of them.
#[derive(Debug, Clone)]
pub struct Notices {
    pub tab: Tab,
    pub rows: Vec<Notice>,
    /// The newest row of the page, shown or not.
    pub newest: Option<Id<Notification>>,
    pub next: Option<i64>,
    /// How many are new, counted no further than the bell shows.
    pub unread: usize,
    pub is_first: bool,
}

/// What the actor was told, newest first. Leaves out what people did that the actor may not see
/// any more.
pub fn list_notices(
    tx: &mut Tx<'_>,
    subjects: &Subjects,
    actor: &Actor,
    tab: Tab,
    slice: Slice,
) -> Result<Notices> {
    let stored = notices::page(tx, actor.persona, tab.kinds().as_deref(), slice)?;
    let newest = stored.first().map(|row| row.place);
    let next = stored.last().filter(|_| stored.len() == slice.limit).map(|row| row.place.get());
    let unread = count_unread(tx, actor)?;
    let rows = complete(tx, subjects, actor.persona, stored)?;
    let is_first = slice.before.is_none() && slice.after.is_none();
    Ok(Notices { tab, rows, newest, next, unread, is_first })
}

fn complete(
    tx: &mut Tx<'_>,
    subjects: &Subjects,
    reader: Id<Persona>,
    stored: Vec<Stored>,
) -> Result<Vec<Notice>> {
    let ids: Vec<_> = stored.iter().map(|row| row.id).collect();
    let mut told = actors::of_each(tx, &ids, ACTORS_SHOWN)?;
    let mut people: Vec<_> = told.values().flat_map(|of| of.latest.iter().copied()).collect();
    people.sort_unstable();
    people.dedup();
    let named = cards(tx, &people)?;
    let things = stored.iter().map(|row| row.about).chain(people.iter().copied().map(about));
    let things: Vec<_> = things.collect();
    let known = subjects(tx, reader, &things)?;
    let seen = seen::up_to(tx, reader)?;
    let rows = stored.into_iter().filter_map(|row| {
        let actors = told.remove(&row.id).unwrap_or_default();
        shown(row, &actors, &named, &known, seen)
    });
    Ok(rows.collect())
}

fn about(persona: Id<Persona>) -> About {
    About { kind: AboutKind::Persona, id: persona.get() }
}

/// `None` for what people did where neither they nor what they did it to can be seen.
fn shown(
    row: Stored,
    actors: &Actors,
    named: &HashMap<Id<Persona>, NameCard>,
    known: &HashMap<About, Subject>,
    seen: i64,
) -> Option<Notice> {
    let visible = actors.latest.iter().filter(|one| known.contains_key(&about(**one)));
    let people: Vec<_> =
        visible.filter_map(|one| named.get(one)).filter(|c| !c.erased).cloned().collect();
    let subject = known.get(&row.about).cloned();
    let says_something = !people.is_empty() && subject.is_some();
    if Rules::of(row.kind).by_people && !says_something {
        return None;
    }
    let Stored { id, kind, about, place } = row;
    let is_new = place.get() > seen;
    Some(Notice { id, place, kind, about, subject, people, total: actors.total, is_new })
}
