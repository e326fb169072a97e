use std::io::Read;

use super::people::People;
use super::table::{Row, Table};
use super::trouble::{Trouble, What, quoted};
use crate::limits::RATERS_MAX;
use crate::note::Rater;
use crate::rating::{Level, Tag, Tags};
use crate::refused::Refused;
use crate::set::Collector;

/// Ratings as they are collected, and the line that each stands in.
pub struct Sheet {
    pub collector: Collector,
    pub people: People,
    lines: Vec<u32>,
    /// Each file, and the rating with which it begins.
    files: Vec<(usize, String)>,
}

/// Where the fields of a rating are.
struct Plan {
    note: usize,
    rater: usize,
    at_ms: usize,
    level: usize,
    helpful: Option<usize>,
    not_helpful: Option<usize>,
    tags: Vec<(Tag, usize)>,
    /// The first of the tags, where all stand in the order of the layout.
    side_by_side: Option<usize>,
}

impl Plan {
    fn of(table: &Table<impl Read>) -> Result<Self, Trouble> {
        let mut tags = Vec::new();
        for &tag in Tag::ALL {
            tags.extend(table.find(tag.column())?.map(|place| (tag, place)));
        }
        let in_order = tags.windows(2).all(|pair| pair[0].1 + 1 == pair[1].1);
        let first = tags.first().map(|(_, place)| *place);
        Ok(Self {
            side_by_side: first.filter(|_| in_order && tags.len() == Tag::ALL.len()),
            note: table.column("noteId")?,
            rater: table.column("raterParticipantId")?,
            at_ms: table.column("createdAtMillis")?,
            level: table.column("helpfulnessLevel")?,
            helpful: table.find("helpful")?,
            not_helpful: table.find("notHelpful")?,
            tags,
        })
    }

    fn level(&self, row: &Row<'_>) -> Result<Level, Trouble> {
        let word = row.field(self.level);
        if let Some(level) = Level::from_word(word) {
            return Ok(level);
        }
        // The first ratings of all had two boxes to tick instead of levels.
        match (word, row.optional(self.helpful), row.optional(self.not_helpful)) {
            (b"", b"1", b"" | b"0") => Ok(Level::Helpful),
            (b"", b"" | b"0", b"1") => Ok(Level::NotHelpful),
            _ => Err(row.trouble(What::UnknownLevel { value: quoted(word) })),
        }
    }

    fn tags(&self, row: &Row<'_>) -> Tags {
        let boxes = self.side_by_side.and_then(|first| row.boxes(first, Tag::ALL.len()));
        if let Some(bits) = boxes {
            return Tags::from_bits(bits);
        }
        let set = self.tags.iter().filter(|(_, place)| row.is_one(*place));
        set.map(|(tag, _)| *tag).collect()
    }
}

impl Sheet {
    pub fn new(collector: Collector, people: People) -> Self {
        Self { collector, people, lines: Vec::new(), files: Vec::new() }
    }

    pub fn read(&mut self, name: String, mut table: Table<impl Read>) -> Result<(), Trouble> {
        let plan = Plan::of(&table)?;
        self.files.push((self.lines.len(), name));
        while let Some(row) = table.read()? {
            let note = self.collector.note_index(row.number("noteId", plan.note)?);
            let at_ms = row.number("createdAtMillis", plan.at_ms)?;
            let level = plan.level(&row)?;
            let rater =
                self.rater(row.field(plan.rater)).ok_or_else(|| row.trouble(What::TooMany))?;
            let Some(note) = note.filter(|_| !self.people.outside.contains(&rater)) else {
                self.collector.leave_out();
                continue;
            };
            let pushed = self.collector.push(note, rater, level, plan.tags(&row), at_ms);
            pushed.map_err(|_| row.trouble(What::TooMany))?;
            self.lines.push(row.number as u32);
        }
        Ok(())
    }

    /// The collector knows people by the numbers of their names.
    fn rater(&mut self, name: &[u8]) -> Option<u32> {
        let number = self.people.names.number(name);
        if number as usize == self.collector.raters.len() {
            let id = i64::from(number);
            self.collector.raters.push(Rater { id, profession: None, communities: Vec::new() });
        }
        ((number as usize) < RATERS_MAX).then_some(number)
    }

    /// A refusal of the whole set, with the line it is about.
    pub fn trouble(files: &[(usize, String)], lines: &[u32], refused: Refused) -> Trouble {
        let Refused::DuplicateRating { at } = refused else {
            return Trouble { file: "ratings".to_owned(), line: 0, what: What::TooMany };
        };
        let of_it = files.iter().rev().find(|(start, _)| *start <= at);
        let file = of_it.map(|(_, name)| name.clone()).unwrap_or_default();
        let line = lines.get(at).copied().map_or(0, u64::from);
        Trouble { file, line, what: What::DuplicateRating }
    }

    pub fn into_parts(self) -> (Collector, People, Vec<u32>, Vec<(usize, String)>) {
        (self.collector, self.people, self.lines, self.files)
    }
}
