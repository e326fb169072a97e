//! The states of a claim: what happens in each of them, all of it.

use commonround_credential::{
    Bound, Change, Compact, Control, Evidence, Footing, Happening, Level, NameMatch, Notice,
    RowKey, Standing, State, Vouch, next_state,
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
renamed     !         !         recheck   recheck    -         !        -         -         !        !
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
        "renamed" => Noticed(Notice::Renamed),
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
    assert_eq!(count, 18 * State::ALL.len());
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

const COLLEAGUE: Vouch = Vouch { by: 1, verified: true, same_profession: true, reciprocal: false };

fn vouched(vouches: &[Vouch]) -> Level {
    Evidence { declared: true, vouches: vouches.to_vec(), ..Evidence::default() }.level()
}

fn registered(name: NameMatch, bound: Bound) -> Level {
    Evidence { register: Some((name, bound)), ..Evidence::default() }.level()
}

#[test]
fn the_ladder_is_climbed_from_the_ground() {
    let mut evidence = Evidence::default();
    assert_eq!(evidence.level(), Level::Nothing);
    evidence.declared = true;
    assert_eq!(evidence.level(), Level::SelfDeclared);
    evidence.control = Some(Control::LinkBack);
    assert_eq!(evidence.level(), Level::Controls);
    evidence.vouches = vec![COLLEAGUE, Vouch { by: 2, ..COLLEAGUE }];
    assert_eq!(evidence.level(), Level::Vouched);
    evidence.register = Some((NameMatch::Exact, Bound::Contact));
    assert_eq!(evidence.level(), Level::RegisterMatch);
    evidence.credential = true;
    assert_eq!(evidence.level(), Level::SignedCredential);
    let badges: Vec<_> = Level::ALL.into_iter().filter(|level| level.earns_badge()).collect();
    assert_eq!(badges, [Level::RegisterMatch, Level::SignedCredential]);
}

#[test]
fn two_colleagues_vouch_and_one_twice_does_not() {
    let second = Vouch { by: 2, ..COLLEAGUE };
    assert_eq!(vouched(&[COLLEAGUE, second]), Level::Vouched);
    for other in [
        COLLEAGUE,
        Vouch { verified: false, ..second },
        Vouch { same_profession: false, ..second },
        Vouch { reciprocal: true, ..second },
    ] {
        assert_eq!(vouched(&[COLLEAGUE, other]), Level::SelfDeclared, "{other:?}");
    }
}

#[test]
fn a_number_and_a_name_alone_prove_nothing() {
    use Level::{Nothing, RegisterMatch};
    let all = [Bound::Contact, Bound::Video, Bound::Employer, Bound::Key];
    for name in [NameMatch::Exact, NameMatch::Former] {
        assert_eq!(registered(name, Bound::No), Nothing);
        assert_eq!(all.map(|bound| registered(name, bound)), [RegisterMatch; 4]);
    }
    let near = all.map(|bound| registered(NameMatch::Near, bound));
    assert_eq!(near, [Nothing, RegisterMatch, RegisterMatch, Nothing], "a person has to look");
    assert_eq!(all.map(|bound| registered(NameMatch::Different, bound)), [Nothing; 4]);
}
