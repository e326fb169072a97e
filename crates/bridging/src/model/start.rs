//! Where a fit begins: intercepts without a factor, and the factor along what these leave.
//!
//! Nothing is drawn by lot, so that the same ratings give the same numbers. A small factor grows
//! into its size from below, which is the way on which the reference came.

use super::descent::{Pair, Params};
use super::matrix::{Matrix, Side};
use crate::rules::INTERCEPT_RIDGE;

const INTERCEPT_ROUNDS: usize = 6;
const POWER_ROUNDS: usize = 6;
/// Root mean square of the raters' factors at the start.
const FACTOR_SIZE: f64 = 0.1;

pub fn begin(matrix: &Matrix) -> Params {
    let mut params = intercepts(matrix);
    let mut factors = most_divisive(matrix, &params);
    for _ in 0..POWER_ROUNDS {
        let Params { mu, notes, raters } = &params;
        let of_notes = project(&matrix.by_note, *mu, notes, raters, &factors);
        factors = project(&matrix.by_rater, *mu, raters, notes, &of_notes);
        resize(&mut factors);
    }
    for (pair, factor) in params.raters.iter_mut().zip(factors) {
        pair.factor = factor;
    }
    params
}

fn intercepts(matrix: &Matrix) -> Params {
    let nothing = Pair { intercept: 0.0, factor: 0.0 };
    let notes = vec![nothing; matrix.notes.len()];
    let mut params = Params { mu: 0.0, notes, raters: vec![nothing; matrix.raters.len()] };
    let count = matrix.len() as f64;
    for _ in 0..INTERCEPT_ROUNDS {
        let Params { mu, notes, raters } = &mut params;
        level_side(&matrix.by_note, raters, notes, *mu, count);
        let rest = level_side(&matrix.by_rater, notes, raters, *mu, count);
        *mu += (rest / count - INTERCEPT_RIDGE * *mu) / (1.0 + INTERCEPT_RIDGE);
    }
    params
}

/// Fits the intercepts of one side, and tells the sum of what is left.
fn level_side(side: &Side, others: &[Pair], own: &mut [Pair], mu: f64, count: f64) -> f64 {
    let ridge = INTERCEPT_RIDGE * count / own.len() as f64;
    let mut rest = 0.0;
    for (at, pair) in own.iter_mut().enumerate() {
        let cells = side.cells(at);
        let sum: f64 = cells.iter().map(|c| c.value() - others[c.other()].intercept - mu).sum();
        pair.intercept = sum / (cells.len() as f64 + ridge);
        rest += sum - pair.intercept * cells.len() as f64;
    }
    rest
}

/// What the intercepts leave of the note on which they leave most, by rater.
fn most_divisive(matrix: &Matrix, params: &Params) -> Vec<f64> {
    let rest = |note: usize, rater: usize, value: f64| {
        value - params.mu - params.notes[note].intercept - params.raters[rater].intercept
    };
    let mut most = (0.0, 0);
    for note in 0..matrix.notes.len() {
        let cells = matrix.by_note.cells(note).iter();
        let squares = cells.map(|c| rest(note, c.other(), c.value()).powi(2)).sum::<f64>();
        if squares > most.0 {
            most = (squares, note);
        }
    }
    let mut factors = vec![0.0; matrix.raters.len()];
    for cell in matrix.by_note.cells(most.1) {
        factors[cell.other()] = rest(most.1, cell.other(), cell.value());
    }
    factors
}

/// Half a step of the power method on what the intercepts leave.
fn project(side: &Side, mu: f64, own: &[Pair], others: &[Pair], factors: &[f64]) -> Vec<f64> {
    let one = |(at, pair): (usize, &Pair)| {
        let base = mu + pair.intercept;
        let cells = side.cells(at).iter();
        cells.map(|c| (c.value() - base - others[c.other()].intercept) * factors[c.other()]).sum()
    };
    own.iter().enumerate().map(one).collect()
}

fn resize(factors: &mut [f64]) {
    let squares: f64 = factors.iter().map(|f| f * f).sum();
    let size = (squares / factors.len() as f64).sqrt();
    if size > 0.0 {
        factors.iter_mut().for_each(|factor| *factor *= FACTOR_SIZE / size);
    }
}
