//! Journeys over HTTP against the real binary, on the engine that `COMMONROUND_TEST_ENGINE` names.

#[cfg(test)]
mod appealing;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod commons;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod guards;
#[cfg(test)]
mod import_crash;
#[cfg(test)]
mod join;
#[cfg(test)]
mod live;
#[cfg(test)]
mod notes;
#[cfg(test)]
mod nurse;
#[cfg(test)]
mod openapi;
#[cfg(test)]
mod operator;
#[cfg(test)]
mod organisations;
#[cfg(test)]
mod reporting;
#[cfg(test)]
mod search;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod trust;
#[cfg(test)]
mod wallet;
