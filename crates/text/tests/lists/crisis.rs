use commonround_text::crisis::{Tier, find, highest};

use crate::rows::{Row, SETS, Score, ratio, rows};

const LIST: &str = include_str!("../data/crisis.tsv");

fn expected(row: &Row) -> Option<Tier> {
    Tier::ALL.into_iter().find(|tier| tier.code() == row.columns[1])
}

fn found(row: &Row) -> Option<Tier> {
    highest(&find(&row.columns[2]))
}

fn score(set: &str, tier: Tier) -> Score {
    let mut score = Score::default();
    for row in rows(LIST).iter().filter(|row| row.set == set) {
        score.add(expected(row) == Some(tier), found(row) == Some(tier));
    }
    score
}

/// Texts that need no panel and get one.
fn panelled(set: &str, about: impl Fn(&str) -> bool) -> (usize, usize) {
    let rows = rows(LIST);
    let calm = rows.iter().filter(|row| row.set == set && about(row.about));
    let calm: Vec<_> = calm.filter(|row| expected(row).is_none()).collect();
    (calm.iter().filter(|row| found(row).is_some()).count(), calm.len())
}

pub fn report() -> String {
    let mut out = String::new();
    for set in SETS {
        for tier in Tier::ALL.into_iter().rev() {
            out += &format!("| {set} | {} | {} |\n", tier.code(), score(set, tier));
        }
        let (idioms, of) = panelled(set, |about| about == "idiom");
        let (all, of_all) = panelled(set, |_| true);
        out += &format!("{set}: a panel on {idioms} of {of} idioms, on {all} of {of_all} texts that need none.\n");
    }
    out
}

#[test]
fn the_targets_are_met() {
    print!("{}", report());
    for row in rows(LIST).iter().filter(|row| row.set == "tuned" && expected(row) != found(row)) {
        println!("{:?} {:?}: {}", expected(row), found(row), row.columns[2]);
    }
    for set in SETS {
        assert!(score(set, Tier::Intent).recall() >= 0.95, "{set}");
        let (idioms, of) = panelled(set, |about| about == "idiom");
        assert!(ratio(idioms, of) <= 0.05, "{set}");
    }
}
