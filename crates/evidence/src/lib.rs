//! The library of trusted facts: who publishes them, what they say, how they are found.
//!
//! The README names the words, the invariants and what this crate must not do.

pub mod answers;
pub mod api;
mod asked;
pub mod citations;
pub mod claims;
mod erase_person;
mod hidden;
pub mod import;
pub mod interim;
mod language;
pub mod library;
pub mod limits;
pub mod model;
pub mod notes;
mod policy;
pub mod ports;
pub mod readable;
mod reportable;
pub mod search;
pub mod sources;
mod state;
mod store;
mod tags;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
pub mod views;
pub mod views_kept;
mod web;

use std::sync::Arc;

use commonround_db::{Consumer, JobKind, Migration, reaction};
use commonround_web::{Catalogue, Routes};

pub use citations::{Citations, Cited};
pub use interim::{ShownInterim, Signature, interims_beside};
pub use model::{FactCard, Kind, Registry, Source, Tier};
pub use notes::{Download, NoteSource, ShownNote, notes_beside};
pub use ports::{Ports, StatusText, StatusWords};
pub use reportable::{ReportableThing, reportable};
pub use state::Evidence;
pub use tags::facts_for_tag;
pub use views_kept::{Reader, Views};

/// The tables of this room, in order.
pub const MIGRATIONS: &[Migration] = &[
    store::MIGRATION,
    sources::store::MIGRATION,
    claims::store::MIGRATION,
    answers::store::MIGRATION,
    views_kept::store::MIGRATION,
    notes::store::MIGRATION,
    notes::store::STANDING,
    interim::store::MIGRATION,
    hidden::MIGRATION,
    notes::store::fits::SET_ASIDE,
];

/// English and French of this room's pages.
pub const CATALOGUES: &[Catalogue] = &[
    Catalogue { en: include_str!("../i18n/en.ftl"), fr: include_str!("../i18n/fr.ftl") },
    Catalogue {
        en: include_str!("../i18n/claims.en.ftl"),
        fr: include_str!("../i18n/claims.fr.ftl"),
    },
    Catalogue {
        en: include_str!("../i18n/notes.en.ftl"),
        fr: include_str!("../i18n/notes.fr.ftl"),
    },
    Catalogue {
        en: include_str!("../i18n/interim.en.ftl"),
        fr: include_str!("../i18n/interim.fr.ftl"),
    },
];

/// Every page of this room, for the router.
#[must_use]
pub fn routes(evidence: Evidence) -> Routes<()> {
    web::routes()
        .merge(claims::web::routes())
        .merge(answers::web::routes())
        .merge(views_kept::web::routes())
        .merge(notes::web::routes())
        .merge(notes::reviewing::routes())
        .merge(notes::downloading::routes())
        .merge(interim::web::routes())
        .with_state(evidence)
}

/// What this room does when something happened.
#[must_use]
pub fn consumers() -> Vec<Arc<dyn Consumer>> {
    let topics = views_kept::CORRECTION_TOPICS;
    vec![
        reaction("evidence.correct_readers", topics, views_kept::schedule_correction),
        reaction("evidence.know_rater", notes::RATER_TOPICS, notes::know_rater),
        reaction("evidence.hide_thing", hidden::HIDING_TOPICS, hidden::hide_thing),
        reaction("evidence.check_sources", notes::SOURCE_TOPICS, notes::source_fell),
        reaction("evidence.erase_person", erase_person::ERASED_TOPICS, erase_person::erase_person),
    ]
}

/// What this room does at its time.
#[must_use]
pub fn jobs(views: &Views) -> Vec<Arc<dyn JobKind>> {
    vec![
        Arc::new(views_kept::Correct(views.clone())),
        Arc::new(views_kept::Destroy(views.clone())),
        Arc::new(notes::CheckSources),
        Arc::new(interim::EndInterims),
    ]
}

/// The scoring of notes and their download, at its time. `people` is that of the ports.
#[must_use]
pub fn note_jobs(people: ports::People, download: Download) -> Vec<Arc<dyn JobKind>> {
    vec![Arc::new(notes::FullScore(people)), Arc::new(notes::PublishNotes(download))]
}
