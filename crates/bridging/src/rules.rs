//! The figures that decide. Those of the open scorer are named as such; the others are ours.

/// Filter of the fit (published): notes, raters, then notes again.
pub const NOTE_RATINGS_MIN: u32 = 5;
pub const RATER_RATINGS_MIN: u32 = 10;

/// Ridge on each factor and on each intercept (published).
pub const FACTOR_RIDGE: f64 = 0.03;
pub const INTERCEPT_RIDGE: f64 = 0.15;
/// A fit has arrived where a round gains less than this, in mean squared error.
pub const GAIN_MIN: f64 = 1e-9;

/// Thresholds of the statuses (published).
pub const RATINGS_MIN: u32 = 5;
pub const HELPFUL_INTERCEPT_MIN: f64 = 0.40;
pub const HELPFUL_FACTOR_MAX: f64 = 0.50;
pub const NOT_HELPFUL_INTERCEPT: f64 = -0.05;
pub const NOT_HELPFUL_SLOPE: f64 = 0.8;
/// What a note that is shown may lose before it is shown no longer (published).
pub const INERTIA: f64 = 0.01;
/// What a note needs whose tags stand out (published).
pub const OUTLIER_INTERCEPT_MIN: f64 = 0.50;

/// Raters who are heard in the last round (published).
pub const VALID_MS_MAX: i64 = 48 * 3_600_000;
pub const AGREE_RATIO_MIN: f64 = 0.66;
pub const AUTHOR_SCORE_MIN: f64 = 0.05;
pub const NOT_HELPFUL_COST: f64 = 5.0;
/// Ratings of notes found helpful before a professional who denies them is set aside.
pub const DENIED_RATINGS_MIN: u32 = 5;
/// Times that professionals are judged by what they found without those set aside before.
pub const PROFESSIONAL_ROUNDS: usize = 3;

/// Net helpful ratings on both sides of the factor (published): many, or some and a share.
pub const NET_HELPFUL_MANY: i64 = 10;
pub const NET_HELPFUL_SOME: i64 = 4;
pub const NET_HELPFUL_SHARE: f64 = 0.05;
pub const SIDE_HELPFUL_MIN: u32 = 5;
/// Below this many raters a community has minima of its own, and its statuses are provisional.
pub const SMALL_COMMUNITY_RATERS: u32 = 500;
pub const SMALL_SIDE_HELPFUL_MIN: u32 = 2;

/// A status is locked at this age (published).
pub const LOCK_MS: i64 = 14 * 86_400_000;

/// Second key: professions among those who found it helpful.
pub const PROFESSIONS_MIN: usize = 3;
/// Second key: so many are enough where none of them is the author's.
pub const OTHER_PROFESSIONS_MIN: usize = 2;
/// Second key: what the note needs from everyone.
pub const OVERALL_INTERCEPT_MIN: f64 = 0.0;

/// Weight of a tag that says the facts or the source are wrong.
pub const PROFESSIONAL_TAG_WEIGHT: f64 = 1.0;
pub const LAY_TAG_WEIGHT: f64 = 0.5;
/// Above this weight a tag may stand out (published).
pub const TAG_WEIGHT_MAX: f64 = 2.5;
/// Share of the notes found helpful whose tags are ordinary (published).
pub const TAG_QUANTILE: f64 = 0.95;

/// Professionals, and professions among them, whose "incorrect" holds a note for review.
pub const VETO_PROFESSIONALS: u32 = 3;
pub const VETO_PROFESSIONS: usize = 2;

/// Declared groups that find a shown note helpful.
pub const GROUPS_MIN: usize = 2;
/// Tags that explain a shown note, and raters who use each of them (published).
pub const EXPLAINING_TAGS_MIN: usize = 2;
pub const EXPLAINING_RATERS_MIN: u32 = 2;
