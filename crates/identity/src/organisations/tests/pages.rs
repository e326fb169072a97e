use super::stage::*;
use crate::credentials::tests::stage::officer;

#[tokio::test]
async fn every_page_is_whole_in_both_languages() {
    let (house, _) = house_with_web().await;
    let mut grace = verified(&house).await;
    house.member("dana").await;
    offered(&mut grace, "dana").await;
    let dana = house.browser_of("dana").await.page();
    let jules = officer(&house, "jules").await.page();
    let entry = [("registry", "Ontario Business Registry"), ("number", "1000123456")];
    grace.post(&format!("{MAPLE}/registry"), &entry).await;
    grace.post(&format!("{MAPLE}/mail"), &[("email", "info@maple.example")]).await;
    let id = grace.get(MAPLE).await.json()["id"].as_str().unwrap().to_owned();
    let grace = grace.page();
    let desk = format!("/officer/organisations/{id}");
    for lang in ["en", "fr"] {
        let ask = |path: &str| format!("{path}?lang={lang}");
        for (who, path) in [
            (&grace, "/organisations"),
            (&grace, "/organisations/maple"),
            (&grace, "/organisations/maple/history"),
            (&grace, "/settings/organisations"),
            (&grace, MAPLE),
            (&dana, "/settings/organisations"),
            (&jules, "/officer/organisations"),
            (&jules, desk.as_str()),
        ] {
            let seen = who.clone().get(&ask(path)).await;
            assert_eq!(seen.status, 200, "{path}");
            assert!(!seen.body.contains("identity-"), "{path} {lang}: a text is missing");
            assert_eq!(seen.body.matches("<h1").count(), 1, "{path}");
            let ids: Vec<_> = seen.body.split(" id=\"").skip(1).collect();
            let mut ids: Vec<_> = ids.iter().map(|rest| rest.split('"').next().unwrap()).collect();
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all, "{path}: an id stands twice");
        }
    }
}

#[tokio::test]
async fn a_form_comes_back_with_what_was_typed() {
    let (house, _) = house_with_web().await;
    let mut grace = house.member("grace").await.page();
    let seen = grace.post("/settings/organisations", &form(&[("name", "")])).await;
    assert_eq!(seen.status, 422);
    assert!(seen.body.contains("https://maple.example") && seen.body.contains("aria-invalid"));
}
