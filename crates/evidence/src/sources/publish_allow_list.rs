use commonround_db::{Tx, audit};
use commonround_kernel::{Id, Result};

use super::allow_list::AllowList;
use super::store::{self, Origin};
use crate::notes::schedule_check;

/// Puts a list of the operator in force under the next number, which it answers.
///
/// # Errors
/// What the database says.
pub fn publish_allow_list(tx: &mut Tx<'_>, list: &AllowList) -> Result<u32> {
    publish(tx, list, Origin::Operator)
}

/// Notes are looked at again, as a publisher may be gone.
fn publish(tx: &mut Tx<'_>, list: &AllowList, origin: Origin) -> Result<u32> {
    let number = store::insert_version(tx, list, origin)?;
    let action = match origin {
        Origin::Operator => "allow_list_published",
        Origin::Bundled => "allow_list_installed",
    };
    let entry = audit::Entry::new(audit::Accessor::System, action);
    let object = Some(audit::Named::new("allow_list", Id::<AllowList>::from_i64(number.into())));
    audit::record(tx, &audit::Entry { object, reason: Some(&list.reason), ..entry })?;
    schedule_check(tx)?;
    Ok(number)
}

/// Puts the list of the product in force where nothing newer of it is, and where the operator has
/// none of their own. Answers the new number.
///
/// # Errors
/// What the database says.
pub fn install_bundled(tx: &mut Tx<'_>) -> Result<Option<u32>> {
    let list = AllowList::bundled();
    match store::newest(tx)? {
        Some((_, Origin::Operator)) => Ok(None),
        Some((version, Origin::Bundled)) if version.list.dated >= list.dated => Ok(None),
        _ => publish(tx, &list, Origin::Bundled).map(Some),
    }
}
