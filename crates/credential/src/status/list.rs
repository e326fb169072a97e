use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::limits::STATUS_BYTES_MAX;
use crate::refused::Refused;

/// Bits for each credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    One = 1,
    Two = 2,
    Four = 4,
    Eight = 8,
}

impl Width {
    #[must_use]
    pub const fn from_bits(bits: u64) -> Option<Self> {
        match bits {
            1 => Some(Self::One),
            2 => Some(Self::Two),
            4 => Some(Self::Four),
            8 => Some(Self::Eight),
            _ => None,
        }
    }

    #[must_use]
    pub const fn bits(self) -> usize {
        self as usize
    }

    const fn mask(self) -> u8 {
        (u16::MAX >> (16 - self.bits())) as u8
    }

    const fn a_byte(self) -> usize {
        8 / self.bits()
    }
}

/// What a list says of one credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusEntry {
    Valid,
    Invalid,
    Suspended,
    /// A value that other issuers may give a meaning to.
    Other(u8),
}

impl StatusEntry {
    const fn from_value(value: u8) -> Self {
        match value {
            0 => Self::Valid,
            1 => Self::Invalid,
            2 => Self::Suspended,
            other => Self::Other(other),
        }
    }

    const fn value(self) -> u8 {
        match self {
            Self::Valid => 0,
            Self::Invalid => 1,
            Self::Suspended => 2,
            Self::Other(value) => value,
        }
    }
}

/// The states of all credentials of one list, the first in the lowest bits of the first byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusList {
    width: Width,
    bytes: Vec<u8>,
}

impl StatusList {
    /// A list for at least `entries` credentials, all of them valid.
    ///
    /// # Errors
    /// `too_large`.
    pub fn new(width: Width, entries: usize) -> Result<Self, Refused> {
        let bytes = entries.div_ceil(width.a_byte());
        if bytes > STATUS_BYTES_MAX {
            return Err(Refused::TooLarge);
        }
        Ok(Self { width, bytes: vec![0; bytes] })
    }

    #[must_use]
    pub const fn width(&self) -> Width {
        self.width
    }

    /// Room for credentials.
    #[must_use]
    pub const fn entries(&self) -> usize {
        self.bytes.len() * self.width.a_byte()
    }

    /// `None` past the end.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<StatusEntry> {
        let (byte, shift) = self.place(index);
        let value = (self.bytes.get(byte)? >> shift) & self.width.mask();
        Some(StatusEntry::from_value(value))
    }

    /// False past the end, and for a value that has no room in the list's width.
    #[must_use]
    pub fn set(&mut self, index: usize, entry: StatusEntry) -> bool {
        let (at, shift) = self.place(index);
        let (mask, value) = (self.width.mask(), entry.value());
        let Some(byte) = self.bytes.get_mut(at).filter(|_| value <= mask) else { return false };
        *byte = (*byte & !(mask << shift)) | (value << shift);
        true
    }

    const fn place(&self, index: usize) -> (usize, usize) {
        let a_byte = self.width.a_byte();
        (index / a_byte, (index % a_byte) * self.width.bits())
    }

    /// Unpacks `lst`. What would not fit is refused while it unpacks.
    pub(super) fn unpack(width: Width, packed: &[u8]) -> Result<Self, Refused> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(STATUS_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
        let unpacked = ZlibDecoder::new(packed).take(limit).read_to_end(&mut bytes);
        unpacked.map_err(|_| Refused::Malformed)?;
        if bytes.len() > STATUS_BYTES_MAX {
            Err(Refused::TooLarge)
        } else {
            Ok(Self { width, bytes })
        }
    }

    pub(super) fn pack(&self) -> Result<Vec<u8>, Refused> {
        let mut packing = ZlibEncoder::new(Vec::new(), Compression::best());
        let packed = packing.write_all(&self.bytes).and_then(|()| packing.finish());
        packed.map_err(|_| Refused::TooLarge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn widths() -> impl Strategy<Value = Width> {
        prop_oneof![Just(Width::One), Just(Width::Two), Just(Width::Four), Just(Width::Eight)]
    }

    /// The draft's own example: `[1,0,0,1,1,1,0,1 | 1,1,0,0,0,1,0,1]` packs to `0xB9 0xA3`.
    #[test]
    fn the_first_credential_has_the_lowest_bit() {
        let mut list = StatusList::new(Width::One, 16).unwrap();
        for (at, value) in [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1].into_iter().enumerate()
        {
            assert!(list.set(at, StatusEntry::from_value(value)));
        }
        assert_eq!(list.bytes, [0xb9, 0xa3]);
    }

    #[test]
    fn nothing_stands_past_the_end() {
        let mut list = StatusList::new(Width::Two, 5).unwrap();
        assert_eq!(list.entries(), 8);
        assert_eq!((list.get(7), list.get(8)), (Some(StatusEntry::Valid), None));
        assert!(!list.set(8, StatusEntry::Invalid));
        assert!(!list.set(0, StatusEntry::Other(4)));
        assert_eq!(list.get(usize::MAX), None);
        assert_eq!(StatusList::new(Width::Eight, usize::MAX), Err(Refused::TooLarge));
    }

    #[test]
    fn a_bomb_is_refused() {
        let bomb = StatusList { width: Width::One, bytes: vec![0; STATUS_BYTES_MAX + 1] };
        let packed = bomb.pack().unwrap();
        assert!(packed.len() < 8_192);
        assert_eq!(StatusList::unpack(Width::One, &packed), Err(Refused::TooLarge));
    }

    proptest! {
        #[test]
        fn what_is_set_is_read_and_packs_and_unpacks(
            width in widths(),
            entries in prop::collection::vec((0_usize..400, any::<u8>()), 0..50),
        ) {
            let mut list = StatusList::new(width, 400).unwrap();
            let mut model = vec![0_u8; 400];
            for (at, value) in entries {
                let entry = StatusEntry::from_value(value & width.mask());
                prop_assert!(list.set(at, entry));
                model[at] = value & width.mask();
            }
            let again = StatusList::unpack(width, &list.pack().unwrap()).unwrap();
            prop_assert_eq!(&again, &list);
            for (at, value) in model.into_iter().enumerate() {
                prop_assert_eq!(again.get(at), Some(StatusEntry::from_value(value)));
            }
        }

        #[test]
        fn any_bytes_unpack_or_are_refused(width in widths(), packed: Vec<u8>) {
            let list = StatusList::unpack(width, &packed);
            prop_assert!(list.is_err() || list.unwrap().bytes.len() <= STATUS_BYTES_MAX);
        }
    }
}
