use std::time::Duration;

use serde_json::{Value, json};

use super::town::{Town, town};
use crate::sources::import_retractions;

fn answer(facts: &[String]) -> Value {
    json!({
        "text": "The flu shot gives you influenza", "link": "https://vm.tiktok.com/x",
        "verdict": "false", "certainty": "high", "facts": facts,
        "english": "The vaccine holds no live virus.", "french": "Le vaccin ne contient pas de virus vivant.",
    })
}

fn with(mut body: Value, field: &str, value: Value) -> Value {
    body[field] = value;
    body
}

async fn published(t: &Town) -> Value {
    t.join("rndana").await;
    let facts = t.facts().await;
    let (status, made) = t.post("rndana", "/answer", answer(&facts)).await;
    assert_eq!(status, 201, "{made}");
    made
}

#[tokio::test]
async fn an_answer_closes_its_claim_and_stands_in_both_languages() {
    let t = town().await;
    let made = published(&t).await;
    assert_eq!((&made["author"], &made["author_verified"]), (&json!("rndana"), &json!(true)));
    assert_eq!(made["sources"][0]["tier"], "a");
    let claim = t.json("", &format!("/claims/{}", made["claim"].as_str().unwrap())).await;
    assert_eq!((&claim["state"], &claim["answers"][0]), (&json!("answered"), &made["id"]));
    let path = made["path"].as_str().unwrap();
    let page = t.get("", path, "text/html").await;
    for said in [
        "This is false",
        "The flu shot gives you influenza",
        "The vaccine holds no live virus.",
        "Le vaccin ne contient pas",
        "Seen on TikTok",
        "registered_nurse · ",
        "This is false: “The flu shot gives you influenza”",
        "New studies are very unlikely to change this.",
        "<meta name=\"twitter:card\" content=\"summary_large_image\">",
        "Lake Health Authority",
        "date reviewed: not stated",
        "Fewer than 10 views",
        &format!("<meta property=\"og:image\" content=\"http://localhost{path}/card.png\">"),
        &format!("href=\"{path}/claim-review\""),
    ] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let french = t.get("", &format!("{path}?lang=fr"), "text/html").await;
    assert!(french.body.contains("C’est faux") && french.body.contains("Vu sur TikTok"));
}

#[tokio::test]
async fn an_answer_is_there_for_search_engines_and_as_a_picture() {
    let t = town().await;
    let made = published(&t).await;
    let path = made["path"].as_str().unwrap();
    let review = t.json("", &format!("{path}/claim-review")).await;
    assert_eq!(review["@type"], "ClaimReview");
    assert_eq!(review["claimReviewed"], "The flu shot gives you influenza");
    assert_eq!(review["reviewRating"]["alternateName"], "This is false");
    assert_eq!(review["url"], format!("http://localhost{path}"));
    assert_eq!(review["itemReviewed"]["appearance"], "https://vm.tiktok.com/x");
    let page = t.get("", path, "text/html").await;
    let from = page.body.find("application/ld+json\">{").expect("a block of data") + 21;
    let block = &page.body[from..from + page.body[from..].find("</script>").unwrap()];
    assert_eq!(serde_json::from_str::<Value>(block).unwrap(), review);
    let picture = t.get("", &format!("{path}/card.png"), "image/png").await;
    assert_eq!(picture.status, 200);
    assert!(picture.body.contains("PNG") && picture.body.contains("IHDR"));
    let tag = picture.etag.unwrap();
    let known = t.get_known(&format!("{path}/card.png"), &tag).await;
    assert_eq!((known.status, known.etag.as_ref(), known.body.as_str()), (304, Some(&tag), ""));
    let french = t.get_known(&format!("{path}/card.png?lang=fr"), &tag).await;
    assert_eq!(french.status, 200, "another language is another picture");
}

#[tokio::test]
async fn only_checked_professionals_publish_and_others_may_ask() {
    let t = town().await;
    t.join("ana").await;
    let facts = t.facts().await;
    let (status, refused) = t.post("ana", "/answer", answer(&facts)).await;
    assert_eq!((status, &refused["code"]), (403, &json!("not_verified")));
    let page = t.get("ana", "/answer?text=flu+shot+gives+influenza", "text/html").await;
    assert!(page.body.contains("Ask for an answer") && !page.body.contains("Publish the card"));
    assert_eq!(t.json("", "/claims").await["claims"], json!([]), "a refusal leaves nothing");
}

#[tokio::test]
async fn facts_are_found_and_ticked_on_one_page() {
    let t = town().await;
    t.join("rndana").await;
    let page = t.get("rndana", "/answer?text=the+flu+shot+gives+you+influenza", "text/html").await;
    assert_eq!(page.body.matches("name=\"facts\"").count(), 2, "{}", page.body);
    assert!(page.body.contains("Publish the card") && page.body.contains("2 facts found"));
    let empty = t.get("rndana", "/answer", "text/html").await;
    assert!(!empty.body.contains("name=\"facts\""));
}

#[tokio::test]
async fn a_link_alone_is_kept_and_said_to_stay_closed() {
    let t = town().await;
    t.join("rndana").await;
    let page = t.get("rndana", "/answer?text=https%3A%2F%2Fvm.tiktok.com%2Fx", "text/html").await;
    assert!(page.body.contains("we cannot read what TikTok shows"), "{}", page.body);
    assert!(page.body.contains("value=\"https://vm.tiktok.com/x\""));
    let (status, problem) = t
        .post(
            "rndana",
            "/answer",
            with(answer(&t.facts().await), "text", json!("https://a.example")),
        )
        .await;
    assert!(status == 422 && problem.to_string().contains("text"), "{problem}");
    let pasted = with(answer(&t.facts().await), "link", json!(""));
    let pasted = with(pasted, "text", json!("Garlic cures influenza https://vm.tiktok.com/x"));
    let (status, made) = t.post("rndana", "/answer", pasted).await;
    assert_eq!(status, 201, "{made}");
    assert_eq!(made["claim_text"], "Garlic cures influenza");
    assert_eq!(made["link"], "https://vm.tiktok.com/x");
}

#[tokio::test]
async fn a_draft_takes_quotes_in_and_publishes_nothing() {
    let t = town().await;
    t.join("rndana").await;
    let facts = t.facts().await;
    let mut draft = with(answer(&[]), "quote", json!(format!("{} en “Rest.” (A)", facts[0])));
    draft = with(draft, "says", json!("false-moderate"));
    let page = t.send_form("rndana", "/answer/draft", &draft).await;
    assert_eq!(page.status, 200);
    for said in [
        "The vaccine holds no live virus. “Rest.” (A)",
        &format!("value=\"{}\" checked", facts[0]),
        "This is probably false</b>",
        "Le vaccin ne contient pas de virus vivant.",
    ] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    assert_eq!(t.json("", "/claims").await["claims"], json!([]));
}

#[tokio::test]
async fn the_scale_says_verdict_and_certainty_at_once() {
    let t = town().await;
    t.join("rndana").await;
    let facts = t.facts().await;
    for (says, guideline, verdict, certainty) in [
        ("false-high", "true", "false", "guideline"),
        ("supported-moderate", "true", "supported", "moderate"),
        ("not_established-very_low", "", "not_established", "very_low"),
    ] {
        let body = with(with(answer(&facts), "says", json!(says)), "guideline", json!(guideline));
        let (status, made) = t.post("rndana", "/answer", body).await;
        assert_eq!(status, 201, "{made}");
        assert_eq!((&made["verdict"], &made["certainty"]), (&json!(verdict), &json!(certainty)));
    }
    let (status, problem) =
        t.post("rndana", "/answer", with(answer(&facts), "says", json!("false-low"))).await;
    assert!(status == 422 && problem.to_string().contains("verdict"), "{problem}");
}

#[tokio::test]
async fn what_the_evidence_cannot_carry_is_refused() {
    let t = town().await;
    t.join("rndana").await;
    let facts = t.facts().await;
    let good = answer(&facts);
    let none = with(good.clone(), "facts", json!([]));
    for (body, field, why) in [
        (with(good.clone(), "certainty", json!("low")), "verdict", "too_certain"),
        (with(good.clone(), "french", json!("")), "french", "required"),
        (with(good.clone(), "link", json!("javascript:alert(1)")), "link", "malformed"),
        (none.clone(), "facts", "required"),
        (with(good.clone(), "facts", json!(["99"])), "facts", "not_found"),
        (with(none.clone(), "addresses", json!("https://blog.example/a")), "facts", "no_standing"),
        (
            with(
                with(none, "addresses", json!("https://nejm.org/a")),
                "certainty",
                json!("guideline"),
            ),
            "facts",
            "no_guideline",
        ),
        (with(good.clone(), "text", json!("drink bleach against influenza")), "facts", "undated"),
    ] {
        let (status, problem) = t.post("rndana", "/answer", body).await;
        let text = problem.to_string();
        assert!(
            status == 422 && text.contains(field) && text.contains(why),
            "{why}: {status} {text}"
        );
    }
    let dated = with(answer(&facts[1..]), "text", json!("drink bleach against influenza"));
    assert_eq!(t.post("rndana", "/answer", dated).await.0, 201);
    let weak =
        with(with(good, "certainty", json!("very_low")), "verdict", json!("not_established"));
    assert_eq!(t.post("rndana", "/answer", weak).await.0, 201);
}

#[tokio::test]
async fn a_fallen_source_marks_the_answer() {
    let t = town().await;
    t.join("rndana").await;
    let body = with(answer(&[]), "addresses", json!("https://doi.org/10.1056/NEJMoa1"));
    let (status, made) = t.post("rndana", "/answer", body.clone()).await;
    assert_eq!((status, &made["fallen"]), (201, &json!(false)));
    let csv = "doi,date,reason\n10.1056/nejmoa1,2026-05-01,Made up\n";
    assert_eq!(import_retractions(&t.w.db, csv.as_bytes()).await.unwrap().fell, 1);
    t.w.advance(Duration::from_secs(31));
    let path = made["path"].as_str().unwrap();
    let now = t.json("", path).await;
    assert_eq!((&now["fallen"], &now["sources"][0]["retracted"]), (&json!(true), &json!(true)));
    let page = t.get("", path, "text/html").await;
    assert!(page.body.contains("was taken back since it was written"));
    let (status, refused) = t.post("rndana", "/answer", body).await;
    assert!(status == 422 && refused.to_string().contains("retracted"), "{refused}");
}

#[tokio::test]
async fn its_author_writes_it_anew_and_nobody_else() {
    let t = town().await;
    let made = published(&t).await;
    t.join("rneli").await;
    let path = made["path"].as_str().unwrap();
    let body = with(answer(&t.facts().await), "english", json!("Better words."));
    let (status, refused) = t.post("rneli", path, body.clone()).await;
    assert_eq!((status, &refused["code"]), (403, &json!("not_author")));
    let (status, changed) = t.post("rndana", path, body).await;
    assert_eq!(
        (status, &changed["version"], &changed["english"]),
        (200, &json!(2), &json!("Better words."))
    );
    assert_eq!(t.get("rneli", &format!("{path}/edit"), "application/json").await.status, 403);
    let form = t.get("rndana", &format!("{path}/edit"), "text/html").await;
    assert!(form.body.contains("Better words.") && form.body.contains(" checked"), "{}", form.body);
}

#[tokio::test]
async fn reach_is_counted_without_its_author_and_told_roughly() {
    let t = town().await;
    let made = published(&t).await;
    let path = made["path"].as_str().unwrap();
    for _ in 0..crate::limits::REACH_HELD_MAX {
        t.get("", path, "application/json").await;
    }
    t.json("rndana", path).await;
    assert_eq!(t.json("rndana", path).await["views"], 200);
    assert!(t.get("", path, "text/html").await.body.contains("About 200 views"));
}

#[tokio::test]
async fn what_people_paste_is_text_on_every_page() {
    let t = town().await;
    t.join("rndana").await;
    let bad =
        with(answer(&t.facts().await), "text", json!("<script>alert(1)</script> is influenza"));
    let (_, made) = t.post("rndana", "/answer", bad).await;
    let path = made["path"].as_str().unwrap();
    let desk = "/answer?text=%3Cscript%3Ealert(1)%3C/script%3E&link=%22%3E".to_owned();
    for page in [path.to_owned(), "/claims".to_owned(), format!("{path}/edit"), desk] {
        let got = t.get("rndana", &page, "text/html").await;
        assert_eq!(got.status, 200, "{page}");
        assert!(!got.body.contains("<script>") && !got.body.contains("style="), "{page}");
    }
}
