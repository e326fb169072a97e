//! What people say to each other in public: profiles, statuses, timelines, tags, follows, live.
//!
//! The README names the words, the invariants and what this crate must not do.

pub mod api;
pub mod beside;
mod cards;
mod change_disclosure;
pub mod compose;
mod delete_status;
mod enforce_sanction;
mod erase_author;
mod events;
mod follow_tag;
pub mod gate;
mod jobs;
pub mod limits;
mod live;
mod may_reply;
pub mod model;
mod notices;
pub mod people;
mod policy;
mod present;
mod publish_status;
mod react_to_status;
mod reindex_author;
mod reportable;
pub mod search;
mod state;
mod store;
mod suggest;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod thread;
pub mod timeline;
pub mod views;
mod web;

use commonround_db::Migration;
use commonround_web::{Catalogue, Routes};

pub use beside::{Neighbours, PutBeside};
pub use cards::{Answered, StatusCard};
pub use change_disclosure::change_disclosure;
pub use delete_status::delete_status;
pub use events::consumers;
pub use follow_tag::{follow_tag, unfollow_tag};
pub use gate::{AskBefore, Gate};
pub use jobs::jobs;
pub use notices::may_tell;
pub use publish_status::{Fields, Published, Submission, publish_status};
pub use react_to_status::{React, react_to_status};
pub use reindex_author::reindex_author;
pub use reportable::{ReportableStatus, reportable_status};
pub use state::{Commons, Ports};
pub use store::sight::Viewer;
pub use suggest::suggest_disclosure;

/// The tables of this room, in order.
pub const MIGRATIONS: &[Migration] =
    &[people::MIGRATION, store::MIGRATION, people::REPORTS_LEAVE, store::measures::MIGRATION];

/// English and French of this room's pages.
pub const CATALOGUES: &[Catalogue] = &[
    Catalogue { en: include_str!("../i18n/en.ftl"), fr: include_str!("../i18n/fr.ftl") },
    people::CATALOGUE,
];

/// Where mentions and hashtags in people's words lead.
pub(crate) const URLS: commonround_text::Urls = commonround_text::Urls {
    mention: |handle| format!("/@{handle}"),
    tag: |tag| format!("/tags/{tag}"),
};

/// Every page and use case of this room, for the router.
#[must_use]
pub fn routes(commons: Commons) -> Routes<()> {
    web::routes().with_state(commons.clone()).merge(people::routes().with_state(commons))
}
