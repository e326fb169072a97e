//! A brigade that calls every good note unhelpful, and what tilts its way helpful, whatever they
//! say. It is among professionals as it is among everybody else.

use std::collections::HashMap;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};
use std::process::Command;

use commonround_bridging::{Fit, Ratings, Scored, Status, core_status, read_dir, score};

use crate::world::{Kind, Shape, World};

const QUIET: Shape =
    Shape { notes: 3_000, raters: 2_000, ratings: 200_000, seed: 11, brigade: 0.0 };
const ATTACKED: Shape = Shape { brigade: 0.15, ..QUIET };

/// Ratings of notes whose kinds are known.
struct Set {
    ratings: Ratings,
    kinds: HashMap<i64, Kind>,
}

impl Set {
    fn made_up(shape: Shape) -> Self {
        let world = World::new(shape);
        let kinds = world.notes.iter().map(|note| note.id).zip(world.kinds.iter().copied());
        Self { ratings: world.collect(), kinds: kinds.collect() }
    }

    fn read(folder: &Path) -> Self {
        let truth = read_to_string(folder.join("truth.tsv")).unwrap();
        let kind = |line: &str| {
            let mut fields = line.split('\t');
            let id = fields.next().unwrap().parse().unwrap();
            (id, Kind::from_word(fields.next().unwrap()).unwrap())
        };
        let ratings = read_dir(folder).unwrap().ratings;
        Self { ratings, kinds: truth.lines().skip(1).map(kind).collect() }
    }

    fn of_kind(&self, kind: Kind, is_shown: impl Fn(i64) -> bool) -> Vec<i64> {
        let of_kind = self.kinds.iter().filter(|(id, of)| **of == kind && is_shown(**id));
        of_kind.map(|(id, _)| *id).collect()
    }

    fn shown(&self, scored: &Scored, kind: Kind) -> Vec<i64> {
        let is_shown = |(id, verdict): &(i64, _)| (*id, is_helpful(verdict));
        let shown: HashMap<i64, bool> = scored.verdicts.iter().map(is_shown).collect();
        self.of_kind(kind, |id| shown[&id])
    }

    fn shown_by_fit(&self, fit: &Fit, kind: Kind) -> usize {
        let is_shown = |id| fit.note(id).is_some_and(|fit| core_status(&fit) == Status::Helpful);
        self.of_kind(kind, is_shown).len()
    }
}

fn is_helpful(verdict: &commonround_bridging::Verdict) -> bool {
    verdict.status == Status::Helpful
}

/// The same people and notes without and with a brigade: as many good notes are shown, but for one
/// in twenty, and of the partisan ones no more than one in a hundred.
fn check(name: &str, quiet: &Set, attacked: &Set) {
    let before = score(&quiet.ratings, 0).unwrap();
    let after = score(&attacked.ratings, 0).unwrap();
    let undefended = attacked.shown_by_fit(&after.first, Kind::Good);
    assert!(undefended * 2 < quiet.shown_by_fit(&before.first, Kind::Good), "no real attack");

    let without = quiet.shown(&before, Kind::Good);
    let with = attacked.shown(&after, Kind::Good);
    let same = without.iter().filter(|id| with.contains(id)).count();
    let partisan = attacked.of_kind(Kind::Partisan, |_| true).len();
    let slipped = attacked.shown(&after, Kind::Partisan).len();
    println!(
        "{name}: good notes shown: {} without a brigade, {} with it ({same} of them the same), \
         {undefended} with it by one fit; partisan ones with it: {slipped} of {partisan}",
        without.len(),
        with.len(),
    );
    assert!(with.len() * 100 >= without.len() * 95, "{} of {}", with.len(), without.len());
    assert!(same * 100 >= without.len() * 90, "{same} of {} are left", without.len());
    assert!(slipped * 100 <= partisan, "{slipped} of {partisan} partisan notes");
}

#[test]
fn a_brigade_takes_few_good_notes_away_and_brings_hardly_a_partisan_one() {
    check("made up", &Set::made_up(QUIET), &Set::made_up(ATTACKED));
}

/// `None` where the generator or what it needs is not here.
fn generate(folder: &Path, brigade: &str) -> Option<()> {
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/notes");
    let mut python = Command::new("python3");
    python.arg(data.join("gen_notes.py"));
    python.args(["--notes", "3000", "--raters", "2000", "--ratings", "200000", "--seed", "11"]);
    python.args(["--brigade", brigade, "--out"]).arg(folder);
    python.output().ok().filter(|made| made.status.success()).map(drop)
}

#[test]
fn the_brigade_of_the_reference_data_is_withstood_too() {
    let (quiet, attacked) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let made = generate(quiet.path(), "0").and_then(|()| generate(attacked.path(), "0.15"));
    if made.is_none() {
        println!("reference brigade: skipped, the generator or its Python is not here");
        return;
    }
    check("reference", &Set::read(quiet.path()), &Set::read(attacked.path()));
}
