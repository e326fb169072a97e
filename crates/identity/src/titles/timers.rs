//! What comes later: a title that nobody proved leaves the name, a new badge is compared with every
//! name, another pack reads all of them again.

use std::sync::Arc;
use std::time::Duration;

use commonround_db::{Db, DueJob, JobKind, Tx, settings};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Id, Persona, Result};
use commonround_text::titles::Pack;

use super::limits::{NAMES_AT_ONCE, REPACK_EVERY};
use super::model::alike;
use super::note_name::note_name;
use super::strip_title::strip;
use super::{policy, resemblance, store};
use crate::config::Config;

pub(super) const DUE: &str = "identity.title_due";
pub(super) const ALIKE: &str = "identity.names_alike";
/// The setting that says under which pack all names were read.
const READ_UNDER: &str = "identity.title_pack";

/// The timers of names.
#[must_use]
pub fn jobs(config: &Config) -> Vec<Arc<dyn JobKind>> {
    let pack = config.pack();
    vec![Arc::new(Due { pack }), Arc::new(Alike), Arc::new(Repack { pack })]
}

struct Due {
    pack: &'static Pack,
}

impl JobKind for Due {
    fn name(&self) -> &'static str {
        DUE
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        let (pack, persona) = (self.pack, Id::from_i64(job.key));
        Box::pin(db.write(move |tx| come_due(tx, pack, persona)))
    }
}

fn come_due(tx: &mut Tx<'_>, pack: &Pack, persona: Id<Persona>) -> Result<()> {
    let Some(name) = store::name(tx, persona)? else { return Ok(()) };
    match policy::may_strip_unproved(&name, tx.now()) {
        Some(permit) => strip(tx, pack, &permit),
        None => Ok(()),
    }
}

struct Alike;

impl JobKind for Alike {
    fn name(&self) -> &'static str {
        ALIKE
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        let persona = Id::from_i64(job.key);
        Box::pin(async move {
            let Some(name) = db.read(move |tx| store::name(tx, persona)).await? else {
                return Ok(());
            };
            let is_other =
                |one: &(Id<Persona>, String)| one.0 != persona && alike(&one.1, &name.key);
            each_page(db, is_other, resemblance::label).await
        })
    }
}

struct Repack {
    pack: &'static Pack,
}

impl JobKind for Repack {
    fn name(&self) -> &'static str {
        "identity.title_repack"
    }

    fn every(&self) -> Option<Duration> {
        Some(REPACK_EVERY)
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        let pack = self.pack;
        Box::pin(async move {
            let read_under = db.read(|tx| settings::get(tx, READ_UNDER)).await?;
            if read_under.as_deref() == Some(pack.code()) {
                return Ok(());
            }
            each_page(db, |_| true, move |tx, persona| note_name(tx, pack, persona)).await?;
            db.write(|tx| settings::set(tx, READ_UNDER, pack.code())).await
        })
    }
}

/// Writes to every persona whose name is picked, a page a unit.
async fn each_page(
    db: &Db,
    pick: impl Fn(&(Id<Persona>, String)) -> bool,
    write: impl Fn(&mut Tx<'_>, Id<Persona>) -> Result<()> + Copy + Send + Sync + 'static,
) -> Result<()> {
    let mut after = i64::MIN;
    loop {
        let page = db.read(move |tx| store::names_after(tx, after, NAMES_AT_ONCE)).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = last.get();
        let picked: Vec<_> = page.iter().filter(|one| pick(one)).map(|one| one.0).collect();
        if !picked.is_empty() {
            db.write(move |tx| picked.iter().try_for_each(|persona| write(tx, *persona))).await?;
        }
    }
}
