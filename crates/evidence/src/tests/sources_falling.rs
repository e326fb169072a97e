use std::time::Duration;

use commonround_db::Tx;
use commonround_kernel::Id;
use commonround_vocabulary::Note;

use super::noting::{Divided, found, is_beside, status, write_from};
use crate::notes::FullScore;
use crate::notes::store;
use crate::sources::{AllowList, import_retractions, publish_allow_list};

const PAPER: &str = "https://doi.org/10.1056/NEJMoa77";
const DAY: Duration = Duration::from_secs(86_400);

async fn last_why(d: &Divided, note: Id<Note>) -> Option<String> {
    let history = d.t.w.db.read(move |tx| store::history(tx, note)).await.unwrap();
    history.last().unwrap().why.clone()
}

#[tokio::test]
async fn a_retracted_work_takes_its_note_down_at_once_however_old_the_note_is() {
    let d = Divided::new().await;
    d.score().await;
    status(&d.t, 30, &d.author).await;
    let note = write_from(&d.t, &d.t.join("third").await, 30, PAPER).await;
    d.all_find_helpful(note).await;
    assert!(is_beside(&d.t, 30).await);
    d.t.w.advance(15 * DAY);
    FullScore(d.t.evidence.ports.people).score_all(&d.t.w.db).await.unwrap();
    let csv = "doi,date,reason\n10.1056/nejmoa77,2026-01-05,made up\n";
    assert_eq!(import_retractions(&d.t.w.db, csv.as_bytes()).await.unwrap().fell, 1);
    d.t.w.settle().await;
    assert_eq!((found(&d.t, note).await, is_beside(&d.t, 30).await), ("needs_more", false));
    assert_eq!(last_why(&d, note).await.as_deref(), Some("source_fell"));
    d.t.w.advance(Duration::from_secs(60));
    let page = d.t.json("author", &format!("/notes/{note}")).await;
    assert_eq!((&page["fallen"], &page["sources"][0]["retracted"]), (&true.into(), &true.into()));
    assert!(page["why"]["holds"].to_string().contains("no_accredited_source"));
    let html = d.t.get("author", &format!("/notes/{note}"), "text/html").await.body;
    assert!(html.contains("was retracted"), "{html}");
}

#[tokio::test]
async fn an_article_is_retracted_by_its_pubmed_number_too() {
    let d = Divided::new().await;
    status(&d.t, 30, &d.author).await;
    write_from(&d.t, &d.right[7], 30, "https://pubmed.ncbi.nlm.nih.gov/4711/").await;
    let csv = "doi,date,reason,pmid\n10.1056/other,2026-01-05,made up,4711\n";
    assert_eq!(import_retractions(&d.t.w.db, csv.as_bytes()).await.unwrap().fell, 1);
}

#[tokio::test]
async fn a_publisher_off_the_list_takes_its_notes_down_and_back_on_it_brings_them_back() {
    let d = Divided::new().await;
    d.score().await;
    assert!(is_beside(&d.t, 0).await);
    let mut list = AllowList::bundled();
    list.entries.retain(|entry| entry.name != "Centers for Disease Control and Prevention");
    let shorter = list.entries.len();
    assert!(shorter < AllowList::bundled().entries.len(), "the name is that of the list");
    d.t.w.db.write(move |tx| publish_allow_list(tx, &list)).await.unwrap();
    d.t.w.settle().await;
    assert_eq!((found(&d.t, d.good).await, is_beside(&d.t, 0).await), ("needs_more", false));
    d.t.w.db.write(|tx| publish_allow_list(tx, &AllowList::bundled())).await.unwrap();
    d.t.w.settle().await;
    assert_eq!((found(&d.t, d.good).await, is_beside(&d.t, 0).await), ("helpful", true));
    let published = |tx: &mut Tx<'_>| {
        let sql = "SELECT COUNT(*) FROM db_audit WHERE action = $1";
        tx.one(sql, ("allow_list_published",), |row| row.get::<i64>(0))
    };
    assert_eq!(d.t.w.db.read(published).await.unwrap(), 2);
}
