use crate::helpfulness::{denying, heard};
use crate::judge::{Model, TagShares, Verdict, Voice, judge, shares_of};
use crate::model::{Fit, NoteFit, Round};
use crate::rating::Tags;
use crate::rules::{OVERALL_INTERCEPT_MIN, PROFESSIONAL_ROUNDS};
use crate::set::{Mark, Ratings};
use crate::status::{Status, core_status};

/// A full score: three fits, what later judgements of single notes need, and every note judged.
#[derive(Debug)]
pub struct Scored {
    /// All ratings, before anybody is judged by how they rate.
    pub first: Fit,
    /// The last round of everyone: its raters are those that are heard.
    pub everyone: Fit,
    /// Of verified professionals alone, where they are enough: its raters are those that are heard.
    pub professionals: Option<Fit>,
    /// Professionals whom their fit hears no longer, in the order of their ids.
    pub set_aside: Vec<i64>,
    pub model: Model,
    /// In the order of the notes' ids.
    pub verdicts: Vec<(i64, Verdict)>,
}

/// Scores all notes. `None` where too few people rated too few notes for any fit.
///
/// As long as nothing tells good raters from others, everybody in the first round is heard.
#[must_use]
pub fn score(ratings: &Ratings, now_ms: i64) -> Option<Scored> {
    let first = Round::first(ratings, |_| true)?;
    let professionals = Professionals::fit(ratings, &first);
    let own = professionals.as_ref().filter(|_| !ratings.veiled).map(|own| &own.round);
    let found = found(&first, own);
    let heard = heard(ratings, &first, &found);
    let last = first.last(ratings, |rater| heard[rater]);
    let rounds = Rounds { everyone: last.as_ref().unwrap_or(&first), professionals };
    let model = rounds.model(ratings);
    let verdicts = rounds.verdicts(ratings, &model, now_ms);
    let raters = ratings.raters.iter().enumerate();
    let set_aside = raters.filter(|(at, _)| rounds.has_set_aside(*at)).map(|(_, rater)| rater.id);
    Some(Scored {
        first: first.to_fit(ratings),
        everyone: rounds.everyone.to_fit(ratings),
        set_aside: set_aside.collect(),
        professionals: rounds.professionals.map(|own| own.round.to_fit(ratings)),
        model,
        verdicts,
    })
}

/// The fit of professionals without those whom it set aside.
struct Professionals {
    round: Round,
    set_aside: Vec<bool>,
}

impl Professionals {
    /// Who is set aside depends on what is found helpful, and that on who is set aside: a brigade
    /// among professionals that hides most good notes is seen by the few that are left, and once
    /// it is gone the others come back.
    fn fit(ratings: &Ratings, everyone: &Round) -> Option<Self> {
        let whole = Round::first(ratings, |at| ratings.raters[at].profession.is_some())?;
        let mut last = None;
        let mut set_aside = vec![false; ratings.raters.len()];
        for _ in 0..PROFESSIONAL_ROUNDS {
            let found = found(everyone, Some(last.as_ref().unwrap_or(&whole)));
            let denying = denying(ratings, &found);
            if denying == set_aside {
                break;
            }
            set_aside = denying;
            last = whole.last(ratings, |rater| !set_aside[rater]);
        }
        Some(Self { round: last.unwrap_or(whole), set_aside })
    }
}

/// What notes are found to be for judging those who rated them. Where no professionals are known
/// it is what is published. Where they are, a note counts as helpful too that they find helpful and
/// everyone not unhelpful: otherwise a brigade that holds good notes down would not only win, but
/// look like good raters while it does.
fn found(first: &Round, professionals: Option<&Round>) -> Vec<Option<Status>> {
    let helpful = |at: usize| {
        let fit = professionals.and_then(|round| round.notes[at]);
        fit.is_some_and(|fit| core_status(&fit) == Status::Helpful)
    };
    let one = |(at, fit): (usize, &Option<NoteFit>)| {
        let fit = fit.as_ref()?;
        let status = core_status(fit);
        let by_them = fit.intercept >= OVERALL_INTERCEPT_MIN && helpful(at);
        Some(if by_them { Status::Helpful } else { status })
    };
    first.notes.iter().enumerate().map(one).collect()
}

/// The fits that decide.
struct Rounds<'a> {
    everyone: &'a Round,
    professionals: Option<Professionals>,
}

impl Rounds<'_> {
    fn has_set_aside(&self, rater: usize) -> bool {
        self.professionals.as_ref().is_some_and(|own| own.set_aside[rater])
    }

    fn model(&self, ratings: &Ratings) -> Model {
        let is_helpful =
            |fit: &Option<NoteFit>| fit.is_some_and(|fit| core_status(&fit) == Status::Helpful);
        let helpful = self.everyone.notes.iter().enumerate().filter(|(_, fit)| is_helpful(fit));
        let shares = helpful.map(|(note, _)| shares_of(&self.voices(ratings, note)));
        Model {
            everyone: self.everyone.frame,
            professionals: self.professionals.as_ref().map(|own| own.round.frame),
            tag_shares: TagShares::ordinary(shares.collect()),
        }
    }

    fn verdicts(&self, ratings: &Ratings, model: &Model, now_ms: i64) -> Vec<(i64, Verdict)> {
        let notes = ratings.notes.iter().enumerate();
        let judged = notes
            .map(|(at, note)| (note.id, judge(model, note, &self.voices(ratings, at), now_ms)));
        judged.collect()
    }

    fn voices<'a>(&self, ratings: &'a Ratings, note: usize) -> Vec<Voice<'a>> {
        let own = self.professionals.as_ref().map(|own| &own.round);
        let voice = |(mark, tags): (&Mark, Tags)| {
            let rater = &ratings.raters[mark.rater()];
            Voice {
                level: mark.level(),
                tags,
                profession: rater.profession,
                communities: &rater.communities,
                everyone: self.everyone.raters[mark.rater()],
                professionals: own.and_then(|own| own.raters[mark.rater()]),
                set_aside: self.has_set_aside(mark.rater()),
            }
        };
        ratings.of_note(note).iter().zip(ratings.tags_of_note(note)).map(voice).collect()
    }
}
