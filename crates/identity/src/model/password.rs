use std::fmt;

use commonround_kernel::Invalid;
use unicode_normalization::UnicodeNormalization;

use crate::limits::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};

/// A password somebody chose, in NFC, so that every keyboard types the same bytes. Not printable.
#[derive(Clone)]
pub struct Password(String);

/// Long enough by count and still the first that anybody tries, in both of our languages.
const COMMON: &[&str] = &[
    "0123456789",
    "0987654321",
    "1111111111",
    "11223344556677",
    "1122334455",
    "12345678910",
    "1234567890",
    "1234567891",
    "123456789a",
    "1q2w3e4r5t",
    "1qaz2wsx3edc",
    "9876543210",
    "aaaaaaaaaa",
    "abcdefghij",
    "administrator",
    "azertyuiop",
    "azertyuiop123",
    "bienvenue123",
    "bonjour123",
    "bonjour1234",
    "changeme123",
    "commonround",
    "computer123",
    "correct horse",
    "correcthorsebatterystaple",
    "doudoune123",
    "football123",
    "iloveyou123",
    "iloveyou12",
    "jetaime123",
    "letmein123",
    "letmein1234",
    "loulou1234",
    "marseille13",
    "michael123",
    "motdepasse",
    "motdepasse1",
    "motdepasse123",
    "password10",
    "password12",
    "password123",
    "password1234",
    "password!!",
    "passwordpassword",
    "princess123",
    "q1w2e3r4t5",
    "qwerty1234",
    "qwerty12345",
    "qwerty123456",
    "qwertyuiop",
    "qwertyuiop123",
    "qwertzuiop",
    "soleil1234",
    "sunshine123",
    "superman123",
    "trustno1trustno1",
    "welcome123",
    "welcome1234",
    "zaq12wsxcde3",
];

/// What must be left of a password once the person's own names are taken out of it.
const OWN_CHARS_MIN: usize = 6;

impl Password {
    /// For a password that is being chosen. No rule about kinds of characters: length does more.
    ///
    /// # Errors
    /// On `field`: `required`, `too_short`, `too_long`, `control_character`, `too_common`,
    /// `like_name`.
    pub fn choose(field: &str, raw: &str, names: &[&str]) -> Result<Self, Invalid> {
        let password: String = raw.nfc().collect();
        check(&password, names).map_err(|why| Invalid::new(field, why))?;
        Ok(Self(password))
    }

    /// For a password that is being shown: it is right or wrong, never invalid. More than the
    /// longest that could have been chosen is cut, so that nobody feeds the hash with megabytes.
    #[must_use]
    pub fn shown(raw: &str) -> Self {
        Self(raw.chars().take(PASSWORD_CHARS_MAX + 1).nfc().collect())
    }

    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[password]")
    }
}

fn check(password: &str, names: &[&str]) -> Result<(), &'static str> {
    let chars = password.chars().count();
    let low = password.to_lowercase();
    match chars {
        0 => Err("required"),
        _ if chars < PASSWORD_CHARS_MIN => Err("too_short"),
        _ if chars > PASSWORD_CHARS_MAX => Err("too_long"),
        _ if password.chars().any(char::is_control) => Err("control_character"),
        _ if COMMON.contains(&low.as_str()) || one_character(&low) => Err("too_common"),
        _ if names.iter().any(|name| mostly(&low, name)) => Err("like_name"),
        _ => Ok(()),
    }
}

fn one_character(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| chars.all(|c| c == first))
}

/// Whether the text is the name with little of its own around it.
fn mostly(text: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let parts = [name.as_str(), name.split('@').next().unwrap_or(&name)];
    parts.into_iter().any(|part| {
        part.chars().count() > 1
            && text.contains(part)
            && text.replace(part, "").chars().count() < OWN_CHARS_MIN
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(raw: &str) -> &'static str {
        let names = ["dana_roy", "dana.roy@example.org"];
        Password::choose("password", raw, &names).map_or_else(|i| i.problems()[0].why, |_| "ok")
    }

    #[test]
    fn length_counts_and_kinds_of_characters_do_not() {
        let cases = [
            ("", "required"),
            ("short", "too_short"),
            ("123456789", "too_short"),
            ("a sentence is fine", "ok"),
            ("correct horse battery", "ok"),
            ("éééàààçççù", "ok"),
            ("Password123", "too_common"),
            ("motdepasse", "too_common"),
            ("zzzzzzzzzzzz", "too_common"),
            ("dana_roy12", "like_name"),
            ("Dana.Roy@example.org", "like_name"),
            ("dana.roy!!!!", "like_name"),
            ("dana_roy likes maple syrup", "ok"),
            ("ten chars\0\0", "control_character"),
        ];
        for (raw, expect) in cases {
            assert_eq!(why(raw), expect, "{raw:?}");
        }
        assert_eq!(why(&"ab".repeat(64)), "ok");
        assert_eq!(why(&"ab".repeat(65)), "too_long");
    }

    #[test]
    fn two_keyboards_type_the_same_password() {
        let composed = Password::shown("caf\u{e9} au lait");
        let decomposed = Password::shown("cafe\u{301} au lait");
        assert_eq!(composed.reveal(), decomposed.reveal());
        assert_eq!(format!("{composed:?}"), "[password]");
    }

    #[test]
    fn nobody_feeds_the_hash_with_megabytes() {
        assert!(Password::shown(&"x".repeat(10_000_000)).reveal().len() <= PASSWORD_CHARS_MAX + 1);
    }
}
