use commonround_bridging::{Fit, Scored, Status, core_status, score};

use crate::world::{Kind, Shape, World};

const QUIET: Shape =
    Shape { notes: 3_000, raters: 2_000, ratings: 200_000, seed: 11, brigade: 0.0 };
const ATTACKED: Shape = Shape { brigade: 0.15, ..QUIET };

fn of_kind(world: &World, kind: Kind, is_shown: impl Fn(usize) -> bool) -> Vec<usize> {
    (0..world.kinds.len()).filter(|&at| world.kinds[at] == kind && is_shown(at)).collect()
}

fn shown(world: &World, scored: &Scored, kind: Kind) -> Vec<usize> {
    of_kind(world, kind, |at| scored.verdicts[at].1.status == Status::Helpful)
}

fn shown_by_fit(world: &World, fit: &Fit, kind: Kind) -> usize {
    let is_helpful =
        |at: usize| fit.note(at as i64).is_some_and(|fit| core_status(&fit) == Status::Helpful);
    of_kind(world, kind, is_helpful).len()
}

#[test]
fn a_brigade_of_lay_people_takes_few_good_notes_away_and_brings_hardly_a_partisan_one() {
    let (quiet, attacked) = (World::new(QUIET), World::new(ATTACKED));
    println!("the brigade gave {} of {}", attacked.brigade_ratings, attacked.ratings.len());
    let before = score(&quiet.collect(), 0).unwrap();
    let after = score(&attacked.collect(), 0).unwrap();

    let undefended = shown_by_fit(&attacked, &after.first, Kind::Good);
    assert!(undefended * 2 < shown_by_fit(&quiet, &before.first, Kind::Good), "no real attack");

    let without = shown(&quiet, &before, Kind::Good);
    let with = shown(&attacked, &after, Kind::Good);
    let still = without.iter().filter(|at| with.contains(at)).count();
    assert!(still * 100 >= without.len() * 95, "{still} of {} are left", without.len());

    let partisan = of_kind(&attacked, Kind::Partisan, |_| true).len();
    let slipped = shown(&attacked, &after, Kind::Partisan).len();
    assert!(slipped * 100 <= partisan, "{slipped} of {partisan} partisan notes");
    println!(
        "good notes: {} by two keys, {still} of them under attack ({} in all), {undefended} by \
         one fit; partisan ones: {slipped} of {partisan}",
        without.len(),
        with.len(),
    );
}
