use std::collections::BTreeSet;

use super::verdict::Hold;
use super::voice::{Model, Voice};
use crate::model::{Frame, NoteFit};
use crate::note::{Note, Profession};
use crate::rating::Level;
use crate::rules::{
    HELPFUL_FACTOR_MAX, HELPFUL_INTERCEPT_MIN, INERTIA, NET_HELPFUL_MANY, NET_HELPFUL_SHARE,
    NET_HELPFUL_SOME, OTHER_PROFESSIONS_MIN, OUTLIER_INTERCEPT_MIN, OVERALL_INTERCEPT_MIN,
    PROFESSIONS_MIN, RATINGS_MIN, SIDE_HELPFUL_MIN, SMALL_COMMUNITY_RATERS, SMALL_SIDE_HELPFUL_MIN,
};
use crate::status::{Status, core_status};

/// Either key opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// Found helpful across viewpoints by everyone.
    Everyone,
    /// Found helpful across viewpoints among verified professionals, and not unhelpful overall.
    Professionals,
}

impl Key {
    /// The word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Professionals => "professionals",
        }
    }
}

/// What a fit says of the note, and what keeps its key from turning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeyResult {
    pub fit: NoteFit,
    pub hold: Option<Hold>,
}

impl KeyResult {
    #[must_use]
    pub const fn turns(&self) -> bool {
        self.hold.is_none()
    }
}

/// How many on both sides of the factor have to find a note helpful.
#[derive(Debug, Clone, Copy)]
enum Minima {
    Published,
    /// What small communities can reach, and professionals, who are few among many.
    Small,
}

impl Minima {
    const fn of(frame: &Frame) -> Self {
        if frame.raters < SMALL_COMMUNITY_RATERS { Self::Small } else { Self::Published }
    }
}

/// The intercept that a key needs.
pub fn bar(note: &Note, outlier: Option<Hold>) -> f64 {
    let bar = if outlier.is_some() { OUTLIER_INTERCEPT_MIN } else { HELPFUL_INTERCEPT_MIN };
    if note.before == Some(Status::Helpful) { bar - INERTIA } else { bar }
}

pub fn everyone(model: &Model, voices: &[Voice<'_>], bar: f64) -> KeyResult {
    let placed = voices.iter().filter_map(|voice| Some((voice.level, voice.everyone?)));
    let fit = model.everyone.rescore(placed);
    KeyResult { fit, hold: bridges(&fit, bar, Key::Everyone, Minima::of(&model.everyone)) }
}

pub fn professionals(
    model: &Model,
    note: &Note,
    voices: &[Voice<'_>],
    bar: f64,
    overall: NoteFit,
) -> KeyResult {
    let Some(frame) = model.professionals else {
        let hold = Hold::TooFewRatings { key: Key::Professionals, has: 0, needs: RATINGS_MIN };
        return KeyResult { fit: NoteFit::default(), hold: Some(hold) };
    };
    let placed = voices.iter().filter_map(|voice| Some((voice.level, voice.professionals?)));
    let fit = frame.rescore(placed);
    let hold = bridges(&fit, bar, Key::Professionals, Minima::Small)
        .or_else(|| too_alike(note, voices))
        .or_else(|| unhelpful_overall(overall));
    KeyResult { fit, hold }
}

/// The published thresholds with the minimum of helpful ratings on both sides, and nothing else.
pub fn published_status(frame: &Frame, fit: &NoteFit) -> Status {
    let status = core_status(fit);
    let hold = bridges(fit, HELPFUL_INTERCEPT_MIN, Key::Everyone, Minima::of(frame));
    if status == Status::Helpful && hold.is_some() { Status::NeedsMore } else { status }
}

/// What keeps a note from being found helpful across the viewpoints of one fit.
fn bridges(fit: &NoteFit, bar: f64, key: Key, minima: Minima) -> Option<Hold> {
    if fit.ratings < RATINGS_MIN {
        Some(Hold::TooFewRatings { key, has: fit.ratings, needs: RATINGS_MIN })
    } else if fit.intercept < bar {
        Some(Hold::NotHelpfulEnough { key, has: fit.intercept, needs: bar })
    } else if fit.factor.abs() >= HELPFUL_FACTOR_MAX {
        Some(Hold::Divides { key, factor: fit.factor, below: HELPFUL_FACTOR_MAX })
    } else if !has_both_sides(minima, fit) {
        Some(Hold::OneSided { key, negative: fit.negative, positive: fit.positive })
    } else {
        None
    }
}

fn has_both_sides(minima: Minima, fit: &NoteFit) -> bool {
    let helpful = fit.negative.helpful.min(fit.positive.helpful);
    let net = fit.negative.net_helpful().min(fit.positive.net_helpful()).max(0);
    let has_share = net as f64 >= NET_HELPFUL_SHARE * f64::from(fit.ratings);
    match minima {
        Minima::Small => helpful >= SMALL_SIDE_HELPFUL_MIN && has_share,
        Minima::Published => {
            let enough = net >= NET_HELPFUL_MANY || (net >= NET_HELPFUL_SOME && has_share);
            helpful >= SIDE_HELPFUL_MIN && enough
        }
    }
}

/// Three professions, or two of which neither is the author's.
fn too_alike(note: &Note, voices: &[Voice<'_>]) -> Option<Hold> {
    let helpful = voices.iter().filter(|v| v.level == Level::Helpful && v.professionals.is_some());
    let professions: BTreeSet<Profession> = helpful.filter_map(|v| v.profession).collect();
    let others = professions.iter().filter(|p| note.author_profession != Some(**p)).count();
    let enough = professions.len() >= PROFESSIONS_MIN || others >= OTHER_PROFESSIONS_MIN;
    let hold = Hold::TooFewProfessions { has: professions.len(), needs: PROFESSIONS_MIN };
    (!enough).then_some(hold)
}

fn unhelpful_overall(overall: NoteFit) -> Option<Hold> {
    let fine = overall.ratings > 0 && overall.intercept >= OVERALL_INTERCEPT_MIN;
    let hold = Hold::UnhelpfulOverall { has: overall.intercept, needs: OVERALL_INTERCEPT_MIN };
    (!fine).then_some(hold)
}
