//! What ends by itself: sessions, codes, letters nobody took, accounts nobody confirmed.

use std::sync::Arc;
use std::time::Duration;

use commonround_db::{Db, DueJob, JobKind, Tx, outbox};
use commonround_kernel::ports::{Fetch, Promise};
use commonround_kernel::{Account, Id, KeyRing, Result};
use commonround_vocabulary::PersonaErased;

use crate::credentials;
use crate::erase_account::forget_account;
use crate::limits::{SWEEP_EVERY, UNCONFIRMED_LIFE};
use crate::{organisations, policy, store, strikes};

/// The repeating work of this room. Status lists of signed credentials are asked `outside`.
#[must_use]
pub fn jobs(keys: Arc<KeyRing>, outside: Arc<dyn Fetch>) -> Vec<Arc<dyn JobKind>> {
    let mut all = credentials::jobs(outside);
    all.extend(organisations::jobs());
    all.push(Arc::new(Sweep { keys }));
    all
}

struct Sweep {
    keys: Arc<KeyRing>,
}

impl JobKind for Sweep {
    fn name(&self) -> &'static str {
        "identity.sweep"
    }

    fn every(&self) -> Option<Duration> {
        Some(SWEEP_EVERY)
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            db.write(sweep_rows).await?;
            let born = db.env().now() - UNCONFIRMED_LIFE;
            for account in db.read(move |tx| store::sweep::unconfirmed(tx, born)).await? {
                let keys = Arc::clone(&self.keys);
                db.write(move |tx| forget_unconfirmed(tx, &keys, account)).await?;
            }
            Ok(())
        })
    }
}

fn sweep_rows(tx: &mut Tx) -> Result<()> {
    let now = tx.now();
    store::sweep::sessions(tx, now)?;
    store::sweep::codes(tx, now)?;
    store::sweep::mail(tx, now)?;
    strikes::sweep(tx, now)?;
    Ok(())
}

/// Its handle is free again: it never spoke, so there is nobody to be mistaken for.
fn forget_unconfirmed(tx: &mut Tx, keys: &KeyRing, id: Id<Account>) -> Result<()> {
    let Some(account) = store::accounts::find(tx, id)? else { return Ok(()) };
    let Ok(permit) = policy::may_erase_unconfirmed(&account) else { return Ok(()) };
    for persona in store::personas::open_list(keys, id, &account.personas)? {
        store::personas::forget(tx, persona)?;
        outbox::emit(tx, &PersonaErased { persona })?;
    }
    forget_account(tx, &permit, &account)
}
