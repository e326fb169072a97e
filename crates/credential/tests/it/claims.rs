//! The states of a claim: what happens in each of them, all of it.

use commonround_credential::{
    Change, Compact, Footing, Happening, Level, Notice, RowKey, Standing, State, next_state,
};

use Happening::{
    AppealGranted, ClaimedTwice, Confirmed, DatePassed, Noticed, RecheckDue, Rejected, Withdrawn,
};

/// Each line: what happens, and the next state from each state in the order of the first line; `-`
/// where it stays, `!` where it is refused.
const TABLE: &str = "\
            pending   conflict  verified  conditions suspended revoked  expired   recheck   rejected withdrawn
confirmed   verified  verified  -         verified   !         !        verified  verified  !        !
limited     conditions conditions conditions -       !         !        conditions conditions !      !
twice       conflict  -         -         -          -         -        -         -         !        !
rejected    rejected  rejected  rejected  rejected   rejected  rejected rejected  rejected  !        !
suspended   !         !         suspended suspended  -         !        suspended suspended !        !
revoked     !         !         revoked   revoked    revoked   -        revoked   revoked   !        !
lapsed      !         !         expired   expired    expired   !        -         expired   !        !
conditions  !         !         conditions -         conditions recheck conditions conditions !      !
reinstated  !         !         -         verified   verified  recheck  verified  verified  !        !
renewed     !         !         -         -          -         !        verified  -         !        !
gone_once   !         !         -         -          -         !        -         -         !        !
gone_twice  !         !         recheck   recheck    -         !        -         -         !        !
unreachable !         !         recheck   recheck    -         !        -         -         !        !
date_passed !         !         expired   expired    !         !        -         expired   !        !
recheck_due !         !         recheck   recheck    !         !        -         -         !        !
appeal      !         !         !         !          recheck   recheck  recheck   -         pending  !
withdrawn   withdrawn withdrawn withdrawn withdrawn  withdrawn withdrawn withdrawn withdrawn withdrawn !
";

fn happening(name: &str) -> Happening {
    match name {
        "confirmed" => Confirmed(Footing::Full),
        "limited" => Confirmed(Footing::Conditions),
        "twice" => ClaimedTwice,
        "rejected" => Rejected,
        "suspended" => Noticed(Notice::Suspended),
        "revoked" => Noticed(Notice::Revoked),
        "lapsed" => Noticed(Notice::Lapsed),
        "conditions" => Noticed(Notice::Conditions),
        "reinstated" => Noticed(Notice::Reinstated),
        "renewed" => Noticed(Notice::Renewed(Footing::Full)),
        "gone_once" => Noticed(Notice::Vanished { imports: 1 }),
        "gone_twice" => Noticed(Notice::Vanished { imports: 2 }),
        "unreachable" => Noticed(Notice::Unreachable),
        "date_passed" => DatePassed,
        "recheck_due" => RecheckDue,
        "appeal" => AppealGranted,
        "withdrawn" => Withdrawn,
        other => panic!("{other}"),
    }
}

#[test]
fn every_happening_in_every_state() {
    let mut lines = TABLE.lines();
    let states: Vec<_> = lines.next().unwrap().split_whitespace().collect();
    assert_eq!(states, State::ALL.map(State::code));
    let mut count = 0;
    for line in lines {
        let mut words = line.split_whitespace();
        let name = words.next().unwrap();
        for (state, wanted) in State::ALL.into_iter().zip(words) {
            let found = next_state(state, happening(name));
            let found = match found {
                Ok(next) if next == state => "-",
                Ok(next) => next.code(),
                Err(_) => "!",
            };
            assert_eq!(found, wanted, "{name} in {state:?}");
            count += 1;
        }
    }
    assert_eq!(count, 17 * State::ALL.len());
}

#[test]
fn a_refusal_names_the_state() {
    let refused = |state, happening| next_state(state, happening).unwrap_err();
    assert_eq!(refused(State::Pending, DatePassed), "claim_pending");
    assert_eq!(refused(State::Conflict, Noticed(Notice::Revoked)), "claim_conflict");
    assert_eq!(refused(State::Suspended, Confirmed(Footing::Full)), "claim_suspended");
    assert_eq!(refused(State::Revoked, Confirmed(Footing::Full)), "claim_revoked");
    assert_eq!(refused(State::Rejected, Confirmed(Footing::Full)), "claim_rejected");
    assert_eq!(refused(State::Withdrawn, Withdrawn), "claim_withdrawn");
    assert_eq!(refused(State::Verified, AppealGranted), "claim_current");
}

/// Somebody types the number of a colleague, and officers decide (J1.4, J1.5).
#[test]
fn a_number_of_somebody_else_ends_rejected() {
    let max = next_state(State::Pending, ClaimedTwice).unwrap();
    assert_eq!(max, State::Conflict);
    assert_eq!(next_state(State::Verified, ClaimedTwice), Ok(State::Verified));
    let max = next_state(max, Rejected).unwrap();
    assert_eq!(next_state(max, AppealGranted), Ok(State::Pending));
}

/// Suspended by one file and restored by the next (J1.7, J1.8).
#[test]
fn who_is_restored_is_verified_again() {
    let gone = next_state(State::Verified, Noticed(Notice::Suspended)).unwrap();
    let looked_at = next_state(gone, AppealGranted).unwrap();
    for before in [gone, looked_at] {
        assert_eq!(next_state(before, Noticed(Notice::Reinstated)), Ok(State::Verified));
    }
}

#[test]
fn a_row_confirms_nobody_who_may_not_practise() {
    let row = |standing, conditions| Compact {
        key: RowKey(1),
        fingerprint: 1,
        standing,
        conditions,
        line: 2,
    };
    assert_eq!(Footing::of(&row(Standing::Active, false)), Some(Footing::Full));
    assert_eq!(Footing::of(&row(Standing::Active, true)), Some(Footing::Conditions));
    for standing in [Standing::Suspended, Standing::Revoked, Standing::Inactive] {
        let row = row(standing, false);
        assert_eq!(Footing::of(&row), None);
        assert_eq!(Notice::of(Change::Changed, &row), None);
    }
}

#[test]
fn words_that_are_stored_are_read_again() {
    for state in State::ALL {
        assert_eq!(State::from_code(state.code()), Some(state));
    }
    for level in Level::ALL {
        assert_eq!(Level::from_code(level.code()), Some(level));
    }
    assert_eq!((State::from_code("fine"), Level::from_code("")), (None, None));
}
