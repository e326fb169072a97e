use std::collections::BTreeSet;

use commonround_text::titles::{Claimed, Pack};

use crate::rows::{Row, SETS, Score, rows};

const LIST: &str = include_str!("../data/titles.tsv");

fn expected(row: &Row) -> BTreeSet<String> {
    row.columns[1].split(',').filter(|code| *code != "-").map(str::to_owned).collect()
}

fn found(pack: &Pack, row: &Row) -> BTreeSet<String> {
    let claimed = pack.claimed(&row.columns[2], &row.columns[3]);
    let said = pack.claimed_in_post(&row.columns[4]);
    claimed.into_iter().chain(said).map(|claim: Claimed| claim.profession).collect()
}

/// Over claims: a line may hold two.
fn score(pack: &Pack, set: &str) -> Score {
    let mut score = Score::default();
    for row in rows(LIST).iter().filter(|row| row.set == set) {
        let (expected, found) = (expected(row), found(pack, row));
        for profession in expected.union(&found) {
            score.add(expected.contains(profession), found.contains(profession));
        }
    }
    score
}

pub fn report() -> String {
    let mut out = String::new();
    for pack in Pack::all_bundled() {
        for set in SETS {
            out += &format!("| {set} | {} | {} |\n", pack.code(), score(pack, set));
        }
    }
    out
}

#[test]
fn the_targets_are_met() {
    print!("{}", report());
    let pack = Pack::bundled("ON-2026").unwrap();
    for row in rows(LIST).iter().filter(|row| row.set == "tuned") {
        let (expected, found) = (expected(row), found(pack, row));
        if expected != found {
            println!("{expected:?} {found:?}: {:?}", row.columns);
        }
    }
    for (pack, set) in Pack::all_bundled().flat_map(|pack| SETS.map(|set| (pack, set))) {
        let score = score(pack, set);
        assert!(score.precision() >= 0.98, "{} {set}", pack.code());
        assert!(score.recall() >= 0.90, "{} {set}", pack.code());
    }
}
