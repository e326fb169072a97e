use commonround_kernel::{Account, Actor, Id, Persona, Role, Scopes, Via};
use commonround_vocabulary::Status;

use super::outcome;
use crate::model::Visibility::{self, Followers, Public, Quiet};
use crate::policy::{self, Parent};

const AUTHOR: i64 = 1;
const OTHER: i64 = 2;
const ROOT_AUTHOR: i64 = 3;

fn actor(persona: i64, confirmed: bool) -> Actor {
    Actor {
        account: Id::<Account>::from_i64(100 + persona),
        persona: Id::from_i64(persona),
        role: Role::Patient,
        via: Via::Session(Id::from_i64(1)),
        scopes: Scopes::ALL,
        confirmed,
        operator: false,
        moderator: false,
        officer: false,
        suspended: false,
    }
}

fn persona(id: i64) -> Id<Persona> {
    Id::from_i64(id)
}

fn status() -> Id<Status> {
    Id::from_i64(9)
}

fn parent(visibility: Visibility) -> Option<Parent> {
    let (author, audience) = (persona(OTHER), persona(ROOT_AUTHOR));
    Some(Parent { status: status(), author, visibility, audience, thread: status() })
}

/// Who may read what comes of it: visibility and audience, and whether the parent counts it.
fn publish(wanted: Option<Visibility>, usual: Visibility, parent: Option<Parent>, expected: &str) {
    let permit = policy::may_publish(&actor(AUTHOR, true), wanted, usual, parent).map(|permit| {
        let counted = if permit.counted_by().is_some() { "counted" } else { "-" };
        format!("{} {} {counted}", permit.visibility().as_str(), permit.audience())
    });
    let shown = outcome(permit).replace('"', "");
    assert_eq!(shown, expected, "{wanted:?} {usual:?} {parent:?}");
}

#[test]
fn what_was_chosen_wins_over_the_profile() {
    publish(None, Public, None, "ok public 1 -");
    publish(None, Followers, None, "ok followers 1 -");
    publish(Some(Quiet), Followers, None, "ok quiet 1 -");
    publish(Some(Public), Followers, None, "ok public 1 -");
}

#[test]
fn a_reply_is_never_wider_than_what_it_answers() {
    let wider = "invalid: visibility=wider_than_parent";
    publish(None, Public, parent(Quiet), "ok quiet 1 counted");
    publish(None, Followers, parent(Public), "ok followers 1 -");
    publish(Some(Public), Public, parent(Public), "ok public 1 counted");
    publish(Some(Public), Public, parent(Quiet), wider);
    publish(Some(Quiet), Public, parent(Followers), wider);
}

#[test]
fn a_private_thread_is_read_by_one_audience() {
    publish(None, Public, parent(Followers), "ok followers 3 counted");
    publish(Some(Followers), Public, parent(Followers), "ok followers 3 counted");
}

#[test]
fn only_confirmed_people_write() {
    let unconfirmed = actor(AUTHOR, false);
    let refused = "403 email_unconfirmed";
    assert_eq!(outcome(policy::may_publish(&unconfirmed, None, Public, None)), refused);
    assert_eq!(outcome(policy::may_react(&unconfirmed, status(), persona(OTHER))), refused);
    assert_eq!(outcome(policy::may_follow_tag(&unconfirmed)), refused);
    assert_eq!(outcome(policy::may_delete(&unconfirmed, status(), persona(AUTHOR))), refused);
    let change = policy::may_change_disclosure(&unconfirmed, status(), persona(AUTHOR));
    assert_eq!(outcome(change), refused);
}

#[test]
fn only_the_author_deletes_and_says_what_it_is() {
    let author = actor(AUTHOR, true);
    assert!(policy::may_delete(&author, status(), persona(AUTHOR)).is_ok());
    assert!(policy::may_change_disclosure(&author, status(), persona(AUTHOR)).is_ok());
    let refused = "403 not_author";
    assert_eq!(outcome(policy::may_delete(&author, status(), persona(OTHER))), refused);
    let change = policy::may_change_disclosure(&author, status(), persona(OTHER));
    assert_eq!(outcome(change), refused);
}

#[test]
fn nobody_deletes_for_another_whatever_their_duty() {
    let moderator = Actor { moderator: true, operator: true, ..actor(AUTHOR, true) };
    assert_eq!(outcome(policy::may_delete(&moderator, status(), persona(OTHER))), "403 not_author");
}

#[test]
fn nobody_reacts_to_themself() {
    let author = actor(AUTHOR, true);
    assert!(policy::may_react(&author, status(), persona(OTHER)).is_ok());
    assert_eq!(outcome(policy::may_react(&author, status(), persona(AUTHOR))), "403 own_status");
}
