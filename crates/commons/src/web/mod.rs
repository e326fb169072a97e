//! Routes of statuses, tags and timelines: extract, call the use case, show.

mod disclosure;
mod live;
mod publishing;
mod reactions;
mod statuses;
mod tags;
mod timelines;

use commonround_web::{Auth, Nothing, Routes, doc};

use crate::Commons;
use crate::api;

/// The pages and writes of this part, without their state.
#[must_use]
pub fn routes() -> Routes<Commons> {
    live_streams(tagging(reading(writing(Routes::new()))))
}

const PUBLISH_REFUSES: &[&str] = &[
    "idempotency_key_reused",
    "status_deleted",
    "confirmation_needed",
    "words_refused",
    "words_taken_out",
    "replies_shielded",
    "replies_no_strangers",
];

fn writing(routes: Routes<Commons>) -> Routes<Commons> {
    routes
        .get(
            "/statuses/new",
            statuses::new_status,
            doc("new_status", "Shows the form for a status, or for a reply to one.")
                .auth(Auth::Confirmed)
                .query::<statuses::NewStatusQuery>()
                .answers::<api::Draft>()
                .refuses(&["status_deleted"]),
        )
        .post(
            "/statuses",
            publishing::publish_status,
            doc(
                "publish_status",
                "Publishes a status; sending it again under its key changes nothing.",
            )
            .auth(Auth::Confirmed)
            .takes::<statuses::StatusInput>()
            .answers::<api::Published<'static>>()
            .creates()
            .refuses(PUBLISH_REFUSES)
            .explains::<api::PublishRefusal>(),
        )
        .post(
            "/statuses/{id}/delete",
            statuses::delete_status,
            doc("delete_status", "Erases the words of the caller's own status.")
                .auth(Auth::Confirmed)
                .answers::<Nothing>()
                .refuses(&["not_author"]),
        )
        .get(
            "/statuses/{id}/disclosure",
            disclosure::show_disclosure,
            doc("show_disclosure", "Shows what the caller's own status says it is.")
                .auth(Auth::Confirmed)
                .answers::<api::Status<'static>>()
                .refuses(&["not_author", "status_deleted"]),
        )
        .post(
            "/statuses/{id}/disclosure",
            disclosure::change_disclosure,
            doc("change_disclosure", "Says better what the caller's own status is.")
                .auth(Auth::Confirmed)
                .takes::<disclosure::DisclosureInput>()
                .answers::<api::Status<'static>>()
                .refuses(&["not_author", "status_deleted"]),
        )
        .post(
            "/statuses/{id}/reactions",
            reactions::react_to_status,
            doc("react_to_status", "Gives one of the four reactions or takes it back.")
                .auth(Auth::Confirmed)
                .takes::<reactions::ReactionInput>()
                .answers::<api::Status<'static>>()
                .refuses(&["own_status", "status_deleted"]),
        )
}

fn reading(routes: Routes<Commons>) -> Routes<Commons> {
    routes
        .get(
            "/@{handle}/{id}",
            timelines::show_thread,
            doc("show_status", "Shows a status with what stands above and below it.")
                .answers::<api::Thread<'static>>()
                .refuses(&["status_deleted"]),
        )
        .get(
            "/local",
            timelines::show_local,
            doc("show_local", "Shows what people of this instance say in public.")
                .paged()
                .answers::<api::Page<'static>>(),
        )
}

fn tagging(routes: Routes<Commons>) -> Routes<Commons> {
    routes
        .post(
            "/tags/{tag}/follow",
            tags::follow_tag,
            doc("follow_tag", "Brings public statuses with a hashtag into the caller's home.")
                .auth(Auth::Confirmed)
                .answers::<api::TagFollow<'static>>()
                .refuses(&["too_many_tags"]),
        )
        .post(
            "/tags/{tag}/unfollow",
            tags::unfollow_tag,
            doc("unfollow_tag", "Ends the caller's follow of a hashtag.")
                .auth(Auth::Confirmed)
                .answers::<api::TagFollow<'static>>(),
        )
        .get(
            "/settings/tags",
            tags::list_followed_tags,
            doc("list_followed_tags", "Lists the hashtags the caller follows.")
                .auth(Auth::SignedIn)
                .answers::<api::FollowedTags<'static>>(),
        )
}

fn live_streams(routes: Routes<Commons>) -> Routes<Commons> {
    routes
        .live(
            "/live/home",
            live::home,
            doc("stream_home", "Streams new statuses and changed counts of the caller's home.")
                .auth(Auth::SignedIn),
        )
        .live("/live/local", live::local, doc("stream_local", "Streams public statuses."))
        .live(
            "/live/tags/{tag}",
            live::tag,
            doc("stream_tag", "Streams public statuses with a hashtag."),
        )
        .live(
            "/live/threads/{id}",
            live::thread,
            doc("stream_thread", "Streams replies and counts of the thread of a status.")
                .refuses(&["status_deleted"]),
        )
}
