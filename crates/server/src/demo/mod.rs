//! The made-up world "maple": a cast, two organisations, statuses, a small library, registers with who
//! was checked, notes and answers to what is doubtful, a clock that can be moved. Its doors have no locks, so it listens on loopback only.

mod clock;
mod door;
mod registers;
mod routes;
mod seed;
mod trust;

use std::path::Path;
use std::sync::Arc;

use commonround_kernel::ports::Mailer;
use commonround_kernel::{AdjustableClock, Env, Result};
use parking_lot::Mutex;
use serde::Deserialize;

use crate::mail::DemoOutbox;

pub use registers::files as register_files;
pub use routes::routes;
pub use seed::{registry, seed};

/// The password of everybody in the cast, for whoever wants to try the sign-in form.
pub const PASSWORD: &str = "maple leaf demo";

/// One of the cast, as `cast.json` describes them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Player {
    pub handle: String,
    pub name: String,
    pub role: commonround_kernel::Role,
    pub field: Option<commonround_identity::Field>,
    pub pronouns: String,
    pub languages: Vec<String>,
    pub time_zone: String,
    pub intro: String,
    pub ask_me: String,
    pub links: Vec<PlayerLink>,
    pub operator: bool,
    pub moderator: bool,
    pub officer: bool,
    /// Whom they belong to: nobody seconds what one of the same group proposes.
    pub group: String,
    pub follows: Vec<String>,
    pub follows_tags: Vec<String>,
    /// What this person is in the demo.
    pub part: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlayerLink {
    pub label: String,
    pub url: String,
}

/// What lives as long as a demo server.
pub struct DemoWorld {
    pub clock: Arc<AdjustableClock>,
    pub cast: Vec<Player>,
    clock_file: clock::OffsetFile,
    outbox: Mutex<Option<Arc<DemoOutbox>>>,
}

impl DemoWorld {
    /// Takes up the clock where the last demo on this directory left it.
    ///
    /// # Errors
    /// `Fault` where the bundled cast or the clock file does not read.
    pub fn open(data: &Path) -> Result<Arc<Self>> {
        let clock_file = clock::OffsetFile::new(data);
        let clock = Arc::new(clock_file.clock()?);
        let cast = seed::cast()?;
        Ok(Arc::new(Self { clock, cast, clock_file, outbox: Mutex::new(None) }))
    }

    /// The mailer that keeps letters for the outbox page.
    pub fn outbox(&self, env: &Env) -> Arc<dyn Mailer> {
        let outbox = DemoOutbox::new(env.clone());
        *self.outbox.lock() = Some(Arc::clone(&outbox));
        outbox
    }

    fn letters(&self) -> Vec<crate::mail::Shown> {
        self.outbox.lock().as_ref().map(|outbox| outbox.letters()).unwrap_or_default()
    }
}
