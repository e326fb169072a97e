use commonround_kernel::Invalid;

use crate::limits::{EMAIL_CHARS_MAX, EMAIL_LOCAL_CHARS_MAX};

/// An address that could take mail. Whether it does, the confirmation shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// # Errors
    /// On `field`: `required`, `too_long`, `malformed`.
    pub fn parse(field: &str, raw: &str) -> Result<Self, Invalid> {
        let raw = raw.trim();
        check(raw).map_err(|why| Invalid::new(field, why))?;
        Ok(Self(raw.to_owned()))
    }

    /// As the person wrote it: what mail is sent to.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What addresses are compared by: case never tells two mailboxes apart in practice.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

fn check(raw: &str) -> Result<(), &'static str> {
    if raw.is_empty() {
        return Err("required");
    }
    if raw.chars().count() > EMAIL_CHARS_MAX {
        return Err("too_long");
    }
    let (local, domain) = raw.rsplit_once('@').ok_or("malformed")?;
    let local_ok = !local.is_empty()
        && local.chars().count() <= EMAIL_LOCAL_CHARS_MAX
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
        && local.split('.').all(|part| !part.is_empty());
    if local_ok && domain_ok(domain) { Ok(()) } else { Err("malformed") }
}

/// At least two labels of letters, digits and inner hyphens. International names come in their
/// ASCII form, which is what mail servers exchange.
fn domain_ok(domain: &str) -> bool {
    let label_ok = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.contains('.') && domain.split('.').all(label_ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_addresses_and_refuses_what_no_server_would() {
        let good = ["a@b.ca", " Dana.Roy+cr@Example.org ", "o'neil@sub.example.co.uk"];
        let bad = [
            "",
            "dana",
            "@b.ca",
            "a@",
            "a@b",
            "a b@c.ca",
            "a@b..ca",
            "a@-b.ca",
            "a@b-.ca",
            ".a@b.ca",
            "a..b@c.ca",
            "a@b.ca\r\nBcc: x@y.z",
            "a\0@b.ca",
            "a@b.ca\u{202e}",
            "a@b@",
            "<a@b.ca>",
        ];
        for raw in good {
            assert!(Email::parse("email", raw).is_ok(), "{raw:?}");
        }
        for raw in bad {
            assert!(Email::parse("email", raw).is_err(), "{raw:?}");
        }
        assert!(Email::parse("email", &format!("{}@b.ca", "a".repeat(65))).is_err());
        assert!(Email::parse("email", &format!("a@{}.ca", "b".repeat(260))).is_err());
    }

    #[test]
    fn case_tells_no_two_mailboxes_apart() {
        let email = Email::parse("email", " Dana@Example.ORG").unwrap();
        assert_eq!(email.folded(), "dana@example.org");
        assert_eq!(email.as_str(), "Dana@Example.ORG");
    }
}
