use super::descent::{Ridge, Sums};
use crate::rating::Level;

/// Where somebody who rates stands: how readily they say helpful, and from which side.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RaterFit {
    pub intercept: f64,
    pub factor: f64,
}

/// Ratings of one note from one side of the factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub helpful: u32,
    pub somewhat: u32,
    pub not_helpful: u32,
}

impl Tally {
    pub(crate) const fn add(&mut self, level: Level) {
        match level {
            Level::NotHelpful => self.not_helpful += 1,
            Level::Somewhat => self.somewhat += 1,
            Level::Helpful => self.helpful += 1,
        }
    }

    #[must_use]
    pub fn net_helpful(self) -> i64 {
        i64::from(self.helpful) - i64::from(self.not_helpful)
    }
}

/// What is found of a note: how helpful across viewpoints, and how much it divides them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct NoteFit {
    pub intercept: f64,
    pub factor: f64,
    /// Ratings that it was made of: those of raters with a place in the fit.
    pub ratings: u32,
    /// Of raters with a negative factor, who are the larger group.
    pub negative: Tally,
    /// Of raters with a positive factor.
    pub positive: Tally,
}

impl NoteFit {
    pub(crate) const fn pair(self) -> RaterFit {
        RaterFit { intercept: self.intercept, factor: self.factor }
    }
}

/// What a fit has to remember, besides its raters, to score a note anew.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub mu: f64,
    /// Mean ratings of a note in the fit: the ridge of one note grows with it.
    pub ratings_per_note: f64,
    /// Raters with a place in the fit.
    pub raters: u32,
}

impl Frame {
    /// Fits one note with the mean and its raters frozen: the work is that of its own ratings.
    ///
    /// Whoever has no place in the fit is not among `ratings`. The order of these changes the
    /// last digits at most.
    #[must_use]
    pub fn rescore(&self, ratings: impl IntoIterator<Item = (Level, RaterFit)>) -> NoteFit {
        let mut sums = Sums::default();
        let mut fit = NoteFit::default();
        for (level, rater) in ratings {
            sums.add(level.value(), rater);
            fit.ratings += 1;
            let side = if rater.factor > 0.0 { &mut fit.positive } else { &mut fit.negative };
            side.add(level);
        }
        if fit.ratings > 0 {
            let pair =
                sums.solve(f64::from(fit.ratings), self.mu, Ridge::per(self.ratings_per_note));
            (fit.intercept, fit.factor) = (pair.intercept, pair.factor);
        }
        fit
    }
}
