use super::frame::RaterFit;
use super::matrix::{Matrix, Side};
use crate::limits::ROUNDS_MAX;
use crate::rules::{FACTOR_RIDGE, GAIN_MIN, INTERCEPT_RIDGE};

/// An intercept and a factor, of a note as of a rater.
pub type Pair = RaterFit;

/// What is fitted, in the places of a matrix.
#[derive(Debug, Clone)]
pub struct Params {
    pub mu: f64,
    pub notes: Vec<Pair>,
    pub raters: Vec<Pair>,
}

/// Ridge of one note or one rater.
#[derive(Debug, Clone, Copy)]
pub struct Ridge {
    pub intercept: f64,
    pub factor: f64,
}

impl Ridge {
    /// Of the mean, so that it grows with the ratings of each.
    pub fn per(ratings_each: f64) -> Self {
        let (intercept, factor) = (INTERCEPT_RIDGE * ratings_each, FACTOR_RIDGE * ratings_each);
        Self { intercept, factor }
    }
}

/// Sums over the ratings of one note or rater; `y` is what the other side leaves to explain.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sums {
    y: f64,
    yf: f64,
    f: f64,
    ff: f64,
}

impl Sums {
    #[inline]
    pub fn add(&mut self, value: f64, other: Pair) {
        let y = value - other.intercept;
        self.y += y;
        self.yf += y * other.factor;
        self.f += other.factor;
        self.ff += other.factor * other.factor;
    }

    /// Takes the mean of all ratings away from what is to explain.
    #[inline]
    fn without_mean(mut self, count: f64, mu: f64) -> Self {
        self.y -= mu * count;
        self.yf -= mu * self.f;
        self
    }

    /// The pair with the least squared error and ridge.
    #[inline]
    pub fn solve(self, count: f64, mu: f64, ridge: Ridge) -> Pair {
        let s = self.without_mean(count, mu);
        let (a, b, d) = (count + ridge.intercept, s.f, s.ff + ridge.factor);
        let scale = 1.0 / (a * d - b * b);
        let intercept = (d * s.y - b * s.yf) * scale;
        Pair { intercept, factor: (a * s.yf - b * s.y) * scale }
    }

    /// The squares that a pair explains, and the sum of what it leaves.
    #[inline]
    fn explained(self, count: f64, mu: f64, p: Pair) -> (f64, f64) {
        let s = self.without_mean(count, mu);
        let own = p.intercept * (p.intercept * count + 2.0 * p.factor * s.f);
        let both = 2.0 * (p.intercept * s.y + p.factor * s.yf);
        (both - own - p.factor * p.factor * s.ff, s.y - p.intercept * count - p.factor * s.f)
    }
}

/// Fits one side against the other as it stands, and tells the squares that are explained and the
/// sum of what is left.
fn fit_side(side: &Side, others: &[Pair], own: &mut [Pair], mu: f64, ridge: Ridge) -> (f64, f64) {
    let mut total = (0.0, 0.0);
    for (at, pair) in own.iter_mut().enumerate() {
        let cells = side.cells(at);
        let mut sums = Sums::default();
        for cell in cells {
            sums.add(cell.value(), others[cell.other()]);
        }
        let count = cells.len() as f64;
        *pair = sums.solve(count, mu, ridge);
        let (explained, rest) = sums.explained(count, mu, *pair);
        total = (total.0 + explained, total.1 + rest);
    }
    total
}

/// Count, sum and squares of the ratings of each note: all that the squares of what intercepts
/// leave depend on.
struct Moments(Vec<(f64, f64, f64)>);

impl Moments {
    fn of(side: &Side) -> Self {
        let one = |at: usize| {
            let cells = side.cells(at);
            let add = |(sum, squares), value: f64| (sum + value, squares + value * value);
            let (sum, squares) = cells.iter().map(|c| c.value()).fold((0.0, 0.0), add);
            (cells.len() as f64, sum, squares)
        };
        Self((0..side.len()).map(one).collect())
    }

    fn left_by(&self, notes: &[Pair], mu: f64) -> f64 {
        let one = |(&(count, sum, squares), pair): (&(f64, f64, f64), &Pair)| {
            let base = mu + pair.intercept;
            squares + base * (base * count - 2.0 * sum)
        };
        self.0.iter().zip(notes).map(one).sum()
    }
}

fn penalty(pairs: &[Pair]) -> f64 {
    let one =
        |p: &Pair| INTERCEPT_RIDGE * p.intercept * p.intercept + FACTOR_RIDGE * p.factor * p.factor;
    pairs.iter().map(one).sum::<f64>() / pairs.len() as f64
}

/// Fits notes, raters and the mean in turn until a round gains next to nothing.
///
/// The reference stops at the same gain. It is about 0.0003 short of the minimum in the worst
/// intercept, always on the same side: another rule would land further from it, not nearer.
pub fn descend(matrix: &Matrix, params: &mut Params) {
    let count = matrix.len() as f64;
    let note_ridge = Ridge::per(count / matrix.notes.len() as f64);
    let rater_ridge = Ridge::per(count / matrix.raters.len() as f64);
    let moments = Moments::of(&matrix.by_note);
    let mut before = f64::INFINITY;
    for _ in 0..ROUNDS_MAX {
        let Params { mu, notes, raters } = params;
        fit_side(&matrix.by_note, raters, notes, *mu, note_ridge);
        let left = moments.left_by(notes, *mu);
        let (explained, rest) = fit_side(&matrix.by_rater, notes, raters, *mu, rater_ridge);
        // With this step the mean is the best one too, ridge included.
        let step = (rest / count - INTERCEPT_RIDGE * *mu) / (1.0 + INTERCEPT_RIDGE);
        *mu += step;
        let error = (left - explained - 2.0 * step * rest) / count + step * step;
        let loss = error + penalty(notes) + penalty(raters) + INTERCEPT_RIDGE * *mu * *mu;
        if before - loss < GAIN_MIN {
            break;
        }
        before = loss;
    }
    turn(params);
}

/// The sign of a factor is arbitrary: the larger group of raters is negative.
fn turn(params: &mut Params) {
    let positive = params.raters.iter().filter(|r| r.factor > 0.0).count();
    let negative = params.raters.iter().filter(|r| r.factor < 0.0).count();
    let sum: f64 = params.raters.iter().map(|r| r.factor).sum();
    if positive < negative || (positive == negative && sum <= 0.0) {
        return;
    }
    for pair in params.raters.iter_mut().chain(&mut params.notes) {
        pair.factor = -pair.factor;
    }
}
