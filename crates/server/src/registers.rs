//! Register files that the operator's configuration names: read again each day, and as soon as there
//! is another one.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use commonround_db::{Db, DueJob, JobKind, Tx, settings};
use commonround_identity::{RegisterEnd, RegisterOptions, import_register};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Error, KeyRing, Result};
use serde::{Deserialize, Serialize};

use crate::config::{Config, Register};
use crate::import;

/// How often the files are looked at. With the import itself this keeps well within the fifteen
/// minutes in which a suspension has to be everywhere.
const LOOK_EVERY: Duration = Duration::from_secs(5 * 60);
/// A file that did not change is read again after this: what it says is as of that day, too.
const READ_EVERY: Duration = Duration::from_secs(24 * 3_600);

/// One job for all files; none where the configuration names none.
#[must_use]
pub fn jobs(config: &Config, keys: &Arc<KeyRing>) -> Vec<Arc<dyn JobKind>> {
    if config.registers.is_empty() {
        return Vec::new();
    }
    vec![Arc::new(Files { registers: config.registers.clone(), keys: Arc::clone(keys) })]
}

struct Files {
    registers: Vec<Register>,
    keys: Arc<KeyRing>,
}

impl JobKind for Files {
    fn name(&self) -> &'static str {
        "server.register_files"
    }

    fn every(&self) -> Option<Duration> {
        Some(LOOK_EVERY)
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            for register in &self.registers {
                // One file that is not good keeps no other from being read.
                if let Err(error) = self.look(db, register).await {
                    tracing::error!(register = register.code, %error, "a register was not read");
                }
            }
            Ok(())
        })
    }
}

/// What a file looked like when it was last read to its end, good or not.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    bytes: u64,
    /// When it was written, in nanoseconds since 1970.
    written_ns: u64,
    /// When it was read, in milliseconds since 1970.
    read_ms: i64,
}

impl Files {
    async fn look(&self, db: &Db, register: &Register) -> Result<()> {
        let now_ms = db.env().now().millis();
        let seen = look_at(&register.file, now_ms)?;
        let key = format!("server.register_file.{}", register.code.to_lowercase());
        let name = key.clone();
        let before = db.read(move |tx| settings::get(tx, &name)).await?;
        let before = before.and_then(|text| serde_json::from_str::<Seen>(&text).ok());
        if before.is_some_and(|before| !is_due(&before, &seen)) {
            return Ok(());
        }
        self.read(db, register).await?;
        let seen = serde_json::to_string(&seen).map_err(Error::fault)?;
        db.write(move |tx: &mut Tx| settings::set(tx, &key, &seen)).await
    }

    async fn read(&self, db: &Db, register: &Register) -> Result<()> {
        let Register { code, file, mapping, bundled } = register;
        let layout = import::layout(db.env(), code, mapping.as_deref(), *bundled)?;
        let reader = std::fs::File::open(file).map_err(Error::fault)?;
        let options = RegisterOptions { register: code.to_lowercase(), accept_vanished: false };
        let report = import_register(db, &self.keys, reader, layout, options, &mut |_| {}).await?;
        match report.end {
            RegisterEnd::Done => {
                let (rows, claims) = (report.rows, report.claims_changed);
                tracing::info!(register = code, rows, claims, "a register was read");
            }
            RegisterEnd::Braked(brake) => tracing::error!(
                register = code,
                gone = brake.gone,
                known = brake.known,
                "too many rows are gone: nothing was changed; see `import register --accept-vanished`"
            ),
            RegisterEnd::Refused(troubles) => {
                tracing::error!(
                    register = code,
                    count = troubles.len(),
                    "a register file is not good"
                );
            }
        }
        Ok(())
    }
}

fn look_at(file: &Path, read_ms: i64) -> Result<Seen> {
    let found = std::fs::metadata(file).map_err(Error::fault)?;
    let written = found.modified().map_err(Error::fault)?;
    let written = written.duration_since(UNIX_EPOCH).unwrap_or_default();
    let written_ns = u64::try_from(written.as_nanos()).unwrap_or(u64::MAX);
    Ok(Seen { bytes: found.len(), written_ns, read_ms })
}

fn is_due(before: &Seen, now: &Seen) -> bool {
    let is_other = (before.bytes, before.written_ns) != (now.bytes, now.written_ns);
    let age_ms = u128::from(now.read_ms.abs_diff(before.read_ms));
    is_other || age_ms >= READ_EVERY.as_millis()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_when_it_is_another_one_or_a_day_has_gone() {
        let before = Seen { bytes: 10, written_ns: 5, read_ms: 0 };
        let at = |bytes, written_ns, read_ms| Seen { bytes, written_ns, read_ms };
        let day = 24 * 3_600 * 1_000;
        assert!(!is_due(&before, &at(10, 5, day - 1)));
        assert!(is_due(&before, &at(10, 5, day)));
        assert!(is_due(&before, &at(11, 5, 1)));
        assert!(is_due(&before, &at(10, 6, 1)));
    }
}
