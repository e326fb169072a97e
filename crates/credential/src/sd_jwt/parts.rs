use crate::limits::{DISCLOSURES_MAX, PRESENTATION_BYTES_MAX};
use crate::refused::Refused;

/// `issuer's part ~ disclosure ~ … ~ holder's proof`, cut apart.
pub struct Parts<'a> {
    pub issued: &'a str,
    pub disclosures: Vec<&'a str>,
    /// Empty where the holder proves nothing.
    pub key_binding: &'a str,
    /// What the holder's proof is about: everything before it, with the last `~`.
    pub bound: &'a str,
}

impl<'a> Parts<'a> {
    pub fn split(text: &'a str) -> Result<Self, Refused> {
        if text.len() > PRESENTATION_BYTES_MAX {
            return Err(Refused::TooLarge);
        }
        let (before, key_binding) = text.rsplit_once('~').ok_or(Refused::Malformed)?;
        let mut pieces = before.split('~');
        let issued = pieces.next().ok_or(Refused::Malformed)?;
        let disclosures: Vec<_> = pieces.take(DISCLOSURES_MAX + 1).collect();
        if disclosures.len() > DISCLOSURES_MAX {
            return Err(Refused::TooLarge);
        }
        Ok(Self { issued, disclosures, key_binding, bound: &text[..=before.len()] })
    }
}
