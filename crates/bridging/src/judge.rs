//! Whether a note is shown: two keys, what both need, and what holds a note back.

mod groups;
mod keys;
mod tags;
mod verdict;
mod voice;

pub use groups::{Group, GroupCount};
pub use keys::{Key, KeyResult, published_status};
pub use tags::TagShares;
pub use verdict::{Hold, Verdict};
pub use voice::{Model, Voice};

pub use tags::shares_of;

use crate::note::Note;
use crate::rules::{LOCK_MS, SMALL_COMMUNITY_RATERS};
use crate::status::{Status, core_status};

/// Judges one note by its ratings; the work is that of these alone.
#[must_use]
pub fn judge(model: &Model, note: &Note, voices: &[Voice<'_>], now_ms: i64) -> Verdict {
    let outlier = tags::outlier(model, voices);
    let bar = keys::bar(note, outlier);
    let everyone = keys::everyone(model, voices, bar);
    let professionals = keys::professionals(model, note, voices, bar, everyone.fit);
    let provisional = model.everyone.raters < SMALL_COMMUNITY_RATERS;
    let groups = groups::count(voices);
    let praise = tags::praise(voices);
    let mut verdict = Verdict {
        status: core_status(&everyone.fit),
        locked: false,
        provisional,
        holds: Vec::new(),
        everyone,
        professionals,
        groups,
        praise,
    };
    hold_back(&mut verdict, note, voices, outlier);
    verdict.status = match (verdict.holds.is_empty(), verdict.status) {
        (true, _) => Status::Helpful,
        (false, Status::NotHelpful) => Status::NotHelpful,
        (false, _) => Status::NeedsMore,
    };
    lock(&mut verdict, note, now_ms);
    verdict
}

/// Everything that keeps the note from being shown, the keys first.
fn hold_back(verdict: &mut Verdict, note: &Note, voices: &[Voice<'_>], outlier: Option<Hold>) {
    let Verdict { everyone, professionals, .. } = verdict;
    let mut holds = Vec::new();
    if everyone.hold.is_some() && professionals.hold.is_some() {
        holds.extend(everyone.hold.into_iter().chain(professionals.hold));
        holds.extend(outlier);
    }
    if !note.accredited {
        holds.push(Hold::NoAccreditedSource);
    }
    holds.extend(tags::veto(note, voices));
    holds.extend(groups::hold(&verdict.groups));
    holds.extend(tags::unexplained(&verdict.praise));
    verdict.holds = holds;
}

/// A status of a certain age stays. In a small community a note that still waits for ratings is
/// not given up.
fn lock(verdict: &mut Verdict, note: &Note, now_ms: i64) {
    let Some(before) = note.before else {
        return;
    };
    let old = now_ms.saturating_sub(note.created_ms) >= LOCK_MS;
    let waits = before == Status::NeedsMore && verdict.provisional;
    if old && !note.reopened && !waits {
        verdict.locked = true;
        verdict.status = before;
    }
}
