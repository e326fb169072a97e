use commonround_kernel::Invalid;

use crate::limits::{HANDLE_CHARS_MAX, HANDLE_CHARS_MIN};

/// The public name of a persona in addresses and mentions: 2 to 30 of a-z, 0-9 and `_`, with at
/// least one letter. Case never matters; it is kept in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handle(String);

/// Names that are pages, roles or promises of this place, and would mislead as somebody's name.
const RESERVED: &[&str] = &[
    "about",
    "abuse",
    "account",
    "accounts",
    "actor",
    "admin",
    "administrator",
    "all",
    "anonymous",
    "api",
    "app",
    "assets",
    "auth",
    "care",
    "commonround",
    "contact",
    "crisis",
    "demo",
    "doctor",
    "emergency",
    "everyone",
    "explore",
    "facts",
    "forgot",
    "health",
    "help",
    "helpdesk",
    "here",
    "home",
    "hostmaster",
    "inbox",
    "info",
    "instance",
    "join",
    "legal",
    "live",
    "local",
    "login",
    "logout",
    "mail",
    "me",
    "metrics",
    "mod",
    "moderation",
    "moderator",
    "moderators",
    "news",
    "nobody",
    "noreply",
    "no_reply",
    "notice",
    "null",
    "official",
    "operator",
    "outbox",
    "owner",
    "people",
    "postmaster",
    "press",
    "privacy",
    "profile",
    "public",
    "register",
    "reset",
    "root",
    "rules",
    "safety",
    "search",
    "security",
    "server",
    "settings",
    "setup",
    "sign_in",
    "sign_out",
    "signup",
    "sources",
    "staff",
    "status",
    "statuses",
    "suicide",
    "support",
    "system",
    "tag",
    "tags",
    "team",
    "terms",
    "trust",
    "undefined",
    "user",
    "users",
    "verified",
    "verify",
    "webmaster",
    "www",
    "you",
];

impl Handle {
    /// # Errors
    /// On `handle`: `required`, `too_short`, `too_long`, `malformed`, `reserved`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let handle = fold(raw);
        check(&handle).map_err(|why| Invalid::new("handle", why))?;
        Ok(Self(handle))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same for handles that a hurried reader would take for one another: `0` and `o`, `1`,
    /// `l` and `i`, `rn` and `m`, `vv` and `w`, with and without `_`. Unique over all personas.
    #[must_use]
    pub fn skeleton(&self) -> String {
        skeleton(&self.0)
    }
}

/// A handle as people type it, brought to the form it is kept in; it may still be no handle.
#[must_use]
pub fn fold(raw: &str) -> String {
    let raw = raw.trim();
    raw.strip_prefix('@').unwrap_or(raw).to_ascii_lowercase()
}

fn check(handle: &str) -> Result<(), &'static str> {
    let chars = handle.chars().count();
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    match chars {
        0 => Err("required"),
        _ if chars > HANDLE_CHARS_MAX => Err("too_long"),
        _ if !handle.bytes().all(allowed) => Err("malformed"),
        _ if chars < HANDLE_CHARS_MIN => Err("too_short"),
        _ if !handle.bytes().any(|b| b.is_ascii_lowercase()) => Err("malformed"),
        _ if reserved(handle) => Err("reserved"),
        _ => Ok(()),
    }
}

fn reserved(handle: &str) -> bool {
    let shape = skeleton(handle);
    RESERVED.iter().any(|word| skeleton(word) == shape)
}

fn skeleton(handle: &str) -> String {
    let plain: String = handle
        .chars()
        .filter(|c| *c != '_')
        .map(|c| match c {
            '0' => 'o',
            '1' | 'i' => 'l',
            other => other,
        })
        .collect();
    plain.replace("rn", "m").replace("vv", "w")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn why(raw: &str) -> &'static str {
        Handle::parse(raw).map_or_else(|i| i.problems()[0].why, |_| "ok")
    }

    #[test]
    fn handles_are_short_plain_and_not_pages_of_ours() {
        let cases = [
            ("dana", "ok"),
            (" @Dana_Roy2 ", "ok"),
            ("ab", "ok"),
            ("", "required"),
            ("a", "too_short"),
            ("dana roy", "malformed"),
            ("dánà", "malformed"),
            ("dana\u{202e}", "malformed"),
            ("dana\0", "malformed"),
            ("12345", "malformed"),
            ("___", "malformed"),
            ("admin", "reserved"),
            ("ADM1N", "reserved"),
            ("a_d_m_i_n", "reserved"),
            ("he1p", "reserved"),
            ("moderat0r", "reserved"),
        ];
        for (raw, expect) in cases {
            assert_eq!(why(raw), expect, "{raw:?}");
        }
        assert_eq!(why(&"a".repeat(30)), "ok");
        assert_eq!(why(&"a".repeat(31)), "too_long");
    }

    #[test]
    fn look_alikes_share_a_skeleton() {
        for (one, other) in [
            ("ro0t", "root"),
            ("da_na", "dana"),
            ("bi11", "bill"),
            ("marnie", "mamie"),
            ("vvill", "will"),
        ] {
            assert_eq!(skeleton(one), skeleton(other), "{one} {other}");
        }
        assert_ne!(skeleton("dana"), skeleton("dena"));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_parses_or_is_refused_and_parsing_again_changes_nothing(raw in "\\PC{0,40}") {
            if let Ok(handle) = Handle::parse(&raw) {
                prop_assert_eq!(Handle::parse(handle.as_str()), Ok(handle.clone()));
                prop_assert!(!handle.skeleton().is_empty());
            }
        }
    }
}
