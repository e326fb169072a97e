use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use commonround_kernel::{Env, Error, Result};
use tokio::sync::Notify;

use crate::stats::Counters;
use crate::{Consumer, JobKind};

/// What every transaction of one database shares.
pub(crate) struct Context {
    pub(crate) env: Env,
    pub(crate) consumers: Vec<Arc<dyn Consumer>>,
    pub(crate) jobs: Vec<Arc<dyn JobKind>>,
    pub(crate) counters: Counters,
    /// Raised after each migration: prepared statements of an older schema are thrown away.
    pub(crate) schema_version: AtomicU64,
    /// The lanes of each topic's consumers.
    routes: HashMap<&'static str, Vec<usize>>,
    /// One for each lane: consumers first, then kinds of jobs.
    bells: Vec<Notify>,
}

/// Who has to be woken after a commit: a bit for each lane.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Wakes(u64);

const LANES_MAX: usize = 64;

impl Wakes {
    pub(crate) fn add(&mut self, lane: usize) {
        self.0 |= 1 << lane;
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl Context {
    pub(crate) fn new(
        env: Env,
        consumers: Vec<Arc<dyn Consumer>>,
        jobs: Vec<Arc<dyn JobKind>>,
    ) -> Result<Self> {
        let lanes = consumers.len() + jobs.len();
        if lanes > LANES_MAX {
            return Err(Error::fault("a database serves at most 64 consumers and kinds of jobs"));
        }
        let mut routes: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, consumer) in consumers.iter().enumerate() {
            if consumers[..index].iter().any(|c| c.name() == consumer.name()) {
                return Err(Error::fault(format!("two consumers named {}", consumer.name())));
            }
            for topic in consumer.topics() {
                routes.entry(*topic).or_default().push(index);
            }
        }
        let bells = (0..lanes).map(|_| Notify::new()).collect();
        let (counters, schema_version) = (Counters::default(), AtomicU64::new(0));
        Ok(Self { env, consumers, jobs, counters, schema_version, routes, bells })
    }

    /// The lanes of a topic's consumers.
    pub(crate) fn lanes_of_topic(&self, topic: &str) -> &[usize] {
        self.routes.get(topic).map_or(&[], Vec::as_slice)
    }

    /// The lane of a kind of jobs.
    pub(crate) fn lane_of_job(&self, kind: &str) -> Option<usize> {
        let at = self.jobs.iter().position(|job| job.name() == kind)?;
        Some(self.consumers.len() + at)
    }

    pub(crate) fn lanes(&self) -> usize {
        self.bells.len()
    }

    pub(crate) fn wake(&self, wakes: Wakes) {
        for (lane, bell) in self.bells.iter().enumerate() {
            if wakes.0 & (1 << lane) != 0 {
                bell.notify_one();
            }
        }
    }

    pub(crate) fn bell(&self, lane: usize) -> &Notify {
        &self.bells[lane]
    }

    pub(crate) fn schema_version(&self) -> u64 {
        self.schema_version.load(Ordering::Acquire)
    }
}
