//! What every room stands on. Nothing in this crate does I/O: time, dice and keys are handed in.

mod actor;
mod env;
mod error;
mod id;
mod keys;
pub mod limits;
mod page;
mod phi;
pub mod ports;
mod signing;
mod time;

pub use actor::{Account, Actor, Persona, Role, Scope, Scopes, Session, Token, Via};
pub use env::{AdjustableClock, Clock, Dice, Env, Sequence, SystemClock};
pub use error::{Error, Fault, Invalid, Problem, Result};
pub use id::{Id, IdInvalid};
pub use keys::{KeyRing, Sealed, Secret};
pub use page::Slice;
pub use phi::Phi;
pub use signing::{PublicKey, SIGNATURE_BYTES, SigningKey};
pub use time::Timestamp;

/// Logs a broken promise and answers `true` in production; panics in tests and debug builds.
///
/// `if never!(rows > 1) { return Err(..) }` reads as "this cannot happen, but if it does".
#[macro_export]
macro_rules! never {
    ($broken:expr) => {{
        let broken: bool = $broken;
        debug_assert!(!broken, "never: {}", stringify!($broken));
        if broken {
            tracing::error!(promise = stringify!($broken), file = file!(), line = line!(), "never");
        }
        broken
    }};
}
