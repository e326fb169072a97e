//! What a suspension takes: a suspended persona signs in, reads and appeals, and writes nothing.

mod store;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use commonround_db::{Consumer, Tx, reaction};
use commonround_kernel::Result;
use commonround_vocabulary::{Event as _, PersonaErased, SanctionAct, SanctionChanged};

pub(crate) use store::MIGRATION;

/// Hears of measures that begin and end.
#[must_use]
pub fn consumers() -> Vec<Arc<dyn Consumer>> {
    let topics = &[SanctionChanged::TOPIC, PersonaErased::TOPIC];
    vec![reaction("identity.sanctions", topics, |tx, event| {
        if let Some(changed) = event.read::<SanctionChanged>()? {
            note(tx, &changed)?;
        }
        match event.read::<PersonaErased>()? {
            Some(erased) => store::forget(tx, erased.persona),
            None => Ok(()),
        }
    })]
}

/// Several suspensions may run at once; the last to end gives the pen back.
fn note(tx: &mut Tx<'_>, changed: &SanctionChanged) -> Result<()> {
    match (changed.act, changed.active) {
        (SanctionAct::Suspend, true) => store::begin(tx, changed.sanction, changed.persona),
        (SanctionAct::Suspend, false) => store::end(tx, changed.sanction),
        _ => Ok(()),
    }
}
