use std::sync::Arc;

use commonround_kernel::ports::Promise;
use commonround_kernel::{Error, Id, Result, Timestamp};
use commonround_vocabulary::{Event, OutboxEntry};

use crate::{Db, Tx};

/// An event on its way to one consumer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    pub id: Id<OutboxEntry>,
    pub topic: String,
    pub payload: String,
    /// When the fact was committed.
    pub at: Timestamp,
    /// Deliveries of this event to this consumer that failed before.
    pub attempts: u32,
}

impl Delivered {
    /// The event, where it is one of `E`.
    ///
    /// # Errors
    /// `Fault` where the payload is not what the topic promises.
    pub fn read<E: Event>(&self) -> Result<Option<E>> {
        if self.topic != E::TOPIC {
            return Ok(None);
        }
        serde_json::from_str(&self.payload).map(Some).map_err(Error::fault)
    }
}

/// What a reaction runs, inside the write unit that marks the delivery done.
pub type React = Arc<dyn Fn(&mut Tx<'_>, &Delivered) -> Result<()> + Send + Sync>;

/// Hears of committed facts. At least once, so handling an event twice must be harmless.
pub trait Consumer: Send + Sync + 'static {
    /// Stored with each delivery: never change it.
    fn name(&self) -> &'static str;

    fn topics(&self) -> &'static [&'static str];

    /// An error or a panic is a failure: the event comes again after a growing pause, and in the
    /// end becomes a dead letter. Other events go on.
    fn handle<'a>(&'a self, db: &'a Db, event: &'a Delivered) -> Promise<'a, Result<()>>;

    /// Set by `reaction` only.
    fn reaction(&self) -> Option<React> {
        None
    }
}

/// A consumer that only writes to the database: exactly once, because its work commits together
/// with the mark that the delivery is done.
pub fn reaction(
    name: &'static str,
    topics: &'static [&'static str],
    react: impl Fn(&mut Tx<'_>, &Delivered) -> Result<()> + Send + Sync + 'static,
) -> Arc<dyn Consumer> {
    Arc::new(Reaction { name, topics, react: Arc::new(react) })
}

struct Reaction {
    name: &'static str,
    topics: &'static [&'static str],
    react: React,
}

impl Consumer for Reaction {
    fn name(&self) -> &'static str {
        self.name
    }

    fn topics(&self) -> &'static [&'static str] {
        self.topics
    }

    fn handle<'a>(&'a self, db: &'a Db, event: &'a Delivered) -> Promise<'a, Result<()>> {
        let (react, event) = (Arc::clone(&self.react), event.clone());
        Box::pin(db.write(move |tx| react(tx, &event)))
    }

    fn reaction(&self) -> Option<React> {
        Some(Arc::clone(&self.react))
    }
}
