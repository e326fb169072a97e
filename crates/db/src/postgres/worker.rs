use std::sync::atomic::Ordering;
use std::time::Duration;

use commonround_kernel::Error;

use super::Session;
use crate::context::Context;
use crate::queue::Queue;
use crate::sqlite::Shape;
use crate::stats::Counters;
use crate::tx::{Conn, Failure, Trouble, Tx};
use crate::unit::Unit;

/// A unit that met so many conflicts in a row is answered `Unavailable("contended")`.
const TRIES_MAX: u32 = 24;
const PAUSE_MILLIS_MAX: u64 = 64;

pub(super) fn serve_reads(mut session: Session, queue: &Queue<(Shape, Box<dyn Unit>)>) {
    while let Some((shape, mut unit)) = queue.pop() {
        if unit.is_abandoned() {
            continue;
        }
        let context = std::sync::Arc::clone(&session.context);
        let reading = context.counters.reading();
        match shape {
            Shape::Single => {
                unit.run(&mut Tx::reads(&context, Conn::Postgres(&mut session)));
            }
            Shape::Snapshot => snapshot(&mut session, &context, &mut *unit),
        }
        drop(reading);
        unit.answer();
    }
}

fn snapshot(session: &mut Session, context: &Context, unit: &mut dyn Unit) {
    match session.begin("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY") {
        Ok(()) => {
            unit.run(&mut Tx::unit(context, Conn::Postgres(session)));
            session.roll_back();
        }
        Err(failure) => unit.refuse(failure.error),
    }
}

pub(super) fn serve_writes(mut session: Session, queue: &Queue<Box<dyn Unit>>) {
    while let Some(mut unit) = queue.pop() {
        if unit.is_abandoned() {
            continue;
        }
        let context = std::sync::Arc::clone(&session.context);
        write(&mut session, &context, &mut *unit);
        unit.answer();
    }
}

/// How one try of a unit ended.
enum Ended {
    Committed,
    Refused,
    Again(Error),
}

fn write(session: &mut Session, context: &Context, unit: &mut dyn Unit) {
    let counters = &context.counters;
    for tries in 0..TRIES_MAX {
        match attempt(session, context, unit) {
            Ended::Committed => {
                Counters::add(&counters.commits, 1);
                Counters::add(&counters.units, 1);
                counters.group_max.fetch_max(1, Ordering::Relaxed);
                return;
            }
            Ended::Refused => return Counters::add(&counters.refused, 1),
            Ended::Again(error) => {
                unit.refuse(error);
                Counters::add(&counters.retries, 1);
                std::thread::sleep(pause(tries, context.env.random_bytes()));
            }
        }
    }
    Counters::add(&counters.refused, 1);
}

fn attempt(session: &mut Session, context: &Context, unit: &mut dyn Unit) -> Ended {
    if let Err(failure) = session.begin("BEGIN ISOLATION LEVEL SERIALIZABLE") {
        return refused(unit, failure);
    }
    let mut tx = Tx::unit(context, Conn::Postgres(session));
    let is_content = unit.run(&mut tx);
    let (wakes, trouble) = (tx.wakes, tx.trouble);
    if trouble == Trouble::Again {
        session.roll_back();
        return Ended::Again(Error::Unavailable("contended"));
    }
    if !is_content {
        session.roll_back();
        return Ended::Refused;
    }
    match session.commit() {
        Ok(()) => {
            context.wake(wakes);
            Ended::Committed
        }
        Err(failure) => uncommitted(unit, failure),
    }
}

fn refused(unit: &mut dyn Unit, failure: Failure) -> Ended {
    if failure.trouble == Trouble::Again {
        return Ended::Again(failure.error);
    }
    unit.refuse(failure.error);
    Ended::Refused
}

/// A conflict found at the commit took everything back. A connection lost there leaves the outcome
/// unknown, so the unit is not run again.
fn uncommitted(unit: &mut dyn Unit, failure: Failure) -> Ended {
    if matches!(failure.error, Error::Unavailable("database_lost")) {
        unit.refuse(Error::Unavailable("commit_unknown"));
        return Ended::Refused;
    }
    refused(unit, failure)
}

/// Grows with the tries, and differs between those who met.
fn pause(tries: u32, dice: [u8; 1]) -> Duration {
    let most = 2_u64.saturating_pow(tries).min(PAUSE_MILLIS_MAX);
    Duration::from_micros(most * 1_000 * (64 + u64::from(dice[0])) / 320)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_bounded() {
        assert!(pause(0, [255]) <= Duration::from_millis(1));
        assert!(pause(3, [0]) > pause(0, [255]));
        assert!(pause(23, [255]) <= Duration::from_millis(PAUSE_MILLIS_MAX));
    }
}
