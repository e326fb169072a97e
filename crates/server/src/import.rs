//! `commonround import …`: progress and refusals in words.

use std::io::Read;
use std::time::Duration;

use commonround_evidence::Registry;
use commonround_evidence::import::{self, ImportReport, Options, Progress};
use commonround_kernel::{Error, Result, Timestamp};

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
