use std::collections::BTreeMap;

use commonround_bridging::{self as bridging, Level, Profession, Verdict, Voice, judge};
use commonround_db::{Tx, outbox};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{About, AboutKind, Note, NoteChanged, NoticeKind, NoticeRaised};

use super::model::{Found, GroupRated, Overall, StoredNote, Why};
use super::store;
use super::store::fits::in_force;
use super::store::ratings::{self, Heard};
use crate::limits::GROUP_PEOPLE_MIN;

/// Numbers for professions, good for one judgement.
#[derive(Debug, Default)]
pub(super) struct Professions(BTreeMap<String, u16>);

impl Professions {
    pub fn number(&mut self, code: Option<&str>) -> Option<Profession> {
        let next = u16::try_from(self.0.len()).ok()?;
        Some(Profession(*self.0.entry(code?.to_owned()).or_insert(next)))
    }
}

/// What the scorer has to know of a note.
pub(super) fn known(note: &StoredNote, author: Option<Profession>) -> bridging::Note {
    bridging::Note {
        author_profession: author,
        first_status_ms: note.decided_at.map(|at| at.millis()),
        accredited: !note.fallen,
        reviewed: note.reviewed,
        reopened: note.reopened,
        before: Some(note.found.judged()),
        ..bridging::Note::new(note.id.get(), note.writer, note.version_at.millis())
    }
}

/// Judges one note by the full score in force; the work is that of its own ratings. Tells whom it
/// concerns what changed.
///
/// # Errors
/// What the database says.
pub fn rescore(tx: &mut Tx<'_>, id: Id<Note>) -> Result<()> {
    let Some(generation) = in_force(tx)? else { return Ok(()) };
    let note = store::get(tx, id)?;
    let heard = ratings::heard(tx, id, generation.id)?;
    let mut numbers = Professions::default();
    let author = ratings::profession_of(tx, note.writer)?;
    let known = known(&note, numbers.number(author.as_deref()));
    let voices: Vec<Voice<'_>> = heard.iter().map(|one| voice(&mut numbers, one)).collect();
    let verdict = judge(&generation.model, &known, &voices, tx.now().millis());
    settle(tx, &note, &verdict, &why(&verdict, &heard))
}

fn voice(numbers: &mut Professions, heard: &Heard) -> Voice<'static> {
    Voice {
        level: heard.given.level,
        tags: heard.given.tags,
        profession: numbers.number(heard.profession.as_deref()),
        communities: &[],
        everyone: heard.places.everyone,
        professionals: heard.places.professionals,
        set_aside: heard.places.set_aside,
    }
}

fn settle(tx: &mut Tx<'_>, note: &StoredNote, verdict: &Verdict, why: &Why) -> Result<()> {
    let found = Found::of(verdict.status);
    store::set_found(tx, note.id, found, verdict.provisional, why)?;
    if found == note.found {
        return Ok(());
    }
    let fell = (note.fallen && found != Found::Helpful).then_some("source_fell");
    store::insert_change(tx, note.id, (note.version, found), fell)?;
    let is_seen = found == Found::Helpful || note.found == Found::Helpful;
    if is_seen {
        outbox::emit(tx, &NoteChanged { note: note.id, status: note.status })?;
    }
    if is_seen || found == Found::NotHelpful {
        tell(tx, note, note.author)?;
    }
    if is_seen && note.status_author != note.author {
        tell(tx, note, note.status_author)?;
    }
    Ok(())
}

/// Whoever left is nobody.
fn tell(tx: &mut Tx<'_>, note: &StoredNote, to: Id<Persona>) -> Result<()> {
    if to.get() == 0 {
        return Ok(());
    }
    let about = About { kind: AboutKind::Note, id: note.id.get() };
    let kind = NoticeKind::NoteDecided;
    outbox::emit(tx, &NoticeRaised { to, kind, by: None, about }).map(drop)
}

fn why(verdict: &Verdict, heard: &[Heard]) -> Why {
    let mut holds: Vec<String> = verdict.holds.iter().map(|h| h.code().to_owned()).collect();
    holds.sort();
    holds.dedup();
    let keys = verdict.keys().iter().map(|key| key.code().to_owned()).collect();
    let fit = verdict.everyone.fit;
    let overall = Overall { intercept: fit.intercept, factor: fit.factor };
    let overall = (fit.ratings > 0).then_some(overall);
    Why { keys, holds, groups: groups(heard), overall }
}

/// Groups too small to be named are told of together, and not at all where that is small, too.
fn groups(heard: &[Heard]) -> Vec<GroupRated> {
    let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for one in heard.iter().filter(|h| h.places.is_heard()) {
        let count = counts.entry(one.profession.as_deref().unwrap_or("lay")).or_default();
        count.0 += 1;
        count.1 += u32::from(one.given.level == Level::Helpful);
    }
    let is_small = |count: &(u32, u32)| count.0 < GROUP_PEOPLE_MIN;
    let small = counts.values().filter(|count| is_small(count));
    let others = small.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    let named = counts.iter().filter(|(_, count)| !is_small(count));
    let named = named.map(|(group, count)| (*group, *count));
    let shown = named.chain((!is_small(&others)).then_some(("others", others)));
    shown
        .map(|(group, (ratings, helpful))| GroupRated {
            group: group.to_owned(),
            ratings,
            helpful: (helpful >= GROUP_PEOPLE_MIN).then_some(helpful),
        })
        .collect()
}
