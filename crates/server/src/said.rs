//! The words of statuses, for the room of evidence.

use commonround_commons::{Neighbours, Viewer, reportable_status, timeline};
use commonround_db::Tx;
use commonround_evidence::{StatusText, StatusWords};
use commonround_kernel::{Error, Id, Persona, Result};
use commonround_vocabulary::Status;

pub struct Said;

impl StatusText for Said {
    fn status_text(
        &self,
        tx: &mut Tx<'_>,
        viewer: Option<Id<Persona>>,
        status: Id<Status>,
    ) -> Result<Option<StatusWords>> {
        let card = match timeline::one(tx, &Neighbours::none(), Viewer::from(viewer), status) {
            Ok(card) => card,
            Err(Error::NotFound | Error::Gone(_)) => return Ok(None),
            Err(other) => return Err(other),
        };
        let words = reportable_status(tx, None, status)?;
        let (author, path) = (card.author.persona, card.path());
        Ok(Some(StatusWords { author, path, text: words.plain, language: words.language }))
    }
}
