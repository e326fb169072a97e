use commonround_vocabulary::{AboutKind, NoticeKind};

use super::stage::{leave, persona, stage, status, thing};

#[tokio::test]
async fn who_leaves_leaves_nothing_they_were_told() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    stage.follow(&amira, &dana).await;
    stage.follow(&dana, &amira).await;
    stage.form("amira", "application/json", "/notifications/seen", "").await;
    stage.form("amira", "application/json", "/settings/notifications", "in_app=reply").await;
    leave(&stage, amira.persona).await;
    for sql in [
        "SELECT count(*) FROM notify_notice",
        "SELECT count(*) FROM notify_actor",
        "SELECT count(*) FROM notify_seen",
        "SELECT count(*) FROM notify_setting",
    ] {
        assert_eq!(stage.count(sql).await, 0, "{sql}");
    }
}

#[tokio::test]
async fn who_leaves_is_told_of_to_nobody() {
    let stage = stage().await;
    let (amira, dana, eli) =
        (stage.join("amira").await, stage.join("dana").await, stage.join("eli").await);
    stage.follow(&amira, &dana).await;
    stage.tell(&amira, NoticeKind::Reaction, Some(&dana), status(1)).await;
    stage.tell(&amira, NoticeKind::Reaction, Some(&eli), status(1)).await;
    let claim = thing(AboutKind::CredentialClaim, 4);
    stage.tell(&amira, NoticeKind::ClaimDecided, Some(&dana), claim).await;
    leave(&stage, dana.persona).await;
    let rows = stage.list(&amira).await.rows;
    let said: Vec<_> = rows.iter().map(|row| (row.kind, row.total)).collect();
    assert_eq!(said, [(NoticeKind::ClaimDecided, 0), (NoticeKind::Reaction, 1)]);
    assert_eq!(rows[1].people[0].persona.get(), persona(&eli).id);
}
