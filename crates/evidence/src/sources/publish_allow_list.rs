use commonround_db::Tx;
use commonround_kernel::Result;

use super::allow_list::AllowList;
use super::store::{self, Origin};

/// Puts a list of the operator in force under the next number, which it answers.
///
/// # Errors
/// What the database says.
pub fn publish_allow_list(tx: &mut Tx<'_>, list: &AllowList) -> Result<u32> {
    store::insert_version(tx, list, Origin::Operator)
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
        _ => store::insert_version(tx, &list, Origin::Bundled).map(Some),
    }
}
