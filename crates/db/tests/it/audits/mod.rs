//! The audit log over a real database: what it keeps, how it is sealed, what `verify` finds.

#[cfg(test)]
mod harm;
#[cfg(test)]
mod heads;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod sealing;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use commonround_db::Db;
use commonround_db::audit::{self, Accessor, Entry, Finding, Head, Named, Verdict, Witness};
use commonround_kernel::{Error, Id, KeyRing};
use commonround_testkit::World;
use parking_lot::Mutex;

use crate::world_with;

/// Where heads go that leave the server.
#[derive(Default)]
pub struct Outside {
    heads: Mutex<Vec<Head>>,
    is_closed: AtomicBool,
}

impl Outside {
    fn heads(&self) -> Vec<Head> {
        self.heads.lock().clone()
    }

    fn close(&self, is_closed: bool) {
        self.is_closed.store(is_closed, Ordering::SeqCst);
    }
}

pub fn ring() -> KeyRing {
    KeyRing::new([(1, [7; 32])]).unwrap()
}

/// A world whose heads leave for `Outside`.
pub async fn audited() -> (World, Arc<Outside>) {
    let outside = Arc::new(Outside::default());
    let place = Arc::clone(&outside);
    let leave: audit::Leave = Arc::new(move |heads| {
        if place.is_closed.load(Ordering::SeqCst) {
            return Err(Error::Unavailable("disk_full"));
        }
        place.heads.lock().extend_from_slice(heads);
        Ok(())
    });
    let job = audit::heads(Arc::new(ring()), leave);
    (world_with(vec![], vec![job]).await, outside)
}

/// An officer approves the claim `n` of the persona `n`.
pub async fn approve(db: &Db, n: i64) {
    db.write(move |tx| {
        let entry = Entry {
            object: Some(Named::new("claim", Id::<()>::from_i64(n))),
            subject: Some(Named::persona(Id::from_i64(n))),
            purpose: Some("credential_check"),
            reason: Some("the register says so"),
            client: Some("browser"),
            ..Entry::new(Accessor::Persona(Id::from_i64(99)), "claim_approved")
        };
        audit::record(tx, &entry).map(drop)
    })
    .await
    .unwrap();
}

/// A world with so many acts, all sealed.
pub async fn sealed(acts: i64) -> (World, Arc<Outside>) {
    let (w, outside) = audited().await;
    for n in 1..=acts {
        approve(&w.db, n).await;
    }
    w.settle().await;
    (w, outside)
}

pub async fn verdict(db: &Db, witness: Witness) -> Verdict {
    audit::verify(db, &ring(), witness).await.unwrap()
}

pub async fn findings(w: &World) -> Vec<Finding> {
    verdict(&w.db, Witness::default()).await.findings
}

/// Somebody with the database in their hands.
pub async fn harm(w: &World, sql: &'static str) {
    let changed = w.db.write(move |tx| tx.exec(sql, ())).await.unwrap();
    assert!(changed > 0, "{sql} did nothing");
}
