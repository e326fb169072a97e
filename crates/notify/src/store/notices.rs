use commonround_db::{Row, Tx, Value, in_list, padded};
use commonround_kernel::{Id, Persona, Result, Slice, Timestamp};
use commonround_vocabulary::{About, AboutKind, NoticeKind};
use commonround_vocabulary::{NoticeRaised, Notification};

use crate::policy::MayKeep;

/// A row as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub id: Id<Notification>,
    pub kind: NoticeKind,
    pub about: About,
    pub place: Id<Notification>,
}

/// The row about the same thing.
pub fn about_same(tx: &mut Tx<'_>, told: &NoticeRaised) -> Result<Option<Id<Notification>>> {
    tx.maybe(
        "SELECT id FROM notify_notice
         WHERE about_kind = $1 AND about_id = $2 AND reader = $3 AND kind = $4",
        (told.about.kind.as_str(), told.about.id, told.to, told.kind.as_str()),
        |row| row.get(0),
    )
}

/// The latest row of the kind that began at `since` or later.
pub fn latest_since(
    tx: &mut Tx<'_>,
    told: &NoticeRaised,
    since: Timestamp,
) -> Result<Option<Id<Notification>>> {
    tx.maybe(
        "SELECT id FROM notify_notice
         WHERE reader = $1 AND kind = $2 AND place >= $3 AND created_at >= $4
         ORDER BY place DESC LIMIT 1",
        (told.to, told.kind.as_str(), Id::<Notification>::floor_at(since), since),
        |row| row.get(0),
    )
}

pub fn insert(
    tx: &mut Tx<'_>,
    _: MayKeep,
    told: &NoticeRaised,
    place: Id<Notification>,
) -> Result<Id<Notification>> {
    let now = tx.now();
    tx.exec(
        "INSERT INTO notify_notice (id, reader, kind, about_kind, about_id, place, created_at)
         VALUES ($1, $2, $3, $4, $5, $1, $6)",
        (place, told.to, told.kind.as_str(), told.about.kind.as_str(), told.about.id, now),
    )?;
    Ok(place)
}

/// The row says more now: it comes to the top and is about the latest.
pub fn raise(
    tx: &mut Tx<'_>,
    _: MayKeep,
    id: Id<Notification>,
    about: About,
    place: Id<Notification>,
) -> Result<()> {
    tx.exec(
        "UPDATE notify_notice SET about_kind = $2, about_id = $3, place = $4 WHERE id = $1",
        (id, about.kind.as_str(), about.id, place),
    )
    .map(drop)
}

/// Of a reader's rows only the `keep` newest stay.
pub fn trim(tx: &mut Tx<'_>, reader: Id<Persona>, keep: usize) -> Result<()> {
    let oldest: Option<i64> = tx.one(
        "SELECT min(place) FROM (
            SELECT place FROM notify_notice WHERE reader = $1 ORDER BY place DESC LIMIT $2) kept",
        (reader, keep),
        |row| row.get(0),
    )?;
    let Some(oldest) = oldest else { return Ok(()) };
    let below = "SELECT id FROM notify_notice WHERE reader = $1 AND place < $2";
    let gone = tx.query(below, (reader, oldest), |row| row.get(0))?;
    remove(tx, &gone)
}

/// Rows, with the people in them.
pub fn remove(tx: &mut Tx<'_>, ids: &[Id<Notification>]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let list = in_list(1, ids.len());
    let values = padded(ids.iter().copied());
    tx.exec(&format!("DELETE FROM notify_actor WHERE notice IN {list}"), values.clone())?;
    tx.exec(&format!("DELETE FROM notify_notice WHERE id IN {list}"), values).map(drop)
}

/// Every row about a thing, whoever reads it.
pub fn about(tx: &mut Tx<'_>, about: About, limit: usize) -> Result<Vec<Id<Notification>>> {
    tx.query(
        "SELECT id FROM notify_notice WHERE about_kind = $1 AND about_id = $2 LIMIT $3",
        (about.kind.as_str(), about.id, limit),
        |row| row.get(0),
    )
}

/// Rows that last said more before `before`.
pub fn older_than(
    tx: &mut Tx<'_>,
    before: Timestamp,
    limit: usize,
) -> Result<Vec<Id<Notification>>> {
    tx.query(
        "SELECT id FROM notify_notice WHERE place < $1 LIMIT $2",
        (Id::<Notification>::floor_at(before), limit),
        |row| row.get(0),
    )
}

/// A reader's rows, newest first; only those of `kinds` where there is such a list.
pub fn page(
    tx: &mut Tx<'_>,
    reader: Id<Persona>,
    kinds: Option<&[NoticeKind]>,
    slice: Slice,
) -> Result<Vec<Stored>> {
    let mut values: Vec<Value> = vec![
        reader.into(),
        slice.ceiling().into(),
        slice.floor().into(),
        i64::try_from(slice.limit).unwrap_or(i64::MAX).into(),
    ];
    let filter = kinds.map(|kinds| {
        values.extend(padded(kinds.iter().map(|kind| kind.as_str())));
        format!("AND kind IN {}", in_list(5, kinds.len()))
    });
    let sql = format!(
        "SELECT id, kind, about_kind, about_id, place FROM notify_notice
         WHERE reader = $1 AND place < $2 AND place > $3 {}
         ORDER BY place DESC LIMIT $4",
        filter.unwrap_or_default()
    );
    tx.query(&sql, values, stored)
}

fn stored(row: &Row<'_>) -> Result<Stored> {
    let unknown = || commonround_kernel::Error::fault("a notice of an unknown kind");
    Ok(Stored {
        id: row.get(0)?,
        kind: NoticeKind::known(row.text(1)?).ok_or_else(unknown)?,
        about: About { kind: AboutKind::known(row.text(2)?).ok_or_else(unknown)?, id: row.get(3)? },
        place: row.get(4)?,
    })
}
