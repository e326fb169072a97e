use commonround_db::{Tx, Value, in_list, padded};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::Status;

use crate::model::TagName;
use crate::policy::{MayFollowTag, MayPublish};

/// Lists a public status under its tags.
pub fn list(
    tx: &mut Tx<'_>,
    permit: &MayPublish,
    status: Id<Status>,
    tags: &[TagName],
) -> Result<()> {
    insert_all(tx, status, permit.author(), tags)
}

/// Lists a status under its tags again, as its row has them.
pub fn relist(
    tx: &mut Tx<'_>,
    status: Id<Status>,
    author: Id<Persona>,
    shown: &[String],
) -> Result<()> {
    let tags: Vec<_> = shown.iter().filter_map(|tag| TagName::parse(tag)).collect();
    insert_all(tx, status, author, &tags)
}

fn insert_all(
    tx: &mut Tx<'_>,
    status: Id<Status>,
    author: Id<Persona>,
    tags: &[TagName],
) -> Result<()> {
    let now = tx.now();
    for tag in tags {
        tx.exec(
            "INSERT INTO commons_tag (tag, shown, created_at) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING",
            (&tag.folded, &tag.shown, now),
        )?;
        tx.exec(
            "INSERT INTO commons_status_tag (tag, status, author) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING",
            (&tag.folded, status, author),
        )?;
    }
    Ok(())
}

/// Takes a status off the lists of its tags. A tag goes with the last status that had it: its words
/// may tell of who wrote them.
pub fn unlist(tx: &mut Tx<'_>, status: Id<Status>, folded: &[String]) -> Result<()> {
    for tag in folded {
        tx.exec("DELETE FROM commons_status_tag WHERE tag = $1 AND status = $2", (tag, status))?;
        tx.exec(
            "DELETE FROM commons_tag WHERE tag = $1
             AND NOT EXISTS (SELECT 1 FROM commons_status_tag t WHERE t.tag = commons_tag.tag)",
            (tag,),
        )?;
    }
    Ok(())
}

/// How most people saw the tag first, where a public status has it.
pub fn shown(tx: &mut Tx<'_>, folded: &str) -> Result<Option<String>> {
    tx.maybe(
        "SELECT shown FROM commons_tag WHERE tag = $1
         AND EXISTS (SELECT 1 FROM commons_status_tag t WHERE t.tag = commons_tag.tag)",
        (folded,),
        |row| row.get(0),
    )
}

pub fn follow(tx: &mut Tx<'_>, permit: MayFollowTag, tag: &TagName) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "INSERT INTO commons_tag_follow (persona, tag, shown, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        (permit.persona(), &tag.folded, &tag.shown, now),
    )
    .map(drop)
}

pub fn unfollow(tx: &mut Tx<'_>, permit: MayFollowTag, tag: &TagName) -> Result<()> {
    let of = (permit.persona(), &tag.folded);
    tx.exec("DELETE FROM commons_tag_follow WHERE persona = $1 AND tag = $2", of).map(drop)
}

pub fn follows(tx: &mut Tx<'_>, persona: Id<Persona>, folded: &str) -> Result<bool> {
    const SQL: &str = "SELECT tag FROM commons_tag_follow WHERE persona = $1 AND tag = $2";
    Ok(tx.maybe(SQL, (persona, folded), |_| Ok(()))?.is_some())
}

pub fn count_followed(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<usize> {
    const SQL: &str = "SELECT COUNT(*) FROM commons_tag_follow WHERE persona = $1";
    tx.one(SQL, (persona,), |row| row.get(0))
}

/// The tags a persona follows, by name.
pub fn followed(tx: &mut Tx<'_>, persona: Id<Persona>, limit: usize) -> Result<Vec<TagName>> {
    tx.query(
        "SELECT shown, tag FROM commons_tag_follow WHERE persona = $1 ORDER BY tag LIMIT $2",
        (persona, limit),
        |row| Ok(TagName { shown: row.get(0)?, folded: row.get(1)? }),
    )
}

/// Tags of public statuses that begin with `folded`, by name.
pub fn beginning_with(tx: &mut Tx<'_>, folded: &str, limit: usize) -> Result<Vec<TagName>> {
    let beyond = format!("{folded}\u{10ffff}");
    tx.query(
        "SELECT shown, tag FROM commons_tag WHERE tag >= $1 AND tag < $2
         AND EXISTS (SELECT 1 FROM commons_status_tag t WHERE t.tag = commons_tag.tag)
         ORDER BY tag LIMIT $3",
        (folded, &beyond, limit),
        |row| Ok(TagName { shown: row.get(0)?, folded: row.get(1)? }),
    )
}

/// How many public statuses since `floor` carry each of the tags; tags without any are absent.
pub fn recent_uses(tx: &mut Tx<'_>, folded: &[String], floor: i64) -> Result<Vec<(String, u32)>> {
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value> = vec![floor.into()];
    values.extend(padded(folded.iter().map(String::as_str)));
    let list = in_list(2, folded.len());
    let sql = format!(
        "SELECT tag, COUNT(*) FROM commons_status_tag WHERE status > $1 AND tag IN {list} GROUP BY tag"
    );
    tx.query(&sql, values, |row| Ok((row.get(0)?, row.get(1)?)))
}
