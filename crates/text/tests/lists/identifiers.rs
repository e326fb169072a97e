use std::collections::BTreeSet;

use commonround_text::identifiers::{Author, Finding, find};

use crate::rows::{Row, SETS, Score, ratio, rows};

const LIST: &str = include_str!("../data/identifiers.tsv");

fn findings(row: &Row) -> Vec<Finding> {
    let professional = row.columns[1] == "professional";
    find(&row.columns[4], if professional { Author::Professional } else { Author::Anyone })
}

fn expected(row: &Row) -> BTreeSet<&str> {
    row.columns[3].split(',').filter(|code| *code != "-").collect()
}

fn tier(findings: &[Finding]) -> &'static str {
    findings.iter().map(|one| one.tier).max().map_or("-", |tier| tier.code())
}

/// Over the kinds of a line.
fn score(set: &str, about: impl Fn(&Row) -> bool) -> Score {
    let mut score = Score::default();
    for row in rows(LIST).iter().filter(|row| row.set == set && about(row)) {
        let found: BTreeSet<_> = findings(row).iter().map(|one| one.kind.code()).collect();
        for kind in expected(row).union(&found) {
            score.add(expected(row).contains(kind), found.contains(kind));
        }
    }
    score
}

fn is_structured(row: &Row) -> bool {
    matches!(row.about, "structured" | "two_at_once")
}

/// Clean texts that are warned or held.
fn warned(set: &str) -> (usize, usize) {
    let rows = rows(LIST);
    let clean: Vec<_> = rows.iter().filter(|row| row.set == set && row.columns[2] == "-").collect();
    let warned = clean.iter().filter(|row| matches!(tier(&findings(row)), "warn" | "block"));
    (warned.count(), clean.len())
}

fn tiers_right(set: &str) -> (usize, usize) {
    let rows = rows(LIST);
    let own: Vec<_> = rows.iter().filter(|row| row.set == set).collect();
    (own.iter().filter(|row| tier(&findings(row)) == row.columns[2]).count(), own.len())
}

pub fn report() -> String {
    let mut out = String::new();
    for set in SETS {
        out += &format!("| {set} | numbers, addresses, dates | {} |\n", score(set, is_structured));
        out += &format!("| {set} | patient details | {} |\n", score(set, |row| row.about == "details"));
        out += &format!("| {set} | names beside a word for a person | {} |\n", score(set, |row| row.about == "name"));
        let ((warned, clean), (right, all)) = (warned(set), tiers_right(set));
        out += &format!("{set}: {warned} of {clean} clean texts warned, the right tier for {right} of {all}.\n");
    }
    out
}

#[test]
fn the_targets_are_met() {
    print!("{}", report());
    for row in rows(LIST).iter().filter(|row| row.set == "tuned") {
        let found = findings(row);
        let kinds: BTreeSet<_> = found.iter().map(|one| one.kind.code()).collect();
        if kinds != expected(row) || tier(&found) != row.columns[2] {
            println!("{kinds:?} {}: {:?}", tier(&found), row.columns);
        }
    }
    for set in SETS {
        assert!(score(set, is_structured).recall() >= 0.97, "{set}");
        let (warned, clean) = warned(set);
        assert!(ratio(warned, clean) <= 0.05, "{set}");
    }
}
