//! Every transition of every machine, refusals included.

use std::time::Duration;

use super::outcome;
use crate::model::ladder::{Rung, staffed, step};
use crate::model::{
    AppealState, CaseMove, CaseState, MeasureMove, MeasureState, Ruling, decide_appeal, move_case,
    move_measure,
};

#[test]
fn a_case_moves_only_as_the_table_says() {
    use CaseMove::{Close, Release, Take};
    use CaseState::{Closed, Open, Taken};
    let table = [
        (Open, Take, Ok(Taken)),
        (Open, Release, Err("409 case_not_taken")),
        (Open, Close, Err("409 case_not_taken")),
        (Taken, Take, Err("409 case_taken")),
        (Taken, Release, Ok(Open)),
        (Taken, Close, Ok(Closed)),
        (Closed, Take, Err("409 case_closed")),
        (Closed, Release, Err("409 case_closed")),
        (Closed, Close, Err("409 case_closed")),
    ];
    assert_eq!(table.len(), CaseState::ALL.len() * 3);
    for (state, act, expected) in table {
        let found = move_case(state, act).map_err(|e| outcome::<()>(Err(e)));
        assert_eq!(found, expected.map_err(str::to_owned), "{state:?} {act:?}");
    }
}

#[test]
fn a_measure_moves_only_as_the_table_says() {
    use MeasureMove::{Agree, End, Lift, Refuse};
    use MeasureState::{Active, Ended, Lifted, Proposed, Refused};
    let allowed = [
        (Proposed, Agree, Active),
        (Proposed, Refuse, Refused),
        (Active, End, Ended),
        (Active, Lift, Lifted),
    ];
    for state in MeasureState::ALL.iter().copied() {
        for act in [Agree, Refuse, End, Lift] {
            let found = move_measure(state, act);
            match allowed.iter().find(|(from, by, _)| (*from, *by) == (state, act)) {
                Some((_, _, to)) => assert_eq!(found.unwrap(), *to, "{state:?} {act:?}"),
                None if matches!(act, Agree | Refuse) => {
                    assert_eq!(outcome(found), "409 measure_not_waiting", "{state:?} {act:?}");
                }
                None => assert_eq!(outcome(found), "409 measure_not_active", "{state:?} {act:?}"),
            }
        }
    }
}

#[test]
fn an_appeal_is_decided_once() {
    for ruling in Ruling::ALL.iter().copied() {
        for state in AppealState::ALL.iter().copied() {
            let found = decide_appeal(state, ruling);
            match (state, ruling) {
                (AppealState::Open, Ruling::Uphold) => {
                    assert_eq!(found.unwrap(), AppealState::Upheld);
                }
                (AppealState::Open, Ruling::Overturn) => {
                    assert_eq!(found.unwrap(), AppealState::Overturned);
                }
                _ => assert_eq!(outcome(found), "409 appeal_decided", "{state:?} {ruling:?}"),
            }
        }
    }
}

#[test]
fn the_ladder_pages_every_two_minutes_and_reaches_the_next_rungs_at_five_and_ten() {
    let (mut at, mut walked) = (Duration::ZERO, Vec::new());
    while at < Duration::from_secs(13 * 60) {
        let now = step(at);
        walked.push((at.as_secs() / 60, now.rungs.len()));
        at = now.next.unwrap();
    }
    let expected = [(0, 1), (2, 1), (4, 1), (5, 2), (6, 2), (8, 2), (10, 3), (12, 3)];
    assert_eq!(walked, expected);
}

#[test]
fn a_late_step_reaches_every_rung_at_once_and_goes_on() {
    let late = step(Duration::from_secs(47 * 60));
    assert_eq!(late.rungs, Rung::ALL);
    assert_eq!(late.next, Some(Duration::from_secs(48 * 60)));
    assert_eq!(step(Duration::from_secs(24 * 3_600)).next, None, "it gives up after a day");
}

#[test]
fn an_empty_rung_passes_its_turn_on_and_an_empty_rota_pages_nobody() {
    let first = step(Duration::ZERO);
    assert_eq!(staffed(&first, |_| true), [Rung::First]);
    assert_eq!(staffed(&first, |rung| rung == Rung::Operator), [Rung::Operator]);
    assert_eq!(staffed(&first, |rung| rung != Rung::First), [Rung::Second]);
    assert!(staffed(&step(Duration::from_secs(3_600)), |_| false).is_empty());
}
