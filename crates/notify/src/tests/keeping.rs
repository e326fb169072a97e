use std::time::Duration;

use commonround_kernel::{Id, Slice};
use commonround_vocabulary::{AboutKind, NoticeKind};

use super::stage::{delete_status, persona, stage, status, thing};
use crate::limits::{ACTORS_MAX, NOTICE_DAYS, NOTICES_MAX};
use crate::model::Tab;

const DAY: Duration = Duration::from_secs(86_400);
const HOUR: Duration = Duration::from_secs(3_600);

#[tokio::test]
async fn followers_of_a_day_are_one_row_and_the_next_day_another() {
    let stage = stage().await;
    let amira = stage.join("amira").await;
    for handle in ["dana", "eli", "farah"] {
        let by = stage.join(handle).await;
        stage.follow(&amira, &by).await;
    }
    let list = stage.list(&amira).await;
    assert_eq!(list.rows.len(), 1);
    assert_eq!(list.rows[0].total, 3);
    let names: Vec<_> = list.rows[0].people.iter().map(|card| card.handle.as_str()).collect();
    assert_eq!(names, ["farah", "eli", "dana"], "the latest first");

    stage.world.advance(DAY);
    let gus = stage.join("gus").await;
    stage.follow(&amira, &gus).await;
    let totals: Vec<_> = stage.list(&amira).await.rows.iter().map(|row| row.total).collect();
    assert_eq!(totals, [1, 3]);
}

#[tokio::test]
async fn who_follows_twice_is_told_of_once() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    stage.follow(&amira, &dana).await;
    let first = stage.list(&amira).await.rows[0].place;
    stage.follow(&amira, &dana).await;
    let list = stage.list(&amira).await;
    assert_eq!((list.rows.len(), list.rows[0].place), (1, first));
}

#[tokio::test]
async fn reactions_gather_by_status_and_mentions_and_replies_stand_alone() {
    let stage = stage().await;
    let (amira, dana, eli) =
        (stage.join("amira").await, stage.join("dana").await, stage.join("eli").await);
    for (by, about) in [(&dana, 1), (&eli, 1), (&dana, 2)] {
        stage.tell(&amira, NoticeKind::Reaction, Some(by), status(about)).await;
    }
    for (kind, about) in [(NoticeKind::Reply, 3), (NoticeKind::Reply, 4), (NoticeKind::Mention, 5)]
    {
        stage.tell(&amira, kind, Some(&dana), status(about)).await;
    }
    let rows = stage.list(&amira).await.rows;
    let said: Vec<_> = rows.iter().map(|r| (r.kind.as_str(), r.about.id, r.total)).collect();
    assert_eq!(
        said,
        [
            ("mention", 5, 1),
            ("reply", 4, 1),
            ("reply", 3, 1),
            ("reaction", 2, 1),
            ("reaction", 1, 2),
        ]
    );
}

#[tokio::test]
async fn a_decision_told_again_comes_to_the_top_as_one_row() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    let note = thing(AboutKind::Note, 8);
    stage.tell(&amira, NoticeKind::NoteDecided, None, note).await;
    stage.follow(&amira, &dana).await;
    stage.tell(&amira, NoticeKind::NoteDecided, None, note).await;
    let rows = stage.list(&amira).await.rows;
    let kinds: Vec<_> = rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [NoticeKind::NoteDecided, NoticeKind::Follow]);
    let decisions = stage.slice(&amira, Tab::Decisions, Slice::first()).await;
    assert_eq!(decisions.rows.len(), 1);
    assert!(stage.slice(&amira, Tab::Mentions, Slice::first()).await.rows.is_empty());
}

#[tokio::test]
async fn a_delivery_that_failed_half_way_is_kept_once_and_mailed_once() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    *stage.failures.lock() = 5;
    let claim = thing(AboutKind::CredentialClaim, 3);
    stage.tell(&amira, NoticeKind::ClaimDecided, Some(&dana), claim).await;
    assert_eq!(stage.count("SELECT count(*) FROM notify_notice").await, 0, "nothing half-written");
    for _ in 0..5 {
        stage.world.advance(DAY);
        stage.world.settle().await;
    }
    assert_eq!(*stage.failures.lock(), 0);
    assert_eq!(stage.count("SELECT count(*) FROM notify_notice").await, 1);
    assert_eq!(stage.count("SELECT count(*) FROM notify_actor").await, 1);
    assert_eq!(stage.mail.letters().len(), 1);
}

#[tokio::test]
async fn nobody_hears_of_themselves_or_of_somebody_who_is_gone() {
    let stage = stage().await;
    let amira = stage.join("amira").await;
    stage.tell(&amira, NoticeKind::Reaction, Some(&amira), status(1)).await;
    let mut stranger = amira.clone();
    stranger.persona = Id::from_i64(77);
    stage.tell(&amira, NoticeKind::Reaction, Some(&stranger), status(1)).await;
    stage.tell(&stranger, NoticeKind::Sanctioned, None, status(1)).await;
    assert_eq!(stage.count("SELECT count(*) FROM notify_notice").await, 0);
}

#[tokio::test]
async fn a_deleted_status_takes_its_rows_along() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(1)).await;
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(2)).await;
    delete_status(&stage, 1, &dana).await;
    let rows = stage.list(&amira).await.rows;
    assert_eq!(rows.iter().map(|row| row.about.id).collect::<Vec<_>>(), [2]);
    assert_eq!(stage.count("SELECT count(*) FROM notify_actor").await, 1);
}

#[tokio::test]
async fn old_rows_go_and_of_many_the_oldest() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(1)).await;
    stage.world.advance(DAY * u32::try_from(NOTICE_DAYS).unwrap());
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(2)).await;
    stage.world.advance(Duration::from_secs(3_600));
    stage.world.settle().await;
    assert_eq!(stage.count("SELECT min(about_id) FROM notify_notice").await, 2);
    assert_eq!(stage.count("SELECT count(*) FROM notify_actor").await, 1);
}

#[tokio::test]
async fn a_list_keeps_only_so_many_rows_and_a_row_so_many_people() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    let (to, by) = (amira.persona, dana.persona);
    stage
        .write(move |tx| {
            for about in 0..i64::try_from(NOTICES_MAX).unwrap() {
                tx.exec(
                    "INSERT INTO notify_notice
                     (id, reader, kind, about_kind, about_id, place, created_at)
                     VALUES ($1, $2, 'reply', 'status', $1, $1, 0)",
                    (about + 1, to),
                )?;
            }
            for actor in 0..i64::try_from(ACTORS_MAX).unwrap() {
                let row = (NOTICES_MAX, actor + 1_000);
                tx.exec(
                    "INSERT INTO notify_actor (notice, actor, place) VALUES ($1, $2, $2)",
                    row,
                )?;
            }
            tx.exec("INSERT INTO notify_actor (notice, actor, place) VALUES (1, $1, 1)", (by,))
        })
        .await;
    let last = i64::try_from(NOTICES_MAX).unwrap();
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(last)).await;
    let of_last = "SELECT count(*) FROM notify_actor WHERE notice = 1000";
    assert_eq!(stage.count(of_last).await, 100);
    assert_eq!(stage.count("SELECT count(*) FROM notify_actor WHERE actor = 1000").await, 0);
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(last + 1)).await;
    assert_eq!(stage.count("SELECT count(*) FROM notify_notice").await, last);
    assert_eq!(stage.count("SELECT count(*) FROM notify_notice WHERE id = 1").await, 0);
    assert_eq!(stage.count("SELECT count(*) FROM notify_actor WHERE notice = 1").await, 0);
}

#[tokio::test]
async fn what_cannot_be_seen_any_more_is_left_out_or_bare() {
    let stage = stage().await;
    let (amira, dana, eli) =
        (stage.join("amira").await, stage.join("dana").await, stage.join("eli").await);
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(1)).await;
    stage.tell(&amira, NoticeKind::Reaction, Some(&dana), status(2)).await;
    stage.tell(&amira, NoticeKind::Reaction, Some(&eli), status(2)).await;
    stage.tell(&amira, NoticeKind::Correction, None, thing(AboutKind::ClaimRecord, 3)).await;
    stage.hide(status(1));
    stage.hide(persona(&eli));
    stage.hide(thing(AboutKind::ClaimRecord, 3));
    let rows = stage.list(&amira).await.rows;
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].kind, &rows[0].subject), (NoticeKind::Correction, &None));
    let people: Vec<_> = rows[1].people.iter().map(|card| card.handle.as_str()).collect();
    assert_eq!(people, ["dana"], "eli is behind a block");
    stage.hide(persona(&dana));
    assert_eq!(stage.list(&amira).await.rows.len(), 1);
}

#[tokio::test]
async fn what_people_do_in_quiet_hours_is_told_when_they_are_over() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    let end = stage.world.env.now() + 8 * HOUR;
    stage.hours.lock().insert(amira.persona, end);
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(1)).await;
    stage.follow(&amira, &dana).await;
    stage.tell(&amira, NoticeKind::Sanctioned, None, thing(AboutKind::Sanction, 1)).await;
    let kinds = async || {
        let list = stage.list(&amira).await;
        list.rows.iter().map(|row| row.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds().await, [NoticeKind::Sanctioned], "a decision does not wait");
    stage.follow(&dana, &amira).await;
    assert_eq!(stage.list(&dana).await.rows.len(), 1, "the hours are the reader's own");

    stage.world.advance(7 * HOUR);
    stage.world.settle().await;
    assert_eq!(kinds().await.len(), 1);
    stage.world.advance(HOUR);
    stage.world.settle().await;
    let mut all = kinds().await;
    all.sort_by_key(|kind| kind.as_str());
    assert_eq!(all, [NoticeKind::Follow, NoticeKind::Reply, NoticeKind::Sanctioned]);
}

#[tokio::test]
async fn quiet_hours_that_were_made_longer_hold_on() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    let now = stage.world.env.now();
    stage.hours.lock().insert(amira.persona, now + HOUR);
    stage.follow(&amira, &dana).await;
    stage.hours.lock().insert(amira.persona, now + 3 * HOUR);
    stage.world.advance(2 * HOUR);
    stage.world.settle().await;
    assert!(stage.list(&amira).await.rows.is_empty());
    stage.world.advance(HOUR);
    stage.world.settle().await;
    assert_eq!(stage.list(&amira).await.rows.len(), 1);
}
