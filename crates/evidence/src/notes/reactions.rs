use commonround_db::{Delivered, Tx};
use commonround_kernel::Result;
use commonround_vocabulary::{CredentialChanged, Event as _, SanctionAct, SanctionChanged};

use super::store::ratings;

pub const RATER_TOPICS: &[&str] = &[CredentialChanged::TOPIC, SanctionChanged::TOPIC];

/// A credential changed: the next full score looks at the rater again. A suspended rater is not
/// heard.
///
/// # Errors
/// What the database says.
pub fn know_rater(tx: &mut Tx<'_>, delivered: &Delivered) -> Result<()> {
    if let Some(changed) = delivered.read::<CredentialChanged>()? {
        ratings::mark_for_recheck(tx, changed.persona)?;
    }
    if let Some(changed) = delivered.read::<SanctionChanged>()?
        && changed.act == SanctionAct::Suspend
    {
        ratings::silence(tx, changed.persona, changed.active)?;
    }
    Ok(())
}
