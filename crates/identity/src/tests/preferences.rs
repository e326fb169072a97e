use super::house::house;

#[tokio::test]
async fn language_theme_and_zone_follow_the_account() {
    let house = house().await;
    let mut amira = house.member("amira").await;
    let before = amira.get("/settings/appearance").await.json();
    assert_eq!(
        (&before["lang"], &before["theme"], &before["time_zone"]),
        (&"en".into(), &"system".into(), &"UTC".into())
    );
    let form = [("lang", "fr"), ("theme", "dark"), ("time_zone", "America/Toronto")];
    assert_eq!(amira.post("/settings/appearance", &form).await.short(), "200");
    let page = house.browser_of("amira").await.page().get("/settings").await;
    assert!(page.body.contains("<html lang=\"fr\"") && page.body.contains("data-theme=\"dark\""));
    assert!(page.body.contains("Réglages"));
    let zone = amira.get("/settings/appearance").await.json()["time_zone"].clone();
    assert_eq!(zone, "America/Toronto");
}

#[tokio::test]
async fn what_is_not_on_offer_is_refused_and_changes_nothing() {
    let house = house().await;
    let mut amira = house.member("amira").await;
    let form = [("lang", "de"), ("theme", "neon"), ("time_zone", "Mars/Olympus")];
    let seen = amira.post("/settings/appearance", &form).await;
    assert_eq!(seen.short(), "422 invalid lang=unknown theme=unknown time_zone=unknown");
    assert_eq!(amira.get("/settings/appearance").await.json()["theme"], "system");
}
