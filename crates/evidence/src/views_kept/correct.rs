use std::collections::HashSet;

use commonround_db::{Db, Delivered, DueJob, JobKind, Tx, jobs, outbox};
use commonround_identity::cards;
use commonround_kernel::ports::Promise;
use commonround_kernel::{Error, Id, Result};
use commonround_vocabulary::{
    About, AboutKind, ClaimAnswered, ClaimRecord, Event, NoticeKind, NoticeRaised, Status,
};

use super::keep::{PURPOSE, Reader, View, Views, day_of, first_day};
use super::store;
use crate::claims::store as claims;
use crate::limits::CLAIM_STATUSES_MAX;

const JOB: &str = "evidence.correct";

pub const CORRECTION_TOPICS: &[&str] = &[ClaimAnswered::TOPIC];

/// An answered claim is a correction to send.
///
/// # Errors
/// What the database says.
pub fn schedule_correction(tx: &mut Tx<'_>, delivered: &Delivered) -> Result<()> {
    let Some(answered) = delivered.read::<ClaimAnswered>()? else { return Ok(()) };
    let now = tx.now();
    jobs::schedule(tx, JOB, answered.claim.get(), &(), now)
}

/// Tells everybody who saw a status with a claim in the last 30 days, once.
pub struct Correct(pub Views);

impl JobKind for Correct {
    fn name(&self) -> &'static str {
        JOB
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(self.correct(db, Id::from_i64(job.key)))
    }
}

impl Correct {
    /// Streams the views in the order they were written. Telling and the mark that it was done
    /// commit together, so a killed run is simply run again.
    async fn correct(&self, db: &Db, claim: Id<ClaimRecord>) -> Result<()> {
        self.0.flush(db).await?;
        let read = move |tx: &mut Tx<'_>| claims::statuses(tx, claim, CLAIM_STATUSES_MAX);
        let statuses: HashSet<Id<Status>> = db.read(read).await?.into_iter().collect();
        let first = first_day(db.env().now()).to_string();
        let mut last = i64::MIN;
        while !statuses.is_empty() {
            let day = first.clone();
            let rows = db.read(move |tx| store::after(tx, &day, last)).await?;
            let Some(end) = rows.last() else { break };
            last = end.0;
            let readers = self.readers(&rows, &statuses)?;
            if !readers.is_empty() {
                let views = self.0.clone();
                db.write(move |tx| tell(tx, &views, claim, &readers)).await?;
            }
        }
        Ok(())
    }

    /// Who saw one of the statuses. Days whose key is gone are over and done with.
    fn readers(
        &self,
        rows: &[(i64, String, Vec<u8>)],
        statuses: &HashSet<Id<Status>>,
    ) -> Result<Vec<Reader>> {
        let mut readers = Vec::new();
        let mut ring = None;
        for (_, day, sealed) in rows {
            if ring.as_ref().is_none_or(|(of, _)| of != day) {
                let date = day.parse().map_err(Error::fault)?;
                ring = Some((day.clone(), self.0.day_keys.existing(date)?));
            }
            let Some((_, Some(key))) = &ring else { continue };
            let plain = key.open(PURPOSE, day.as_bytes(), sealed)?;
            let view: View = serde_json::from_slice(&plain).map_err(Error::fault)?;
            if view.statuses.iter().any(|status| statuses.contains(status)) {
                readers.push(view.reader);
            }
        }
        Ok(readers)
    }
}

fn tell(tx: &mut Tx<'_>, views: &Views, claim: Id<ClaimRecord>, readers: &[Reader]) -> Result<()> {
    let people: Vec<Vec<u8>> = readers.iter().map(|r| views.choice_of(r.account)).collect();
    let silent = store::opted_out(tx, &people)?;
    let personas: Vec<_> = readers.iter().map(|reader| reader.persona).collect();
    let here = cards(tx, &personas)?;
    let today = day_of(tx.now()).to_string();
    for (reader, person) in readers.iter().zip(&people) {
        let is_here = here.get(&reader.persona).is_some_and(|card| !card.erased);
        if !is_here || silent.contains(person) {
            continue;
        }
        if store::mark_told(tx, &views.told_of(reader.account, claim.get()), &today)? {
            let about = About { kind: AboutKind::ClaimRecord, id: claim.get() };
            let kind = NoticeKind::Correction;
            outbox::emit(tx, &NoticeRaised { to: reader.persona, kind, by: None, about })?;
        }
    }
    Ok(())
}
