//! Rules as tables; the list, its settings and its pages over a real database, on the engine the
//! run chose.

mod catalogue;
mod erasing;
mod keeping;
mod live;
mod pages;
mod paging;
mod rules;
mod seeing;
mod settings;
mod stage;
