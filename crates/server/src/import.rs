//! `commonround import …`: progress and refusals in words.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use commonround_credential::{BUNDLED_MAPPINGS, Layout, Mapping};
use commonround_evidence::Registry;
use commonround_evidence::import::{self, ImportReport, Options, Progress};
use commonround_evidence::sources;
use commonround_identity::{self as identity, RegisterEnd, RegisterOptions, RegisterProgress};
use commonround_kernel::{Env, Error, Result, Timestamp};

use crate::chores::Told;
use crate::instance::Instance;

/// How often a long import says where it is.
const PROGRESS_EVERY: Duration = Duration::from_secs(1);

/// # Errors
/// What the database ends with, and `import_incomplete` where the file broke off; rejected lines
/// are no error.
pub async fn facts(
    instance: &Instance,
    registry: Registry,
    reader: impl Read + Send + 'static,
    told: &Told,
) -> Result<()> {
    let mut last = Timestamp::default();
    let env = instance.env.clone();
    let mut progress = |at: Progress| match at {
        Progress::Rejected(r) => {
            told.answer(&format!("line {}: {} ({})", r.line, r.reason, r.code));
        }
        Progress::Counts(counts) => {
            if env.now().since(last) >= PROGRESS_EVERY {
                last = env.now();
                told.progress(&format!("{} lines read", counts.lines));
            }
        }
    };
    let options = Options { registry, is_complete: false };
    let report = import::run(&instance.db, &instance.env, reader, options, &mut progress).await?;
    tell(&report, told)
}

fn tell(report: &ImportReport, told: &Told) -> Result<()> {
    let n = report.counts;
    told.answer(&format!(
        "{} lines: {} added, {} changed, {} unchanged, {} rejected",
        n.lines, n.added, n.changed, n.unchanged, n.rejected
    ));
    match &report.stopped {
        None => Ok(()),
        Some(stopped) => {
            let after = stopped.after_line;
            told.answer(&format!(
                "stopped after line {after}: {} ({})",
                stopped.reason, stopped.code
            ));
            Err(Error::Conflict("import_incomplete"))
        }
    }
}

/// How the columns of a register's file are called.
///
/// # Errors
/// `Invalid` on `mapping`: `unknown` where none is bundled under the code, `malformed`; `Fault`
/// where the file does not open.
pub fn layout(env: &Env, register: &str, mapping: Option<&Path>, bundled: bool) -> Result<Layout> {
    let text = match mapping {
        Some(file) => std::fs::read_to_string(file)
            .map_err(|cause| Error::fault(format!("{}: {cause}", file.display())))?,
        None if bundled => BUNDLED_MAPPINGS
            .iter()
            .find(|(code, _)| register.eq_ignore_ascii_case(code))
            .map(|(_, text)| (*text).to_owned())
            .ok_or_else(|| Error::invalid("mapping", "unknown"))?,
        None => return Ok(Layout::canonical()),
    };
    let today = jiff::Timestamp::from_millisecond(env.now().millis()).map_err(Error::fault)?;
    let today = today.to_zoned(jiff::tz::TimeZone::UTC).date();
    let mapping = Mapping::parse(&text, Some(today));
    mapping.map(Layout::Mapped).map_err(|_| Error::invalid("mapping", "malformed"))
}

/// # Errors
/// What the database ends with; `register_braked` where too many rows are gone, `register_refused`
/// where the file is not good: nothing was changed then.
pub async fn register(
    instance: &Instance,
    reader: impl Read + Send + 'static,
    layout: Layout,
    options: RegisterOptions,
    told: &Told,
) -> Result<()> {
    let mut progress = |at: RegisterProgress| match at {
        RegisterProgress::Read(rows) => told.progress(&format!("{rows} rows read")),
        RegisterProgress::TakenOver(rows) => told.progress(&format!("{rows} rows taken over")),
    };
    let keys = Arc::clone(&instance.keys);
    let report =
        identity::import_register(&instance.db, &keys, reader, layout, options, &mut progress)
            .await?;
    match report.end {
        RegisterEnd::Done => {
            let n = report.tally;
            told.answer(&format!(
                "{} rows: {} registered, {} changed, {} suspended, {} revoked, {} reinstated, {} gone; \
                 {} claims are in another state now",
                report.rows,
                n.registered,
                n.changed,
                n.suspended,
                n.revoked,
                n.reinstated,
                n.gone,
                report.claims_changed
            ));
            Ok(())
        }
        RegisterEnd::Braked(brake) => {
            told.answer(&format!(
                "nothing was changed: {} of {} rows are gone. Where that is so on purpose, say \
                 --accept-vanished",
                brake.gone, brake.known
            ));
            Err(Error::Conflict("register_braked"))
        }
        RegisterEnd::Refused(troubles) => {
            troubles.iter().for_each(|trouble| told.answer(&trouble.to_string()));
            Err(Error::Conflict("register_refused"))
        }
    }
}

/// # Errors
/// What the database ends with.
pub async fn retractions(instance: &Instance, reader: impl Read, told: &Told) -> Result<()> {
    let report = sources::import_retractions(&instance.db, reader).await?;
    told.answer(&format!("{report:?}"));
    Ok(())
}
