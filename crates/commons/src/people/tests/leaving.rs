use commonround_kernel::{Role, Slice};
use commonround_web::Lang;

use super::town::town;
use crate::people::policy::Relation;
use crate::people::{Complaint, MuteEnd, Query, lists, mute_persona, report_persona, search};

#[tokio::test]
async fn who_leaves_leaves_nothing_behind() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let ben = town.join("ben", Role::Caregiver).await;
    town.follow(&amira, &dana).await.unwrap();
    town.follow(&dana, &amira).await.unwrap();
    town.block(&ben, &dana).await.unwrap();
    let (muter, muted) = (amira.clone(), dana.persona);
    town.act(move |tx| mute_persona(tx, &muter, muted, MuteEnd::NEVER)).await.unwrap();
    let complaint = Complaint::parse("harassment", "words of a patient").unwrap();
    let (reporter, target) = (dana.clone(), amira.persona);
    town.act(move |tx| report_persona(tx, &reporter, target, &complaint)).await.unwrap();

    town.leave(&dana).await;
    town.leave(&dana).await;

    assert_eq!(town.relation(&amira, &dana).await, Relation::default());
    assert_eq!(town.relation(&ben, &dana).await, Relation::default());
    let query = Query::parse("dana", Lang::En).unwrap();
    let found = town.act(move |tx| search(tx, None, &query, Slice::first())).await.unwrap();
    assert!(found.rows.is_empty());
    let listed = town.act(|tx| lists::directory(tx, None, Slice::first())).await.unwrap();
    assert!(listed.rows.is_empty());
    let comments = town
        .act(|tx| {
            tx.query("SELECT comment, state FROM commons_report", (), |row| {
                Ok((row.get::<String>(0)?, row.get::<String>(1)?))
            })
        })
        .await
        .unwrap();
    assert_eq!(comments, [(String::new(), "open".to_owned())], "that it was reported stays");
}

#[tokio::test]
async fn reports_about_who_left_are_closed() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let complaint = Complaint::parse("spam", "").unwrap();
    let (reporter, target) = (amira.clone(), dana.persona);
    town.act(move |tx| report_persona(tx, &reporter, target, &complaint)).await.unwrap();
    town.leave(&dana).await;
    let states = town
        .act(|tx| tx.query("SELECT state FROM commons_report", (), |row| row.get::<String>(0)))
        .await
        .unwrap();
    assert_eq!(states, ["closed"]);
}
