//! Parsed types and pure rules. No I/O here.

mod code;
mod device;
mod email;
mod handle;
mod mail;
mod password;
mod person;
mod token;

pub use code::{CodeKind, CodeRow};
pub use device::Device;
pub use email::Email;
pub use handle::{Handle, fold as fold_handle};
pub use mail::{MailKind, MailRow};
pub use password::Password;
pub use person::{AgeBand, Card, DisplayName, Field, TimeZone, UNDER_13};
pub use token::{TokenLabel, TokenLife};

pub(crate) use code::Code;
