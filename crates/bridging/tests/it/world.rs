//! A made-up community: two viewpoints, notes of four kinds, and people who rate them.
//!
//! A rater has a viewpoint and a leniency, a note a quality and a slant; how likely somebody finds a
//! note helpful grows with its quality and with how its slant suits them. A brigade finds notes of
//! one slant helpful and good notes not, whatever they say.

use std::collections::HashSet;

use commonround_bridging::{Collector, Level, Note, Profession, Rater, Rating, Ratings, Tag, Tags};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Good,
    Bad,
    Partisan,
    Mixed,
}

impl Kind {
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "good" => Self::Good,
            "bad" => Self::Bad,
            "partisan" => Self::Partisan,
            "mixed" => Self::Mixed,
            _ => return None,
        })
    }
}

/// How large a world is, and how it is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    pub notes: usize,
    pub raters: usize,
    pub ratings: usize,
    pub seed: u64,
    /// Share of the people, professionals among them, who are in the brigade.
    pub brigade: f64,
}

#[derive(Debug, Clone)]
pub struct World {
    pub kinds: Vec<Kind>,
    pub notes: Vec<Note>,
    pub raters: Vec<Rater>,
    pub ratings: Vec<Rating>,
}

/// SplitMix64: a few lines, and the same numbers everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        mean + deviation * radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// At least 1, and the larger the rarer.
    fn pareto(&mut self, shape: f64) -> f64 {
        (1.0 - self.unit()).powf(-1.0 / shape)
    }

    fn sign(&mut self, negative: f64) -> f64 {
        if self.unit() < negative { -1.0 } else { 1.0 }
    }
}

/// Draws places by weight.
struct Weighted(Vec<f64>);

impl Weighted {
    fn pareto(dice: &mut Dice, count: usize, shape: f64) -> Self {
        let mut sum = 0.0;
        let mut add = |weight| {
            sum += weight;
            sum
        };
        Self((0..count).map(|_| add(dice.pareto(shape))).collect())
    }

    fn draw(&self, dice: &mut Dice) -> usize {
        let at = dice.unit() * self.0.last().expect("there is somebody to draw");
        self.0.partition_point(|sum| *sum <= at).min(self.0.len() - 1)
    }
}

struct Mind {
    viewpoint: f64,
    leniency: f64,
    noisy: bool,
    brigade: bool,
}

struct Content {
    kind: Kind,
    quality: f64,
    slant: f64,
}

pub const START_MS: i64 = 1_760_000_000_000;
pub const PROFESSIONS: [&str; 5] =
    ["physician", "nurse", "social_worker", "therapist", "pharmacist"];
const HOUR_MS: f64 = 3_600_000.0;
const PRAISE: [Tag; 4] = [
    Tag::HelpfulInformative,
    Tag::HelpfulClear,
    Tag::HelpfulGoodSources,
    Tag::HelpfulImportantContext,
];
const COMPLAINTS: [Tag; 4] = [
    Tag::NotHelpfulIncorrect,
    Tag::NotHelpfulSourcesMissing,
    Tag::NotHelpfulMissingKeyPoints,
    Tag::NotHelpfulSourceDoesNotSupport,
];

impl World {
    pub fn new(shape: Shape) -> Self {
        let mut dice = Dice(shape.seed);
        let (raters, minds): (Vec<_>, Vec<_>) =
            (0..shape.raters).map(|id| mind(&mut dice, id, shape.brigade)).unzip();
        let contents: Vec<Content> = (0..shape.notes).map(|_| content(&mut dice)).collect();
        let notes: Vec<Note> = (0..shape.notes).map(|id| note(&mut dice, id, &raters)).collect();
        let pairs = pairs(&mut dice, &shape, &notes);
        let mut rate =
            |(at, by): (usize, usize)| rating(&mut dice, &notes[at], &contents[at], by, &minds[by]);
        let mut ratings: Vec<Rating> = pairs.into_iter().map(&mut rate).collect();
        ratings.sort_by_key(|rating| rating.at_ms);
        let kinds = contents.iter().map(|content| content.kind).collect();
        Self { kinds, notes, raters, ratings }
    }

    pub fn collect(&self) -> Ratings {
        collect(&self.notes, &self.raters, &self.ratings)
    }
}

pub fn collect(notes: &[Note], raters: &[Rater], ratings: &[Rating]) -> Ratings {
    let mut collector =
        Collector::new(notes.to_vec(), raters.to_vec()).expect("ids are counted up");
    ratings.iter().for_each(|rating| collector.add(rating).expect("a world is no larger"));
    collector.finish().expect("pairs are distinct")
}

fn mind(dice: &mut Dice, id: usize, brigade: f64) -> (Rater, Mind) {
    let viewpoint = dice.sign(0.55) + dice.normal(0.0, 0.35);
    let (leniency, noisy) = (dice.normal(0.0, 0.6), dice.unit() < 0.05);
    let profession = Profession(dice.below(PROFESSIONS.len()) as u16);
    let profession = (dice.unit() < 0.35).then_some(profession);
    let brigade = dice.unit() < brigade;
    let rater = Rater { id: id as i64, profession, communities: Vec::new() };
    (rater, Mind { viewpoint, leniency, noisy, brigade })
}

fn content(dice: &mut Dice) -> Content {
    let kind = match dice.unit() {
        at if at < 0.25 => Kind::Good,
        at if at < 0.45 => Kind::Bad,
        at if at < 0.80 => Kind::Partisan,
        _ => Kind::Mixed,
    };
    let quality = match kind {
        Kind::Good => dice.normal(1.6, 0.4),
        Kind::Bad => dice.normal(-1.6, 0.4),
        Kind::Partisan => dice.normal(0.2, 0.4),
        Kind::Mixed => dice.normal(0.0, 0.8),
    };
    let slant = match kind {
        Kind::Partisan => dice.sign(0.5) * dice.normal(1.5, 0.3),
        _ => dice.normal(0.0, 0.35),
    };
    Content { kind, quality, slant }
}

fn note(dice: &mut Dice, id: usize, raters: &[Rater]) -> Note {
    let created_ms = START_MS + dice.below(28 * 86_400_000) as i64;
    let author = dice.below(raters.len());
    let mut note = Note::new(id as i64, author as i64, created_ms);
    note.author_profession = raters[author].profession;
    note.accredited = true;
    note
}

/// Distinct pairs of a note and somebody else than its author, in the order in which they are drawn.
fn pairs(dice: &mut Dice, shape: &Shape, notes: &[Note]) -> Vec<(usize, usize)> {
    let popular = Weighted::pareto(dice, shape.notes, 1.5);
    let active = Weighted::pareto(dice, shape.raters, 1.3);
    let (mut seen, mut pairs) = (HashSet::new(), Vec::new());
    while pairs.len() < shape.ratings {
        let pair = (popular.draw(dice), active.draw(dice));
        if notes[pair.0].author != pair.1 as i64 && seen.insert(pair) {
            pairs.push(pair);
        }
    }
    pairs
}

fn rating(dice: &mut Dice, note: &Note, content: &Content, by: usize, mind: &Mind) -> Rating {
    let (chance, tag) = (dice.unit(), dice.below(4));
    let after = -(1.0 - dice.unit()).ln() * 14.0 * HOUR_MS;
    let honest = honest(chance, content, mind);
    let level = match (mind.brigade, content.kind) {
        (true, Kind::Good) => Level::NotHelpful,
        (true, Kind::Partisan) if content.slant > 0.0 => Level::Helpful,
        _ => honest,
    };
    let tag = if level == Level::NotHelpful { COMPLAINTS[tag] } else { PRAISE[tag] };
    Rating {
        note: note.id,
        rater: by as i64,
        level,
        tags: Tags::from_iter([tag]),
        at_ms: note.created_ms + after as i64,
        conflicted: false,
    }
}

fn honest(chance: f64, content: &Content, mind: &Mind) -> Level {
    let lean = 1.6 * content.quality + 1.8 * mind.viewpoint * content.slant + mind.leniency;
    let likely = if mind.noisy { 0.5 } else { 1.0 / (1.0 + (-lean).exp()) };
    let between = 0.6 * likely * (1.0 - likely);
    match chance {
        at if at < likely * (1.0 - between) => Level::Helpful,
        at if at < likely * (1.0 - between) + between => Level::Somewhat,
        _ => Level::NotHelpful,
    }
}
