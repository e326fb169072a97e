use std::collections::HashMap;
use std::time::Duration;

use commonround_testkit::World;
use serde_json::json;

use super::{pages, world};
use crate::citations::Citations;
use crate::sources::{
    AllowList, RetractionReport, import_retractions, install_bundled, publish_allow_list, store,
};

async fn stocked() -> (World, Citations) {
    let w = world().await;
    assert_eq!(w.db.write(install_bundled).await.unwrap(), Some(1));
    (w, Citations::default())
}

/// What an address is worth: tier, name, and whether it fell.
async fn worth(w: &World, citations: &Citations, url: &str) -> String {
    let (citations, url) = (citations.clone(), url.to_owned());
    let found = w.db.read(move |tx| citations.resolve(tx, &url)).await.unwrap();
    found.map_or_else(
        || "nothing".to_owned(),
        |c| {
            let fell = if c.retracted { " retracted" } else { "" };
            format!("{} {}{fell}", c.tier.as_deref().unwrap_or("-"), c.name)
        },
    )
}

async fn retract(w: &World, csv: &str) -> RetractionReport {
    import_retractions(&w.db, csv.as_bytes()).await.unwrap()
}

#[tokio::test]
async fn a_citation_is_worth_what_its_publisher_is() {
    let (w, citations) = stocked().await;
    for (url, expected) in [
        ("https://www.canada.ca/en/public-health", "a Government of Canada"),
        ("https://vaccines.nhs.uk/x", "a National Health Service"),
        ("https://www.nih.gov/x", "a National Institutes of Health"),
        (
            "https://pmc.ncbi.nlm.nih.gov/articles/PMC1",
            "b Articles kept by the US National Library of Medicine",
        ),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", "b An article indexed by PubMed"),
        ("https://doi.org/10.1056/NEJMoa1", "b New England Journal of Medicine"),
        ("https://doi.org/10.1002/14651858.CD001", "a Cochrane Database of Systematic Reviews"),
        (
            "https://doi.org/10.1101/2026.01.01",
            "c Cold Spring Harbor preprints (not peer reviewed)",
        ),
        ("https://doi.org/10.10560/a", "- doi.org"),
        ("https://blog.example/10.1056/NEJMoa1", "- blog.example"),
        ("https://notcdc.gov/", "- notcdc.gov"),
        ("https://cdc.gov.example/", "- cdc.gov.example"),
        ("my aunt", "nothing"),
    ] {
        assert_eq!(worth(&w, &citations, url).await, expected, "{url}");
    }
}

#[tokio::test]
async fn a_retracted_work_shows_it_wherever_it_is_cited() {
    let (w, citations) = stocked().await;
    assert!(!worth(&w, &citations, "https://doi.org/10.1056/a1").await.contains("retracted"));
    let report = retract(&w, "doi,date,reason,pmid\n10.1056/A1,2026-01-02,Made up data,77\n").await;
    assert_eq!((report.added, report.fell), (1, 0));
    w.advance(Duration::from_secs(31));
    for url in [
        "https://doi.org/10.1056/A1",
        "https://blog.example/read/10.1056/a1",
        "https://pubmed.ncbi.nlm.nih.gov/77/",
    ] {
        assert!(worth(&w, &citations, url).await.ends_with(" retracted"), "{url}");
    }
    assert!(!worth(&w, &citations, "https://doi.org/10.1056/a12").await.contains("retracted"));
}

#[tokio::test]
async fn a_retraction_of_a_cited_work_is_told_once() {
    let (w, _) = stocked().await;
    w.db.write(|tx| store::record_cited(tx, "10.1056/a1", "answer", 7)).await.unwrap();
    let csv = "doi,date,reason\n10.1056/a1,2026-01-02,x\n10.1056/a2,,\n";
    let first = retract(&w, csv).await;
    assert_eq!((first.added, first.known, first.fell), (2, 0, 1));
    let second = retract(&w, csv).await;
    assert_eq!((second.added, second.known, second.fell), (0, 2, 0));
}

#[tokio::test]
async fn wrong_lines_of_a_retraction_list_are_left_out_and_numbered() {
    let (w, _) = stocked().await;
    let report = retract(
        &w,
        "doi,date,reason,pmid\nnone,,,\n10.1000/a,yesterday,,\n10.1000/b,,,x7\n10.1000/c,,,0\n",
    )
    .await;
    assert_eq!(report.added, 1);
    assert_eq!(report.rejected, [(2, "bad_doi"), (3, "bad_date"), (4, "bad_pmid")]);
    let refused = import_retractions(&w.db, "id,date\n1,2\n".as_bytes()).await.unwrap_err();
    assert_eq!(refused.to_string(), "invalid: retractions=malformed");
}

#[tokio::test]
async fn lists_are_numbered_and_the_operators_own_stays() {
    let (w, citations) = stocked().await;
    assert_eq!(w.db.write(install_bundled).await.unwrap(), None, "the same list again");
    let own = json!({"dated": "2026-12-01", "reason": "Ours.", "entries": [
        {"host": "lake.example", "tier": "B", "name": "Lake", "accreditor": "Maple"}]});
    let own = AllowList::parse(&own.to_string()).unwrap();
    let number = w.db.write(move |tx| publish_allow_list(tx, &own)).await.unwrap();
    assert_eq!(number, 2);
    assert_eq!(w.db.write(install_bundled).await.unwrap(), None);
    w.advance(Duration::from_secs(31));
    assert_eq!(worth(&w, &citations, "https://a.lake.example/").await, "b Lake");
    assert_eq!(worth(&w, &citations, "https://cdc.gov/").await, "- cdc.gov");
    let page = pages::get(&w, "/sources/allow-list", "application/json").await;
    let page: HashMap<String, serde_json::Value> = serde_json::from_str(&page.body).unwrap();
    assert_eq!(page["entries"][0]["host"], "lake.example");
    assert_eq!(page["versions"][1]["number"], 1);
    let page = pages::get(&w, "/sources/allow-list?lang=fr", "text/html").await;
    assert!(page.body.contains("Version 2 du") && page.body.contains("Ours."), "{}", page.body);
}

#[test]
fn wrong_lists_are_refused_by_field() {
    let list = |entry: &str| {
        let json = format!(r#"{{"dated":"2026-01-01","reason":"r","entries":[{entry}]}}"#);
        AllowList::parse(&json).map_or_else(|e| e.to_string(), |_| "ok".to_owned())
    };
    let entry = |rule: &str| format!(r#"{{{rule},"tier":"A","name":"N","accreditor":"A"}}"#);
    for (rule, expected) in [
        (r#""host":"a.example""#, "ok"),
        (r#""host":"gov""#, "invalid: host=malformed"),
        (r#""host":"A.example""#, "invalid: host=malformed"),
        (r#""doi":"10.1056/x""#, "ok"),
        (r#""doi":"10.1""#, "invalid: doi=malformed"),
        (r#""pmid":false"#, "invalid: pmid=malformed"),
        (r#""isbn":"1""#, "invalid: allow_list=malformed"),
    ] {
        assert_eq!(list(&entry(rule)), expected, "{rule}");
    }
    let twice = format!("{0},{0}", entry(r#""host":"a.example""#));
    assert_eq!(list(&twice), "invalid: allow_list=taken");
}
