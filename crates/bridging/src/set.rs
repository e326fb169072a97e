use std::collections::HashMap;

use crate::limits::{RATERS_MAX, RATINGS_MAX};
use crate::note::{Note, Rater};
use crate::rating::{Level, Rating, Tags};
use crate::refused::Refused;
use crate::rules::VALID_MS_MAX;

/// Who rated, at what level, and whether in time to say something of the rater: one word.
#[derive(Debug, Clone, Copy)]
pub struct Mark(u32);

impl Mark {
    const EARLY: u32 = 4;
    const RATER_SHIFT: u32 = 3;

    const fn new(rater: u32, level: Level, early: bool) -> Self {
        let early = if early { Self::EARLY } else { 0 };
        Self(rater << Self::RATER_SHIFT | early | level as u32)
    }

    pub const fn rater(self) -> usize {
        (self.0 >> Self::RATER_SHIFT) as usize
    }

    pub const fn level(self) -> Level {
        Level::from_bits(self.0 & 3)
    }

    pub const fn is_early(self) -> bool {
        self.0 & Self::EARLY != 0
    }

    const fn of_rater(self, rater: u32) -> Self {
        Self(self.0 & 7 | rater << Self::RATER_SHIFT)
    }
}

/// Ratings of many notes by many people, in an order that does not depend on how they came:
/// notes and raters by their ids, the ratings of one note by their raters.
#[derive(Debug)]
pub struct Ratings {
    pub(crate) notes: Vec<Note>,
    pub(crate) raters: Vec<Rater>,
    starts: Vec<u32>,
    marks: Vec<Mark>,
    tags: Vec<u32>,
    left_out: u64,
    /// Who is heard among everyone does not hang on who is a professional.
    pub(crate) veiled: bool,
}

impl Ratings {
    /// Ratings that are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Ratings of unknown notes and of raters with an interest in the note.
    #[must_use]
    pub const fn left_out(&self) -> u64 {
        self.left_out
    }

    /// In the order of their ids.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// In the order of their ids.
    #[must_use]
    pub fn raters(&self) -> &[Rater] {
        &self.raters
    }

    pub(crate) fn of_note(&self, note: usize) -> &[Mark] {
        &self.marks[self.range(note)]
    }

    pub(crate) fn tags_of_note(&self, note: usize) -> impl Iterator<Item = Tags> {
        self.tags[self.range(note)].iter().map(|&bits| Tags::from_bits(bits))
    }

    fn range(&self, note: usize) -> std::ops::Range<usize> {
        self.starts[note] as usize..self.starts[note + 1] as usize
    }
}

/// Collects ratings. Who has nothing to declare need not be told of beforehand.
#[derive(Debug)]
pub struct Collector {
    pub(crate) notes: Vec<Note>,
    pub(crate) raters: Vec<Rater>,
    note_index: HashMap<i64, u32>,
    rater_index: HashMap<i64, u32>,
    columns: Columns,
    left_out: u64,
    veiled: bool,
}

/// The ratings as they came.
#[derive(Debug, Default)]
struct Columns {
    notes: Vec<u32>,
    marks: Vec<Mark>,
    tags: Vec<u32>,
}

impl Collector {
    /// # Errors
    /// `DuplicateNote`, `DuplicateRater` where an id stands there twice; `TooMany`.
    pub fn new(mut notes: Vec<Note>, raters: Vec<Rater>) -> Result<Self, Refused> {
        notes.sort_by_key(|note| note.id);
        let note_index = index(notes.iter().map(|note| note.id));
        let rater_index = index(raters.iter().map(|rater| rater.id));
        if note_index.len() < notes.len() {
            return Err(Refused::DuplicateNote);
        }
        if rater_index.len() < raters.len() {
            return Err(Refused::DuplicateRater);
        }
        let columns = Columns::default();
        Ok(Self { notes, raters, note_index, rater_index, columns, left_out: 0, veiled: false })
    }

    /// The download says of nobody who is a professional: the fit of everyone does without it, too,
    /// so that anybody can score it anew. The second key is not touched.
    pub fn veil_professionals(&mut self) {
        self.veiled = true;
    }

    /// Takes one rating in. That of an unknown note is left out, as in the open scorer: the note
    /// may have been deleted.
    ///
    /// # Errors
    /// `TooMany` ratings or raters.
    pub fn add(&mut self, rating: &Rating) -> Result<(), Refused> {
        let Some(note) = self.note_index(rating.note).filter(|_| !rating.conflicted) else {
            self.leave_out();
            return Ok(());
        };
        let rater = self.rater_index(rating.rater)?;
        self.push(note, rater, rating.level, rating.tags, rating.at_ms)
    }

    pub(crate) fn leave_out(&mut self) {
        self.left_out += 1;
    }

    pub(crate) fn note_index(&self, id: i64) -> Option<u32> {
        self.note_index.get(&id).copied()
    }

    pub(crate) fn rater_index(&mut self, id: i64) -> Result<u32, Refused> {
        if let Some(&at) = self.rater_index.get(&id) {
            return Ok(at);
        }
        let at = self.raters.len();
        if at >= RATERS_MAX {
            return Err(Refused::TooMany);
        }
        self.raters.push(Rater { id, profession: None, communities: Vec::new() });
        self.rater_index.insert(id, at as u32);
        Ok(at as u32)
    }

    pub(crate) fn push(
        &mut self,
        note: u32,
        rater: u32,
        level: Level,
        tags: Tags,
        at_ms: i64,
    ) -> Result<(), Refused> {
        if self.columns.notes.len() >= RATINGS_MAX {
            return Err(Refused::TooMany);
        }
        let early = is_early(&self.notes[note as usize], at_ms);
        self.columns.notes.push(note);
        self.columns.marks.push(Mark::new(rater, level, early));
        self.columns.tags.push(tags.bits());
        Ok(())
    }

    /// Puts everything in order.
    ///
    /// # Errors
    /// `DuplicateRating` with the place, from zero, of the first that repeats an earlier one.
    pub fn finish(mut self) -> Result<Ratings, Refused> {
        self.sort_raters();
        let Columns { notes, marks, tags } = self.columns;
        let by_rater = sorted(0..notes.len() as u32, self.raters.len(), |at| {
            marks[at as usize].rater() as u32
        });
        let order = sorted(by_rater.into_iter(), self.notes.len(), |at| notes[at as usize]);
        if let Some(at) = first_duplicate(&order, &notes, &marks) {
            return Err(Refused::DuplicateRating { at });
        }
        Ok(Ratings {
            starts: starts(notes.iter().copied(), self.notes.len()),
            marks: order.iter().map(|&at| marks[at as usize]).collect(),
            tags: order.iter().map(|&at| tags[at as usize]).collect(),
            notes: self.notes,
            raters: self.raters,
            left_out: self.left_out,
            veiled: self.veiled,
        })
    }

    fn sort_raters(&mut self) {
        let mut order: Vec<u32> = (0..self.raters.len() as u32).collect();
        order.sort_by_key(|&at| self.raters[at as usize].id);
        let mut ranks = vec![0; order.len()];
        for (rank, &at) in order.iter().enumerate() {
            ranks[at as usize] = rank as u32;
        }
        self.raters.sort_by_key(|rater| rater.id);
        for mark in &mut self.columns.marks {
            *mark = mark.of_rater(ranks[mark.rater()]);
        }
    }
}

fn index(ids: impl Iterator<Item = i64>) -> HashMap<i64, u32> {
    ids.zip(0..).collect()
}

/// Valid of the rater are ratings made early, and before others could see what the note is.
fn is_early(note: &Note, at_ms: i64) -> bool {
    let in_time = at_ms.saturating_sub(note.created_ms) <= VALID_MS_MAX;
    in_time && note.first_status_ms.is_none_or(|first| at_ms < first)
}

/// Where the items of each key begin, and behind the last where they end.
pub fn starts(keys: impl Iterator<Item = u32>, len: usize) -> Vec<u32> {
    let mut starts = vec![0_u32; len + 1];
    for key in keys {
        starts[key as usize + 1] += 1;
    }
    for at in 0..len {
        starts[at + 1] += starts[at];
    }
    starts
}

/// The items by their keys; those of one key keep their order.
pub fn sorted(
    items: impl Iterator<Item = u32> + Clone,
    len: usize,
    key: impl Fn(u32) -> u32,
) -> Vec<u32> {
    let mut next = starts(items.clone().map(&key), len);
    let mut out = vec![0; next[len] as usize];
    for item in items {
        let place = &mut next[key(item) as usize];
        out[*place as usize] = item;
        *place += 1;
    }
    out
}

fn first_duplicate(order: &[u32], notes: &[u32], marks: &[Mark]) -> Option<usize> {
    let same = |a: usize, b: usize| notes[a] == notes[b] && marks[a].rater() == marks[b].rater();
    let pairs = order.windows(2).map(|pair| (pair[0] as usize, pair[1] as usize));
    pairs.filter(|&(a, b)| same(a, b)).map(|(_, later)| later).min()
}
