//! Small traits that a room needs and `server` wires to somebody who can.

use std::future::Future;
use std::pin::Pin;

use crate::{Error, Result};

pub type Promise<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A letter in plain text, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub body: String,
}

/// Takes letters to people. Sending twice must be harmless to the reader, since a letter whose
/// sending was not acknowledged before a crash is sent again.
pub trait Mailer: Send + Sync + 'static {
    fn send<'a>(&'a self, letter: &'a Letter) -> Promise<'a, Result<()>>;
}

/// What is asked of an address that somebody else named.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// `https://…` on the usual port.
    pub url: &'a str,
    /// Media types that are taken, without parameters; none: whatever comes.
    pub types: &'a [&'a str],
    /// A longer answer is refused.
    pub bytes_max: usize,
}

/// What the address answered, with 200.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The media type without parameters, in small letters; empty where none was named.
    pub media_type: String,
    pub body: Vec<u8>,
}

/// Reads one document from outside. Whoever implements it keeps the inner network out of reach,
/// follows no redirects and bounds time and size.
///
/// # Errors
/// `Invalid` on `url`: `outside_malformed`, `outside_not_https`, `outside_not_public`;
/// `Unavailable("outside_unreachable")`; `Unavailable("outside_refused")` for an answer other than
/// 200; `TooLarge("outside_too_large")`; `Unsupported("outside_wrong_type")`.
pub trait Fetch: Send + Sync + 'static {
    fn fetch<'a>(&'a self, ask: Ask<'a>) -> Promise<'a, Result<Fetched>>;
}

/// For an instance without a way out.
pub struct NoFetch;

impl Fetch for NoFetch {
    fn fetch<'a>(&'a self, _: Ask<'a>) -> Promise<'a, Result<Fetched>> {
        Box::pin(std::future::ready(Err(Error::Unavailable("outside_unreachable"))))
    }
}
