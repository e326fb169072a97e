use std::time::Duration;

use commonround_kernel::{Account, Actor, Id, Persona, Role, Scopes, Session, Timestamp, Via};

use super::outcome;
use crate::model::{Level, Subject};
use crate::policy::{may_moderate, may_report, may_take_on};
use crate::store::duty::Wellbeing;

const ME: Id<Persona> = Id::from_i64(1);
const OTHER: Id<Persona> = Id::from_i64(2);

fn me() -> Actor {
    Actor {
        account: Id::<Account>::from_i64(9),
        persona: ME,
        role: Role::Patient,
        via: Via::Session(Id::<Session>::from_i64(3)),
        scopes: Scopes::ALL,
        confirmed: true,
        operator: false,
        moderator: false,
        officer: false,
        suspended: false,
    }
}

#[test]
fn who_may_report_and_who_may_moderate() {
    let new = Actor { confirmed: false, ..me() };
    assert_eq!(outcome(may_report(&me(), Subject::persona(OTHER))), "ok");
    assert_eq!(outcome(may_report(&me(), Subject::persona(ME))), "403 report_self");
    assert_eq!(outcome(may_report(&new, Subject::persona(OTHER))), "403 email_unconfirmed");
    assert_eq!(outcome(may_moderate(&me())), "403 moderator_only");
    assert_eq!(outcome(may_moderate(&Actor { officer: true, ..me() })), "403 moderator_only");
    assert_eq!(outcome(may_moderate(&Actor { moderator: true, ..me() })), "ok");
    assert_eq!(outcome(may_moderate(&Actor { operator: true, ..me() })), "ok");
}

#[test]
fn the_limits_of_moderators_are_a_table() {
    let now = Timestamp::from_millis(1_795_000_000_000);
    let (later, past) = (Some(now + Duration::from_secs(1)), Some(now));
    for (level, rest_until, away_until, taken, expected) in [
        (Level::Red, None, None, 0, "ok"),
        (Level::Red, None, None, 2, "ok"),
        (Level::Red, None, None, 3, "403 red_limit"),
        (Level::Black, later, None, 0, "403 resting"),
        (Level::Red, None, later, 0, "403 stepped_away"),
        (Level::Red, past, past, 0, "ok"),
        (Level::Amber, later, later, 9, "ok"),
        (Level::Green, later, later, 9, "ok"),
    ] {
        let how = Wellbeing { rest_until, away_until, ..Wellbeing::default() };
        assert_eq!(outcome(may_take_on(level, &how, taken, now)), expected, "{level:?} {taken}");
    }
}
