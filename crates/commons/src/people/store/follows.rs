use commonround_db::Tx;
use commonround_kernel::{Error, Id, Persona, Result, Slice};

use super::relations::unblocked_sql;
use super::{Listed, listed, page_params, viewer_param};
use crate::people::FollowRequest;
use crate::people::policy::{
    MayAnswer, MayBlock, MayFollow, MayRemoveFollower, MayRequest, MayUnfollow,
};

/// A request and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    pub follower: Id<Persona>,
    pub followed: Id<Persona>,
    pub answer: Option<Answer>,
}

/// Kept with the request, so that pressing a button twice is harmless.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Accepted,
    Rejected,
}

impl Answer {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }

    fn parse(raw: &str) -> Result<Self> {
        [Self::Accepted, Self::Rejected]
            .into_iter()
            .find(|answer| answer.as_str() == raw)
            .ok_or_else(|| Error::fault(format!("unknown answer {raw}")))
    }
}

/// Starts the follow; whether it is new.
pub fn insert(tx: &mut Tx<'_>, permit: MayFollow) -> Result<bool> {
    let began = start(tx, permit.by(), permit.target())?;
    withdraw(tx, permit.by(), permit.target())?;
    Ok(began)
}

fn start(tx: &mut Tx<'_>, follower: Id<Persona>, followed: Id<Persona>) -> Result<bool> {
    let id: Id<FollowRequest> = tx.env().new_id();
    let now = tx.now();
    let rows = tx.exec(
        "INSERT INTO commons_follow (follower, followed, id, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (follower, followed) DO NOTHING",
        (follower, followed, id, now),
    )?;
    Ok(rows == 1)
}

/// Asks, anew where an earlier request was answered.
pub fn request(tx: &mut Tx<'_>, permit: MayRequest) -> Result<()> {
    let id: Id<FollowRequest> = tx.env().new_id();
    let now = tx.now();
    tx.exec(
        "INSERT INTO commons_follow_request (id, follower, followed, answer, created_at)
         VALUES ($1, $2, $3, NULL, $4)
         ON CONFLICT (follower, followed) DO UPDATE
             SET id = excluded.id, answer = NULL, created_at = excluded.created_at",
        (id, permit.by(), permit.target(), now),
    )?;
    Ok(())
}

fn withdraw(tx: &mut Tx<'_>, follower: Id<Persona>, followed: Id<Persona>) -> Result<()> {
    tx.exec(
        "DELETE FROM commons_follow_request WHERE follower = $1 AND followed = $2",
        (follower, followed),
    )?;
    Ok(())
}

/// Ends a follow and forgets the request behind it; whether there was a follow.
fn end(tx: &mut Tx<'_>, follower: Id<Persona>, followed: Id<Persona>) -> Result<bool> {
    withdraw(tx, follower, followed)?;
    let rows = tx.exec(
        "DELETE FROM commons_follow WHERE follower = $1 AND followed = $2",
        (follower, followed),
    )?;
    Ok(rows == 1)
}

pub fn delete(tx: &mut Tx<'_>, permit: MayUnfollow) -> Result<bool> {
    end(tx, permit.by(), permit.target())
}

pub fn delete_follower(tx: &mut Tx<'_>, permit: MayRemoveFollower) -> Result<bool> {
    end(tx, permit.target(), permit.by())
}

/// Ends what a block ends: the blocker's follow, and the blocked one's.
pub fn part(tx: &mut Tx<'_>, permit: MayBlock) -> Result<(bool, bool)> {
    let own = end(tx, permit.by(), permit.target())?;
    let theirs = end(tx, permit.target(), permit.by())?;
    Ok((own, theirs))
}

pub fn find_request(tx: &mut Tx<'_>, id: Id<FollowRequest>) -> Result<Request> {
    let sql = "SELECT follower, followed, answer FROM commons_follow_request WHERE id = $1";
    tx.one(sql, (id,), |row| {
        let answer: Option<String> = row.get(2)?;
        let answer = answer.as_deref().map(Answer::parse).transpose()?;
        Ok(Request { follower: row.get(0)?, followed: row.get(1)?, answer })
    })
}

/// Starts the follow that was asked for; whether it is new.
pub fn accept(tx: &mut Tx<'_>, permit: MayAnswer) -> Result<bool> {
    answer(tx, permit, Answer::Accepted)?;
    start(tx, permit.target(), permit.by())
}

pub fn reject(tx: &mut Tx<'_>, permit: MayAnswer) -> Result<()> {
    answer(tx, permit, Answer::Rejected)
}

fn answer(tx: &mut Tx<'_>, permit: MayAnswer, answer: Answer) -> Result<()> {
    tx.exec(
        "UPDATE commons_follow_request SET answer = $3 WHERE follower = $1 AND followed = $2",
        (permit.target(), permit.by(), answer.as_str()),
    )?;
    Ok(())
}

/// Follows and waiting requests of a persona, for the limit.
pub fn count_outgoing(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<usize> {
    tx.one(
        "SELECT (SELECT COUNT(*) FROM commons_follow WHERE follower = $1)
              + (SELECT COUNT(*) FROM commons_follow_request
                 WHERE follower = $1 AND answer IS NULL)",
        (persona,),
        |row| row.get(0),
    )
}

/// Numbers of (followers, followed).
pub fn counts(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<(usize, usize)> {
    tx.one(
        "SELECT (SELECT COUNT(*) FROM commons_follow WHERE followed = $1),
                (SELECT COUNT(*) FROM commons_follow WHERE follower = $1)",
        (persona,),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Requests that wait for the persona's answer.
pub fn count_waiting(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<usize> {
    tx.one(
        "SELECT COUNT(*) FROM commons_follow_request WHERE followed = $1 AND answer IS NULL",
        (persona,),
        |row| row.get(0),
    )
}

/// Who follows the persona, newest first, without those a block parts from the viewer.
pub fn followers(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    viewer: Option<Id<Persona>>,
    slice: Slice,
) -> Result<Vec<Listed>> {
    list(tx, "follower", "followed", persona, viewer, slice)
}

/// Whom the persona follows, newest first, without those a block parts from the viewer.
pub fn following(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    viewer: Option<Id<Persona>>,
    slice: Slice,
) -> Result<Vec<Listed>> {
    list(tx, "followed", "follower", persona, viewer, slice)
}

fn list(
    tx: &mut Tx<'_>,
    shown: &str,
    owner: &str,
    persona: Id<Persona>,
    viewer: Option<Id<Persona>>,
    slice: Slice,
) -> Result<Vec<Listed>> {
    let (floor, ceiling, rows) = page_params(slice);
    let sql = format!(
        "SELECT id, {shown} FROM commons_follow
         WHERE {owner} = $2 AND id > $3 AND id < $4 AND {}
         ORDER BY id DESC LIMIT $5",
        unblocked_sql(&format!("commons_follow.{shown}"), "$1")
    );
    tx.query(&sql, (viewer_param(viewer), persona, floor, ceiling, rows), listed)
}

/// Requests that wait for the persona's answer, newest first.
pub fn requests(tx: &mut Tx<'_>, persona: Id<Persona>, slice: Slice) -> Result<Vec<Listed>> {
    let (floor, ceiling, rows) = page_params(slice);
    tx.query(
        "SELECT id, follower FROM commons_follow_request
         WHERE followed = $1 AND answer IS NULL AND id > $2 AND id < $3
         ORDER BY id DESC LIMIT $4",
        (persona, floor, ceiling, rows),
        listed,
    )
}

pub fn erase(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    tx.exec("DELETE FROM commons_follow WHERE follower = $1 OR followed = $1", (persona,))?;
    tx.exec("DELETE FROM commons_follow_request WHERE follower = $1 OR followed = $1", (persona,))?;
    Ok(())
}
