use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;

use commonround_kernel::{Error, Result};
use rusqlite::Connection;

use super::checkpoint::{self, Bell};
use super::{spawn, statement};
use crate::context::{Context, Wakes};
use crate::queue::Queue;
use crate::stats::Counters;
use crate::tx::{Conn, Tx};
use crate::unit::Unit;

/// What the writer thread works with. The lock on the directory ends with it.
pub(super) struct Seat {
    pub(super) queue: Arc<Queue<Box<dyn Unit>>>,
    pub(super) context: Arc<Context>,
    pub(super) group_units_max: usize,
    pub(super) bell: Arc<Bell>,
    pub(super) _lock: File,
}

/// Units that will be committed together, or refused each for itself.
#[derive(Default)]
struct Group {
    units: Vec<Box<dyn Unit>>,
    /// One for each unit: it was content.
    content: Vec<bool>,
    wakes: Wakes,
    has_written: bool,
}

/// What became of one unit.
struct Ran {
    is_content: bool,
    wakes: Wakes,
    has_written: bool,
}

impl Seat {
    pub(super) fn start(self, mut conn: Connection) -> Result<JoinHandle<()>> {
        let log_pages = Arc::new(AtomicUsize::new(0));
        let seen = Arc::clone(&log_pages);
        conn.wal_hook(Some(move |_: &mut _, pages: i32| {
            seen.store(usize::try_from(pages).unwrap_or(0), Ordering::Relaxed);
            Ok(())
        }))
        .map_err(Error::fault)?;
        spawn("db-write", move || {
            while let Some(first) = self.queue.pop() {
                if first.is_abandoned() {
                    continue;
                }
                let group = self.together(&conn, first);
                self.finish(&conn, group);
                self.bell.committed(log_pages.swap(0, Ordering::Relaxed));
                if self.bell.take_remainder() {
                    checkpoint::round(&conn, &self.context.counters);
                }
            }
        })
    }

    /// Runs units in one transaction without a savepoint each, as long as more are waiting: the
    /// common case, in which nothing has to be taken back. (A savepoint makes full-text search
    /// write a segment of its own.) Where a unit fails after it wrote, all is rolled back and the
    /// units run again, apart; they are written so that they can.
    fn together(&self, conn: &Connection, first: Box<dyn Unit>) -> Group {
        let mut group = Group::default();
        if let Err(error) = run(conn, "BEGIN IMMEDIATE") {
            group.take(first, true);
            group.refuse_all(|| statement::meaning(&error, "BEGIN"));
            return group;
        }
        let mut next = Some(first);
        while let Some(mut unit) = next {
            let ran = self.run(conn, &mut *unit);
            let must_separate = !ran.is_content && ran.has_written;
            group.take(unit, ran.is_content);
            if must_separate || conn.is_autocommit() {
                return self.apart(conn, group);
            }
            group.note(&ran);
            next = if group.units.len() < self.group_units_max { self.next() } else { None };
        }
        group
    }

    /// Runs the units again from the start, each in its SAVEPOINT.
    fn apart(&self, conn: &Connection, ran: Group) -> Group {
        let mut group = Group::default();
        let begun = roll_back(conn).and_then(|()| run(conn, "BEGIN IMMEDIATE"));
        for mut unit in ran.units {
            let is_content = begun.is_ok() && self.run_apart(conn, &mut *unit, &mut group);
            group.take(unit, is_content);
        }
        if let Err(error) = begun {
            group.refuse_all(|| statement::meaning(&error, "BEGIN"));
        }
        group
    }

    fn run_apart(&self, conn: &Connection, unit: &mut dyn Unit, group: &mut Group) -> bool {
        if conn.is_autocommit() {
            unit.refuse(Error::Unavailable("database_lost"));
            return false;
        }
        if let Err(error) = run(conn, "SAVEPOINT unit") {
            unit.refuse(Error::fault(error));
            return false;
        }
        let ran = self.run(conn, unit);
        if conn.is_autocommit() {
            // The engine gave up the whole transaction (disk full, I/O error).
            return false;
        }
        let undone = if ran.is_content { Ok(()) } else { run(conn, "ROLLBACK TO unit") };
        if let Err(error) = undone.and_then(|()| run(conn, "RELEASE unit")) {
            unit.refuse(Error::fault(error));
            return false;
        }
        if ran.is_content {
            group.note(&ran);
        }
        ran.is_content
    }

    fn run(&self, conn: &Connection, unit: &mut dyn Unit) -> Ran {
        let mut tx = Tx::unit(&self.context, Conn::Sqlite(conn));
        let is_content = unit.run(&mut tx);
        Ran { is_content, wakes: tx.wakes, has_written: tx.has_written }
    }

    fn next(&self) -> Option<Box<dyn Unit>> {
        loop {
            let unit = self.queue.try_pop()?;
            if !unit.is_abandoned() {
                return Some(unit);
            }
        }
    }

    /// Commits, and only then answers.
    fn finish(&self, conn: &Connection, mut group: Group) {
        if conn.is_autocommit() {
            group.refuse_all(|| Error::Unavailable("database_lost"));
        } else if let Err(error) = run(conn, "COMMIT") {
            let undone = roll_back(conn);
            tracing::error!(%error, ?undone, "commit failed");
            group.refuse_all(|| statement::meaning(&error, "COMMIT"));
        }
        self.count(&group);
        if group.has_written {
            self.context.wake(group.wakes);
        }
        for unit in group.units {
            unit.answer();
        }
    }

    fn count(&self, group: &Group) {
        let counters = &self.context.counters;
        let committed = group.content.iter().filter(|content| **content).count();
        Counters::add(&counters.commits, 1);
        Counters::add(&counters.units, committed as u64);
        Counters::add(&counters.refused, (group.units.len() - committed) as u64);
        counters.group_max.fetch_max(group.units.len(), Ordering::Relaxed);
    }
}

impl Group {
    fn take(&mut self, unit: Box<dyn Unit>, is_content: bool) {
        self.units.push(unit);
        self.content.push(is_content);
    }

    fn note(&mut self, ran: &Ran) {
        if ran.is_content {
            self.wakes.merge(ran.wakes);
            self.has_written |= ran.has_written;
        }
    }

    /// Takes back the answers of all units that counted on the commit.
    fn refuse_all(&mut self, error: impl Fn() -> Error) {
        for (unit, content) in self.units.iter_mut().zip(&mut self.content) {
            if std::mem::take(content) {
                unit.refuse(error());
            }
        }
        (self.wakes, self.has_written) = (Wakes::default(), false);
    }
}

fn roll_back(conn: &Connection) -> rusqlite::Result<()> {
    if conn.is_autocommit() { Ok(()) } else { run(conn, "ROLLBACK") }
}

fn run(conn: &Connection, sql: &str) -> rusqlite::Result<()> {
    conn.prepare_cached(sql)?.raw_execute().map(|_| ())
}
