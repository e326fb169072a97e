use std::fmt;
use std::str::FromStr;

use commonround_kernel::{Error, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

use crate::{Cell, Column, Param};

const HASH_BYTES: usize = 32;

/// A SHA-256. Printed and sent as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(pub(super) [u8; HASH_BYTES]);

impl Hash {
    /// Nobody knows what this is the hash of.
    pub(super) const NONE: Self = Self([0; HASH_BYTES]);

    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl FromStr for Hash {
    type Err = Error;

    fn from_str(raw: &str) -> Result<Self> {
        let wrong = || Error::invalid("hash", "malformed");
        let mut hash = [0; HASH_BYTES];
        if raw.len() != 2 * HASH_BYTES || !raw.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        for (at, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&raw[2 * at..2 * at + 2], 16).map_err(|_| wrong())?;
        }
        Ok(Self(hash))
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let raw = std::borrow::Cow::<str>::deserialize(d)?;
        raw.parse().map_err(de::Error::custom)
    }
}

impl Param for Hash {
    fn cell(&self) -> Cell<'_> {
        Cell::Bytes(&self.0)
    }
}

impl Column for Hash {
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        if let Cell::Bytes(bytes) = cell { bytes.try_into().ok().map(Self) } else { None }
    }
}

/// A place in the chain and the hash that stands there. Printed and read as `SEQ:HASH`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tip {
    /// Counted from 1; 0 is the empty chain.
    pub seq: i64,
    pub hash: Hash,
}

impl fmt::Display for Tip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

impl FromStr for Tip {
    type Err = Error;

    /// # Errors
    /// `Invalid` on `head` for anything but `SEQ:HASH` with a place from 1 on.
    fn from_str(raw: &str) -> Result<Self> {
        let wrong = || Error::invalid("head", "malformed");
        let (seq, hash) = raw.split_once(':').ok_or_else(wrong)?;
        let seq = seq.parse().ok().filter(|seq| *seq > 0).ok_or_else(wrong)?;
        Ok(Self { seq, hash: hash.parse().map_err(|_| wrong())? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tip_is_read_as_it_is_printed_and_nothing_else_is() {
        let tip = Tip { seq: 7, hash: Hash::of(b"row") };
        assert_eq!(tip.to_string().parse::<Tip>().unwrap(), tip);
        let digits = Hash::of(b"row").to_string();
        let wrong = [
            digits.clone(),
            format!("0:{digits}"),
            format!("-1:{digits}"),
            format!("7:{}", &digits[1..]),
            format!("7:{}é", &digits[2..]),
            format!("7:{}+a", &digits[2..]),
        ];
        for raw in wrong {
            assert!(raw.parse::<Tip>().is_err(), "{raw}");
        }
    }
}
