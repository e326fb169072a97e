use commonround_vocabulary::{AboutKind, NoticeKind};

use super::stage::{JSON, PAGE, Stage, stage, status, thing};

async fn told() -> Stage {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    stage.tell(&amira, NoticeKind::Sanctioned, None, thing(AboutKind::Sanction, 5)).await;
    stage.form("amira", JSON, "/notifications/seen", "").await;
    stage.follow(&amira, &dana).await;
    for handle in ["eli", "farah"] {
        let by = stage.join(handle).await;
        stage.tell(&amira, NoticeKind::Reaction, Some(&by), status(9)).await;
    }
    for handle in ["gus", "hana", "ivo"] {
        let by = stage.join(handle).await;
        stage.follow(&amira, &by).await;
    }
    stage.tell(&amira, NoticeKind::Mention, Some(&dana), status(11)).await;
    stage
}

#[tokio::test]
async fn rows_are_said_in_plain_words() {
    let stage = told().await;
    let page = stage.get("amira", PAGE, "/notifications").await;
    assert_eq!(page.status, 200);
    assert_eq!(
        page.texts("#feed > li > div > a:first-child"),
        [
            "dana mentions you",
            "ivo and 3 others follow you",
            "farah and eli react to your post",
            "Moderators took a measure about you or your post",
        ]
    );
    assert_eq!(page.texts("#feed .chip"), ["New", "New", "New"]);
    assert_eq!(page.texts("#feed li.new").len(), 3);
    assert_eq!(page.texts("#feed .intro"), ["words 11", "words 9"]);
    let paths = page.attrs("#feed > li > div > a:first-child", "href");
    assert_eq!(paths[0], "/status/11");
    assert_eq!(paths[3], "/sanction/5");
    assert_eq!(page.attrs("#feed li:nth-child(3) .meta a", "href"), ["/@farah", "/@eli"]);
    assert_eq!(page.texts("#bell-top"), ["Notifications, 3 new"]);
    assert_eq!(page.attrs("#bell-nav", "aria-current"), ["page"]);
    assert_eq!(page.texts(".tabs [aria-current]"), ["All"]);
}

#[tokio::test]
async fn rows_are_said_in_french() {
    let stage = told().await;
    let page = stage.get("amira-fr", PAGE, "/notifications").await;
    assert_eq!(
        page.texts("#feed > li > div > a:first-child"),
        [
            "dana vous mentionne",
            "ivo et 3 autres personnes vous suivent",
            "farah et eli réagissent à votre publication",
            "La modération a pris une mesure sur vous ou votre publication",
        ]
    );
    assert_eq!(page.texts("#bell-top"), ["Notifications, nouvelles : 3"]);
    assert_eq!(page.texts("#seen b"), ["Nouveau depuis votre dernier passage : 3"]);
}

#[tokio::test]
async fn every_kind_has_its_words_in_both_languages() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    for (i, kind) in (1..).zip(NoticeKind::ALL) {
        stage.tell(&amira, *kind, Some(&dana), thing(AboutKind::Case, i)).await;
    }
    let [en, fr] = [
        stage.get("amira", PAGE, "/notifications?limit=40").await,
        stage.get("amira-fr", PAGE, "/notifications?limit=40").await,
    ]
    .map(|page| page.texts("#feed > li > div > a:first-child"));
    assert_eq!(en.len(), NoticeKind::ALL.len());
    for (en, fr) in en.iter().zip(&fr) {
        assert!(en != fr && !en.contains("notify-") && !fr.contains("notify-"), "{en} {fr}");
    }
}

#[tokio::test]
async fn lists_are_filtered_and_only_the_whole_one_marks() {
    let stage = told().await;
    let page = stage.get("amira", PAGE, "/notifications?tab=mentions&limit=1").await;
    assert_eq!(page.texts("#feed > li > div > a:first-child"), ["dana mentions you"]);
    assert!(page.texts("#seen").is_empty());
    let more = page.attrs("#more", "href");
    assert!(more[0].starts_with("/notifications?tab=mentions&before="), "{more:?}");
    let page = stage.get("amira", PAGE, "/notifications?tab=decisions").await;
    assert_eq!(page.texts("#feed > li").len(), 1);
    let page = stage.get("dana", PAGE, "/notifications?tab=decisions").await;
    assert_eq!(page.texts(".empty"), ["No decision about you yet."]);
    let came = stage.get("amira", JSON, "/notifications?tab=likes").await;
    assert_eq!(came.status, 422);
    assert_eq!(stage.get("", JSON, "/notifications").await.refusal(), "401 sign_in_required");
}

#[tokio::test]
async fn a_program_gets_ids_people_and_standing() {
    let stage = told().await;
    let json = stage.get("amira", JSON, "/notifications?limit=3").await.json();
    let row = &json["notifications"][1];
    assert_eq!((row["kind"].as_str(), row["people_count"].as_i64()), (Some("follow"), Some(4)));
    assert_eq!(row["people"].as_array().unwrap().len(), 3);
    assert_eq!(row["people"][0]["path"], "/@ivo");
    assert_eq!(row["people"][0]["standing"]["badges"], serde_json::json!([]));
    assert_eq!(json["notifications"][2]["about"], serde_json::json!({"kind": "status", "id": "9"}));
    assert!(json["next"].is_string());
}
