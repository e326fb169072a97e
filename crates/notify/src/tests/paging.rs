use std::collections::BTreeSet;

use commonround_kernel::Slice;
use commonround_vocabulary::NoticeKind;

use super::stage::{JSON, stage, status};
use crate::model::Tab;

#[tokio::test]
async fn pages_neither_repeat_nor_lose_while_more_is_told() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    for about in 0..23 {
        let kind = if about % 3 == 0 { NoticeKind::Mention } else { NoticeKind::Reaction };
        stage.tell(&amira, kind, Some(&dana), status(about)).await;
    }
    for tab in [Tab::All, Tab::Mentions] {
        let whole = Slice { limit: 1_000, ..Slice::first() };
        let before: Vec<_> =
            stage.slice(&amira, tab, whole).await.rows.iter().map(|row| row.id).collect();
        let (mut seen, mut slice) = (Vec::new(), Slice::first().with_limit(5));
        loop {
            let page = stage.slice(&amira, tab, slice).await;
            seen.extend(page.rows.iter().map(|row| row.id));
            let about = 100 + i64::try_from(seen.len()).unwrap();
            stage.tell(&amira, NoticeKind::Mention, Some(&dana), status(about)).await;
            let Some(next) = page.next else { break };
            slice.before = Some(next);
        }
        assert_eq!(seen, before, "{tab:?}");
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len());
    }
}

#[tokio::test]
async fn a_row_that_says_more_leaves_the_pages_below() {
    let stage = stage().await;
    let (amira, dana, eli) =
        (stage.join("amira").await, stage.join("dana").await, stage.join("eli").await);
    for about in 0..4 {
        stage.tell(&amira, NoticeKind::Reaction, Some(&dana), status(about)).await;
    }
    let first = stage.get("amira", JSON, "/notifications?limit=2").await.json();
    let next = first["next"].as_str().unwrap().to_owned();
    stage.tell(&amira, NoticeKind::Reaction, Some(&eli), status(3)).await;
    let second = stage.get("amira", JSON, &format!("/notifications?limit=2&before={next}")).await;
    let abouts = |json: &serde_json::Value| {
        let rows = json["notifications"].as_array().unwrap().clone();
        rows.iter().map(|row| row["about"]["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(abouts(&first), ["3", "2"]);
    assert_eq!(abouts(&second.json()), ["1", "0"]);
}
