use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use commonround_bridging::{
    Key, LOCK_MS, NoteRow, PersonRow, RatingRow, write_enrollment, write_history, write_notes,
    write_raters, write_ratings, write_rescorable,
};
use commonround_db::{Db, DueJob, JobKind};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Error, Id, Result};
use commonround_vocabulary::{Note, Status};
use jiff::civil::Date;

use super::full_score::{Material, gather};
use super::model::{Found, StoredNote};
use super::store;
use crate::limits::{DOWNLOAD_CHECK_SECS, NOTE_FITS_BATCH};
use crate::views_kept::{Views, day_of};

/// The files of a download, in the order in which its page names them.
pub const FILES: [&str; 6] = [
    "notes-00000.tsv",
    "ratings-00000.tsv",
    "noteStatusHistory-00000.tsv",
    "userEnrollment-00000.tsv",
    "raters.tsv",
    "rescorable.tsv",
];

/// Notes and their ratings, for anybody to score anew: made once a day and served from files, so
/// that whoever asks often learns nothing of the hours. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Download {
    directory: Arc<Path>,
    salts: Views,
}

/// A file of a download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DownloadFile {
    pub name: &'static str,
    pub bytes: u64,
    pub path: PathBuf,
}

impl Download {
    /// # Errors
    /// A `Fault` where the directory cannot be made.
    pub fn open(directory: &Path, salts: Views) -> Result<Self> {
        fs::create_dir_all(directory).map_err(Error::fault)?;
        Ok(Self { directory: directory.into(), salts })
    }

    /// The number of a note in the downloads: its own would say when it was written.
    #[must_use]
    pub fn note_number(&self, note: Id<Note>) -> i64 {
        self.number("evidence.download.note", note.get())
    }

    fn status_number(&self, status: Id<Status>) -> i64 {
        self.number("evidence.download.status", status.get())
    }

    fn number(&self, purpose: &'static str, id: i64) -> i64 {
        let salted = self.salts.salted(purpose, id);
        let first = salted.first_chunk().expect("a digest has 32 bytes");
        i64::from_be_bytes(*first) & i64::MAX
    }

    fn person(&self, rater: i64) -> String {
        let salted = self.salts.salted("evidence.download.person", rater);
        salted.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// The day of the newest download, and its files.
    ///
    /// # Errors
    /// A `Fault` where the directory cannot be read.
    pub fn newest(&self) -> Result<Option<(Date, Vec<DownloadFile>)>> {
        let days = self.days().map_err(Error::fault)?;
        let Some(day) = days.last() else { return Ok(None) };
        let file = |name: &'static str| {
            let path = self.directory.join(day.to_string()).join(name);
            Ok(DownloadFile { name, bytes: fs::metadata(&path)?.len(), path })
        };
        let files: io::Result<Vec<_>> = FILES.into_iter().map(file).collect();
        Ok(Some((*day, files.map_err(Error::fault)?)))
    }

    fn days(&self) -> io::Result<Vec<Date>> {
        let mut days = Vec::new();
        for entry in fs::read_dir(&self.directory)? {
            days.extend(entry?.file_name().to_str().and_then(|name| name.parse::<Date>().ok()));
        }
        days.sort();
        Ok(days)
    }

    /// Makes the download of today where there is none yet, and takes those before it away.
    ///
    /// # Errors
    /// What the database says; a `Fault` where a file cannot be written.
    pub async fn publish(&self, db: &Db) -> Result<()> {
        let today = day_of(db.env().now());
        if self.days().map_err(Error::fault)?.last().is_some_and(|newest| *newest >= today) {
            return Ok(());
        }
        let unfinished = self.directory.join(format!("{today}.part"));
        let rescorable = self.export(db, &unfinished).await?;
        fs::rename(&unfinished, self.directory.join(today.to_string())).map_err(Error::fault)?;
        for part in rescorable.chunks(NOTE_FITS_BATCH) {
            let part = part.to_vec();
            let keep = move |tx: &mut commonround_db::Tx<'_>| {
                part.iter().try_for_each(|(id, can)| store::set_rescorable(tx, *id, *can))
            };
            db.write(keep).await?;
        }
        self.forget_before(today).map_err(Error::fault)
    }

    fn forget_before(&self, today: Date) -> io::Result<()> {
        for day in self.days()?.into_iter().filter(|day| *day < today) {
            fs::remove_dir_all(self.directory.join(day.to_string()))?;
        }
        Ok(())
    }

    /// Writes all files into a directory, and answers of which notes the second key can be scored
    /// anew from them.
    ///
    /// # Errors
    /// What the database says; a `Fault` where a file cannot be written.
    pub async fn export(&self, db: &Db, into: &Path) -> Result<Vec<(Id<Note>, bool)>> {
        let material = db.snapshot(gather).await?;
        let (salts, into) = (self.clone(), into.to_owned());
        let write = move || Sheet::new(&salts, &material).write(&into);
        tokio::task::spawn_blocking(write).await.map_err(Error::fault)?.map_err(Error::fault)
    }
}

/// What is written, under salted names.
struct Sheet<'a> {
    salts: &'a Download,
    material: &'a Material,
    people: BTreeMap<i64, String>,
    notes: BTreeMap<i64, (i64, i64)>,
}

impl<'a> Sheet<'a> {
    fn new(salts: &'a Download, material: &'a Material) -> Self {
        let people = material.people().into_iter().map(|one| (one, salts.person(one)));
        let numbers = |note: &StoredNote| {
            (note.id.get(), (salts.note_number(note.id), salts.status_number(note.status)))
        };
        let notes = material.notes.iter().map(numbers).collect();
        Self { salts, material, people: people.collect(), notes }
    }

    fn write(&self, into: &Path) -> io::Result<Vec<(Id<Note>, bool)>> {
        fs::create_dir_all(into)?;
        let file =
            |at: usize| Ok::<_, io::Error>(BufWriter::new(File::create(into.join(FILES[at]))?));
        self.to(file(0)?, |out| write_notes(out, self.notes()))?;
        self.to(file(1)?, |out| write_ratings(out, self.ratings()))?;
        self.to(file(2)?, |out| write_history(out, self.notes()))?;
        self.to(file(3)?, |out| write_enrollment(out, self.persons()))?;
        let people: Vec<PersonRow<'_>> = self.persons().collect();
        let strata = self.to(file(4)?, |out| write_raters(out, &people))?;
        let raters = self.raters();
        let of_note = |note: &StoredNote| {
            let raters = raters.get(&note.id.get()).into_iter().flatten().copied();
            let both = raters.chain([note.writer]).collect::<Vec<_>>();
            both.into_iter().map(|one| self.material.profession(one))
        };
        let rows = self.material.notes.iter();
        let rows = rows.map(|note| (self.salts.note_number(note.id), of_note(note)));
        self.to(file(5)?, |out| write_rescorable(out, &strata, rows))?;
        let can = |note: &StoredNote| (note.id, strata.can_rescore(of_note(note)));
        Ok(self.material.notes.iter().map(can).collect())
    }

    fn to<T>(
        &self,
        mut out: BufWriter<File>,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<T>,
    ) -> io::Result<T> {
        let done = write(&mut out)?;
        out.flush()?;
        Ok(done)
    }

    /// Texts stay here: they would tell which note it is, and with it the hour.
    fn notes(&self) -> impl Iterator<Item = NoteRow<'_>> {
        let now = self.material.at.millis();
        self.material.notes.iter().map(move |note| {
            let (id, subject) = self.notes[&note.id.get()];
            NoteRow {
                id,
                author: &self.people[&note.writer],
                subject,
                created_ms: note.version_at.millis(),
                accredited: !note.fallen,
                summary: "",
                first_status_ms: note.decided_at.map(|at| at.millis()),
                status: note.found.judged(),
                locked: is_locked(note, now),
                decided_by: decided_by(note),
            }
        })
    }

    fn ratings(&self) -> impl Iterator<Item = RatingRow<'_>> {
        let known = self.material.given.iter().filter(|one| self.notes.contains_key(&one.note));
        known.map(|one| {
            let (note, subject) = self.notes[&one.note];
            let rater = &self.people[&one.rater];
            RatingRow {
                note,
                rater,
                subject,
                at_ms: one.at.millis(),
                level: one.level,
                tags: one.tags,
            }
        })
    }

    fn persons(&self) -> impl Iterator<Item = PersonRow<'_>> {
        let profession = |id: &i64| self.material.profession(*id);
        self.people.iter().map(move |(id, name)| PersonRow { id: name, profession: profession(id) })
    }

    fn raters(&self) -> BTreeMap<i64, Vec<i64>> {
        let mut raters: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for one in &self.material.given {
            raters.entry(one.note).or_default().push(one.rater);
        }
        raters
    }
}

fn is_locked(note: &StoredNote, now_ms: i64) -> bool {
    let is_old = now_ms - note.version_at.millis() >= LOCK_MS;
    is_old && !note.reopened && !(note.found == Found::NeedsMore && note.provisional)
}

fn decided_by(note: &StoredNote) -> Option<Key> {
    let turned = |key: &Key| note.why.keys.iter().any(|code| code == key.code());
    let by = [Key::Everyone, Key::Professionals].into_iter().find(turned);
    by.filter(|_| note.found == Found::Helpful)
}

/// Makes the download of each day.
pub struct PublishNotes(pub Download);

impl JobKind for PublishNotes {
    fn name(&self) -> &'static str {
        "evidence.publish_notes"
    }

    fn every(&self) -> Option<Duration> {
        Some(Duration::from_secs(DOWNLOAD_CHECK_SECS))
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(self.0.publish(db))
    }
}
