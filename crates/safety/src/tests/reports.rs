use std::time::Duration;

use commonround_kernel::Role;
use commonround_vocabulary::ReportFiled;
use proptest::prelude::*;

use super::outcome;
use super::town::{Town, town};
use crate::limits::{RAID_REPORTS, REPORT_COMMENT_CHARS_MAX, REPORTS_OPEN_MAX};
use crate::model::{CaseState, Complaint, Level, Subject, joined_comment};

/// Every stored report as (reason, comment, state, kind).
async fn stored(town: &Town) -> Vec<(String, String, String, String)> {
    let sql = "SELECT reason, comment, state, kind FROM safety_report ORDER BY id";
    let read = move |tx: &mut commonround_db::Tx<'_>| {
        tx.query(sql, (), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
    };
    town.act(read).await.unwrap()
}

fn open(reason: &str, comment: &str, kind: &str) -> (String, String, String, String) {
    (reason.to_owned(), comment.to_owned(), "open".to_owned(), kind.to_owned())
}

#[tokio::test]
async fn a_report_of_the_same_thing_by_the_same_person_joins() {
    let town = town().await;
    let (dana, amira) = (town.patient("dana").await, town.patient("amira").await);
    let about = Subject::persona(dana.persona);
    let first = town.report(&amira, about, "spam", "Sells tea").await.unwrap();
    let again = town.report(&amira, about, "spam", "Sells tea").await.unwrap();
    let more = town.report(&amira, about, "harassment", "Now threatens").await.unwrap();
    assert!(!first.joined && again.joined && more.joined);
    assert_eq!([again.report, more.report], [first.report; 2]);
    let both = open("harassment", "Sells tea\n\nNow threatens", "persona");
    assert_eq!(stored(&town).await, [both]);
    let heard = town.heard::<ReportFiled>().await;
    assert_eq!(heard.len(), 1, "one report, announced once");
    assert_eq!((heard[0].reason.as_str(), heard[0].status), ("spam", None));
}

#[tokio::test]
async fn reports_of_the_same_thing_by_others_are_one_case_and_of_another_thing_another() {
    let town = town().await;
    let (dana, amira) = (town.patient("dana").await, town.patient("amira").await);
    let ben = town.join("ben", Role::Caregiver).await;
    let post = town.say(&dana, "Vinegar cures everything").await;
    town.report(&amira, Subject::persona(dana.persona), "spam", "").await.unwrap();
    town.report(&ben, Subject::persona(dana.persona), "spam", "").await.unwrap();
    town.report(&amira, Subject::status(dana.persona, post), "spam", "").await.unwrap();
    assert_eq!(stored(&town).await.len(), 3);
    assert_eq!(town.all_cases().await.len(), 2);
}

#[tokio::test]
async fn a_graver_report_makes_the_case_graver_and_no_report_goes_above_amber() {
    let town = town().await;
    let (dana, amira) = (town.patient("dana").await, town.patient("amira").await);
    let ben = town.patient("ben").await;
    let about = Subject::persona(dana.persona);
    town.report(&amira, about, "spam", "").await.unwrap();
    let before = town.only_case().await;
    assert_eq!(before.level, Level::Green);
    town.report(&ben, about, "danger_to_self", "").await.unwrap();
    let after = town.only_case().await;
    assert_eq!((after.level, after.state), (Level::Amber, CaseState::Open));
    assert!(after.due_at < before.due_at);
    town.report(&amira, about, "spam", "again").await.unwrap();
    assert_eq!(town.only_case().await.level, Level::Amber, "a milder one takes nothing back");
}

#[tokio::test]
async fn a_raid_is_marked_once_and_changes_nothing_else() {
    let town = town().await;
    let dana = town.patient("dana").await;
    let about = Subject::persona(dana.persona);
    for n in 0..RAID_REPORTS {
        let reporter = town.patient(&format!("reporter{n}")).await;
        town.report(&reporter, about, "harassment", "").await.unwrap();
    }
    let case = town.only_case().await;
    assert!(case.raided);
    assert_eq!((case.level, town.measures(case.id).await), (Level::Green, Vec::new()));
    let late = town.patient("late").await;
    town.report(&late, about, "harassment", "").await.unwrap();
    let marks = town.happened(case.id).await.into_iter().filter(|what| what == "raid").count();
    assert_eq!(marks, 1);
}

#[tokio::test]
async fn the_same_number_of_reports_over_days_is_no_raid() {
    let town = town().await;
    let dana = town.patient("dana").await;
    for n in 0..RAID_REPORTS {
        let reporter = town.patient(&format!("reporter{n}")).await;
        town.report(&reporter, Subject::persona(dana.persona), "spam", "").await.unwrap();
        town.advance(Duration::from_secs(3_600)).await;
    }
    assert!(!town.only_case().await.raided);
}

#[tokio::test]
async fn nobody_reports_themselves() {
    let town = town().await;
    let dana = town.patient("dana").await;
    let about = Subject::persona(dana.persona);
    assert_eq!(outcome(town.report(&dana, about, "spam", "").await), "403 report_self");
    assert!(stored(&town).await.is_empty());
}

#[tokio::test]
async fn open_reports_have_a_limit() {
    let town = town().await;
    let (dana, ben) = (town.patient("dana").await, town.patient("ben").await);
    let sql = "INSERT INTO safety_report (reporter, persona, id, case_id, kind, subject, reason,
                   comment, state, created_at, updated_at)
               WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
               SELECT CAST($1 AS BIGINT), i, i, i, 'persona', i, 'spam', '', 'open', 0, 0 FROM n";
    let persona = ben.persona;
    town.act(move |tx| tx.exec(sql, (persona, REPORTS_OPEN_MAX - 1))).await.unwrap();
    let about = Subject::persona(dana.persona);
    assert_eq!(outcome(town.report(&ben, about, "spam", "").await), "ok");
    assert_eq!(outcome(town.report(&ben, about, "spam", "").await), "ok", "it joins");
    let amira = town.patient("amira").await;
    let more = town.report(&ben, Subject::persona(amira.persona), "spam", "").await;
    assert_eq!(outcome(more), "409 too_many_reports");
}

#[tokio::test]
async fn a_report_sent_many_times_at_once_is_one() {
    let town = town().await;
    let (dana, amira) = (town.patient("dana").await, town.patient("amira").await);
    let about = Subject::persona(dana.persona);
    let sent = (0..8).map(|_| town.report(&amira, about, "spam", "Sells tea"));
    let all = futures_util::future::join_all(sent).await;
    assert_eq!(all.into_iter().filter(|filed| !filed.as_ref().unwrap().joined).count(), 1);
    assert_eq!(stored(&town).await, [open("spam", "Sells tea", "persona")]);
    assert_eq!(town.all_cases().await.len(), 1);
}

#[tokio::test]
async fn who_was_erased_reports_nothing_any_more() {
    let town = town().await;
    let (dana, eli) = (town.patient("dana").await, town.patient("eli").await);
    let (db, keys) = (&town.world.db, &town.world.keys);
    commonround_identity::restore::erase_again(db, keys, eli.persona).await.unwrap();
    let late = town.report(&eli, Subject::persona(dana.persona), "spam", "").await;
    assert_eq!(outcome(late), "401 sign_in_required");
    assert!(stored(&town).await.is_empty());
}

#[test]
fn a_report_needs_a_reason_and_something_else_needs_words() {
    let why = |reason: &str, comment: &str| match Complaint::parse(reason, comment) {
        Ok(_) => "ok".to_owned(),
        Err(invalid) => commonround_kernel::Error::from(invalid).to_string(),
    };
    assert_eq!(why("spam", ""), "ok");
    assert_eq!(why("other", "Look at the third line"), "ok");
    assert_eq!(why("other", "  "), "invalid: comment=required");
    assert_eq!(why("", ""), "invalid: reason=required");
    assert_eq!(why("dislike", ""), "invalid: reason=unknown");
    let both = why("", &"x".repeat(REPORT_COMMENT_CHARS_MAX + 1));
    assert_eq!(both, "invalid: reason=required comment=too_long");
}

proptest! {
    #[test]
    fn joined_comments_keep_what_was_said_and_the_limit(before in ".{0,300}", again in ".{0,1200}") {
        let joined = joined_comment(&before, &again);
        prop_assert!(joined.starts_with(&before));
        prop_assert!(joined.chars().count() <= REPORT_COMMENT_CHARS_MAX.max(before.chars().count()));
        let once_more = joined_comment(&joined, &before);
        prop_assert_eq!(&once_more, &joined);
    }
}
