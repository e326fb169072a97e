//! Journeys over HTTP against the real binary, on the engine that `COMMONROUND_TEST_ENGINE` names.

mod backup;
mod bad_input;
mod commons;
mod crash;
mod golden;
mod join;
mod live;
mod openapi;
mod operator;
mod search;
mod stage;
