use commonround_bridging::{Fit, Frame, Level, NoteFit, RaterFit, Rating, Refused, score};
use proptest::prelude::*;

use crate::world::{Shape, World, collect};

fn world(seed: u64) -> World {
    World::new(Shape { notes: 40, raters: 60, ratings: 1_200, seed, brigade: 0.0 })
}

/// The objective as it is published, without any of our shortcuts, with one note moved.
fn loss(fit: &Fit, ratings: &[Rating], moved: i64, by: (f64, f64)) -> f64 {
    let note = |id: i64| {
        let found = fit.note(id)?;
        let (di, df) = if id == moved { by } else { (0.0, 0.0) };
        Some((found.intercept + di, found.factor + df))
    };
    let error = |rating: &Rating| {
        let (n, r) = (note(rating.note)?, fit.rater(rating.rater)?);
        let guess = fit.frame.mu + r.intercept + n.0 + r.factor * n.1;
        Some((rating.level.value() - guess).powi(2))
    };
    let errors: Vec<f64> = ratings.iter().filter_map(error).collect();
    let ridge = |i: f64, f: f64| 0.15 * i * i + 0.03 * f * f;
    let notes: Vec<(f64, f64)> = fit.notes().iter().filter_map(|(id, _)| note(*id)).collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let of_notes: Vec<f64> = notes.iter().map(|n| ridge(n.0, n.1)).collect();
    let of_raters: Vec<f64> =
        fit.raters().iter().map(|(_, r)| ridge(r.intercept, r.factor)).collect();
    mean(&errors) + mean(&of_notes) + mean(&of_raters) + 0.15 * fit.frame.mu.powi(2)
}

fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL.to_vec())
}

fn rater() -> impl Strategy<Value = RaterFit> {
    (-0.5..0.5, -1.0..1.0).prop_map(|(intercept, factor)| RaterFit { intercept, factor })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_the_ratings_is_irrelevant(seed: u64, turn in 1_usize..1_199) {
        let world = world(seed);
        let mut turned = world.ratings.clone();
        turned.rotate_left(turn);
        turned.reverse();
        let a = score(&world.collect(), 0).unwrap();
        let b = score(&collect(&world.notes, &world.raters, &turned), 0).unwrap();
        prop_assert_eq!((a.first, a.everyone, a.verdicts), (b.first, b.everyone, b.verdicts));
    }

    #[test]
    fn what_ids_are_called_is_irrelevant(seed: u64) {
        let world = world(seed);
        let plain = Fit::full(&world.collect()).unwrap();
        let World { mut notes, mut raters, mut ratings, .. } = world;
        notes.iter_mut().for_each(|note| (note.id, note.author) = (-note.id, 7 - note.author));
        raters.iter_mut().for_each(|rater| rater.id = 7 - rater.id);
        ratings.iter_mut().for_each(|r| (r.note, r.rater) = (-r.note, 7 - r.rater));
        let renamed = Fit::full(&collect(&notes, &raters, &ratings)).unwrap();
        prop_assert_eq!(plain.notes().len(), renamed.notes().len());
        for (id, fit) in plain.notes() {
            let other = renamed.note(-id).unwrap();
            prop_assert!((fit.intercept - other.intercept).abs() < 1e-9);
            prop_assert!((fit.factor - other.factor).abs() < 1e-9);
        }
    }

    #[test]
    fn the_larger_side_is_negative(seed: u64) {
        let fit = Fit::full(&world(seed).collect()).unwrap();
        let positive = fit.raters().iter().filter(|(_, r)| r.factor > 0.0).count();
        prop_assert!(positive * 2 <= fit.raters().len());
    }

    #[test]
    fn no_step_aside_makes_a_fit_better(seed: u64, at in 0_usize..1_000) {
        let world = world(seed);
        let fit = Fit::full(&world.collect()).unwrap();
        let id = fit.notes()[at % fit.notes().len()].0;
        let found = loss(&fit, &world.ratings, id, (0.0, 0.0));
        for step in [(0.02, 0.0), (-0.02, 0.0), (0.0, 0.05), (0.0, -0.05)] {
            prop_assert!(loss(&fit, &world.ratings, id, step) > found);
        }
    }

    #[test]
    fn one_note_is_scored_anew_as_the_full_score_does(seed: u64) {
        let world = world(seed);
        let scored = score(&world.collect(), 0).unwrap();
        for (id, fit) in scored.everyone.notes() {
            let mut of_note: Vec<&Rating> =
                world.ratings.iter().filter(|rating| rating.note == *id).collect();
            of_note.sort_by_key(|rating| rating.rater);
            let again = scored.everyone.rescore(of_note.iter().map(|r| (r.rater, r.level)));
            prop_assert!((again.intercept - fit.intercept).abs() < 1e-4);
            prop_assert_eq!((again.ratings, again.negative), (fit.ratings, fit.negative));
            let stored = Fit::from_raters(scored.everyone.frame, scored.everyone.raters().to_vec());
            prop_assert_eq!(again, stored.rescore(of_note.iter().map(|r| (r.rater, r.level))));
        }
    }

    #[test]
    fn strangers_weigh_nothing(seed: u64, strangers in 1_i64..200) {
        let fit = Fit::full(&world(seed).collect()).unwrap();
        let known: Vec<(i64, Level)> =
            fit.raters().iter().map(|(id, _)| (*id, Level::Helpful)).collect();
        let crowd = (0..strangers).map(|at| (1_000_000 + at, Level::NotHelpful));
        let alone = fit.rescore(known.iter().copied());
        prop_assert_eq!(alone, fit.rescore(known.iter().copied().chain(crowd)));
    }

    #[test]
    fn turning_every_rater_round_turns_the_factor_only(
        ratings in prop::collection::vec((level(), rater()), 1..60),
    ) {
        let frame = Frame { mu: 0.16, ratings_per_note: 40.0, raters: 900 };
        let turned = ratings.iter().map(|(level, rater)| {
            (*level, RaterFit { factor: -rater.factor, ..*rater })
        });
        let (plain, turned) = (frame.rescore(ratings.iter().copied()), frame.rescore(turned));
        let back = NoteFit {
            factor: -turned.factor,
            negative: turned.positive,
            positive: turned.negative,
            ..turned
        };
        prop_assert_eq!(plain, back);
    }

    #[test]
    fn an_interest_in_the_note_silences_a_rating(seed: u64, at in 0_usize..1_200) {
        let world = world(seed);
        let (mut marked, mut without) = (world.ratings.clone(), world.ratings.clone());
        marked[at].conflicted = true;
        without.remove(at);
        let marked = collect(&world.notes, &world.raters, &marked);
        prop_assert_eq!(marked.left_out(), 1);
        let without = collect(&world.notes, &world.raters, &without);
        prop_assert_eq!(score(&marked, 0).unwrap().verdicts, score(&without, 0).unwrap().verdicts);
    }
}

#[test]
fn a_second_rating_of_the_same_note_is_refused() {
    let world = world(1);
    let mut collector =
        commonround_bridging::Collector::new(world.notes.clone(), world.raters.clone()).unwrap();
    for rating in world.ratings.iter().chain([&world.ratings[5]]) {
        collector.add(rating).unwrap();
    }
    assert_eq!(collector.finish().unwrap_err(), Refused::DuplicateRating { at: 1_200 });
}

#[test]
fn too_few_ratings_make_no_fit() {
    let world = world(1);
    assert!(score(&collect(&world.notes, &world.raters, &world.ratings[..40]), 0).is_none());
    assert!(score(&collect(&[], &[], &[]), 0).is_none());
}
