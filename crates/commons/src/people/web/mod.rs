//! Routes of profiles and relations: extract, call the use case, show.

mod directory;
mod lists;
mod profile;
mod relations;
mod requests;
mod settings;

use commonround_kernel::{Id, Persona};
use commonround_web::{Auth, Caller, Routes, doc};

use super::api;
use super::edit_profile::ProfileInput;
use crate::Commons;
use directory::PeopleQuery;
use profile::ProfileQuery;
use relations::MuteInput;

/// The pages and writes of this part, without their state.
#[must_use]
pub fn routes() -> Routes<Commons> {
    reading(acts(answers(own(Routes::new()))))
}

fn reading(routes: Routes<Commons>) -> Routes<Commons> {
    routes
        .get(
            "/@{handle}",
            profile::show_profile,
            doc("show_profile", "Shows a profile: what the person says, and its statuses.")
                .query::<ProfileQuery>()
                .paged()
                .answers::<profile::ProfileAnswer<'_>>(),
        )
        .get(
            "/@{handle}/followers",
            lists::list_followers,
            doc("list_followers", "Lists who follows a person, where the person shows it.")
                .paged()
                .answers::<api::PeoplePage>()
                .refuses(&["lists_private"]),
        )
        .get(
            "/@{handle}/following",
            lists::list_following,
            doc("list_following", "Lists whom a person follows, where the person shows it.")
                .paged()
                .answers::<api::PeoplePage>()
                .refuses(&["lists_private"]),
        )
        .get(
            "/people",
            directory::list_people,
            doc("list_people", "Lists or searches the people who chose to be found.")
                .query::<PeopleQuery>()
                .paged()
                .answers::<api::PeoplePage>(),
        )
}

fn acts(routes: Routes<Commons>) -> Routes<Commons> {
    routes
        .post(
            "/@{handle}/follow",
            relations::follow,
            doc("follow_persona", "Follows a person, or asks to where the account is locked.")
                .auth(Auth::Confirmed)
                .answers::<api::Relationship>()
                .refuses(&["follow_self", "follow_blocked", "too_many_follows"]),
        )
        .post(
            "/@{handle}/unfollow",
            relations::unfollow,
            doc("unfollow_persona", "Ends a follow, or withdraws the request.")
                .auth(Auth::Confirmed)
                .answers::<api::Relationship>()
                .refuses(&["follow_self"]),
        )
        .post(
            "/@{handle}/remove-follower",
            relations::remove,
            doc("remove_follower", "Ends a person's follow of the caller.")
                .auth(Auth::Confirmed)
                .answers::<api::Relationship>()
                .refuses(&["follow_self"]),
        )
        .post(
            "/@{handle}/block",
            relations::block,
            doc("block_persona", "Parts two people and hides each from the other.")
                .auth(Auth::Confirmed)
                .answers::<api::Relationship>()
                .refuses(&["block_self", "too_many_blocks"]),
        )
        .post(
            "/@{handle}/unblock",
            relations::unblock,
            doc("unblock_persona", "Takes a block back.")
                .auth(Auth::Confirmed)
                .answers::<api::Relationship>()
                .refuses(&["block_self"]),
        )
        .post(
            "/@{handle}/mute",
            relations::mute,
            doc("mute_persona", "Hides a person from the caller's timelines, unnoticed.")
                .auth(Auth::Confirmed)
                .takes::<MuteInput>()
                .answers::<api::Relationship>()
                .refuses(&["mute_self", "too_many_mutes"]),
        )
        .post(
            "/@{handle}/unmute",
            relations::unmute,
            doc("unmute_persona", "Takes a mute back.")
                .auth(Auth::Confirmed)
                .answers::<api::Relationship>()
                .refuses(&["mute_self"]),
        )
}

fn answers(routes: Routes<Commons>) -> Routes<Commons> {
    routes
        .get(
            "/follow-requests",
            requests::list_follow_requests,
            doc("list_follow_requests", "Lists who asks to follow the caller.")
                .auth(Auth::SignedIn)
                .paged()
                .answers::<api::RequestPage>(),
        )
        .post(
            "/follow-requests/{id}/accept",
            requests::accept,
            doc("accept_follow_request", "Lets the one who asked follow.")
                .auth(Auth::Confirmed)
                .answers::<api::Relationship>()
                .refuses(&["request_answered"]),
        )
        .post(
            "/follow-requests/{id}/reject",
            requests::reject,
            doc("reject_follow_request", "Turns a request down, unnoticed.")
                .auth(Auth::Confirmed)
                .answers::<api::Relationship>()
                .refuses(&["request_answered"]),
        )
}

fn own(routes: Routes<Commons>) -> Routes<Commons> {
    routes
        .get(
            "/settings/profile",
            settings::show_own_profile,
            doc("show_own_profile", "Shows the caller's own profile as the form edits it.")
                .auth(Auth::SignedIn)
                .answers::<api::OwnProfile>(),
        )
        .post(
            "/settings/profile",
            settings::edit,
            doc("edit_profile", "Changes the caller's own profile; what is left out stays.")
                .auth(Auth::SignedIn)
                .takes::<ProfileInput>()
                .answers::<api::OwnProfile>(),
        )
        .get(
            "/settings/blocks",
            lists::list_blocks,
            doc("list_blocks", "Lists whom the caller blocks.")
                .auth(Auth::SignedIn)
                .paged()
                .answers::<api::PeoplePage>(),
        )
        .get(
            "/settings/mutes",
            lists::list_mutes,
            doc("list_mutes", "Lists whom the caller mutes.")
                .auth(Auth::SignedIn)
                .paged()
                .answers::<api::PeoplePage>(),
        )
}

/// The persona the caller speaks through, if it is signed in.
fn viewer(caller: &Caller) -> Option<Id<Persona>> {
    caller.actor().map(|actor| actor.persona)
}

/// Where a browser goes after an act: back to the list it came from, else to the profile.
fn back(caller: &Caller, handle: &str) -> String {
    caller.next().map_or_else(|| format!("/@{handle}"), str::to_owned)
}
