//! HTML of statuses: functions of what was read. No queries here.

mod actions;
mod card;
mod composer;
mod disclosure;
mod feed;
mod menu;
mod tags;
mod thread;

pub use actions::{actions, actions_target};
pub use card::{card_target, status_card, tombstone};
pub use composer::{
    COMPOSER_TARGET, composer, composer_again, composer_below, composer_page, not_taken,
    posted_page, published_key, taken_out,
};
pub use disclosure::{disclosure_page, disclosure_state};
pub use feed::{FEED_TARGET, Place, feed, live_feed, local_page, places};
pub use tags::{follow_button, followed_tags_page, tag_page, tag_target};
pub use thread::{below_target, reply, thread_page};

use commonround_web::{Ui, Wants};

/// The page a form stands on, to come back to.
fn here<'u>(ui: &'u Ui<'_>) -> &'u str {
    match ui.caller().wants() {
        Wants::Patch => ui.caller().next().unwrap_or("/"),
        Wants::Page | Wants::Json => ui.caller().path(),
    }
}
