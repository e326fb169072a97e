use commonround_vocabulary::NoticeKind;

use super::stage::{JSON, PAGE, PATCH, Stage, stage, status};

async fn unread(stage: &Stage, who: &str) -> i64 {
    stage.get(who, JSON, "/notifications").await.json()["unread"].as_i64().unwrap()
}

#[tokio::test]
async fn reading_writes_nothing_and_the_mark_goes_up_to_what_was_shown() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    for about in 0..2 {
        stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(about)).await;
    }
    let shown = stage.get("amira", JSON, "/notifications").await.json();
    assert_eq!(unread(&stage, "amira").await, 2, "a look alone marks nothing");
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(9)).await;
    let up_to = format!("up_to={}", shown["newest"].as_str().unwrap());
    let seen = stage.form("amira", JSON, "/notifications/seen", &up_to).await;
    assert_eq!(seen.json()["unread"], 1);
    let rows = stage.get("amira", JSON, "/notifications").await.json();
    let new: Vec<_> = rows["notifications"].as_array().unwrap().iter().map(|r| &r["new"]).collect();
    assert_eq!(new, [true, false, false]);
}

#[tokio::test]
async fn a_mark_never_goes_back_nor_into_the_future() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(1)).await;
    let old = stage.get("amira", JSON, "/notifications").await.json();
    let old = format!("up_to={}", old["newest"].as_str().unwrap());
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(2)).await;
    let far = format!("up_to={}", i64::MAX);
    stage.form("amira", JSON, "/notifications/seen", &far).await;
    stage.form("amira", JSON, "/notifications/seen", &old).await;
    assert_eq!(unread(&stage, "amira").await, 0);
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(3)).await;
    assert_eq!(unread(&stage, "amira").await, 1);
}

#[tokio::test]
async fn a_seen_row_that_says_more_is_new_again_and_only_its_readers_mark_counts() {
    let stage = stage().await;
    let (amira, dana, eli) =
        (stage.join("amira").await, stage.join("dana").await, stage.join("eli").await);
    stage.follow(&amira, &dana).await;
    stage.follow(&eli, &dana).await;
    stage.form("amira", JSON, "/notifications/seen", "").await;
    assert_eq!(unread(&stage, "eli").await, 1);
    stage.follow(&amira, &eli).await;
    assert_eq!(unread(&stage, "amira").await, 1);
}

#[tokio::test]
async fn more_than_nine_are_not_counted() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    for about in 0..12 {
        stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(about)).await;
    }
    assert_eq!(unread(&stage, "amira").await, 10);
    let page = stage.get("amira", PAGE, "/notifications").await;
    assert_eq!(page.texts("#bell-top"), ["Notifications, 9+ new"]);
}

#[tokio::test]
async fn without_a_script_a_button_marks_and_with_one_the_bell_falls_silent() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    stage.follow(&amira, &dana).await;
    let page = stage.get("amira", PAGE, "/notifications").await;
    assert_eq!(page.texts("#seen b"), ["New since you last looked: 1"]);
    assert_eq!(page.texts("#seen button"), ["Mark all as read"]);
    assert_eq!(page.attrs("#seen", "data-seen"), [""]);
    let up_to = format!("up_to={}", page.attrs("#seen input", "value")[0]);

    let patch = stage.form("amira", PATCH, "/notifications/seen", &up_to).await;
    assert!(patch.body.contains("target=\"#seen button\" swap=\"remove\""), "{}", patch.body);
    assert!(patch.body.contains("target=\"#bell-top\""), "{}", patch.body);
    assert!(!patch.body.contains("class=\"dot\""), "{}", patch.body);
    let came = stage.form("amira", PAGE, "/notifications/seen", &up_to).await;
    assert_eq!(
        (came.status, came.location.as_str()),
        (303, "/notifications?said=notify-notice-seen")
    );
    let page = stage.get("amira", PAGE, &came.location).await;
    assert_eq!(page.texts(".notice.ok"), ["All marked as read."]);
    assert!(page.texts("#seen").is_empty());
    assert!(page.texts("li.new").is_empty());
}

#[tokio::test]
async fn bad_marks_are_refused() {
    let stage = stage().await;
    stage.join("amira").await;
    let seen = async |who, body| stage.form(who, JSON, "/notifications/seen", body).await.refusal();
    assert_eq!(seen("", "").await, "401 sign_in_required");
    assert_eq!(seen("amira", "up_to=x").await, "422 invalid up_to=wrong_type");
    assert_eq!(seen("amira", "upto=1").await, "422 invalid upto=unknown_field");
}
