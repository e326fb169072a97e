//! How well the guards do on the labelled lists in `tests/data`, and what `docs/trust/lexica.md`
//! says of it.

mod crisis;
mod danger;
mod identifiers;
mod rows;
mod titles;
