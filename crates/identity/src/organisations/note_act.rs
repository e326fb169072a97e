use commonround_db::Tx;
use commonround_db::audit::{self, Accessor, Entry, Named};
use commonround_kernel::{Id, Result};
use commonround_vocabulary::Organisation;

/// One line of the audit log about an organisation.
pub fn note_act(
    tx: &mut Tx<'_>,
    actor: Accessor,
    action: &'static str,
    id: Id<Organisation>,
    reason: Option<&str>,
) -> Result<()> {
    let object = Some(Named::new("organisation", id));
    let entry = Entry { object, reason, ..Entry::new(actor, action) };
    audit::record(tx, &entry).map(drop)
}
