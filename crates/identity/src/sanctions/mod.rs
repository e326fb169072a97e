//! What a suspension takes: a suspended persona signs in, reads and appeals, and writes nothing. One
//! of the whole person takes it from every name of theirs. Strikes are counted.

mod store;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use commonround_db::{Consumer, Tx, reaction};
use commonround_kernel::{Account, Error, Id, KeyRing, Result};
use commonround_vocabulary::{Event as _, PersonaErased, SanctionAct, SanctionChanged};

pub(crate) use store::MIGRATION;

use crate::store::personas::account_behind;
use crate::strikes::{self, Cause};

const PURPOSE: &str = "identity.suspension";

/// Hears of measures that begin and end.
#[must_use]
pub fn consumers(keys: Arc<KeyRing>) -> Vec<Arc<dyn Consumer>> {
    let topics = &[SanctionChanged::TOPIC, PersonaErased::TOPIC];
    vec![reaction("identity.sanctions", topics, move |tx, event| {
        if let Some(changed) = event.read::<SanctionChanged>()? {
            note(tx, &keys, &changed)?;
        }
        match event.read::<PersonaErased>()? {
            Some(erased) => store::forget(tx, erased.persona),
            None => Ok(()),
        }
    })]
}

/// Several suspensions may run at once; the last to end gives the pen back.
fn note(tx: &mut Tx<'_>, keys: &KeyRing, changed: &SanctionChanged) -> Result<()> {
    let SanctionChanged { sanction, persona, act, active, .. } = *changed;
    match (act, active) {
        (SanctionAct::Suspend, true) => store::begin(tx, sanction, persona),
        (SanctionAct::Suspend, false) => store::end(tx, sanction),
        (SanctionAct::SuspendPerson, true) => begin_person(tx, keys, changed),
        (SanctionAct::SuspendPerson, false) => store::end_person(tx, sanction),
        (SanctionAct::Strike, true) => {
            strikes::give(tx, keys, persona, Cause::Measure(sanction.get()))
        }
        (SanctionAct::Strike, false) => strikes::take_back(tx, Cause::Measure(sanction.get())),
        _ => Ok(()),
    }
}

/// Under which other names the person speaks is neither stored nor said: who signs in is asked.
fn begin_person(tx: &mut Tx<'_>, keys: &KeyRing, changed: &SanctionChanged) -> Result<()> {
    match account_behind(tx, keys, changed.persona) {
        Ok(account) => store::begin_person(tx, changed.sanction, &person(keys, account)),
        Err(Error::NotFound) => Ok(()),
        Err(other) => Err(other),
    }
}

/// Whether everything that this account calls itself is suspended.
pub(crate) fn is_suspended(tx: &mut Tx<'_>, keys: &KeyRing, account: Id<Account>) -> Result<bool> {
    store::is_person_suspended(tx, &person(keys, account))
}

/// The account is gone.
pub(crate) fn forget(tx: &mut Tx<'_>, keys: &KeyRing, account: Id<Account>) -> Result<()> {
    store::forget_person(tx, &person(keys, account))
}

fn person(keys: &KeyRing, account: Id<Account>) -> [u8; 32] {
    keys.lasting_mac(PURPOSE, &account.get().to_be_bytes())
}
