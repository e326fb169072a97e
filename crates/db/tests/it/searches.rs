use commonround_db::search::{self, Any, Doc, Query, Term};
use commonround_testkit::World;

use crate::world;

/// Documents: id, then fields as words with spaces between.
const SHELF: &[(i64, &[&str])] = &[
    (1, &["covid-19", "a virus of the lungs"]),
    (2, &["covid", "19 people met"]),
    (3, &["t4", "the thyroid makes t4 and t3"]),
    (4, &["5-ht", "serotonin is 5-ht"]),
    (5, &["blood pressure", "high blood pressure is common"]),
    (6, &["pressure", "blood tests show pressure"]),
    (7, &["santé mentale", "l'anxiété"]),
    (8, &["it's \"quoted\" a:b c&d | e ! (f) \\ 'g' <-> h* {f0} ^x", "odd marks"]),
    (9, &["diabetes", "type 2"]),
    (10, &["diabetic foot", "feet of people with diabetes"]),
    (11, &["КОВИД 感染", "other scripts"]),
];

async fn shelf() -> World {
    let w = world().await;
    w.db.write(|tx| SHELF.iter().try_for_each(|(id, fields)| put(tx, *id, fields))).await.unwrap();
    w
}

fn put(
    tx: &mut commonround_db::Tx<'_>,
    id: i64,
    fields: &[&str],
) -> commonround_kernel::Result<()> {
    let words: Vec<Vec<String>> =
        fields.iter().map(|f| f.split_whitespace().map(str::to_owned).collect()).collect();
    let fields: Vec<&[String]> = words.iter().map(Vec::as_slice).collect();
    search::put(tx, "test", id, &Doc { fields: &fields })
}

fn all(groups: &[&[Term]]) -> Query {
    Query { all: groups.iter().map(|any| Any { any: any.to_vec() }).collect() }
}

fn word(w: &str) -> Term {
    Term::word(w)
}

async fn check(query: Query, expected: &[i64]) {
    let w = shelf().await;
    let asked = query.clone();
    let found = w.db.read(move |tx| search::find(tx, "test", &asked, i64::MAX, 50)).await.unwrap();
    assert_eq!(found, expected, "{query:?}");
    let mut ranked: Vec<i64> =
        w.db.read(move |tx| search::rank(tx, "test", &query, 50))
            .await
            .unwrap()
            .iter()
            .map(|hit| hit.id)
            .collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(ranked, expected);
}

#[tokio::test]
async fn marks_inside_a_token_are_part_of_it() {
    check(all(&[&[word("covid-19")]]), &[1]).await;
    check(all(&[&[word("covid")]]), &[2]).await;
    check(all(&[&[word("t4")]]), &[3]).await;
    check(all(&[&[word("5-ht")]]), &[4]).await;
    check(all(&[&[word("5")]]), &[]).await;
}

#[tokio::test]
async fn accents_and_scripts_are_taken_as_they_come() {
    check(all(&[&[word("santé")]]), &[7]).await;
    check(all(&[&[word("sante")]]), &[]).await;
    check(all(&[&[word("КОВИД")]]), &[11]).await;
    check(all(&[&[word("感染")]]), &[11]).await;
}

#[tokio::test]
async fn no_mark_is_taken_for_an_operator() {
    for odd in ["\"quoted\"", "a:b", "c&d", "|", "!", "(f)", "\\", "'g'", "<->", "h*", "{f0}", "^x"]
    {
        check(all(&[&[word(odd)]]), &[8]).await;
    }
    for absent in ["*", "' OR 1=1", "NEAR", "OR", "f0:covid", "\0", "quoted\""] {
        check(all(&[&[word(absent)]]), &[]).await;
    }
}

#[tokio::test]
async fn all_groups_must_match_and_one_of_each() {
    check(all(&[&[word("blood")], &[word("pressure")]]), &[6, 5]).await;
    check(all(&[&[word("blood")], &[word("common")]]), &[5]).await;
    check(all(&[&[word("serotonin"), word("thyroid")]]), &[4, 3]).await;
    check(all(&[&[word("serotonin"), word("thyroid")], &[word("t3")]]), &[3]).await;
    check(all(&[]), &[]).await;
    check(all(&[&[], &[word("")]]), &[]).await;
}

#[tokio::test]
async fn a_phrase_stands_in_a_row_and_inside_one_field() {
    check(all(&[&[Term::in_a_row(["blood", "pressure"])]]), &[5]).await;
    check(all(&[&[Term::in_a_row(["pressure", "blood"])]]), &[]).await;
    check(all(&[&[Term::in_a_row(["covid", "19"])]]), &[]).await;
    let begun = Term { prefix: true, ..Term::in_a_row(["blood", "pres"]) };
    check(all(&[&[begun]]), &[5]).await;
}

#[tokio::test]
async fn a_prefix_finds_what_begins_with_it() {
    check(all(&[&[Term::starting("diabet")]]), &[10, 9]).await;
    check(all(&[&[Term::starting("covid-")]]), &[1]).await;
    check(all(&[&[Term::starting("covid")]]), &[2, 1]).await;
    check(all(&[&[Term::starting("sant")]]), &[7]).await;
}

#[tokio::test]
async fn newest_first_and_paged_by_id() {
    let w = shelf().await;
    let query = all(&[&[Term::starting("p")]]);
    let page = |before, limit| {
        let query = query.clone();
        w.db.read(move |tx| search::find(tx, "test", &query, before, limit))
    };
    assert_eq!(page(i64::MAX, 2).await.unwrap(), [10, 6]);
    assert_eq!(page(6, 2).await.unwrap(), [5, 2]);
    assert_eq!(page(2, 2).await.unwrap(), Vec::<i64>::new());
}

#[tokio::test]
async fn rank_puts_the_weighty_field_first_and_says_the_same_on_both_engines() {
    let w = shelf().await;
    let rank = |query: Query| w.db.read(move |tx| search::rank(tx, "test", &query, 5));
    let hits = rank(all(&[&[word("pressure")]])).await.unwrap();
    assert_eq!(hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [6, 5]);
    let hits = rank(all(&[&[word("diabetes"), Term::starting("diabet")], &[Term::starting("f")]]));
    let hits = hits.await.unwrap();
    let shown: Vec<_> = hits.iter().map(|hit| format!("{} {:.6}", hit.id, hit.score)).collect();
    assert_eq!(shown, ["10 13.878949"]);
}

#[tokio::test]
async fn put_again_replaces_and_removed_is_gone() {
    let w = shelf().await;
    w.db.write(|tx| {
        put(tx, 9, &["asthma"])?;
        search::remove(tx, "test", 10)?;
        search::remove(tx, "test", 999)
    })
    .await
    .unwrap();
    let query = all(&[&[Term::starting("diabet"), word("asthma")]]);
    let found = w.db.read(move |tx| search::find(tx, "test", &query, i64::MAX, 9)).await;
    assert_eq!(found.unwrap(), [9]);
}

#[tokio::test]
async fn what_is_taken_back_is_not_found() {
    let w = shelf().await;
    let refused: commonround_kernel::Result<()> =
        w.db.write(|tx| {
            put(tx, 50, &["asthma"])?;
            Err(commonround_kernel::Error::Denied("no"))
        })
        .await;
    assert!(refused.is_err());
    let query = all(&[&[word("asthma")]]);
    let found = w.db.read(move |tx| search::find(tx, "test", &query, i64::MAX, 9)).await;
    assert_eq!(found.unwrap(), Vec::<i64>::new());
}

#[tokio::test]
async fn a_document_larger_than_an_index_takes_is_cut_alike() {
    let w = world().await;
    let many: Vec<String> = (0..20_000).map(|n| format!("word{n}")).collect();
    let same: Vec<String> =
        vec!["again".to_owned(); 400].into_iter().chain(["end".into()]).collect();
    w.db.write(move |tx| {
        search::put(tx, "test", 1, &Doc { fields: &[&many] })?;
        search::put(tx, "test", 2, &Doc { fields: &[&same] })
    })
    .await
    .unwrap();
    for (term, expected) in [
        (word("word7999"), vec![1]),
        (word("word8000"), vec![]),
        (Term::in_a_row(["word7000", "word7001"]), vec![1]),
        (Term::in_a_row(["again", "again"]), vec![2]),
        (Term::in_a_row(["again", "end"]), vec![]),
        (word("end"), vec![2]),
    ] {
        let query = all(&[std::slice::from_ref(&term)]);
        let found = w.db.read(move |tx| search::find(tx, "test", &query, i64::MAX, 9)).await;
        assert_eq!(found.unwrap(), expected, "{term:?}");
    }
}
