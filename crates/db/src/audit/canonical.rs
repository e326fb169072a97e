//! The bytes that the chain is made of.
//!
//! A field is one byte for its kind and then its value: `0` nothing; `1` a whole number, 8 bytes;
//! `2` text and `3` bytes, each a length in 4 bytes and then so many; `4` a real number, 8 bytes;
//! `5` a truth, 1 byte. Numbers are big-endian, text is UTF-8. No two rows have the same bytes.
//!
//! `canonical(row)` is the byte `1` (the version of this page) and the fields `seq`, `id`, `at`,
//! `actor_kind`, `actor`, `action`, `object_kind`, `object`, `purpose`, `client`, `commitment`.
//! `h_0 = SHA-256("commonround.audit.v1")` and `h_i = SHA-256(h_{i-1} || canonical(row_i))`.
//!
//! `commitment = SHA-256("commonround.audit.commitment.v1" || salt, subject_kind, subject, reason as
//! fields)`, or nothing where a row has neither subject nor reason.

use std::ops::Range;

use commonround_kernel::Result;
use sha2::{Digest, Sha256};

use super::Hash;
use crate::Row;
use crate::value::Cell;

const VERSION: u8 = 1;
const CHAIN: &[u8] = b"commonround.audit.v1";
const COMMITTED: &[u8] = b"commonround.audit.commitment.v1";

/// Where a row stands in the chain, what the chain hashes, and what its commitment stands for.
pub(super) const COLUMNS: &str = "seq, hash, id, at, actor_kind, actor, action, object_kind, object, \
     purpose, client, commitment, salt, subject_kind, subject, reason";

pub(super) const SEQ: usize = 0;
pub(super) const HASH: usize = 1;
/// The fields after `seq` that the chain hashes.
const CHAINED: Range<usize> = 2..12;
const COMMITMENT: usize = 11;
const SALT: usize = 12;
const VEILED: [usize; 3] = [13, 14, 15];

/// Whether a row's subject and reason are what was committed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Veil {
    /// There are none, or they are those.
    Holds,
    /// They were erased; what they were cannot be told any more, nor altered.
    Erased,
    Broken,
}

/// `h_0`: what the first row is chained to.
pub(super) fn origin() -> Hash {
    Hash::of(CHAIN)
}

/// The row's own part of what is hashed, at the place `seq`.
pub(super) fn canonical(row: &Row<'_>, seq: i64, bytes: &mut Vec<u8>) -> Result<()> {
    bytes.clear();
    bytes.push(VERSION);
    field(bytes, Cell::Int(seq));
    for at in CHAINED {
        field(bytes, row.cell(at)?);
    }
    Ok(())
}

pub(super) fn veil(row: &Row<'_>) -> Result<Veil> {
    let [kind, subject, reason] = VEILED.map(|at| row.cell(at));
    let veiled = [kind?, subject?, reason?];
    let is_bare = veiled == [Cell::Null; 3];
    Ok(match (row.cell(COMMITMENT)?, row.cell(SALT)?) {
        (Cell::Null, Cell::Null) if is_bare => Veil::Holds,
        (Cell::Bytes(_), Cell::Null) if is_bare => Veil::Erased,
        (Cell::Bytes(committed), Cell::Bytes(salt)) if commit(salt, veiled).0 == *committed => {
            Veil::Holds
        }
        _ => Veil::Broken,
    })
}

pub(super) fn chain(before: &Hash, canonical: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update(before.0);
    hash.update(canonical);
    Hash(hash.finalize().into())
}

/// Stands for kind of subject, subject and reason.
pub(super) fn commit(salt: &[u8], veiled: [Cell<'_>; 3]) -> Hash {
    let mut bytes = COMMITTED.to_vec();
    field(&mut bytes, Cell::Bytes(salt));
    for cell in veiled {
        field(&mut bytes, cell);
    }
    Hash::of(&bytes)
}

fn field(bytes: &mut Vec<u8>, cell: Cell<'_>) {
    match cell {
        Cell::Null => bytes.push(0),
        Cell::Int(n) => {
            bytes.push(1);
            bytes.extend_from_slice(&n.to_be_bytes());
        }
        Cell::Text(text) => long(bytes, 2, text.as_bytes()),
        Cell::Bytes(raw) => long(bytes, 3, raw),
        Cell::Real(x) => {
            bytes.push(4);
            bytes.extend_from_slice(&x.to_bits().to_be_bytes());
        }
        Cell::Bool(b) => bytes.extend_from_slice(&[5, u8::from(b)]),
    }
}

fn long(bytes: &mut Vec<u8>, kind: u8, raw: &[u8]) {
    let length = u32::try_from(raw.len()).unwrap_or(u32::MAX);
    bytes.push(kind);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(raw);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bytes_of(cells: &[Cell<'_>]) -> Vec<u8> {
        let mut bytes = Vec::new();
        cells.iter().for_each(|cell| field(&mut bytes, *cell));
        bytes
    }

    #[test]
    fn the_encoding_is_what_the_page_says() {
        let cells = [Cell::Null, Cell::Int(258), Cell::Text("é"), Cell::Bytes(&[9])];
        let wanted = [0, 1, 0, 0, 0, 0, 0, 0, 1, 2, 2, 0, 0, 0, 2, 0xc3, 0xa9, 3, 0, 0, 0, 1, 9];
        assert_eq!(bytes_of(&cells), wanted);
    }

    #[test]
    fn the_chain_begins_where_the_page_says() {
        let begins = "b0bd5055214c8a53c767b23f639346a28a5c077a85d63aff13581f286f92d6f4";
        assert_eq!(origin().to_string(), begins);
    }

    proptest! {
        #[test]
        fn what_is_moved_over_a_border_changes_the_bytes(a in "[a-c]{0,6}", b in "[a-c]{0,6}", cut in 0_usize..6) {
            let both = format!("{a}{b}");
            let cut = cut.min(both.len());
            let (x, y) = both.split_at(cut);
            let same = (x, y) == (a.as_str(), b.as_str());
            let ours = bytes_of(&[Cell::Text(&a), Cell::Text(&b)]);
            prop_assert_eq!(ours == bytes_of(&[Cell::Text(x), Cell::Text(y)]), same);
        }
    }
}
