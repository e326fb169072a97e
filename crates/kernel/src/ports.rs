//! Small traits that a room needs and `server` wires to somebody who can.

use std::future::Future;
use std::pin::Pin;

use crate::Result;

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
