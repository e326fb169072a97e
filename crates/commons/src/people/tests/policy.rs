use commonround_kernel::{Account, Actor, Id, Persona, Role, Scopes, Session, Via};

use super::refusal;
use crate::people::model::ProfileSettings;
use crate::people::policy::{
    Following, Relation, Sight, may_answer, may_block, may_edit_profile, may_follow, may_mute,
    may_remove_follower, may_see_lists, may_unblock, may_unfollow, may_unmute, sight,
};

const ME: Id<Persona> = Id::from_i64(1);
const OTHER: Id<Persona> = Id::from_i64(2);
const THIRD: Id<Persona> = Id::from_i64(3);

fn me() -> Actor {
    Actor {
        account: Id::<Account>::from_i64(9),
        persona: ME,
        role: Role::Patient,
        via: Via::Session(Id::<Session>::from_i64(9)),
        scopes: Scopes::ALL,
        confirmed: true,
        operator: false,
        moderator: false,
        officer: false,
        suspended: false,
    }
}

const NONE: Relation = Relation {
    following: false,
    requested: false,
    followed_by: false,
    requested_by: false,
    blocking: false,
    blocked_by: false,
    muting: false,
    muting_until: None,
};

fn follow(locked: bool, relation: Relation) -> String {
    match may_follow(&me(), OTHER, locked, &relation) {
        Ok(Following::Starts(permit)) => format!("starts {}>{}", permit.by(), permit.target()),
        Ok(Following::Asks(permit)) => format!("asks {}>{}", permit.by(), permit.target()),
        Ok(Following::Stands) => "stands".to_owned(),
        Err(refused) => refused.to_string(),
    }
}

#[test]
fn following_starts_asks_stands_or_is_refused() {
    let following = Relation { following: true, ..NONE };
    let requested = Relation { requested: true, ..NONE };
    let blocking = Relation { blocking: true, ..NONE };
    let blocked = Relation { blocked_by: true, ..NONE };
    let muting = Relation { muting: true, ..NONE };
    let table = [
        (false, NONE, "starts 1>2"),
        (true, NONE, "asks 1>2"),
        (false, following, "stands"),
        (true, following, "stands"),
        (true, requested, "stands"),
        // The account was unlocked since.
        (false, requested, "starts 1>2"),
        (false, muting, "starts 1>2"),
        (false, blocking, "follow_blocked"),
        (true, blocked, "follow_blocked"),
        (false, Relation { following: true, ..blocked }, "follow_blocked"),
    ];
    for (locked, relation, expected) in table {
        assert_eq!(follow(locked, relation), expected, "locked {locked}, {relation:?}");
    }
}

#[test]
fn nobody_acts_towards_themselves() {
    let me = me();
    assert_eq!(refusal(may_follow(&me, ME, false, &NONE)), "403 follow_self");
    assert_eq!(refusal(may_unfollow(&me, ME)), "403 follow_self");
    assert_eq!(refusal(may_remove_follower(&me, ME)), "403 follow_self");
    assert_eq!(refusal(may_block(&me, ME)), "403 block_self");
    assert_eq!(refusal(may_unblock(&me, ME)), "403 block_self");
    assert_eq!(refusal(may_mute(&me, ME)), "403 mute_self");
    assert_eq!(refusal(may_unmute(&me, ME)), "403 mute_self");
}

#[test]
fn without_a_confirmed_address_one_edits_the_profile_and_no_more() {
    let new = Actor { confirmed: false, ..me() };
    assert_eq!(refusal(may_follow(&new, OTHER, false, &NONE)), "403 email_unconfirmed");
    assert_eq!(refusal(may_unfollow(&new, OTHER)), "403 email_unconfirmed");
    assert_eq!(refusal(may_remove_follower(&new, OTHER)), "403 email_unconfirmed");
    assert_eq!(refusal(may_block(&new, OTHER)), "403 email_unconfirmed");
    assert_eq!(refusal(may_unblock(&new, OTHER)), "403 email_unconfirmed");
    assert_eq!(refusal(may_mute(&new, OTHER)), "403 email_unconfirmed");
    assert_eq!(refusal(may_unmute(&new, OTHER)), "403 email_unconfirmed");
    assert_eq!(refusal(may_answer(&new, OTHER, ME)), "403 email_unconfirmed");
    assert_eq!(may_edit_profile(&new).persona(), ME);
}

#[test]
fn only_who_was_asked_answers() {
    assert_eq!(may_answer(&me(), OTHER, ME).unwrap().target(), OTHER);
    assert_eq!(refusal(may_answer(&me(), OTHER, THIRD)), "404 not_found");
    assert_eq!(refusal(may_answer(&me(), ME, OTHER)), "404 not_found");
}

#[test]
fn lists_are_shown_as_their_owner_allows() {
    let open = ProfileSettings::defaults(Some(Role::HealthWorker));
    let closed = ProfileSettings::defaults(Some(Role::Patient));
    let blocked = Relation { blocked_by: true, ..NONE };
    let following = Relation { following: true, ..NONE };
    let table = [
        (Some(OTHER), open, NONE, true),
        (None, open, NONE, true),
        (Some(OTHER), closed, following, false),
        (None, closed, NONE, false),
        (Some(OTHER), open, blocked, false),
        (Some(ME), closed, NONE, true),
    ];
    for (viewer, settings, relation, shown) in table {
        let allowed = may_see_lists(viewer, ME, &settings, &relation).is_ok();
        assert_eq!(allowed, shown, "{viewer:?} {settings:?} {relation:?}");
    }
}

#[test]
fn a_blocked_reader_gets_the_name_and_the_blocker_everything() {
    assert_eq!(sight(&NONE), Sight::Whole);
    assert_eq!(sight(&Relation { blocking: true, ..NONE }), Sight::Whole);
    assert_eq!(sight(&Relation { blocked_by: true, ..NONE }), Sight::NameOnly);
}

#[test]
fn patients_and_caregivers_start_private_and_professionals_public() {
    let public = |role| {
        let ProfileSettings { locked, indexable, tags_public, lists_public, default_visibility } =
            ProfileSettings::defaults(role);
        assert!(!locked);
        let all = [indexable, tags_public, lists_public];
        assert!(all.iter().all(|choice| *choice == indexable));
        (indexable, default_visibility.as_str())
    };
    assert_eq!(public(Some(Role::Patient)), (false, "followers"));
    assert_eq!(public(Some(Role::Caregiver)), (false, "followers"));
    assert_eq!(public(None), (false, "followers"));
    assert_eq!(public(Some(Role::HealthWorker)), (true, "public"));
    assert_eq!(public(Some(Role::Organisation)), (true, "public"));
}
