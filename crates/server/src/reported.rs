//! What can be reported, as the room of safety looks at it.

use commonround_commons::reportable_status;
use commonround_db::Tx;
use commonround_identity::cards;
use commonround_kernel::{Error, Id, Persona, Result};
use commonround_safety::ports::{Reportable, Thing};
use commonround_vocabulary::{About, AboutKind};

/// Finds statuses; other kinds are not reported yet.
pub struct Reported;

impl Reportable for Reported {
    fn find(&self, tx: &mut Tx<'_>, about: About, viewer: Option<Id<Persona>>) -> Result<Thing> {
        if about.kind != AboutKind::Status {
            return Err(Error::NotFound);
        }
        let status = reportable_status(tx, viewer, Id::from_i64(about.id))?;
        let author = cards(tx, &[status.author])?.remove(&status.author).ok_or(Error::NotFound)?;
        Ok(Thing {
            author: status.author,
            path: format!("/@{}/{}", author.handle, about.id),
            text: status.plain,
            lang: status.language,
            created_at: status.created_at,
        })
    }
}
