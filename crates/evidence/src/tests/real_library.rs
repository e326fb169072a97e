//! On the public library of 16,407 answers, where it lies beside the repository.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::world;
use crate::import::{self, Lines, Options};
use crate::model::{TopicName, slug};
use crate::readable::{Block, blocks};
use crate::search::Asked;

/// The file, found by walking up from this crate.
fn library() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = here.ancestors().map(|dir| dir.join("shared/data/medquad/medquad-nih.jsonl.gz"));
    let found = places.into_iter().find(|path| path.is_file());
    match &found {
        Some(path) => println!("the real library is tested: {}", path.display()),
        None => println!("the real library is not tested: no shared/data/medquad beside this"),
    }
    found
}

#[tokio::test]
async fn the_real_library_is_imported_found_and_left_alone_the_second_time() {
    let Some(path) = library() else { return };
    let w = world().await;
    let run = async || {
        let file = std::fs::File::open(&path).unwrap();
        import::run(&w.db, &w.env, file, Options::default(), &mut |_| {}).await.unwrap()
    };
    let first = run().await;
    assert_eq!((first.counts.lines, first.counts.added), (16_407, 16_407));
    assert_eq!((&first.rejections[..], first.stopped), (&[][..], None));
    let second = run().await;
    assert_eq!((second.counts.added, second.counts.changed), (0, 0));
    assert_eq!(second.counts.unchanged, 16_407);
    let sources = w.db.read(crate::library::list_sources).await.unwrap();
    assert_eq!(sources.iter().map(|s| s.facts).sum::<usize>(), 16_407);
    assert_eq!(sources.len(), 9);
    for (words, topic) in [
        ("heart attack symptoms", "Heart Attack"),
        ("polycythemia vera", "Polycythemia Vera"),
        ("adhd", "Attention Deficit Hyperactivity Disorder"),
        ("what is vancomycin-resistant enterococci", ""),
    ] {
        let asked = Asked::parse(words, None);
        let cards = w.db.read(move |tx| crate::search::facts(tx, &asked, 5)).await.unwrap();
        let topics: Vec<_> =
            cards.iter().map(|c| c.topic.as_ref().map_or("", |t| t.name.as_str())).collect();
        assert!(topics.contains(&topic), "{words}: {topics:?}");
    }
}

/// The thousand questions that are asked, and how many must find their topic in the first five.
const QUESTIONS: usize = 1_000;
const RIGHT_MIN: usize = 930;
const SEED: u64 = 0x00c0_ffee;

#[tokio::test]
async fn questions_find_their_topic_without_being_in_the_index() {
    let Some(path) = library() else { return };
    let mut lines = Lines::open(std::fs::File::open(path).unwrap()).unwrap();
    let mut all: Vec<Value> = Vec::new();
    while let Some((_, line)) = lines.read_next().unwrap() {
        all.push(serde_json::from_slice(line.unwrap()).unwrap());
    }
    let silent: String = all.iter().map(|line| without_question(line).to_string() + "\n").collect();
    let w = world().await;
    let options = Options::default();
    import::run(&w.db, &w.env, Cursor::new(silent), options, &mut |_| {}).await.unwrap();
    let mut right = 0;
    for line in sample(&all) {
        let asked = Asked::parse(line["question"].as_str().unwrap(), None);
        let cards = w.db.read(move |tx| crate::search::facts(tx, &asked, 5)).await.unwrap();
        let topic = slug(line["focus"].as_str().unwrap());
        let is_right = |t: &TopicName| slug(&t.name) == topic;
        right += usize::from(cards.iter().filter_map(|c| c.topic.as_ref()).any(is_right));
    }
    println!("topic right in the first five: {right} of {QUESTIONS}");
    assert!(right >= RIGHT_MIN, "{right} of {QUESTIONS}");
}

fn without_question(line: &Value) -> Value {
    let mut line = line.clone();
    line["question"] = Value::from("-");
    line
}

/// The same lines each time, of those that name their topic.
fn sample(lines: &[Value]) -> Vec<&Value> {
    let names = |line: &&Value| line["focus"].as_str().is_some_and(|topic| !topic.is_empty());
    let named: Vec<&Value> = lines.iter().filter(names).collect();
    let mut state = SEED;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap()
    };
    (0..QUESTIONS).map(|_| named[next() % named.len()]).collect()
}

#[test]
fn every_real_answer_keeps_its_words_in_order() {
    let Some(path) = library() else { return };
    let mut lines = Lines::open(std::fs::File::open(path).unwrap()).unwrap();
    let (mut lists, mut longest) = (0, 0);
    while let Some((number, line)) = lines.read_next().unwrap() {
        let line: Value = serde_json::from_slice(line.unwrap()).unwrap();
        let answer = line["answer"].as_str().unwrap();
        let laid_out: Vec<&str> = blocks(answer).iter().flat_map(words_of).collect();
        let words: Vec<&str> = answer.split_whitespace().filter(|word| *word != "-").collect();
        assert_eq!(laid_out, words, "line {number}");
        for block in blocks(answer) {
            match block {
                Block::List(_) => lists += 1,
                Block::Paragraph(text) => longest = longest.max(text.len()),
                _ => {}
            }
        }
    }
    assert!(lists > 5_000, "{lists} lists");
    assert!(longest < 2_000, "a paragraph of {longest} bytes");
}

fn words_of<'a>(block: &Block<'a>) -> Vec<&'a str> {
    let texts: Vec<&str> = match block {
        Block::Heading(text) | Block::Paragraph(text) => vec![text],
        Block::List(items) => items.clone(),
        Block::Signs(rows) => {
            rows.iter().flat_map(|(sign, share)| [Some(*sign), *share]).flatten().collect()
        }
    };
    texts.into_iter().flat_map(str::split_whitespace).filter(|word| *word != "-").collect()
}
