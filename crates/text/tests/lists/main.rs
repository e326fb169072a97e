//! How well the guards do on the labelled lists in `tests/data`, and that `docs/trust/lexica.md`
//! says the same.

mod crisis;
mod danger;
mod identifiers;
mod page;
mod rows;
mod titles;
