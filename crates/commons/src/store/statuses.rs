use commonround_db::{Param, Row, Tx, Value, in_list, padded};
use commonround_kernel::{Error, Id, Persona, Result, Timestamp};
use commonround_vocabulary::Status;

use super::sight::{Viewer, seen, within_sight};
use crate::model::{Counts, Disclosure, Reaction, StatusText, TagName, Visibility};
use crate::policy::{MayChangeDisclosure, MayDelete, MayPublish};

/// A status as it is stored, with what every reader of it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub id: Id<Status>,
    pub author: Id<Persona>,
    /// Whose followers read it where it is for followers.
    pub audience: Id<Persona>,
    pub visibility: Visibility,
    pub in_reply_to: Option<Id<Status>>,
    /// Who wrote `in_reply_to`.
    pub answered: Option<Id<Persona>>,
    pub thread: Id<Status>,
    pub warning: Option<String>,
    pub language: Option<String>,
    pub disclosure: Disclosure,
    pub html: String,
    /// As the author wrote them, without `#`.
    pub tags: Vec<String>,
    pub counts: Counts,
    pub replies: u32,
    pub created_at: Timestamp,
    pub deleted: bool,
    /// Moderators ask readers to take care.
    pub labelled: bool,
}

/// The columns of [`Stored`], in the order that [`stored`] reads them.
macro_rules! columns {
    () => {
        "s.id, s.author, s.audience, s.visibility, s.in_reply_to, s.answered, s.thread, s.warning, \
         s.language, s.disclosure, s.disclosure_detail, s.html, s.tags, s.helped_me, s.with_you, \
         s.me_too, s.thank_you, s.replies, s.created_at, s.deleted_at IS NOT NULL, s.labelled"
    };
}
pub(super) use columns;

pub(super) fn stored(row: &Row<'_>) -> Result<Stored> {
    Ok(Stored {
        id: row.get(0)?,
        author: row.get(1)?,
        audience: row.get(2)?,
        visibility: row.text(3)?.parse()?,
        in_reply_to: row.get(4)?,
        answered: row.get(5)?,
        thread: row.get(6)?,
        warning: row.get(7)?,
        language: row.get(8)?,
        disclosure: Disclosure::from_parts(row.text(9)?, row.get(10)?)?,
        html: row.get(11)?,
        tags: words(row.text(12)?),
        counts: Counts {
            helped_me: row.get(13)?,
            with_you: row.get(14)?,
            me_too: row.get(15)?,
            thank_you: row.get(16)?,
        },
        replies: row.get(17)?,
        created_at: row.get(18)?,
        deleted: row.get(19)?,
        labelled: row.get(20)?,
    })
}

/// The tags of one row: words with a space between.
fn words(tags: &str) -> Vec<String> {
    tags.split(' ').filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

/// The status, where the viewer may read it or could have before it was deleted; else not found.
pub fn within_sight(tx: &mut Tx<'_>, viewer: Viewer, id: Id<Status>) -> Result<Stored> {
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM commons_status s WHERE s.id = $2 AND ",
        within_sight!()
    );
    tx.one(SQL, (viewer.bound(), id), stored)
}

/// The status, where the viewer may read it: gone where it was deleted, else not found.
pub fn seen(tx: &mut Tx<'_>, viewer: Viewer, id: Id<Status>) -> Result<Stored> {
    let status = within_sight(tx, viewer, id)?;
    if status.deleted { Err(Error::Gone("status_deleted")) } else { Ok(status) }
}

/// Those of the ids that the viewer may read, in no order.
pub fn seen_among(tx: &mut Tx<'_>, viewer: Viewer, ids: &[Id<Status>]) -> Result<Vec<Id<Status>>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    const SQL: &str = concat!("SELECT s.id FROM commons_status s WHERE ", seen!(), " AND s.id IN ");
    let mut values: Vec<Value> = vec![viewer.bound().into()];
    values.extend(padded(ids.iter().copied()));
    let sql = format!("{SQL}{}", in_list(2, ids.len()));
    tx.query(&sql, values, |row| row.get(0))
}

/// Everything of a new status that no rule needs.
pub struct Words<'a> {
    pub text: &'a StatusText,
    pub warning: Option<&'a str>,
    pub language: Option<&'a str>,
    pub disclosure: &'a Disclosure,
    /// Found by search, as the author chose.
    pub indexed: bool,
}

pub fn insert(
    tx: &mut Tx<'_>,
    permit: &MayPublish,
    id: Id<Status>,
    words: &Words<'_>,
) -> Result<()> {
    let tags: Vec<_> = words.text.tags.iter().map(|t| t.shown.as_str()).collect();
    let parent = permit.parent();
    let now = tx.now();
    tx.exec(
        "INSERT INTO commons_status (id, author, audience, visibility, in_reply_to, answered,
             thread, warning, language, disclosure, disclosure_detail, source, html, plain, tags,
             indexed, created_at, replies, helped_me, with_you, me_too, thank_you)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
             0, 0, 0, 0, 0)",
        &[
            id.cell(),
            permit.author().cell(),
            permit.audience().cell(),
            permit.visibility().as_str().cell(),
            parent.map(|p| p.status).cell(),
            parent.map(|p| p.author).cell(),
            parent.map_or(id, |p| p.thread).cell(),
            words.warning.cell(),
            words.language.cell(),
            words.disclosure.kind().as_str().cell(),
            words.disclosure.detail().cell(),
            words.text.source.cell(),
            words.text.html.cell(),
            words.text.plain.cell(),
            tags.join(" ").cell(),
            words.indexed.cell(),
            now.cell(),
        ][..],
    )
    .map(drop)
}

/// What is left of a status after it was deleted: an id, its place in the thread, no words.
pub fn bury(tx: &mut Tx<'_>, permit: MayDelete) -> Result<()> {
    let now = tx.now();
    let n = tx.exec(
        "UPDATE commons_status SET deleted_at = $2, source = '', html = '', plain = '', tags = '',
             warning = NULL, language = NULL, disclosure_detail = NULL, indexed = FALSE,
             helped_me = 0, with_you = 0, me_too = 0, thank_you = 0
         WHERE id = $1 AND deleted_at IS NULL",
        (permit.status(), now),
    )?;
    if n == 1 { Ok(()) } else { Err(Error::NotFound) }
}

pub fn set_disclosure(
    tx: &mut Tx<'_>,
    permit: MayChangeDisclosure,
    disclosure: &Disclosure,
) -> Result<()> {
    let n = tx.exec(
        "UPDATE commons_status SET disclosure = $2, disclosure_detail = $3 WHERE id = $1",
        (permit.status(), disclosure.kind().as_str(), disclosure.detail()),
    )?;
    if n == 1 { Ok(()) } else { Err(Error::NotFound) }
}

pub fn add_reply(tx: &mut Tx<'_>, parent: Id<Status>) -> Result<()> {
    tx.exec("UPDATE commons_status SET replies = replies + 1 WHERE id = $1", (parent,)).map(drop)
}

pub fn remove_reply(tx: &mut Tx<'_>, parent: Id<Status>) -> Result<()> {
    const SQL: &str =
        "UPDATE commons_status SET replies = replies - 1 WHERE id = $1 AND replies > 0";
    tx.exec(SQL, (parent,)).map(drop)
}

/// One more of a reaction.
pub fn count_up(tx: &mut Tx<'_>, id: Id<Status>, reaction: Reaction) -> Result<()> {
    let column = reaction.as_str();
    let sql = format!("UPDATE commons_status SET {column} = {column} + 1 WHERE id = $1");
    tx.exec(&sql, (id,)).map(drop)
}

/// One less of a reaction; a buried status keeps its zeros.
pub fn count_down(tx: &mut Tx<'_>, id: Id<Status>, reaction: Reaction) -> Result<()> {
    let column = reaction.as_str();
    let sql =
        format!("UPDATE commons_status SET {column} = {column} - 1 WHERE id = $1 AND {column} > 0");
    tx.exec(&sql, (id,)).map(drop)
}

/// The words of a status, for search to index them again.
pub struct Indexed {
    pub id: Id<Status>,
    pub plain: String,
    pub warning: Option<String>,
    pub language: Option<String>,
    pub tags: Vec<TagName>,
}

/// Public statuses of an author that stand on the shelf and should not, or the other way round.
pub fn to_index(
    tx: &mut Tx<'_>,
    author: Id<Persona>,
    wanted: bool,
    limit: usize,
) -> Result<Vec<Indexed>> {
    tx.query(
        "SELECT id, plain, warning, language, tags FROM commons_status
         WHERE author = $1 AND visibility = 'public' AND deleted_at IS NULL AND indexed <> $2
             AND NOT hidden AND NOT limited
         ORDER BY id LIMIT $3",
        (author, wanted, limit),
        |row| {
            Ok(Indexed {
                id: row.get(0)?,
                plain: row.get(1)?,
                warning: row.get(2)?,
                language: row.get(3)?,
                tags: row.text(4)?.split(' ').filter_map(TagName::parse).collect(),
            })
        },
    )
}

pub fn set_indexed(tx: &mut Tx<'_>, id: Id<Status>, indexed: bool) -> Result<()> {
    tx.exec("UPDATE commons_status SET indexed = $2 WHERE id = $1", (id, indexed)).map(drop)
}

/// How wide a status is or was; not for showing to anybody.
pub fn visibility(tx: &mut Tx<'_>, id: Id<Status>) -> Result<Visibility> {
    const SQL: &str = "SELECT visibility FROM commons_status WHERE id = $1";
    tx.one(SQL, (id,), |row| Ok(row.text(0)?.parse()?))
}
