//! `rating = mu + rater intercept + note intercept + rater factor * note factor`, with one factor.
//!
//! The published documentation adds up squared errors and ridges; the published program takes the
//! means of both, so that the ridge of one note is that of the objective times the mean number of
//! ratings of a note. We minimise what the program does, in closed form, side by side.

mod descent;
mod fit;
mod frame;
mod matrix;
mod start;

pub use fit::{Fit, Round};
pub use frame::{Frame, NoteFit, RaterFit, Tally};
