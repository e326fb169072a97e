use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::row::{Contact, Row, Standing};

/// A register and a number in it, as 64 bits of a digest. Eight million of them meet by chance once
/// in half a million files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey(pub u64);

impl RowKey {
    /// Case and blanks of a number do not count, nor does the jurisdiction: it may change.
    #[must_use]
    pub fn of(register: &str, reg_no: &str) -> Self {
        let reg_no: String = reg_no.split_whitespace().collect();
        let mut hash = Sha256::new();
        add(&mut hash, register);
        add(&mut hash, &reg_no.to_uppercase());
        Self(first_bits(hash))
    }
}

/// A row as much as is kept of it to tell whether it has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compact {
    pub key: RowKey,
    /// 64 bits of a digest of everything but `as_of` and the line.
    pub fingerprint: u64,
    pub standing: Standing,
    pub conditions: bool,
    pub line: u64,
}

impl Row {
    #[must_use]
    pub fn key(&self) -> RowKey {
        RowKey::of(&self.register, &self.reg_no)
    }

    #[must_use]
    pub fn compact(&self) -> Compact {
        Compact {
            key: self.key(),
            fingerprint: self.fingerprint(),
            standing: self.standing,
            conditions: self.conditions,
            line: self.line,
        }
    }

    fn fingerprint(&self) -> u64 {
        let mut hash = Sha256::new();
        let texts = [
            &self.register,
            &self.jurisdiction,
            &self.reg_no,
            &self.family,
            &self.given,
            &self.profession,
            &self.class,
            &self.employer,
        ];
        texts.iter().for_each(|text| add(&mut hash, text));
        add(&mut hash, self.standing.word());
        add(&mut hash, if self.conditions { "conditions" } else { "" });
        add(&mut hash, self.conditions_url.as_deref().unwrap_or_default());
        add(&mut hash, self.contact.as_ref().map_or("", Contact::as_str));
        add_date(&mut hash, self.status_from);
        add_date(&mut hash, self.expires);
        self.former_names.iter().for_each(|name| add(&mut hash, name));
        first_bits(hash)
    }
}

/// With its length before it, so that no two lists of fields read alike.
fn add(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text);
}

fn add_date(hash: &mut Sha256, date: Option<Date>) {
    let (year, month, day) = date.map_or((0, 0, 0), |d| (d.year(), d.month(), d.day()));
    hash.update(year.to_le_bytes());
    hash.update([month.to_le_bytes()[0], day.to_le_bytes()[0]]);
}

fn first_bits(hash: Sha256) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = <[u8; 32]>::from(hash.finalize());
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}
