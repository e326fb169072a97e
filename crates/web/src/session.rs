//! Who is behind a request. The rooms that keep accounts implement the port; here stands how a
//! browser or a program shows who it is.

use axum::http::{HeaderMap, HeaderValue, header};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Actor, Result, Secret};
use cookie::{Cookie, SameSite};

use crate::{Lang, Theme};

/// How long a browser keeps the cookie. The server's own record decides whether it still counts.
const COOKIE_DAYS: i64 = 180;

/// What a request showed.
#[derive(Clone, Copy)]
pub enum Shown<'a> {
    /// The secret in the session cookie.
    Cookie(&'a str),
    /// The token in `Authorization: Bearer`.
    Bearer(&'a str),
}

/// How a signed-in person appears to themself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    pub handle: String,
    pub display_name: String,
    /// A CSS class such as `hue-nursing`.
    pub hue: &'static str,
}

/// A secret that was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    pub actor: Actor,
    pub me: Me,
    /// `None`: as the browser says.
    pub lang: Option<Lang>,
    pub theme: Theme,
}

/// Looks up sessions and tokens. Asked only where a request shows one.
pub trait Sessions: Send + Sync + 'static {
    fn resolve<'a>(&'a self, shown: Shown<'a>) -> Promise<'a, Result<Option<Resolved>>>;
}

/// The name of the only cookie. The prefix makes browsers refuse it without TLS or from a sibling
/// domain.
#[must_use]
pub const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

/// `Set-Cookie` that signs a browser in.
#[must_use]
pub fn session_cookie(secure: bool, secret: &Secret) -> HeaderValue {
    set_cookie(secure, secret.reveal(), cookie::time::Duration::days(COOKIE_DAYS))
}

/// `Set-Cookie` that signs it out.
#[must_use]
pub fn clear_session_cookie(secure: bool) -> HeaderValue {
    set_cookie(secure, "", cookie::time::Duration::ZERO)
}

fn set_cookie(secure: bool, value: &str, age: cookie::time::Duration) -> HeaderValue {
    let cookie = Cookie::build((cookie_name(secure), value))
        .path("/")
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Lax)
        .max_age(age);
    HeaderValue::try_from(cookie.to_string()).expect("a secret is URL-safe base64")
}

/// The bearer token, else the session cookie. A token wins, since a program that sends one means it.
pub(crate) fn shown(headers: &HeaderMap, secure: bool) -> Option<Shown<'_>> {
    bearer(headers).map(Shown::Bearer).or_else(|| session(headers, secure).map(Shown::Cookie))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let raw = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = raw.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn session(headers: &HeaderMap, secure: bool) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == cookie_name(secure) && !value.is_empty())
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_for_this_host_only_and_out_of_reach_of_scripts() {
        let secret = Secret::from_caller("s3cret");
        assert_eq!(
            session_cookie(true, &secret),
            "__Host-session=s3cret; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=15552000"
        );
        assert_eq!(
            clear_session_cookie(false),
            "session=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"
        );
    }

    #[test]
    fn a_token_wins_over_a_cookie() {
        let mut headers = HeaderMap::new();
        assert!(shown(&headers, false).is_none());
        headers.insert(header::COOKIE, HeaderValue::from_static("theme=x; session=abc"));
        assert!(matches!(shown(&headers, false), Some(Shown::Cookie("abc"))));
        assert!(shown(&headers, true).is_none(), "the unprefixed name does not count over TLS");
        headers.insert(header::AUTHORIZATION, HeaderValue::from_static("bearer  tok"));
        assert!(matches!(shown(&headers, false), Some(Shown::Bearer("tok"))));
    }
}
