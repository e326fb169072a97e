//! What can be reported, as the room of safety looks at it.

use commonround_commons::reportable_status;
use commonround_db::Tx;
use commonround_evidence::{Ports, reportable};
use commonround_identity::cards;
use commonround_kernel::{Error, Id, Persona, Result};
use commonround_safety::ports::{Reportable, Thing};
use commonround_vocabulary::{About, AboutKind};

/// Finds statuses, and what the room of evidence holds.
pub struct Reported(pub Ports);

impl Reportable for Reported {
    fn find(&self, tx: &mut Tx<'_>, about: About, viewer: Option<Id<Persona>>) -> Result<Thing> {
        match about.kind {
            AboutKind::Status => status(tx, about, viewer),
            _ => self.of_evidence(tx, about, viewer),
        }
    }
}

fn status(tx: &mut Tx<'_>, about: About, viewer: Option<Id<Persona>>) -> Result<Thing> {
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

impl Reported {
    fn of_evidence(
        &self,
        tx: &mut Tx<'_>,
        about: About,
        viewer: Option<Id<Persona>>,
    ) -> Result<Thing> {
        let found = reportable(tx, &self.0, about, viewer)?;
        Ok(Thing {
            author: found.author,
            path: found.path,
            text: found.text,
            lang: found.language,
            created_at: found.created_at,
        })
    }
}
