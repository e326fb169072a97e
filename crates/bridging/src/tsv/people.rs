use std::collections::HashSet;
use std::io::Read;

use super::names::Names;
use super::table::Table;
use super::trouble::{Trouble, What};
use crate::note::{Note, Profession};
use crate::status::Status;

/// What the files say of people, by the numbers of their names.
#[derive(Debug, Default)]
pub struct People {
    pub names: Names,
    pub professions: Names,
    /// Shorter than the names: whoever is not in it has none.
    pub profession_of: Vec<Option<Profession>>,
    /// Not of the core population, and so outside the core model.
    pub outside: HashSet<u32>,
}

impl People {
    pub fn profession(&self, person: u32) -> Option<Profession> {
        self.profession_of.get(person as usize).copied().flatten()
    }

    /// `raters.tsv`: a person and a profession; `lay` and nothing mean none.
    pub fn read_raters(&mut self, mut table: Table<impl Read>) -> Result<(), Trouble> {
        let (person, profession) = (table.column("participantId")?, table.column("profession")?);
        let mut seen = HashSet::new();
        while let Some(row) = table.read()? {
            let number = self.names.number(row.field(person));
            if !seen.insert(number) {
                return Err(row.trouble(What::DuplicateRater));
            }
            let word = row.field(profession);
            if word.is_empty() || word == b"lay" {
                continue;
            }
            let Ok(of_word) = u16::try_from(self.professions.number(word)) else {
                return Err(row.trouble(What::TooMany));
            };
            self.profession_of.resize(self.names.len(), None);
            self.profession_of[number as usize] = Some(Profession(of_word));
        }
        Ok(())
    }

    /// `userEnrollment`: who belongs to another population than the core.
    pub fn read_enrollment(&mut self, mut table: Table<impl Read>) -> Result<(), Trouble> {
        let person = table.column("participantId")?;
        let population = table.column("modelingPopulation")?;
        while let Some(row) = table.read()? {
            if !matches!(row.field(population), b"" | b"CORE") {
                self.outside.insert(self.names.number(row.field(person)));
            }
        }
        Ok(())
    }

    /// `notes`: who wrote what when, and whether it names trustworthy sources.
    pub fn read_notes(
        &mut self,
        mut table: Table<impl Read>,
        notes: &mut Vec<Note>,
        seen: &mut HashSet<i64>,
    ) -> Result<(), Trouble> {
        let id = table.column("noteId")?;
        let author = table.column("noteAuthorParticipantId")?;
        let created = table.column("createdAtMillis")?;
        let sources = table.column("trustworthySources")?;
        while let Some(row) = table.read()? {
            let number = row.number("noteId", id)?;
            if !seen.insert(number) {
                return Err(row.trouble(What::DuplicateNote));
            }
            let author = i64::from(self.names.number(row.field(author)));
            let mut note = Note::new(number, author, row.number("createdAtMillis", created)?);
            note.accredited = row.field(sources) == b"1";
            notes.push(note);
        }
        Ok(())
    }
}

/// `noteStatusHistory`: when a note first was found helpful or not, and what it is locked at.
/// `notes` stand in the order of their ids; of others the file may speak, as they were deleted.
pub fn read_history(mut table: Table<impl Read>, notes: &mut [Note]) -> Result<(), Trouble> {
    const FIRST: &str = "timestampMillisOfFirstNonNMRStatus";
    let id = table.column("noteId")?;
    let first = table.find(FIRST)?;
    let locked = table.find("lockedStatus")?;
    while let Some(row) = table.read()? {
        let number = row.number("noteId", id)?;
        let first = row.maybe(FIRST, first)?;
        if let Ok(at) = notes.binary_search_by_key(&number, |note| note.id) {
            let word = row.optional(locked);
            notes[at].first_status_ms = first;
            notes[at].before = Status::ALL.into_iter().find(|s| s.word().as_bytes() == word);
        }
    }
    Ok(())
}
