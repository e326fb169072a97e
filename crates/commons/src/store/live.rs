//! What decides where a status is heard of, whoever may read it.

use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};
use commonround_text::fold;
use commonround_vocabulary::Status;

use crate::model::Visibility;

/// Where a status stands, for announcing it. It carries no words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub author: Id<Persona>,
    pub visibility: Visibility,
    pub in_reply_to: Option<Id<Status>>,
    pub thread: Id<Status>,
    /// Folded.
    pub tags: Vec<String>,
}

pub fn standing(tx: &mut Tx<'_>, id: Id<Status>) -> Result<Option<Standing>> {
    tx.maybe(
        "SELECT author, visibility, in_reply_to, thread, tags FROM commons_status WHERE id = $1",
        (id,),
        |row| {
            Ok(Standing {
                author: row.get(0)?,
                visibility: row.text(1)?.parse()?,
                in_reply_to: row.get(2)?,
                thread: row.get(3)?,
                tags: row.text(4)?.split(' ').filter(|t| !t.is_empty()).map(fold).collect(),
            })
        },
    )
}

/// People whose statuses the persona's home shows, the newest follows first.
pub fn followed(tx: &mut Tx<'_>, persona: Id<Persona>, limit: usize) -> Result<Vec<Id<Persona>>> {
    tx.query(
        "SELECT followed FROM commons_follow WHERE follower = $1 ORDER BY id DESC LIMIT $2",
        (persona, limit),
        |row| row.get(0),
    )
}
