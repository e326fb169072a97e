//! What a persona shows of itself. The other half of a profile belongs to `commons`, whose form
//! calls this inside its own unit.

use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Result};
use commonround_vocabulary::PersonaChanged;

use crate::policy;
use crate::store::personas::{Display, set_display as store_display};

/// # Errors
/// `scope_missing` for a token that may only read.
pub fn set_display(tx: &mut Tx, actor: &Actor, display: &Display) -> Result<()> {
    let permit = policy::may_set_display(actor)?;
    store_display(tx, permit, display)?;
    outbox::emit(tx, &PersonaChanged { persona: actor.persona })
}
