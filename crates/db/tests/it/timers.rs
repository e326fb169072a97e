use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use commonround_db::{Db, DueJob, JobKind, jobs};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Error, Result};
use commonround_testkit::World;
use tokio::sync::{Mutex, Notify};

use crate::{code, world_with};

#[derive(Default)]
struct Alarm {
    every: Option<Duration>,
    rung: Mutex<Vec<DueJob>>,
    fails: AtomicBool,
    schedules_itself: bool,
    rang: Notify,
}

impl JobKind for Alarm {
    fn name(&self) -> &'static str {
        "alarm"
    }

    fn every(&self) -> Option<Duration> {
        self.every
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            self.rung.lock().await.push(job.clone());
            self.rang.notify_one();
            if self.schedules_itself {
                let key = job.key;
                db.write(move |tx| {
                    let next = tx.now() + Duration::from_secs(10);
                    jobs::schedule(tx, "alarm", key, &"again", next)
                })
                .await?;
            }
            if self.fails.load(Ordering::SeqCst) { Err(Error::Denied("down")) } else { Ok(()) }
        })
    }
}

impl Alarm {
    /// Key and lateness in seconds, in the order they rang.
    async fn rung(&self) -> Vec<(i64, u64)> {
        self.rung.lock().await.iter().map(|job| (job.key, job.late_by.as_secs())).collect()
    }
}

async fn schedule(w: &World, key: i64, in_secs: u64) {
    w.db.write(move |tx| {
        let at = tx.now() + Duration::from_secs(in_secs);
        jobs::schedule(tx, "alarm", key, &key, at)
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn jobs_fire_in_the_order_of_their_time_and_say_how_late() {
    let alarm = Arc::new(Alarm::default());
    let w = world_with(vec![], vec![alarm.clone()]).await;
    for (key, secs) in [(1, 30), (2, 10), (3, 20), (4, 500)] {
        schedule(&w, key, secs).await;
    }
    w.advance(Duration::from_secs(9));
    w.settle().await;
    assert!(alarm.rung().await.is_empty());
    w.advance(Duration::from_secs(1));
    w.settle().await;
    w.advance(Duration::from_secs(90));
    w.settle().await;
    w.settle().await;
    assert_eq!(alarm.rung().await, [(2, 0), (3, 80), (1, 70)]);
    assert_eq!(alarm.rung.lock().await[0].read::<i64>().unwrap(), 2);
}

#[tokio::test]
async fn a_job_is_one_for_each_kind_and_key() {
    let alarm = Arc::new(Alarm::default());
    let w = world_with(vec![], vec![alarm.clone()]).await;
    schedule(&w, 1, 10).await;
    schedule(&w, 1, 20).await;
    schedule(&w, 2, 10).await;
    assert!(w.db.write(|tx| jobs::cancel(tx, "alarm", 2)).await.unwrap());
    assert!(!w.db.write(|tx| jobs::cancel(tx, "alarm", 2)).await.unwrap());
    w.advance(Duration::from_secs(10));
    w.settle().await;
    assert!(alarm.rung().await.is_empty());
    w.advance(Duration::from_secs(10));
    w.settle().await;
    assert_eq!(alarm.rung().await, [(1, 0)]);
}

#[tokio::test]
async fn a_repeating_job_rests_between_its_times_and_outages_are_not_made_up_for() {
    let alarm = Arc::new(Alarm { every: Some(Duration::from_secs(60)), ..Alarm::default() });
    let w = world_with(vec![], vec![alarm.clone()]).await;
    w.settle().await;
    assert!(alarm.rung().await.is_empty());
    w.advance(Duration::from_secs(60));
    w.settle().await;
    w.advance(Duration::from_secs(600));
    w.settle().await;
    w.advance(Duration::from_secs(59));
    w.settle().await;
    w.advance(Duration::from_secs(1));
    w.settle().await;
    assert_eq!(alarm.rung().await, [(0, 0), (0, 540), (0, 0)]);
}

#[tokio::test]
async fn a_failing_job_is_tried_again_and_ends_dead() {
    let alarm = Arc::new(Alarm { fails: AtomicBool::new(true), ..Alarm::default() });
    let w = world_with(vec![], vec![alarm.clone()]).await;
    schedule(&w, 1, 0).await;
    for _ in 0..12 {
        w.settle().await;
        w.advance(Duration::from_secs(3_601));
    }
    assert_eq!(alarm.rung().await.len(), 8);
    let dead = w.db.read(|tx| jobs::dead(tx, 10)).await.unwrap();
    assert_eq!((dead.len(), dead[0].key, &*dead[0].failure), (1, 1, "down"));
    alarm.fails.store(false, Ordering::SeqCst);
    w.db.write(|tx| jobs::retry(tx, "alarm", 1)).await.unwrap();
    w.settle().await;
    assert_eq!(alarm.rung().await.len(), 9);
    assert!(w.db.read(|tx| jobs::dead(tx, 10)).await.unwrap().is_empty());
    assert_eq!(code(w.db.write(|tx| jobs::retry(tx, "alarm", 1)).await), "not_found");
}

#[tokio::test]
async fn a_job_that_schedules_itself_while_it_runs_is_kept() {
    let alarm = Arc::new(Alarm { schedules_itself: true, ..Alarm::default() });
    let w = world_with(vec![], vec![alarm.clone()]).await;
    schedule(&w, 5, 0).await;
    w.settle().await;
    w.advance(Duration::from_secs(10));
    w.settle().await;
    let rung = alarm.rung.lock().await;
    let payloads: Vec<_> = rung.iter().map(|job| job.payload.as_str()).collect();
    assert_eq!(payloads, ["5", "\"again\""]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_dispatcher_sees_a_clock_that_was_moved() {
    let alarm = Arc::new(Alarm::default());
    let w = world_with(vec![], vec![alarm.clone()]).await;
    let dispatcher = w.db.dispatch();
    schedule(&w, 1, 3_600).await;
    w.advance(Duration::from_secs(7_200));
    alarm.rang.notified().await;
    dispatcher.stop().await;
    assert_eq!(alarm.rung().await, [(1, 3_600)]);
}
