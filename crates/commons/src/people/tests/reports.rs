use commonround_kernel::{Actor, Error, Id, Result, Role};
use commonround_vocabulary::Status;

use super::refusal;
use super::town::{Town, town};
use crate::people::{Complaint, Filed, report_persona, report_status};
use crate::testing::{Say, delete, say};

const FILED: &str = "commons.report.filed.v1";

async fn persona(
    town: &Town,
    by: &Actor,
    about: &Actor,
    reason: &str,
    comment: &str,
) -> Result<Filed> {
    let complaint = Complaint::parse(reason, comment)?;
    let (actor, target) = (by.clone(), about.persona);
    town.act(move |tx| report_persona(tx, &actor, target, &complaint)).await
}

async fn status(town: &Town, by: &Actor, about: Id<Status>) -> Result<Filed> {
    let complaint = Complaint::parse("harmful_advice", "")?;
    let actor = by.clone();
    town.act(move |tx| report_status(tx, &actor, about, &complaint)).await
}

/// Every stored report as (reason, comment, state, about a status).
async fn stored(town: &Town) -> Vec<(String, String, String, bool)> {
    let sql = "SELECT reason, comment, state, status IS NOT NULL FROM commons_report ORDER BY id";
    let read = move |tx: &mut commonround_db::Tx<'_>| {
        tx.query(sql, (), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
    };
    town.act(read).await.unwrap()
}

fn open(reason: &str, comment: &str, status: bool) -> (String, String, String, bool) {
    (reason.to_owned(), comment.to_owned(), "open".to_owned(), status)
}

#[tokio::test]
async fn a_report_of_the_same_thing_by_the_same_person_joins() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let first = persona(&town, &amira, &dana, "spam", "Sells tea").await.unwrap();
    let again = persona(&town, &amira, &dana, "spam", "Sells tea").await.unwrap();
    let more = persona(&town, &amira, &dana, "harassment", "Now threatens").await.unwrap();
    assert!(!first.joined && again.joined && more.joined);
    assert_eq!([again.report, more.report], [first.report; 2]);
    assert_eq!(stored(&town).await, [open("harassment", "Sells tea\n\nNow threatens", false)]);
    assert_eq!(town.heard().await, [FILED], "one report, announced once");
}

#[tokio::test]
async fn another_person_and_another_thing_are_other_reports() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let ben = town.join("ben", Role::Caregiver).await;
    let post = say(&town.world.db, &dana, Say::public("Vinegar cures everything")).await.unwrap();
    persona(&town, &amira, &dana, "spam", "").await.unwrap();
    persona(&town, &ben, &dana, "spam", "").await.unwrap();
    status(&town, &amira, post).await.unwrap();
    assert!(status(&town, &amira, post).await.unwrap().joined);
    let all = [open("spam", "", false), open("spam", "", false), open("harmful_advice", "", true)];
    assert_eq!(stored(&town).await, all);
}

#[tokio::test]
async fn a_block_shields_nobody_from_a_report() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let post = say(&town.world.db, &dana, Say::public("Something cruel")).await.unwrap();
    town.block(&dana, &amira).await.unwrap();
    persona(&town, &amira, &dana, "harassment", "").await.unwrap();
    status(&town, &amira, post).await.unwrap();
    assert_eq!(stored(&town).await.len(), 2);
}

#[tokio::test]
async fn what_one_may_not_see_is_not_there_to_report() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let ben = town.join("ben", Role::Caregiver).await;
    town.follow(&ben, &dana).await.unwrap();
    let post = say(&town.world.db, &dana, Say::followers("For followers")).await.unwrap();
    assert_eq!(refusal(status(&town, &amira, post).await), "404 not_found");
    status(&town, &ben, post).await.unwrap();
    let nothing = Id::from_i64(12_345);
    assert_eq!(refusal(status(&town, &ben, nothing).await), "404 not_found");
    delete(&town.world.db, &dana, post).await.unwrap();
    assert!(matches!(status(&town, &ben, post).await, Err(Error::Gone("status_deleted"))));
}

#[tokio::test]
async fn nobody_reports_themselves() {
    let town = town().await;
    let dana = town.dana().await;
    let post = say(&town.world.db, &dana, Say::public("Hello")).await.unwrap();
    assert_eq!(refusal(persona(&town, &dana, &dana, "spam", "").await), "403 report_self");
    assert_eq!(refusal(status(&town, &dana, post).await), "403 report_self");
    assert!(stored(&town).await.is_empty());
}

#[tokio::test]
async fn a_report_sent_many_times_at_once_is_one() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let sent = (0..8).map(|_| persona(&town, &amira, &dana, "spam", "Sells tea"));
    let all = futures_util::future::join_all(sent).await;
    assert_eq!(all.into_iter().filter(|filed| !filed.as_ref().unwrap().joined).count(), 1);
    assert_eq!(stored(&town).await, [open("spam", "Sells tea", false)]);
    assert_eq!(town.heard().await, [FILED]);
}
