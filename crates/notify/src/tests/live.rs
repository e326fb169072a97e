use commonround_vocabulary::NoticeKind;

use super::stage::{JSON, PAGE, stage, status};

#[tokio::test]
async fn an_open_page_hears_its_own_bell_at_once_and_on_each_change() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    stage.follow(&amira, &dana).await;
    let mut live = stage.open("amira", "/live/notifications").await;
    let first = live.next().await;
    assert!(first.contains("target=\"#bell-top\" swap=\"inner\""), "{first}");
    assert!(first.contains("target=\"#bell-nav\" swap=\"inner\""), "{first}");
    assert!(first.contains("Notifications, 1 new") && first.contains("class=\"dot\""), "{first}");

    stage.tell(&dana, NoticeKind::Follow, Some(&amira), status(1)).await;
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(2)).await;
    let second = live.next().await;
    assert!(second.contains("Notifications, 2 new"), "of what dana hears, nothing: {second}");

    stage.form("amira", JSON, "/notifications/seen", "").await;
    let third = live.next().await;
    assert!(!third.contains("new") && !third.contains("class=\"dot\""), "{third}");
}

#[tokio::test]
async fn the_bell_is_for_members_and_its_stream_too() {
    let stage = stage().await;
    stage.join("amira").await;
    let came = stage.get("", JSON, "/live/notifications").await;
    assert_eq!(came.refusal(), "401 sign_in_required");
    let page = stage.get("amira", PAGE, "/settings/notifications").await;
    assert_eq!(page.attrs("body", "data-bell"), ["/live/notifications"]);
    assert_eq!(page.attrs("#bell-top", "href"), ["/notifications"]);
    let page = stage.get("", PAGE, "/nowhere").await;
    assert!(page.attrs("body", "data-bell").is_empty() && page.texts("#bell-top").is_empty());
}
