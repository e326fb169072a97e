use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use commonround_kernel::{Env, Id, Result};

use crate::db::{Db, Shared};
use crate::lease::Lease;
use crate::{jobs, lease};

/// Beats in one span of a lease.
const BEATS: u32 = 5;
const NO_NODE: i64 = -1;

/// This process' hold on its node number.
pub(crate) struct Heart {
    /// Who holds what this process holds: a number of its own, made anew at each start.
    pub(crate) holder: i64,
    node: AtomicI64,
    span: Duration,
}

impl Heart {
    pub(crate) fn new(env: &Env, span: Duration) -> Self {
        let holder: Id<Heart> = env.random_id();
        Self { holder: holder.get(), node: AtomicI64::new(NO_NODE), span }
    }

    fn node(&self) -> Option<u16> {
        u16::try_from(self.node.load(Ordering::Acquire)).ok()
    }
}

impl Db {
    /// Leases a node number, raises the sequence of ids above every mark known to be in use, and
    /// keeps both with a heartbeat. Repeating jobs get their rows.
    ///
    /// # Errors
    /// `Unavailable("no_free_node")`; as `write`.
    pub async fn join(&self) -> Result<()> {
        let (holder, span) = (self.0.heart.holder, self.0.heart.span);
        let lease = self.write(move |tx| lease::take(tx, holder, span)).await?;
        self.hold(lease);
        self.plant().await?;
        let shared = Arc::downgrade(&self.0);
        let pause = span / BEATS;
        let beating = tokio::spawn(async move {
            loop {
                tokio::time::sleep(pause).await;
                let Some(shared) = shared.upgrade() else { return };
                if let Err(error) = beat(&Db(shared)).await {
                    tracing::warn!(%error, "heartbeat failed");
                }
            }
        });
        if let Some(earlier) = self.0.beating.lock().replace(beating) {
            earlier.abort();
        }
        Ok(())
    }

    fn hold(&self, lease: Lease) {
        self.env().sequence().join(lease.node, lease.high_water);
        self.0.heart.node.store(i64::from(lease.node), Ordering::Release);
    }

    async fn plant(&self) -> Result<()> {
        let shared: Arc<Shared> = Arc::clone(&self.0);
        self.write(move |tx| {
            shared.context.jobs.iter().try_for_each(|kind| jobs::plant(tx, &**kind))
        })
        .await
    }

    /// Gives the node number back.
    pub(crate) async fn leave(&self) {
        if let Some(beating) = self.0.beating.lock().take() {
            beating.abort();
        }
        let holder = self.0.heart.holder;
        let Some(node) = self.0.heart.node() else { return };
        self.0.heart.node.store(NO_NODE, Ordering::Release);
        if let Err(error) = self.write(move |tx| lease::release(tx, node, holder)).await {
            tracing::warn!(%error, "the node number was not given back");
        }
    }
}

/// Keeps the lease. Where it was lost (the clock jumped, or the machine slept), takes a new number
/// at once.
async fn beat(db: &Db) -> Result<()> {
    let (holder, span) = (db.0.heart.holder, db.0.heart.span);
    let Some(node) = db.0.heart.node() else { return Ok(()) };
    if db.write(move |tx| lease::renew(tx, node, holder, span)).await? {
        return Ok(());
    }
    tracing::error!(node, "the node number was lost; taking another");
    let lease = db.write(move |tx| lease::take(tx, holder, span)).await?;
    db.hold(lease);
    Ok(())
}
