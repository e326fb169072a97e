//! What will happen in a world, drawn from a seed. Few are followed and heard by many: shares
//! follow Zipf's law, as they do where such things were counted.

use commonround_kernel::{Dice, Role};
use rand::{RngExt as _, SeedableRng as _};

use super::{Counts, words};

/// Thirty days, in seconds.
pub const SPAN_SECS: u64 = 30 * 24 * 3_600;

pub struct Plan {
    pub people: Vec<Role>,
    /// Who follows whom.
    pub follows: Vec<(usize, usize)>,
    /// In the order of time.
    pub acts: Vec<Act>,
}

pub struct Act {
    /// Since the world began.
    pub at_secs: u64,
    pub by: usize,
    pub deed: Deed,
}

pub enum Deed {
    Say(Words),
    /// One of the four reactions, to the n-th status.
    React {
        status: usize,
        kind: usize,
    },
}

pub struct Words {
    pub text: String,
    pub visibility: &'static str,
    pub disclosure: &'static str,
    /// The n-th status, which everybody may see.
    pub reply_to: Option<usize>,
}

impl Plan {
    pub fn draw(counts: Counts, seed: u64) -> Self {
        let mut dice = Dice::seed_from_u64(seed);
        let people = (0..counts.people).map(|_| role(&mut dice)).collect();
        let shares = Shares::zipf(counts.people);
        let follows = follows(&mut dice, counts, &shares);
        let acts = acts(&mut dice, counts, &shares);
        Self { people, follows, acts }
    }

    pub fn says(&self) -> impl Iterator<Item = (&Act, &Words)> {
        self.acts.iter().filter_map(|act| match &act.deed {
            Deed::Say(words) => Some((act, words)),
            Deed::React { .. } => None,
        })
    }
}

fn role(dice: &mut Dice) -> Role {
    match dice.random_range(0..10) {
        0..5 => Role::HealthWorker,
        5..8 => Role::Patient,
        8 => Role::Caregiver,
        _ => Role::Organisation,
    }
}

fn follows(dice: &mut Dice, counts: Counts, shares: &Shares) -> Vec<(usize, usize)> {
    let mut follows = Vec::with_capacity(counts.people * counts.follows_each);
    for follower in 0..counts.people {
        let mut chosen = std::collections::BTreeSet::new();
        while chosen.len() < counts.follows_each.min(counts.people - 1) {
            let followed = shares.draw(dice);
            if followed != follower {
                chosen.insert(followed);
            }
        }
        follows.extend(chosen.into_iter().map(|followed| (follower, followed)));
    }
    follows
}

fn acts(dice: &mut Dice, counts: Counts, shares: &Shares) -> Vec<Act> {
    let tags = Shares::zipf(counts.tags);
    let mut open: Vec<usize> = Vec::new();
    let mut acts = Vec::with_capacity(counts.statuses + counts.reactions);
    let reactions_each = counts.reactions / counts.statuses;
    for n in 0..counts.statuses {
        let at_secs = SPAN_SECS * n as u64 / counts.statuses as u64;
        let by = shares.draw(dice);
        let words = say(dice, &tags, &open);
        let is_open = words.visibility == "public";
        acts.push(Act { at_secs, by, deed: Deed::Say(words) });
        if is_open {
            open.push(n);
        }
        for _ in 0..reactions_each {
            acts.extend(react(dice, counts.people, &open, at_secs));
        }
    }
    acts
}

fn say(dice: &mut Dice, tags: &Shares, open: &[usize]) -> Words {
    let reply_to = (dice.random_bool(0.25)).then(|| recent(dice, open)).flatten();
    let visibility = match dice.random_range(0..20) {
        // A reply is not seen by more people than what it answers; everybody sees that.
        _ if reply_to.is_some() => "public",
        0 => "quiet",
        1 | 2 => "followers",
        _ => "public",
    };
    let disclosure = if dice.random_bool(0.3) { "question" } else { "personal_story" };
    Words { text: text(dice, tags), visibility, disclosure, reply_to }
}

fn text(dice: &mut Dice, tags: &Shares) -> String {
    let sentences = dice.random_range(1..=4);
    let mut parts: Vec<String> = (0..sentences).map(|_| sentence(dice)).collect();
    let tagged = dice.random_range(0..=3);
    parts.extend((0..tagged).map(|_| format!("#{}", words::tag(tags.draw(dice)))));
    parts.join(" ")
}

fn sentence(dice: &mut Dice) -> String {
    let nouns = Shares::zipf(words::NOUNS.len());
    let opening = one_of(dice, words::OPENINGS);
    let middle = one_of(dice, words::MIDDLES);
    let ending = one_of(dice, words::ENDINGS);
    let (first, second) = (words::NOUNS[nouns.draw(dice)], words::NOUNS[nouns.draw(dice)]);
    format!("{opening} {first}, {middle} {second}. {ending}")
}

fn one_of(dice: &mut Dice, list: &[&'static str]) -> &'static str {
    list[dice.random_range(0..list.len())]
}

fn react(dice: &mut Dice, people: usize, open: &[usize], at_secs: u64) -> Option<Act> {
    let status = recent(dice, open)?;
    let kind = dice.random_range(0..4);
    let by = dice.random_range(0..people);
    Some(Act { at_secs, by, deed: Deed::React { status, kind } })
}

/// One of the last hundred that everybody may see.
fn recent(dice: &mut Dice, open: &[usize]) -> Option<usize> {
    let last = &open[open.len().saturating_sub(100)..];
    (!last.is_empty()).then(|| last[dice.random_range(0..last.len())])
}

/// Chances of the n-th of many, in proportion to 1/(n+1).
struct Shares(Vec<f64>);

impl Shares {
    fn zipf(many: usize) -> Self {
        let mut sum = 0.0;
        let sums = (1..=many).map(|rank| {
            sum += 1.0 / rank as f64;
            sum
        });
        Self(sums.collect())
    }

    fn draw(&self, dice: &mut Dice) -> usize {
        let whole = self.0.last().copied().unwrap_or(0.0);
        let point = dice.random_range(0.0..whole);
        self.0.partition_point(|sum| *sum <= point)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Size;
    use super::*;

    fn plan(seed: u64) -> Plan {
        Plan::draw(Size::Xs.counts(), seed)
    }

    #[test]
    fn the_same_seed_draws_the_same_world() {
        let texts = |plan: &Plan| plan.says().map(|(_, w)| w.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&plan(7)), texts(&plan(7)));
        assert_ne!(texts(&plan(7)), texts(&plan(8)));
    }

    #[test]
    fn a_world_has_what_its_size_promises() {
        let (plan, counts) = (plan(42), Size::Xs.counts());
        assert_eq!(plan.people.len(), counts.people);
        assert_eq!(plan.follows.len(), counts.people * counts.follows_each);
        assert!(plan.follows.iter().all(|(by, whom)| by != whom));
        assert_eq!(plan.says().count(), counts.statuses);
        assert!(plan.acts.windows(2).all(|pair| pair[0].at_secs <= pair[1].at_secs));
        assert!(plan.acts.iter().all(|act| act.at_secs < SPAN_SECS));
    }

    #[test]
    fn what_is_answered_or_reacted_to_was_said_before_to_everybody() {
        let plan = plan(42);
        let mut said: Vec<&str> = Vec::new();
        for act in &plan.acts {
            let (before, visibility) = match &act.deed {
                Deed::Say(words) => (words.reply_to, Some(words.visibility)),
                Deed::React { status, .. } => (Some(*status), None),
            };
            assert!(before.is_none_or(|n| said.get(n) == Some(&"public")));
            said.extend(visibility);
        }
    }

    #[test]
    fn few_have_most() {
        let mut dice = Dice::seed_from_u64(1);
        let shares = Shares::zipf(100);
        let mut counts = [0_usize; 100];
        (0..10_000).for_each(|_| counts[shares.draw(&mut dice)] += 1);
        assert!(counts[0] > 5 * counts[20] && counts[99] > 0);
    }
}
