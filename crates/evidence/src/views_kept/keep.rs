use std::collections::{HashMap, HashSet};
use std::fmt;
use std::mem;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use commonround_db::{Db, DueJob, JobKind, Tx};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Account, Actor, Error, Id, KeyRing, Persona, Result, Timestamp};
use commonround_vocabulary::Status;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::day_keys::DayKeys;
use super::store;
use crate::limits::{TOLD_DAYS, VIEW_DAYS, VIEWS_BATCH, VIEWS_HELD_MAX};

/// What a day's key is used for.
pub(super) const PURPOSE: &str = "evidence.view";

/// A signed-in reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reader {
    pub account: Id<Account>,
    pub persona: Id<Persona>,
}

impl From<&Actor> for Reader {
    fn from(actor: &Actor) -> Self {
        Self { account: actor.account, persona: actor.persona }
    }
}

/// What a reader saw of late. Stored sealed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct View {
    pub reader: Reader,
    pub statuses: Vec<Id<Status>>,
}

/// Keeps who saw what. Cheap to clone; all clones share one buffer.
#[derive(Clone)]
pub struct Views {
    pub(super) day_keys: DayKeys,
    keys: Arc<KeyRing>,
    held: Arc<Mutex<Vec<(Timestamp, View)>>>,
}

impl Views {
    /// # Errors
    /// A `Fault` where the directory of the day keys cannot be made.
    pub fn open(directory: &Path, keys: Arc<KeyRing>) -> Result<Self> {
        Ok(Self { day_keys: DayKeys::open(directory)?, keys, held: Arc::default() })
    }

    /// Notes that a reader was shown these statuses on one page. Returns at once; beyond
    /// `VIEWS_HELD_MAX` views between two flushes are dropped.
    pub fn viewed(&self, reader: Reader, statuses: &[Id<Status>], now: Timestamp) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if !statuses.is_empty() && held.len() < VIEWS_HELD_MAX {
            held.push((now, View { reader, statuses: statuses.to_vec() }));
        }
    }

    /// Writes what is held, in one unit. The server calls it about every second, and at its end.
    ///
    /// # Errors
    /// What the database or the keys' directory says; what was held is lost then.
    pub async fn flush(&self, db: &Db) -> Result<()> {
        let held = mem::take(&mut *self.held.lock().unwrap_or_else(PoisonError::into_inner));
        if held.is_empty() {
            return Ok(());
        }
        let views = self.clone();
        db.write(move |tx| views.write(tx, &held)).await
    }

    fn write(&self, tx: &mut Tx<'_>, held: &[(Timestamp, View)]) -> Result<()> {
        for (day, views) in by_day(held) {
            let choices: HashMap<_, _> =
                views.keys().map(|reader| (*reader, self.choice_of(reader.account))).collect();
            let all: Vec<_> = choices.values().cloned().collect();
            let silent = store::opted_out(tx, &all)?;
            let (ring, context) = (self.day_keys.of(tx.env(), day)?, day.to_string());
            for (reader, seen) in views.into_iter().filter(|(r, _)| !silent.contains(&choices[r])) {
                let view = View { reader, statuses: seen.into_iter().collect() };
                let plain = serde_json::to_vec(&view).map_err(Error::fault)?;
                let sealed = ring.seal(tx.env(), PURPOSE, context.as_bytes(), &plain);
                store::insert(tx, &context, &sealed)?;
            }
        }
        Ok(())
    }

    /// Under which a person's choice is kept: it names no account.
    pub(super) fn choice_of(&self, account: Id<Account>) -> Vec<u8> {
        self.keys.lasting_mac("evidence.view_choice", &account.get().to_le_bytes()).to_vec()
    }

    /// Who rates notes, whichever persona they use: it names no account.
    pub(crate) fn rater_of(&self, account: Id<Account>) -> Vec<u8> {
        self.keys.lasting_mac("evidence.rater", &account.get().to_le_bytes()).to_vec()
    }

    /// What stands for an id in a public download; another purpose makes another one of it.
    pub(crate) fn salted(&self, purpose: &'static str, id: i64) -> [u8; 32] {
        self.keys.lasting_mac(purpose, &id.to_le_bytes())
    }

    /// Under which it is kept that a person was told of a claim.
    pub(super) fn told_of(&self, account: Id<Account>, claim: i64) -> Vec<u8> {
        let both = [account.get().to_le_bytes(), claim.to_le_bytes()].concat();
        self.keys.lasting_mac("evidence.correction", &both).to_vec()
    }
}

/// What each reader saw on each day, each status once: whoever looks at ten pages in a second
/// leaves one row, not ten.
fn by_day(held: &[(Timestamp, View)]) -> HashMap<Date, HashMap<Reader, HashSet<Id<Status>>>> {
    let mut days: HashMap<Date, HashMap<Reader, HashSet<Id<Status>>>> = HashMap::new();
    for (at, View { reader, statuses }) in held {
        days.entry(day_of(*at)).or_default().entry(*reader).or_default().extend(statuses);
    }
    days
}

#[cfg(test)]
impl Views {
    pub(crate) fn key_days(&self) -> Vec<String> {
        self.day_keys.days()
    }

    pub(crate) fn destroy_keys(&self) {
        self.day_keys.destroy_before(Date::MAX).unwrap();
    }
}

impl fmt::Debug for Views {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Views")
    }
}

/// The day of a moment, in UTC.
pub(crate) fn day_of(at: Timestamp) -> Date {
    at.to_jiff().to_zoned(TimeZone::UTC).date()
}

/// The first day whose views are still kept.
pub(super) fn first_day(now: Timestamp) -> Date {
    day_of(now - Duration::from_secs(VIEW_DAYS * 86_400))
}

/// Destroys keys and views of days that are over and done with.
pub struct Destroy(pub Views);

impl JobKind for Destroy {
    fn name(&self) -> &'static str {
        "evidence.destroy_views"
    }

    fn every(&self) -> Option<Duration> {
        Some(Duration::from_secs(3_600))
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            let first = first_day(db.env().now());
            self.0.day_keys.destroy_before(first)?;
            let told = day_of(db.env().now() - Duration::from_secs(TOLD_DAYS * 86_400)).to_string();
            db.write(move |tx| store::forget_told_before(tx, &told)).await?;
            loop {
                let day = first.to_string();
                let gone = db.write(move |tx| store::delete_before(tx, &day)).await?;
                if gone < VIEWS_BATCH {
                    return Ok(());
                }
            }
        })
    }
}
