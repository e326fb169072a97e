use commonround_text::danger::{Class, find};

use crate::rows::{Row, SETS, Score, rows};

const LIST: &str = include_str!("../data/danger.tsv");

fn expected(row: &Row) -> Option<&'static str> {
    let known = Class::ALL.into_iter().find(|class| class.code() == row.columns[1]);
    assert!(known.is_some() || row.columns[1] == "-", "{:?}", row.columns);
    known.map(Class::code)
}

fn found(row: &Row) -> Vec<&'static str> {
    find(&row.columns[2]).iter().map(|found| found.class.code()).collect()
}

/// A line holds one piece of advice; any of its class is a hit, any of another a false alarm.
fn score(set: &str) -> Score {
    let mut score = Score::default();
    for row in rows(LIST).iter().filter(|row| row.set == set) {
        let (expected, found) = (expected(row), found(row));
        score.add(expected.is_some(), expected.is_some_and(|class| found.contains(&class)));
        if found.iter().any(|class| expected.is_some_and(|own| own != *class)) {
            score.add(false, true);
        }
        score.add(false, expected.is_none() && !found.is_empty());
    }
    score
}

pub fn report() -> String {
    SETS.iter().map(|set| format!("| {set} | {} |\n", score(set))).collect()
}

#[test]
fn few_warnings_are_wrong_and_most_advice_is_seen() {
    print!("{}", report());
    for row in rows(LIST).iter().filter(|row| row.set == "tuned") {
        let (expected, found) = (expected(row), found(row));
        if found != expected.into_iter().collect::<Vec<_>>() {
            println!("{expected:?} {found:?}: {}", row.columns[2]);
        }
    }
    assert!(score("tuned").precision() >= 0.95 && score("tuned").recall() >= 0.90);
}
