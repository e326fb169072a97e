//! Scores a community of a million ratings and tells what it took:
//! `cargo run --release -p commonround-bridging --example large [FOLDER]`. With a folder it scores
//! that one; without, it makes a world up and scores it from memory.

#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../tests/it/world.rs"]
mod world;

use std::error::Error;
use std::fs::read_to_string;
use std::hint::black_box;
use std::path::Path;

use commonround_bridging::{Rating, Scored, Voice, judge, score, score_dir};

use world::{Shape, World};

const TIMES: u32 = 1_000;

/// Seconds that this process had a processor.
fn cpu_secs() -> Result<f64, Box<dyn Error>> {
    let text = read_to_string("/proc/self/schedstat")?;
    let nanos: f64 = text.split_whitespace().next().ok_or("schedstat is empty")?.parse()?;
    Ok(nanos / 1e9)
}

fn peak_memory() -> Result<String, Box<dyn Error>> {
    let text = read_to_string("/proc/self/status")?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(line.ok_or("no peak is known")?.trim().to_owned())
}

#[expect(clippy::print_stdout, reason = "it is what the example is for")]
fn tell(text: &str) {
    println!("{text}");
}

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(folder) = std::env::args().nth(1) {
        score_dir(Path::new(&folder), &mut std::io::sink())?;
        tell(&format!("folder scored: {:.3} CPU s, peak {}", cpu_secs()?, peak_memory()?));
        return Ok(());
    }
    let shape = Shape { notes: 10_000, raters: 8_000, ratings: 1_000_000, seed: 13, brigade: 0.0 };
    let world = World::new(shape);
    let before = cpu_secs()?;
    let ratings = world.collect();
    let scored = score(&ratings, 0).ok_or("nothing to score")?;
    tell(&format!(
        "{} ratings scored: {:.3} CPU s; peak with the world that they came from {}",
        ratings.len(),
        cpu_secs()? - before,
        peak_memory()?,
    ));
    rescore(&world, &scored)
}

/// Judges the note with the most ratings again and again.
fn rescore(world: &World, scored: &Scored) -> Result<(), Box<dyn Error>> {
    let mut by_note = vec![Vec::new(); world.notes.len()];
    world.ratings.iter().for_each(|rating| by_note[rating.note as usize].push(*rating));
    let of_note = by_note.iter().max_by_key(|ratings| ratings.len()).ok_or("no notes")?;
    let note = &world.notes[of_note.first().ok_or("no ratings")?.note as usize];
    let before = cpu_secs()?;
    for _ in 0..TIMES {
        let voices: Vec<Voice<'_>> = of_note.iter().map(|r| voice(world, scored, r)).collect();
        black_box(judge(&scored.model, note, &voices, 0));
    }
    let millis = (cpu_secs()? - before) * 1e3 / f64::from(TIMES);
    tell(&format!("one note of {} ratings judged anew: {millis:.3} CPU ms", of_note.len()));
    Ok(())
}

fn voice<'a>(world: &'a World, scored: &Scored, rating: &Rating) -> Voice<'a> {
    let rater = &world.raters[rating.rater as usize];
    Voice {
        level: rating.level,
        tags: rating.tags,
        profession: rater.profession,
        communities: &rater.communities,
        everyone: scored.everyone.rater(rater.id),
        professionals: scored.professionals.as_ref().and_then(|fit| fit.rater(rater.id)),
        set_aside: scored.set_aside.binary_search(&rater.id).is_ok(),
    }
}
