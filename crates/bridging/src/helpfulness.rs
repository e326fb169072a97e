use std::collections::HashMap;

use crate::model::Round;
use crate::rating::Level;
use crate::rules::{AGREE_RATIO_MIN, AUTHOR_SCORE_MIN, NOT_HELPFUL_COST};
use crate::set::Ratings;
use crate::status::Status;

/// How well somebody foresaw what the notes that they rated were found to be.
#[derive(Debug, Clone, Copy, Default)]
struct Record {
    valid: u32,
    agreed: u32,
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
    let agrees =
        |r: &Record| r.valid > 0 && f64::from(r.agreed) >= AGREE_RATIO_MIN * f64::from(r.valid);
    let pairs = records.iter().zip(&ratings.raters);
    pairs.map(|(record, rater)| agrees(record) && good(rater.id)).collect()
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
            let record = &mut records[mark.rater()];
            record.valid += 1;
            record.agreed += u32::from(mark.level() == foreseen);
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
