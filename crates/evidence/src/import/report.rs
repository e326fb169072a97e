use serde::Serialize;

use super::batch::Changes;
use super::scan::Batch;
use crate::limits::REJECTIONS_KEPT_MAX;
use crate::model::Rejection;

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Lines read, blank ones included.
    pub lines: u64,
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
    /// Taken out because a complete library no longer holds them.
    pub withdrawn: u64,
    pub rejected: u64,
}

/// What an import says while it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// After each batch, and once at the end.
    Counts(Counts),
    /// A line was left out.
    Rejected(Rejection),
}

/// Why an import ended before its file did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stopped {
    /// The last line that was read whole.
    pub after_line: u64,
    /// `truncated_input`, `unreadable_input` or `too_many_lines`.
    pub code: &'static str,
    pub reason: String,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ImportReport {
    pub counts: Counts,
    /// The lines that were left out, in order; the first ones where there are very many.
    pub rejections: Vec<Rejection>,
    /// `None` where the whole file was read.
    pub stopped: Option<Stopped>,
}

impl ImportReport {
    pub(super) fn note(&mut self, batch: &Batch, progress: &mut (dyn FnMut(Progress) + Send)) {
        self.counts.lines = batch.last_line;
        for rejection in &batch.rejections {
            self.counts.rejected += 1;
            if self.rejections.len() < REJECTIONS_KEPT_MAX {
                self.rejections.push(rejection.clone());
            }
            progress(Progress::Rejected(rejection.clone()));
        }
    }

    pub(super) fn add(&mut self, changes: Changes, progress: &mut (dyn FnMut(Progress) + Send)) {
        if changes == Changes::default() {
            return;
        }
        self.counts.added += changes.added;
        self.counts.changed += changes.changed;
        self.counts.unchanged += changes.unchanged;
        progress(Progress::Counts(self.counts));
    }
}
