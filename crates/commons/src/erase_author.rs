use commonround_db::{Consumer, Db, Delivered, Tx};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{Event, PersonaErased};

use crate::delete_status::erase_with_author;
use crate::limits::ROWS_PER_UNIT;
use crate::store::{erasure, statuses};

/// Erases what a persona said and did here once its account is gone. Some rows a unit, so that
/// others get their turn; running again finds less to do.
pub struct EraseAuthor;

impl Consumer for EraseAuthor {
    fn name(&self) -> &'static str {
        "commons.erase_author"
    }

    fn topics(&self) -> &'static [&'static str] {
        &[PersonaErased::TOPIC]
    }

    fn handle<'a>(&'a self, db: &'a Db, event: &'a Delivered) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            let Some(PersonaErased { persona }) = event.read()? else { return Ok(()) };
            while db.write(move |tx| erase_statuses(tx, persona)).await? > 0 {}
            while db.write(move |tx| erase_reactions(tx, persona)).await? > 0 {}
            db.write(move |tx| erasure::the_rest(tx, persona)).await
        })
    }
}

fn erase_statuses(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<usize> {
    let left = erasure::statuses(tx, persona, ROWS_PER_UNIT)?;
    for status in &left {
        erase_with_author(tx, persona, *status)?;
    }
    Ok(left.len())
}

fn erase_reactions(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<usize> {
    let left = erasure::reactions(tx, persona, ROWS_PER_UNIT)?;
    for (status, reaction) in &left {
        erasure::reaction(tx, persona, *status, *reaction)?;
        statuses::count_down(tx, *status, *reaction)?;
    }
    Ok(left.len())
}
