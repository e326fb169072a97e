use std::collections::BTreeMap;
use std::fs;

use commonround_bridging::{Level, Tag, score_dir};
use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Result};
use commonround_vocabulary::Note;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use super::noting::{status, write};
use super::town::{Town, town};
use crate::notes::{FullScore, RateNote, rate_note, store};

/// Two camps with `professionals` among them, and notes that are good, poor or dividing by chance.
async fn rated(professionals: usize, seed: u64) -> (Town, Vec<Id<Note>>) {
    let t = town().await;
    let mut dice = StdRng::seed_from_u64(seed);
    let writers = [t.join("ana").await, t.join("ben").await];
    let mut raters = Vec::new();
    for n in 0..professionals + 24 {
        let kind = if n < professionals { ["rn", "rx"][n % 2] } else { "la" };
        raters.push(t.join(&format!("{kind}{n}")).await);
    }
    let mut notes = Vec::new();
    for id in 0..16 {
        let writer = &writers[usize::from(id >= 8)];
        status(&t, id, writer).await;
        let note = write(&t, writer, id).await;
        let kind = dice.random_range(0..4);
        rate_all(&t, &raters, note, kind, &mut dice).await;
        notes.push(note);
    }
    FullScore(t.evidence.ports.people).score_all(&t.w.db).await.unwrap();
    (t, notes)
}

async fn rate_all(t: &Town, raters: &[Actor], note: Id<Note>, kind: u32, dice: &mut StdRng) {
    let mut given = Vec::new();
    for (n, rater) in raters.iter().enumerate() {
        let likes = match kind {
            0 | 1 => true,
            2 => false,
            _ => n % 4 < 2,
        };
        let likes = likes != dice.random_bool(0.1);
        let level = if likes { Level::Helpful } else { Level::NotHelpful };
        let tags = [Tag::HelpfulClear, Tag::HelpfulGoodSources].into_iter().filter(|_| likes);
        let cmd = RateNote { note, version: 1, level, tags: tags.collect(), conflicted: false };
        if dice.random_bool(0.9) {
            given.push((rater.clone(), cmd));
        }
    }
    let room = t.evidence.clone();
    let rate = move |tx: &mut Tx<'_>| -> Result<()> {
        given.iter().try_for_each(|(rater, cmd)| rate_note(tx, &room, rater, cmd))
    };
    t.w.db.write(rate).await.unwrap();
}

/// Intercept and status of the overall key, by the numbers of the download.
fn scored_anew(dir: &std::path::Path) -> BTreeMap<String, (f64, String)> {
    let mut out = Vec::new();
    score_dir(dir, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let row = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        (fields[0].to_owned(), (fields[4].parse().unwrap_or(f64::NAN), fields[6].to_owned()))
    };
    text.lines().skip(1).map(row).collect()
}

async fn the_download_scores_alike(professionals: usize, seed: u64) {
    println!("{professionals} professionals, seed {seed}");
    let (t, notes) = rated(professionals, seed).await;
    let dir = tempfile::tempdir().unwrap();
    t.evidence.download.export(&t.w.db, dir.path()).await.unwrap();
    let anew = scored_anew(dir.path());
    let mut shown = 0;
    for id in notes {
        let note = t.w.db.read(move |tx| store::get(tx, id)).await.unwrap();
        let (intercept, found) = &anew[&t.evidence.download.note_number(id).to_string()];
        let here = note.why.overall.expect("everybody has a place").intercept;
        assert!((here - intercept).abs() <= 1e-4, "{here} and {intercept}");
        let turned = note.why.keys.iter().any(|key| key == "everyone");
        assert_eq!(turned, found == "CURRENTLY_RATED_HELPFUL", "{found}");
        shown += usize::from(turned);
    }
    assert!(shown > 0, "nothing was found helpful: the comparison says little");
}

#[tokio::test]
async fn whoever_scores_the_download_finds_what_the_server_found() {
    for (professionals, seed) in [(0, 1), (6, 2), (40, 3), (22, 4)] {
        the_download_scores_alike(professionals, seed).await;
    }
}

#[tokio::test]
async fn a_download_is_made_once_a_day_and_says_what_cannot_be_scored_anew() {
    let (t, notes) = rated(6, 5).await;
    let download = t.evidence.download.clone();
    let page = t.json("", "/notes/download").await;
    assert_eq!((&page["day"], page["files"].as_array().unwrap().len()), (&().into(), 0));
    download.publish(&t.w.db).await.unwrap();
    let page = t.json("", "/notes/download").await;
    assert_eq!(page["files"].as_array().unwrap().len(), 6);
    let ratings = t.get("", "/notes/download/ratings-00000.tsv", "text/html").await;
    assert_eq!(ratings.status, 200);
    assert!(ratings.body.starts_with("noteId\traterParticipantId\tcreatedAtMillis"));
    let day = 86_400_000;
    for line in ratings.body.lines().skip(1) {
        let at: i64 = line.split('\t').nth(2).unwrap().parse().unwrap();
        assert_eq!(at % day, 0);
    }
    let all: String = page["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            let path = download.newest().unwrap().unwrap().1;
            let of = path.into_iter().find(|one| file["name"] == one.name).unwrap();
            fs::read_to_string(of.path).unwrap()
        })
        .collect();
    for word in ["ana", "rn0", "Vaccines", "registered_nurse"] {
        assert!(!all.contains(word), "{word} stands in the download");
    }
    assert!(!all.contains(&notes[0].to_string()), "ids tell the hour");
    assert_eq!(t.get("", "/notes/download/../x", "text/html").await.status, 404);
    let info = t.json("ana", &format!("/notes/{}", notes[0])).await;
    assert_eq!(info["download"]["second_key_rescorable"], false);
    let html = t.get("ana", &format!("/notes/{}", notes[0]), "text/html").await.body;
    assert!(html.contains("cannot be scored anew"), "{html}");
    let before = ratings.body;
    let late = [t.join("late").await];
    rate_all(&t, &late, notes[0], 0, &mut StdRng::seed_from_u64(1)).await;
    download.publish(&t.w.db).await.unwrap();
    let same = t.get("", "/notes/download/ratings-00000.tsv", "text/html").await.body;
    assert_eq!(same, before, "today's is made");
    t.w.advance(std::time::Duration::from_secs(86_400));
    download.publish(&t.w.db).await.unwrap();
    let next = t.get("", "/notes/download/ratings-00000.tsv", "text/html").await.body;
    assert_eq!(next.lines().count(), before.lines().count() + 1);
}

#[tokio::test]
async fn where_professions_are_large_the_second_key_can_be_scored_anew() {
    let (t, notes) = rated(44, 6).await;
    t.evidence.download.publish(&t.w.db).await.unwrap();
    let info = t.json("ana", &format!("/notes/{}", notes[0])).await;
    assert_eq!(info["download"]["second_key_rescorable"], true);
}
