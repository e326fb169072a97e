//! Codes that people read in a letter and type in. What is stored and the key make one together;
//! neither is enough.

use commonround_kernel::KeyRing;

/// No letter that looks like another one, or like a digit.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const CHARS: usize = 8;

/// The code over what is signed.
pub fn typed_code(keys: &KeyRing, purpose: &str, signed: &[u8]) -> String {
    spell(&keys.mac(purpose, signed), CHARS)
}

/// Bytes as letters that are easy to read and to copy.
pub fn spell(bytes: &[u8], chars: usize) -> String {
    let letters = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    letters.take(chars).collect()
}

/// What somebody typed, without blanks and hyphens, in capitals.
pub fn typed(raw: &str) -> String {
    raw.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase()
}

/// Compares digests, so that the time it takes tells nothing.
pub fn is_same(keys: &KeyRing, purpose: &str, one: &str, other: &str) -> bool {
    keys.verify(purpose, one.as_bytes(), &keys.mac(purpose, other.as_bytes()))
}
