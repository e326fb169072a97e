//! What of this room can be reported, as a reader or a moderator sees it.

use commonround_db::Tx;
use commonround_kernel::{Error, Id, Persona, Result, Timestamp};
use commonround_vocabulary::{About, AboutKind};

use crate::answers::store as answers;
use crate::claims::store as claims;
use crate::hidden::is_hidden;
use crate::notes::store as notes;
use crate::ports::Ports;

/// A note, an answer or a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportableThing {
    pub author: Id<Persona>,
    pub path: String,
    /// Plain text.
    pub text: String,
    /// ISO 639-1, where it is known.
    pub language: Option<String>,
    pub created_at: Timestamp,
}

/// Without a viewer a moderator looks, who sees what is hidden.
///
/// # Errors
/// `NotFound` where the viewer may not know of it, `Gone` where it was taken back.
pub fn reportable(
    tx: &mut Tx<'_>,
    ports: &Ports,
    about: About,
    viewer: Option<Id<Persona>>,
) -> Result<ReportableThing> {
    if viewer.is_some() && is_hidden(tx, about)? {
        return Err(Error::NotFound);
    }
    match about.kind {
        AboutKind::Note => note(tx, ports, about.id, viewer),
        AboutKind::Answer => answer(tx, about.id),
        AboutKind::ClaimRecord => claim(tx, about.id),
        _ => Err(Error::NotFound),
    }
}

fn note(
    tx: &mut Tx<'_>,
    ports: &Ports,
    id: i64,
    viewer: Option<Id<Persona>>,
) -> Result<ReportableThing> {
    let note = notes::get(tx, Id::from_i64(id))?;
    if note.withdrawn {
        return Err(Error::Gone("note_withdrawn"));
    }
    if viewer.is_some() {
        ports.statuses.status_text(tx, viewer, note.status)?.ok_or(Error::NotFound)?;
    }
    Ok(ReportableThing {
        author: note.author,
        path: format!("/notes/{id}"),
        text: note.text,
        language: note.language,
        created_at: note.created_at,
    })
}

fn answer(tx: &mut Tx<'_>, id: i64) -> Result<ReportableThing> {
    let answer = answers::get(tx, Id::from_i64(id))?;
    Ok(ReportableThing {
        author: answer.author,
        path: format!("/answers/{id}"),
        text: format!("{}\n\n{}", answer.body.english, answer.body.french),
        language: None,
        created_at: answer.created_at,
    })
}

fn claim(tx: &mut Tx<'_>, id: i64) -> Result<ReportableThing> {
    let claim = claims::get(tx, Id::from_i64(id))?;
    Ok(ReportableThing {
        author: claim.opened_by,
        path: format!("/claims/{id}"),
        text: claim.text,
        language: claim.language,
        created_at: claim.created_at,
    })
}
