use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use commonround_db::{Consumer, Db, Delivered, outbox, reaction};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Error, Id, Persona, Result};
use commonround_testkit::World;
use commonround_vocabulary::{Event, MailQueued, PersonaCreated};
use tokio::sync::{Mutex, Notify};

use crate::{code, note, notes, world_with};

const CREATED: &[&str] = &[PersonaCreated::TOPIC];

/// Keeps what it hears; fails, panics or hangs as told.
#[derive(Default)]
struct Ear {
    name: &'static str,
    heard: Mutex<Vec<(i64, u32)>>,
    failures_left: AtomicUsize,
    panics: AtomicBool,
    hangs: AtomicBool,
    rang: Notify,
}

impl Ear {
    fn named(name: &'static str) -> Arc<Self> {
        Arc::new(Self { name, ..Self::default() })
    }

    async fn heard(&self) -> Vec<i64> {
        self.heard.lock().await.iter().map(|(key, _)| *key).collect()
    }
}

impl Consumer for Ear {
    fn name(&self) -> &'static str {
        self.name
    }

    fn topics(&self) -> &'static [&'static str] {
        CREATED
    }

    fn handle<'a>(&'a self, _: &'a Db, event: &'a Delivered) -> Promise<'a, Result<()>> {
        assert!(!self.panics.load(Ordering::SeqCst), "meant to");
        Box::pin(async move {
            if self.hangs.load(Ordering::SeqCst) {
                self.rang.notify_one();
                std::future::pending::<()>().await;
            }
            let said = event.read::<PersonaCreated>()?.expect("only what it asked for");
            if self.failures_left.load(Ordering::SeqCst) > 0 {
                self.failures_left.fetch_sub(1, Ordering::SeqCst);
                return Err(Error::Unavailable("down"));
            }
            self.heard.lock().await.push((said.persona.get(), event.attempts));
            self.rang.notify_one();
            Ok(())
        })
    }
}

/// Writes a note for each event it hears.
fn scribe() -> Arc<dyn Consumer> {
    reaction("scribe", CREATED, |tx, event| {
        let said = event.read::<PersonaCreated>()?.expect("only what it asked for");
        note(tx, said.persona.get(), "heard")
    })
}

async fn tell(w: &World, key: i64) {
    let event = PersonaCreated { persona: Id::<Persona>::from_i64(key) };
    w.db.write(move |tx| outbox::emit(tx, &event)).await.unwrap();
}

async fn dead(w: &World) -> Vec<outbox::DeadLetter> {
    w.db.read(|tx| outbox::dead_letters(tx, 10)).await.unwrap()
}

#[tokio::test]
async fn each_consumer_hears_what_it_asked_for_in_order() {
    let (a, b) = (Ear::named("a"), Ear::named("b"));
    let w = world_with(vec![a.clone(), b.clone(), scribe()], vec![]).await;
    for key in 1..=70 {
        tell(&w, key).await;
    }
    let mail = MailQueued { mail: Id::from_i64(99) };
    w.db.write(move |tx| outbox::emit(tx, &mail)).await.unwrap();
    w.settle().await;
    let all: Vec<i64> = (1..=70).collect();
    assert_eq!(a.heard().await, all);
    assert_eq!(b.heard().await, all);
    assert_eq!(w.db.read(notes).await.unwrap(), all);
    assert_eq!(w.db.read(outbox::waiting).await.unwrap(), 0);
}

#[tokio::test]
async fn a_unit_that_is_taken_back_tells_nothing() {
    let ear = Ear::named("a");
    let w = world_with(vec![ear.clone()], vec![]).await;
    let refused: Result<()> =
        w.db.write(|tx| {
            outbox::emit(tx, &PersonaCreated { persona: Id::from_i64(1) })?;
            Err(Error::Denied("no"))
        })
        .await;
    assert_eq!(code(refused), "no");
    w.settle().await;
    assert!(ear.heard().await.is_empty());
}

#[tokio::test]
async fn a_failing_consumer_is_asked_again_after_a_growing_pause_while_others_go_on() {
    let (bad, good) = (Ear::named("bad"), Ear::named("good"));
    bad.failures_left.store(2, Ordering::SeqCst);
    let w = world_with(vec![bad.clone(), good.clone()], vec![]).await;
    tell(&w, 1).await;
    w.settle().await;
    assert_eq!((bad.heard().await.len(), good.heard().await.len()), (0, 1));
    w.advance(Duration::from_secs(1));
    w.settle().await;
    assert_eq!(bad.failures_left.load(Ordering::SeqCst), 1, "asked before its pause was over");
    w.advance(Duration::from_secs(1));
    w.settle().await;
    w.advance(Duration::from_secs(7));
    w.settle().await;
    assert!(bad.heard().await.is_empty());
    w.advance(Duration::from_secs(1));
    w.settle().await;
    assert_eq!(*bad.heard.lock().await, [(1, 2)]);
    assert!(dead(&w).await.is_empty());
}

#[tokio::test]
async fn a_panicking_consumer_ends_as_a_dead_letter_while_others_go_on() {
    let (bad, good) = (Ear::named("bad"), Ear::named("good"));
    bad.panics.store(true, Ordering::SeqCst);
    let w = world_with(vec![bad.clone(), good.clone()], vec![]).await;
    tell(&w, 7).await;
    for _ in 0..outbox::ATTEMPTS_MAX {
        w.settle().await;
        w.advance(Duration::from_secs(3_601));
    }
    tell(&w, 8).await;
    bad.panics.store(false, Ordering::SeqCst);
    w.settle().await;
    assert_eq!(good.heard().await, [7, 8]);
    assert_eq!(bad.heard().await, [8]);
    let letters = dead(&w).await;
    assert_eq!(letters.len(), 1);
    let letter = letters[0].clone();
    assert_eq!((&*letter.consumer, letter.attempts), ("bad", outbox::ATTEMPTS_MAX));
    assert!(letter.failure.contains("panicked"), "{}", letter.failure);
    w.db.write(move |tx| outbox::retry(tx, "bad", letter.event)).await.unwrap();
    w.settle().await;
    assert_eq!(bad.heard().await, [8, 7]);
    let again = w.db.write(move |tx| outbox::retry(tx, "bad", letter.event)).await;
    assert_eq!(code(again), "not_found");
}

#[tokio::test]
async fn a_failing_reaction_leaves_nothing_and_its_neighbours_stay() {
    let fragile = reaction("fragile", CREATED, |tx, event| {
        let key = event.read::<PersonaCreated>()?.expect("only what it asked for").persona.get();
        note(tx, key, "half")?;
        assert!(key != 2, "meant to");
        Ok(())
    });
    let w = world_with(vec![fragile], vec![]).await;
    for key in 1..=3 {
        tell(&w, key).await;
    }
    w.settle().await;
    assert_eq!(w.db.read(notes).await.unwrap(), [1, 3]);
    assert_eq!(w.db.read(outbox::waiting).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reaction_happens_once_however_many_deliver() {
    let w = world_with(vec![scribe()], vec![]).await;
    for key in 1..=60 {
        tell(&w, key).await;
    }
    // A second note under the same id would be refused and end as a failure.
    let (one, two) = (w.db.clone(), w.db.clone());
    let (first, second) = tokio::join!(one.drain(), two.drain());
    first.unwrap();
    second.unwrap();
    assert_eq!(w.db.read(notes).await.unwrap().len(), 60);
    assert_eq!(w.db.read(outbox::waiting).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lease_is_taken_over_after_a_crash() {
    let ear = Ear::named("a");
    ear.hangs.store(true, Ordering::SeqCst);
    let w = world_with(vec![ear.clone()], vec![]).await;
    tell(&w, 1).await;
    let db = w.db.clone();
    let crashing = tokio::spawn(async move { db.drain().await });
    ear.rang.notified().await;
    crashing.abort();
    assert!(crashing.await.unwrap_err().is_cancelled());
    ear.hangs.store(false, Ordering::SeqCst);
    w.settle().await;
    assert!(ear.heard().await.is_empty(), "the lease still stands");
    w.advance(Duration::from_secs(61));
    w.settle().await;
    assert_eq!(ear.heard().await, [1]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_dispatcher_delivers_without_being_asked() {
    let ear = Ear::named("a");
    let w = world_with(vec![ear.clone(), scribe()], vec![]).await;
    let dispatcher = w.db.dispatch();
    for key in 1..=20 {
        tell(&w, key).await;
    }
    while ear.heard().await.len() < 20 {
        ear.rang.notified().await;
    }
    dispatcher.stop().await;
    w.settle().await;
    assert_eq!(ear.heard().await, (1..=20).collect::<Vec<_>>());
    assert_eq!(w.db.read(notes).await.unwrap().len(), 20);
}

#[tokio::test]
async fn old_events_are_forgotten_once_everybody_has_heard_of_them() {
    let ear = Ear::named("a");
    let w = world_with(vec![ear.clone()], vec![]).await;
    tell(&w, 1).await;
    w.settle().await;
    w.advance(Duration::from_secs(60));
    tell(&w, 2).await;
    w.advance(Duration::from_secs(60));
    let cut = Id::floor_at(w.env.now());
    assert_eq!(w.db.write(move |tx| outbox::prune(tx, cut)).await.unwrap(), 1);
    w.settle().await;
    assert_eq!(ear.heard().await, [1, 2]);
    assert_eq!(w.db.write(move |tx| outbox::prune(tx, cut)).await.unwrap(), 1);
}

#[tokio::test]
async fn events_of_other_topics_are_not_read() {
    let event = Delivered {
        id: Id::from_i64(1),
        topic: MailQueued::TOPIC.to_owned(),
        payload: r#"{"mail":"5"}"#.to_owned(),
        at: commonround_kernel::Timestamp::from_millis(0),
        attempts: 0,
    };
    assert_eq!(event.read::<PersonaCreated>().unwrap(), None);
    assert_eq!(event.read::<MailQueued>().unwrap().unwrap().mail.get(), 5);
    let spoilt = Delivered { payload: "{}".into(), ..event };
    assert_eq!(code(spoilt.read::<MailQueued>()), "fault");
}
