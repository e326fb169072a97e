use std::collections::HashMap;

use crate::model::Round;
use crate::rating::Level;
use crate::rules::{AGREE_RATIO_MIN, AUTHOR_SCORE_MIN, DENIED_RATINGS_MIN, NOT_HELPFUL_COST};
use crate::set::Ratings;
use crate::status::Status;

/// Of so many notes that were found to be one thing, so many were rated as that.
#[derive(Debug, Clone, Copy, Default)]
struct Foreseen {
    valid: u32,
    agreed: u32,
}

impl Foreseen {
    fn is_good(self) -> bool {
        f64::from(self.agreed) >= AGREE_RATIO_MIN * f64::from(self.valid)
    }
}

/// How well somebody foresaw what the notes that they rated were found to be.
#[derive(Debug, Clone, Copy, Default)]
struct Record {
    helpful: Foreseen,
    not_helpful: Foreseen,
}

impl Record {
    const fn all(self) -> Foreseen {
        Foreseen {
            valid: self.helpful.valid + self.not_helpful.valid,
            agreed: self.helpful.agreed + self.not_helpful.agreed,
        }
    }

    fn denies(self) -> bool {
        self.helpful.valid >= DENIED_RATINGS_MIN && !self.helpful.is_good()
    }
}

/// How the notes that somebody wrote were found.
#[derive(Debug, Clone, Copy, Default)]
struct Authored {
    notes: f64,
    helpful: f64,
    not_helpful: f64,
    intercepts: f64,
}

impl Authored {
    fn add(&mut self, intercept: f64, status: Status) {
        self.notes += 1.0;
        self.intercepts += intercept;
        match status {
            Status::Helpful => self.helpful += 1.0,
            Status::NotHelpful => self.not_helpful += 1.0,
            Status::NeedsMore => {}
        }
    }

    fn is_good(&self) -> bool {
        self.helpful - NOT_HELPFUL_COST * self.not_helpful >= 0.0
            && self.intercepts >= AUTHOR_SCORE_MIN * self.notes
    }
}

/// Who is heard in the last round, by their place in the set: raters who agree with what the notes
/// were found to be, unless the notes they wrote are poor. Published; a rating between helpful and
/// not says nothing of its rater.
pub fn heard(ratings: &Ratings, first: &Round, found: &[Option<Status>]) -> Vec<bool> {
    let records = records(ratings, found);
    let authored = authored(ratings, first, found);
    let good = |id: i64| authored.get(&id).is_none_or(Authored::is_good);
    let agrees = |r: &Record| r.all().valid > 0 && r.all().is_good();
    let pairs = records.iter().zip(&ratings.raters);
    pairs.map(|(record, rater)| agrees(record) && good(rater.id)).collect()
}

/// Professionals who deny what is found helpful, by their place in the set: not in one note, which
/// may be the one that they know better, but as a habit. Agreeing on what is poor does not make up
/// for it, since a brigade finds poor notes poor like everybody else.
pub fn denying(ratings: &Ratings, found: &[Option<Status>]) -> Vec<bool> {
    let pairs = records(ratings, found).into_iter().zip(&ratings.raters);
    pairs.map(|(record, rater)| rater.profession.is_some() && record.denies()).collect()
}

fn records(ratings: &Ratings, statuses: &[Option<Status>]) -> Vec<Record> {
    let mut records = vec![Record::default(); ratings.raters.len()];
    for (note, status) in statuses.iter().enumerate() {
        let foreseen = match status {
            Some(Status::Helpful) => Level::Helpful,
            Some(Status::NotHelpful) => Level::NotHelpful,
            Some(Status::NeedsMore) | None => continue,
        };
        let marks = ratings.of_note(note).iter();
        for mark in marks.filter(|mark| mark.is_early() && mark.level() != Level::Somewhat) {
            let Record { helpful, not_helpful } = &mut records[mark.rater()];
            let side = if foreseen == Level::Helpful { helpful } else { not_helpful };
            side.valid += 1;
            side.agreed += u32::from(mark.level() == foreseen);
        }
    }
    records
}

fn authored(
    ratings: &Ratings,
    first: &Round,
    statuses: &[Option<Status>],
) -> HashMap<i64, Authored> {
    let mut authored: HashMap<i64, Authored> = HashMap::new();
    for ((note, fit), status) in ratings.notes.iter().zip(&first.notes).zip(statuses) {
        if let (Some(fit), Some(status)) = (fit, status) {
            authored.entry(note.author).or_default().add(fit.intercept, *status);
        }
    }
    authored
}
