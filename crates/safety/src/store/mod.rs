//! Every SQL string of this room. Decides nothing.

pub mod appeals;
pub mod boundaries;
pub mod cases;
pub mod counts;
pub mod duty;
pub mod erasure;
pub mod measures;
pub mod reports;
mod schema;
pub mod words;

use commonround_db::{Migration, Row};
use commonround_kernel::{Error, Result};
use commonround_vocabulary::{About, AboutKind, SanctionAct};

pub const MIGRATIONS: &[Migration] = &[schema::MIGRATION];

fn about(row: &Row<'_>, kind: usize, id: usize) -> Result<About> {
    let code = row.text(kind)?;
    let kind = AboutKind::known(code);
    let kind = kind.ok_or_else(|| Error::fault(format!("no kind of thing: {code}")))?;
    Ok(About { kind, id: row.get(id)? })
}

fn act(row: &Row<'_>, at: usize) -> Result<SanctionAct> {
    let code = row.text(at)?;
    SanctionAct::known(code).ok_or_else(|| Error::fault(format!("no measure: {code}")))
}
