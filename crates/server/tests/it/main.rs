//! Journeys over HTTP against the real binary, on the engine that `COMMONROUND_TEST_ENGINE` names.

mod stage;
