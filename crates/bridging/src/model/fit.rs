use super::descent::{Params, descend};
use super::frame::{Frame, NoteFit, RaterFit};
use super::matrix::Matrix;
use super::start::begin;
use crate::rating::Level;
use crate::set::Ratings;

/// A fit in the places of the set that it was made from.
#[derive(Debug)]
pub struct Round {
    pub frame: Frame,
    pub notes: Vec<Option<NoteFit>>,
    pub raters: Vec<Option<RaterFit>>,
}

impl Round {
    /// `None` where the filter leaves nothing.
    pub fn first(ratings: &Ratings, counts: impl Fn(usize) -> bool) -> Option<Self> {
        let matrix = Matrix::select(ratings, counts)?;
        let mut params = begin(&matrix);
        descend(&matrix, &mut params);
        let mut first = Self::seen(ratings, &matrix, &params);
        for (&at, pair) in matrix.notes.iter().zip(&params.notes) {
            if let Some(fit) = &mut first.notes[at as usize] {
                (fit.intercept, fit.factor) = (pair.intercept, pair.factor);
            }
        }
        Some(first)
    }

    /// Fits anew, from where this round arrived, without those who are heard no longer; then the
    /// notes once more with raters and mean frozen, which is how one note is scored later.
    pub fn last(&self, ratings: &Ratings, heard: impl Fn(usize) -> bool) -> Option<Self> {
        let matrix = Matrix::select(ratings, |rater| self.raters[rater].is_some() && heard(rater))?;
        let note = |&at: &u32| self.notes[at as usize].unwrap_or_default().pair();
        let rater = |&at: &u32| self.raters[at as usize].unwrap_or_default();
        let notes = matrix.notes.iter().map(note).collect();
        let raters = matrix.raters.iter().map(rater).collect();
        let mut params = Params { mu: self.frame.mu, notes, raters };
        descend(&matrix, &mut params);
        Some(Self::seen(ratings, &matrix, &params))
    }

    /// In the places of the set, the notes fitted to the raters as these are now.
    fn seen(ratings: &Ratings, matrix: &Matrix, params: &Params) -> Self {
        let frame = Frame {
            mu: params.mu,
            ratings_per_note: matrix.len() as f64 / matrix.notes.len() as f64,
            raters: matrix.raters.len() as u32,
        };
        let mut raters = vec![None; ratings.raters.len()];
        for (&at, &pair) in matrix.raters.iter().zip(&params.raters) {
            raters[at as usize] = Some(pair);
        }
        let mut notes = vec![None; ratings.notes.len()];
        for &at in &matrix.notes {
            notes[at as usize] = Some(rescore(&frame, ratings, at as usize, &raters));
        }
        Self { frame, notes, raters }
    }

    pub fn to_fit(&self, ratings: &Ratings) -> Fit {
        let notes = ratings.notes.iter().zip(&self.notes);
        let raters = ratings.raters.iter().zip(&self.raters);
        Fit {
            frame: self.frame,
            notes: notes.filter_map(|(note, fit)| Some((note.id, (*fit)?))).collect(),
            raters: raters.filter_map(|(rater, fit)| Some((rater.id, (*fit)?))).collect(),
        }
    }
}

fn rescore(frame: &Frame, ratings: &Ratings, note: usize, raters: &[Option<RaterFit>]) -> NoteFit {
    let marks = ratings.of_note(note).iter();
    frame.rescore(marks.filter_map(|mark| Some((mark.level(), raters[mark.rater()]?))))
}

/// A fitted model, by the ids of its notes and raters.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    pub frame: Frame,
    notes: Vec<(i64, NoteFit)>,
    raters: Vec<(i64, RaterFit)>,
}

impl Fit {
    /// Fits all ratings at once: the first round, before anybody is judged by how they rate.
    /// `None` where too few people rated too few notes.
    #[must_use]
    pub fn full(ratings: &Ratings) -> Option<Self> {
        Round::first(ratings, |_| true).map(|round| round.to_fit(ratings))
    }

    /// Puts a model together that was stored.
    #[must_use]
    pub fn from_raters(frame: Frame, mut raters: Vec<(i64, RaterFit)>) -> Self {
        raters.sort_by_key(|(id, _)| *id);
        Self { frame, notes: Vec::new(), raters }
    }

    /// In the order of their ids.
    #[must_use]
    pub fn notes(&self) -> &[(i64, NoteFit)] {
        &self.notes
    }

    /// In the order of their ids.
    #[must_use]
    pub fn raters(&self) -> &[(i64, RaterFit)] {
        &self.raters
    }

    #[must_use]
    pub fn note(&self, id: i64) -> Option<NoteFit> {
        found(&self.notes, id)
    }

    #[must_use]
    pub fn rater(&self, id: i64) -> Option<RaterFit> {
        found(&self.raters, id)
    }

    /// Scores one note from all its ratings. Raters without a place in the fit are left out.
    #[must_use]
    pub fn rescore(&self, ratings: impl IntoIterator<Item = (i64, Level)>) -> NoteFit {
        let ratings = ratings.into_iter();
        self.frame.rescore(ratings.filter_map(|(id, level)| Some((level, self.rater(id)?))))
    }
}

fn found<T: Copy>(sorted: &[(i64, T)], id: i64) -> Option<T> {
    let at = sorted.binary_search_by_key(&id, |(id, _)| *id).ok()?;
    Some(sorted[at].1)
}
