//! Codes in links. A code is the id of a row and a keyed digest of that row: the database alone
//! holds no code that works, and the keys alone neither.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use commonround_db::Tx;
use commonround_kernel::{Account, Error, Id, KeyRing, Result, Secret};

use crate::model::{Code, CodeKind, CodeRow};
use crate::store;

const PURPOSE: &str = "identity.code";
const DIGEST_BYTES: usize = 32;

/// What a code shall do.
pub struct Wanted<'a> {
    pub id: Id<Code>,
    pub kind: CodeKind,
    pub account: Option<Id<Account>>,
    /// The address that showing the code proves.
    pub email: Option<&'a str>,
}

/// Makes the row once and the code from it; the same id gives the same code again.
pub fn mint(tx: &mut Tx, keys: &KeyRing, wanted: &Wanted) -> Result<Secret> {
    let row = CodeRow {
        id: wanted.id,
        kind: wanted.kind,
        account: wanted.account,
        email: wanted.email.map(str::to_owned),
        nonce: tx.env().random_bytes::<16>().to_vec(),
        expires_at: tx.now() + wanted.kind.life(),
        used_at: None,
    };
    store::codes::insert_once(tx, &row)?;
    let row = store::codes::find(tx, wanted.id)?.ok_or(Error::NotFound)?;
    Ok(shown(&row, &keys.mac(PURPOSE, &signed(&row))))
}

/// The row that a code stands for, spent, expired or good.
///
/// # Errors
/// `code_expired` for all that is no code of these kinds: a row that was swept looks the same.
pub fn find(tx: &mut Tx, keys: &KeyRing, kinds: &[CodeKind], raw: &str) -> Result<CodeRow> {
    let gone = || Error::Gone("code_expired");
    let (id, digest) = split(raw).ok_or_else(gone)?;
    let found = store::codes::find(tx, id)?;
    let row = found.filter(|row| kinds.contains(&row.kind)).ok_or_else(gone)?;
    if keys.verify(PURPOSE, &signed(&row), &digest) { Ok(row) } else { Err(gone()) }
}

fn shown(row: &CodeRow, digest: &[u8]) -> Secret {
    let bytes = [&row.id.get().to_be_bytes()[..], digest].concat();
    Secret::from_caller(&URL_SAFE_NO_PAD.encode(bytes))
}

fn split(raw: &str) -> Option<(Id<Code>, [u8; DIGEST_BYTES])> {
    let bytes = URL_SAFE_NO_PAD.decode(raw).ok()?;
    let (id, digest) = bytes.split_first_chunk::<8>()?;
    let id = i64::from_be_bytes(*id);
    let digest = <[u8; DIGEST_BYTES]>::try_from(digest).ok()?;
    (id > 0).then_some((Id::from_i64(id), digest))
}

/// Everything that gives the code its meaning, so that no row can be bent to another.
fn signed(row: &CodeRow) -> Vec<u8> {
    let account = row.account.map_or(0, Id::get);
    [
        &row.id.get().to_be_bytes()[..],
        &account.to_be_bytes(),
        row.kind.as_str().as_bytes(),
        &[0],
        &row.nonce,
        row.email.as_deref().unwrap_or_default().as_bytes(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_stands_in_a_link_is_a_code_or_none(raw in "\\PC{0,80}") {
            let _ = split(&raw);
        }

        #[test]
        fn a_code_splits_into_what_it_was_made_of(id in 1..=i64::MAX, digest: [u8; 32]) {
            let row = CodeRow {
                id: Id::from_i64(id),
                kind: CodeKind::ConfirmEmail,
                account: None,
                email: None,
                nonce: vec![],
                expires_at: commonround_kernel::Timestamp::from_millis(0),
                used_at: None,
            };
            let code = shown(&row, &digest);
            prop_assert_eq!(split(code.reveal()), Some((row.id, digest)));
        }
    }
}
