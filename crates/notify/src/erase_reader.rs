use commonround_db::{Consumer, Db, Delivered, Tx};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::NoticeKind;
use commonround_vocabulary::{Event, Notification, PersonaErased};

use crate::limits::ROWS_PER_UNIT;
use crate::model::Rules;
use crate::store::{erasure, notices};

/// Erases what a persona was told, chose, and is told of to others. Some rows a unit, so that
/// others get their turn; running again finds less to do.
pub struct EraseReader;

impl Consumer for EraseReader {
    fn name(&self) -> &'static str {
        "notify.erase"
    }

    fn topics(&self) -> &'static [&'static str] {
        &[PersonaErased::TOPIC]
    }

    fn handle<'a>(&'a self, db: &'a Db, event: &'a Delivered) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            let Some(PersonaErased { persona }) = event.read()? else { return Ok(()) };
            while db.write(move |tx| erase_own(tx, persona)).await? > 0 {}
            while db.write(move |tx| erase_acts(tx, persona)).await? > 0 {}
            db.write(move |tx| erasure::the_rest(tx, persona)).await
        })
    }
}

fn erase_own(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<usize> {
    let rows = erasure::read_by(tx, persona, ROWS_PER_UNIT)?;
    notices::remove(tx, &rows)?;
    Ok(rows.len())
}

/// A row about people goes with the last of them; a decision stays, without who took it.
fn erase_acts(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<usize> {
    let rows = erasure::told_of(tx, persona, ROWS_PER_UNIT)?;
    for row in &rows {
        let is_left = erasure::take_out(tx, *row, persona)?;
        if !is_left && is_by_people(tx, *row)? {
            notices::remove(tx, &[*row])?;
        }
    }
    Ok(rows.len())
}

fn is_by_people(tx: &mut Tx<'_>, row: Id<Notification>) -> Result<bool> {
    let kind = erasure::kind_of(tx, row)?.and_then(|code| NoticeKind::known(&code));
    Ok(kind.is_some_and(|kind| Rules::of(kind).by_people))
}
