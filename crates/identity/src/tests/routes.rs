use commonround_kernel::{Role, Scopes};
use commonround_web::Auth;

use super::house::house;
use crate::testing;

#[tokio::test]
async fn the_settings_are_for_their_owners_browser_only() {
    let house = house().await;
    house.join("amira", Role::Patient).await;
    let token = testing::token(&house.world.db, "amira", Scopes::ALL).await;
    let routes = crate::routes(house.identity.clone());
    let mut checked = 0;
    for endpoint in routes.endpoints().iter().filter(|e| e.path.starts_with("/settings")) {
        assert_eq!(endpoint.auth(), Auth::Session, "{}", endpoint.path);
        let path = endpoint.path.replace("{id}", "1").replace("{handle}", "maple");
        for (mut browser, refusal) in [
            (house.browser(), "401 sign_in_required"),
            (house.browser().with_token(token.reveal()), "403 session_required"),
        ] {
            let seen = match endpoint.method.as_str() {
                "GET" => browser.get(&path).await,
                _ => browser.post(&path, &[]).await,
            };
            assert_eq!(seen.short(), refusal, "{} {path}", endpoint.method);
        }
        checked += 1;
    }
    assert_eq!(checked, 48);
}

#[tokio::test]
async fn each_route_has_a_name_of_its_own() {
    let routes = crate::routes(house().await.identity);
    let mut names: Vec<_> = routes.endpoints().iter().map(|e| e.name()).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[tokio::test]
async fn every_page_is_whole_in_both_languages() {
    let house = house().await;
    let mut amira = house.member("amira").await.page();
    for path in [
        "/join",
        "/join/confirm",
        "/sign-in",
        "/forgot",
        "/settings",
        "/settings/account",
        "/settings/devices",
        "/settings/tokens",
        "/settings/appearance",
        "/settings/delete",
    ] {
        for lang in ["en", "fr"] {
            let signed_out = !path.starts_with("/settings");
            let seen = if signed_out {
                house.browser().page().get(&format!("{path}?lang={lang}")).await
            } else {
                amira.get(&format!("{path}?lang={lang}")).await
            };
            assert_eq!(seen.status, 200, "{path}");
            assert!(!seen.body.contains("identity-"), "{path} {lang}: a text is missing");
            assert!(!seen.body.contains("style=") && !seen.body.contains("onclick"), "{path}");
            assert_eq!(seen.body.matches("<h1").count(), 1, "{path}");
        }
    }
}

#[tokio::test]
async fn browsers_are_told_which_field_holds_what() {
    let house = house().await;
    let join = house.browser().page().get("/join").await.body;
    for token in ["email", "username", "new-password"] {
        assert!(join.contains(&format!("autocomplete=\"{token}\"")), "{token}");
    }
    let sign_in = house.browser().page().get("/sign-in").await.body;
    for token in ["username", "current-password"] {
        assert!(sign_in.contains(&format!("autocomplete=\"{token}\"")), "{token}");
    }
}
