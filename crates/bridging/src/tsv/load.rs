use std::collections::HashSet;
use std::path::Path;

use super::files::{find, open};
use super::people::{People, read_history};
use super::rating_rows::Sheet;
use super::trouble::{Trouble, What};
use crate::note::{Note, Rater};
use crate::set::{Collector, Ratings};

/// A folder as it was read. The ids of raters are places in `rater_names`.
#[derive(Debug)]
pub struct Loaded {
    pub ratings: Ratings,
    pub rater_names: Vec<String>,
    /// By the numbers of the professions.
    pub profession_names: Vec<String>,
}

impl Loaded {
    /// Whether the folder says what raters are.
    #[must_use]
    pub fn has_strata(&self) -> bool {
        !self.profession_names.is_empty()
    }
}

/// Reads a folder in the public layout: `notes-*.tsv`, `ratings-*.tsv`, and where they are there
/// `noteStatusHistory-*.tsv`, `userEnrollment-*.tsv` and `raters.tsv`, each plain or `.gz`.
///
/// A rating of a note that is not there is left out, as in the open scorer.
///
/// # Errors
/// The first thing that is wrong, with its file and line.
pub fn read_dir(folder: &Path) -> Result<Loaded, Trouble> {
    let mut people = People::default();
    let notes = read_notes(folder, &mut people)?;
    for path in find(folder, "raters")? {
        people.read_raters(open(&path)?)?;
    }
    for path in find(folder, "userEnrollment")? {
        people.read_enrollment(open(&path)?)?;
    }
    let collector = collector(notes, &people)?;
    let mut sheet = Sheet::new(collector, people);
    for path in some(folder, "ratings")? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        sheet.read(name, open(&path)?)?;
    }
    finish(sheet)
}

fn some(folder: &Path, kind: &str) -> Result<Vec<std::path::PathBuf>, Trouble> {
    let found = find(folder, kind)?;
    if found.is_empty() {
        return Err(Trouble { file: kind.to_owned(), line: 0, what: What::MissingFile });
    }
    Ok(found)
}

fn read_notes(folder: &Path, people: &mut People) -> Result<Vec<Note>, Trouble> {
    let (mut notes, mut seen) = (Vec::new(), HashSet::new());
    for path in some(folder, "notes")? {
        people.read_notes(open(&path)?, &mut notes, &mut seen)?;
    }
    notes.sort_by_key(|note| note.id);
    for path in find(folder, "noteStatusHistory")? {
        read_history(open(&path)?, &mut notes)?;
    }
    Ok(notes)
}

fn collector(mut notes: Vec<Note>, people: &People) -> Result<Collector, Trouble> {
    for note in &mut notes {
        note.author_profession = u32::try_from(note.author).ok().and_then(|a| people.profession(a));
    }
    let person = |number| {
        let profession = people.profession(number);
        Rater { id: i64::from(number), profession, communities: Vec::new() }
    };
    let raters = (0..people.names.len() as u32).map(person).collect();
    let too_many = |_| Trouble { file: "notes".to_owned(), line: 0, what: What::TooMany };
    Collector::new(notes, raters).map_err(too_many)
}

/// Numbers people by the order of their names, so that nothing depends on that of the lines.
fn finish(sheet: Sheet) -> Result<Loaded, Trouble> {
    let (mut collector, people, lines, files) = sheet.into_parts();
    let ranks = people.names.ranks();
    let rank =
        |id: i64| usize::try_from(id).ok().and_then(|at| ranks.get(at)).map_or(id, |&r| r.into());
    collector.raters.iter_mut().for_each(|rater| rater.id = rank(rater.id));
    collector.notes.iter_mut().for_each(|note| note.author = rank(note.author));
    let ratings = collector.finish().map_err(|why| Sheet::trouble(&files, &lines, why))?;
    let mut rater_names = words(people.names.into_names());
    rater_names.sort();
    Ok(Loaded { ratings, rater_names, profession_names: words(people.professions.into_names()) })
}

fn words(names: Vec<Box<[u8]>>) -> Vec<String> {
    names.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}
