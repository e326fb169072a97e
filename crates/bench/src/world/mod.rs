//! Worlds: who is there, whom they follow, what they say. Planned from a seed, then filled through
//! the same use cases as a person's own click, on a clock of the past.

mod fill;
mod plan;
mod trust;
mod words;

use std::path::Path;

use clap::ValueEnum;

use crate::Outcome;
use crate::terminal::{Watch, say};
use plan::Plan;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Size {
    /// 1,000 accounts, 50 follows each, 10,000 statuses over 30 days.
    #[value(name = "S")]
    S,
    /// A tenth of S, to try the driver with.
    #[value(name = "XS")]
    Xs,
}

/// Whether people have badges and statuses notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    Bare,
    Shown,
}

/// The file that tells which world a data directory holds.
const NAME: &str = "world";

/// Which world the data directory holds.
pub fn name(data: &Path) -> String {
    std::fs::read_to_string(data.join(NAME)).unwrap_or_else(|_| "a world of its own".to_owned())
}

/// How much there is of everything.
#[derive(Debug, Clone, Copy)]
pub struct Counts {
    pub people: usize,
    pub follows_each: usize,
    pub statuses: usize,
    pub reactions: usize,
    pub tags: usize,
}

impl Size {
    const fn name(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::Xs => "XS",
        }
    }

    const fn counts(self) -> Counts {
        match self {
            Self::S => Counts {
                people: 1_000,
                follows_each: 50,
                statuses: 10_000,
                reactions: 30_000,
                tags: 200,
            },
            Self::Xs => Counts {
                people: 100,
                follows_each: 20,
                statuses: 1_000,
                reactions: 3_000,
                tags: 100,
            },
        }
    }
}

/// Makes a world in a directory that must not exist.
pub async fn make(size: Size, data: &Path, seed: u64, trust: Trust) -> Outcome {
    if data.exists() {
        return Err(format!("{} exists: a world is made in a new directory", data.display()).into());
    }
    let watch = Watch::start();
    let plan = Plan::draw(size.counts(), seed);
    fill::fill(data, &plan, seed, trust).await?;
    let with = if trust == Trust::Shown { " with badges and notes" } else { "" };
    std::fs::write(data.join(NAME), format!("world {} of seed {seed}{with}", size.name()))?;
    // As a server marks a directory that it served from: commands refuse one that nobody did.
    std::fs::write(data.join("instance.kind"), "live")?;
    say(&format!(
        "{} people, {} follows, {} statuses, {} reactions in {:.1} s",
        plan.people.len(),
        plan.follows.len(),
        plan.says().count(),
        plan.acts.len() - plan.says().count(),
        watch.read().as_secs_f64()
    ));
    Ok(())
}

/// The handle of the n-th person of any world.
pub fn handle(n: usize) -> String {
    format!("person{n}")
}

/// The n-th tag of any world, the most used one first.
pub fn tag(n: usize) -> String {
    words::tag(n)
}

/// Words that posts of any world are made of.
pub fn common_words() -> &'static [&'static str] {
    words::NOUNS
}
