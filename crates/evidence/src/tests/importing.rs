use std::io::{self, Cursor, Read, Write};
use std::sync::mpsc;

use commonround_db::Db;
use commonround_testkit::World;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::world;
use crate::import::{self, Counts, ImportReport, Options, Progress};
use crate::limits::{BATCH_FACTS, LINE_BYTES_MAX};
use crate::model::Registry;
use crate::testing::{ENGLISH, FRENCH, Line, file, import_text, line, registry, stock};

fn lines(count: usize) -> Vec<Line> {
    let one = |n: usize| {
        let (topic, answer) = (format!("Topic {}", n / 3), format!("Answer number {n} is here."));
        line(ENGLISH, &format!("L{n}"), &topic, "What is it?", &answer)
    };
    (0..count).map(one).collect()
}

fn pack(text: &str) -> Vec<u8> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    gz.write_all(text.as_bytes()).unwrap();
    gz.finish().unwrap()
}

/// Every stored fact: id, key, checksum, when it was imported.
async fn rows(db: &Db) -> Vec<(i64, String, Vec<u8>, i64)> {
    db.read(|tx| {
        tx.query(
            "SELECT id, external_key, checksum, imported_at FROM evidence_fact ORDER BY id",
            (),
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
    })
    .await
    .unwrap()
}

async fn found(db: &Db, words: &str) -> Vec<String> {
    let asked = crate::search::Asked::parse(words, None);
    let cards = db.read(move |tx| crate::search::facts(tx, &asked, 40)).await.unwrap();
    cards.into_iter().map(|card| card.excerpt).collect()
}

fn added(report: &ImportReport) -> (u64, u64, u64, u64) {
    let Counts { added, changed, unchanged, rejected, .. } = report.counts;
    (added, changed, unchanged, rejected)
}

async fn run(world: &World, reader: impl Read + Send + 'static, complete: bool) -> ImportReport {
    let options = Options { registry: registry(), is_complete: complete };
    import::run(&world.db, &world.env, reader, options, &mut |_| {}).await.unwrap()
}

#[tokio::test]
async fn a_second_run_changes_nothing() {
    let w = world().await;
    let text = file(&lines(BATCH_FACTS * 2 + 7));
    let first = import_text(&w.db, text.clone()).await.unwrap();
    assert_eq!(added(&first), (519, 0, 0, 0));
    let before = rows(&w.db).await;
    w.advance(std::time::Duration::from_secs(60));
    let second = import_text(&w.db, pack(&text)).await.unwrap();
    assert_eq!(added(&second), (0, 0, 519, 0));
    assert_eq!(second.counts.lines, 519);
    assert_eq!(rows(&w.db).await, before);
}

#[tokio::test]
async fn a_file_cut_short_leaves_whole_facts_and_the_next_run_completes() {
    let w = world().await;
    let text = file(&lines(BATCH_FACTS * 2));
    let mut packed = pack(&text);
    let whole = packed.clone();
    packed.truncate(whole.len() * 2 / 3);
    let cut = import_text(&w.db, packed).await.unwrap();
    let stopped = cut.stopped.clone().unwrap();
    assert_eq!(stopped.code, "truncated_input");
    assert_eq!(stopped.after_line, cut.counts.lines);
    assert_eq!(cut.counts.added, cut.counts.lines);
    assert!(cut.counts.added > 0 && cut.counts.rejected == 0);
    assert_eq!(rows(&w.db).await.len() as u64, cut.counts.added);
    let next = import_text(&w.db, whole).await.unwrap();
    assert_eq!((next.counts.added, next.stopped), (512 - cut.counts.added, None));
    assert_eq!(rows(&w.db).await.len(), 512);
}

/// Gives its text until the bell has rung, then hangs as a stuck disk does.
struct Stuck {
    text: Cursor<Vec<u8>>,
    left: usize,
    bell: mpsc::Receiver<()>,
}

impl Read for Stuck {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            let _ = self.bell.recv();
            return Err(io::Error::other("pulled out"));
        }
        let most = into.len().min(self.left);
        let read = self.text.read(&mut into[..most])?;
        self.left -= read;
        Ok(read)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_dropped_between_batches_leaves_whole_facts() {
    let w = world().await;
    let text = file(&lines(BATCH_FACTS * 4)).into_bytes();
    let (ring, bell) = mpsc::channel();
    let stuck = Stuck { left: text.len() * 3 / 4, text: Cursor::new(text.clone()), bell };
    let (told, mut tells) = tokio::sync::mpsc::unbounded_channel();
    let (db, env) = (w.db.clone(), w.env.clone());
    let importing = tokio::spawn(async move {
        let options = Options { registry: registry(), is_complete: true };
        let mut progress = |said: Progress| {
            let _ = told.send(said);
        };
        import::run(&db, &env, stuck, options, &mut progress).await
    });
    let Some(Progress::Counts(counts)) = tells.recv().await else { panic!("no batch was told") };
    importing.abort();
    assert!(importing.await.unwrap_err().is_cancelled());
    drop(ring);
    assert_eq!(counts.added, BATCH_FACTS as u64);
    let stored = rows(&w.db).await.len();
    assert!((BATCH_FACTS..BATCH_FACTS * 4).contains(&stored), "{stored}");
    let next = run(&w, Cursor::new(text), true).await;
    assert_eq!(next.counts.added + next.counts.unchanged, 1_024);
    assert_eq!((rows(&w.db).await.len(), next.counts.withdrawn), (1_024, 0));
    assert_eq!(found(&w.db, "number 1000").await, ["Answer number 1000 is here."]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_imports_at_once_bring_each_fact_once() {
    let w = world().await;
    let text = file(&lines(BATCH_FACTS * 3));
    let other = import_text(&w.db, text.clone());
    let (one, other) = tokio::join!(import_text(&w.db, text), other);
    let (one, other) = (one.unwrap().counts, other.unwrap().counts);
    assert_eq!(one.added + other.added, 768);
    assert_eq!(one.unchanged + other.unchanged, 768);
    assert_eq!(rows(&w.db).await.len(), 768);
}

#[tokio::test]
async fn each_rejected_line_is_reported_with_its_number_code_and_reason() {
    let w = world().await;
    let good = line(ENGLISH, "G1", "Flu", "What is flu?", "An infection.");
    let bad = [
        b"\xff\xfe".to_vec(),
        b"{\"id\": ".to_vec(),
        good.clone().with("id", "G2").without("question").json().into_bytes(),
        good.clone().with("id", "G3").with("answer", " \n ").json().into_bytes(),
        good.clone().with("id", "G4").with("source", "QUACK").json().into_bytes(),
        good.json().into_bytes(),
        good.clone().with("id", "G5").with("url", "javascript:alert(1)").json().into_bytes(),
        good.clone().with("id", "G6").with("question", &"q".repeat(501)).json().into_bytes(),
        vec![b'x'; LINE_BYTES_MAX + 1],
        good.clone().with("id", "G7").with("answer", "a\u{202e}b").json().into_bytes(),
        b"   ".to_vec(),
    ];
    let text = [vec![good.json().into_bytes()], bad.to_vec()].concat().join(&b'\n');
    let mut told = Vec::new();
    let mut progress = |said: Progress| {
        if let Progress::Rejected(rejection) = said {
            told.push(rejection);
        }
    };
    let options = Options { registry: registry(), is_complete: false };
    let reader = Cursor::new(text);
    let report = import::run(&w.db, &w.env, reader, options, &mut progress).await.unwrap();
    let shown: Vec<String> = report.rejections.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "line 2: not_utf8: the line is not UTF-8",
            "line 3: not_json: the line is not JSON: EOF while parsing a value at line 1 column 7",
            "line 4: missing_field: `question` is missing or empty",
            "line 5: empty_answer: the answer is empty",
            "line 6: unknown_source: no publisher QUACK in the registry",
            "line 7: duplicate_key: the same publisher, id and topic stood in an earlier line",
            "line 8: bad_url: javascript:alert(1) is not an http or https address",
            "line 9: too_long: `question` is too long",
            "line 10: line_too_long: the line is longer than an import reads",
            "line 11: bidi_control: `answer` holds characters that hide or reorder text",
        ]
    );
    assert_eq!(told, report.rejections);
    assert_eq!(added(&report), (1, 0, 0, 10));
    assert_eq!((report.counts.lines, report.stopped), (12, None));
}

#[tokio::test]
async fn a_changed_answer_updates_one_row_and_its_words() {
    let w = world().await;
    let mut library = lines(5);
    stock(&w.db, &library).await.unwrap();
    let before = rows(&w.db).await;
    w.advance(std::time::Duration::from_secs(60));
    library[3] = library[3].clone().with("answer", "Marmalade helps, they say.");
    let report = stock(&w.db, &library).await.unwrap();
    assert_eq!(added(&report), (0, 1, 4, 0));
    let after = rows(&w.db).await;
    let changed: Vec<_> = before.iter().zip(&after).filter(|(a, b)| a != b).collect();
    assert_eq!(changed.len(), 1);
    let (was, is) = changed[0];
    assert_eq!((was.0, &was.1), (is.0, &is.1), "the fact keeps its id");
    assert_eq!(found(&w.db, "marmalade").await, ["Marmalade helps, they say."]);
    assert!(found(&w.db, "number 3").await.is_empty(), "its old words find it no more");
}

#[tokio::test]
async fn one_id_may_stand_for_several_topics() {
    let w = world().await;
    let of = |topic: &str| line(ENGLISH, "D1", topic, "What is it?", &format!("About {topic}."));
    let library = [of("Measles"), of("Mumps"), of("")];
    assert_eq!(added(&stock(&w.db, &library).await.unwrap()), (3, 0, 0, 0));
    let turned: Vec<Line> = library.iter().rev().cloned().collect();
    assert_eq!(added(&stock(&w.db, &turned).await.unwrap()), (0, 0, 3, 0), "in any order");
    let again = import_text(&w.db, file(&[of("Measles"), of("MEASLES")])).await.unwrap();
    assert_eq!(again.rejections[0].code, "duplicate_key");
}

#[tokio::test]
async fn a_complete_library_withdraws_what_it_no_longer_holds() {
    let w = world().await;
    let french = line(FRENCH, "R1", "Rougeole", "Qu’est-ce que c’est ?", "Une maladie.");
    let mut library = lines(4);
    let text = file(&[library.clone(), vec![french]].concat());
    run(&w, Cursor::new(text), false).await;
    let gone = library.pop().unwrap();
    let shorter = file(&library);
    let partial = run(&w, Cursor::new(shorter.clone()), false).await;
    assert_eq!(partial.counts.withdrawn, 0, "a partial file takes nothing out");
    let complete = run(&w, Cursor::new(shorter.clone()), true).await;
    assert_eq!(complete.counts.withdrawn, 1, "other publishers are left alone");
    assert!(found(&w.db, "number 3").await.is_empty());
    let id = rows(&w.db).await[3].0;
    let page =
        w.db.read(move |tx| crate::library::read_fact(tx, commonround_kernel::Id::from_i64(id)));
    assert_eq!(page.await.unwrap_err().code(), "fact_withdrawn");
    let again = run(&w, Cursor::new(shorter), true).await;
    assert_eq!((again.counts.withdrawn, again.counts.unchanged), (0, 3));
    library.push(gone);
    let back = run(&w, Cursor::new(file(&library)), true).await;
    assert_eq!(added(&back), (0, 1, 3, 0), "what comes back is shown again");
    assert_eq!(found(&w.db, "number 3").await, ["Answer number 3 is here."]);
}

#[tokio::test]
async fn a_registry_that_changed_changes_the_publisher() {
    let w = world().await;
    stock(&w.db, &lines(1)).await.unwrap();
    let changed = serde_json::json!([{
        "slug": "lake-health", "code": "LAKE", "name": "Lake Authority", "accreditor": "Maple",
        "licence": "CC0", "licence_url": "https://example.org/cc0", "attribution": "None needed.",
        "tier": "B", "homepage": "https://lake.example/", "language": "en"
    }]);
    let options =
        Options { registry: Registry::parse(&changed.to_string()).unwrap(), is_complete: false };
    let reader = Cursor::new(file(&lines(1)));
    let report = import::run(&w.db, &w.env, reader, options, &mut |_| {}).await.unwrap();
    assert_eq!(added(&report), (0, 0, 1, 0));
    let sources = w.db.read(crate::library::list_sources).await.unwrap();
    assert_eq!((sources[0].name.as_str(), sources[0].licence.as_str()), ("Lake Authority", "CC0"));
    assert_eq!((sources.len(), sources[0].facts), (1, 1));
}
