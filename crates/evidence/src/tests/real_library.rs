//! On the public library of 16,407 answers, where it lies beside the repository.

use std::path::{Path, PathBuf};

use super::world;
use crate::import::{self, Lines, Options};
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

#[test]
fn every_real_answer_keeps_its_words_in_order() {
    let Some(path) = library() else { return };
    let mut lines = Lines::open(std::fs::File::open(path).unwrap()).unwrap();
    let (mut lists, mut longest) = (0, 0);
    while let Some((number, line)) = lines.read_next().unwrap() {
        let line: serde_json::Value = serde_json::from_slice(line.unwrap()).unwrap();
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
