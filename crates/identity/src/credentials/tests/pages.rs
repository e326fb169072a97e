use super::stage::*;
use crate::tests::house::house;

#[tokio::test]
async fn every_page_is_whole_in_both_languages() {
    let house = house().await;
    let (dana, path) = proved_dana(&house).await;
    let mut max = worker(&house, "max").await;
    let pending = claim(&mut max, "cno practical_nurse", "5", "Max Wellness").await;
    let desk = pending.replace("/settings/credentials/", "/officer/claims/");
    let jules = officer(&house, "jules").await;
    let (dana, max, jules) = (dana.page(), max.page(), jules.page());
    for (browser, path) in [
        (&dana, "/settings/credentials".to_owned()),
        (&dana, path.clone()),
        (&dana, format!("{path}/history")),
        (&max, pending.clone()),
        (&jules, "/officer/claims".to_owned()),
        (&jules, desk),
        (&max, "/verify/@dana".to_owned()),
    ] {
        for lang in ["en", "fr"] {
            let seen = browser.clone().get(&format!("{path}?lang={lang}")).await;
            assert_eq!(seen.status, 200, "{path}");
            assert!(!seen.body.contains("identity-"), "{path} {lang}: a text is missing");
            assert!(!seen.body.contains("style=") && !seen.body.contains("onclick"), "{path}");
            assert_eq!(seen.body.matches("<h1").count(), 1, "{path}");
        }
    }
}
