use commonround_kernel::Actor;

use super::town::{Town, town};
use crate::model::Reaction;
use crate::testing::Say;
use crate::{React, react_to_status};

/// What each person was told, as `kind` in order.
async fn told(town: &Town, to: &Actor) -> Vec<String> {
    let sql = "SELECT payload FROM db_outbox WHERE topic = 'notify.notice.raised.v1' ORDER BY id";
    let rows = town.read(move |tx| tx.query(sql, (), |row| row.get::<String>(0))).await.unwrap();
    let to = to.persona.to_string();
    let values = rows.iter().map(|raw| serde_json::from_str::<serde_json::Value>(raw).unwrap());
    let mine = values.filter(|value| value["to"] == serde_json::Value::String(to.clone()));
    mine.map(|value| value["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn follows_replies_mentions_and_reactions_are_told_once_each() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    town.follow(&eli, &dana).await;
    let said = town.say(&dana, Say::public("hello")).await;
    let reply = Say { in_reply_to: Some(said), ..Say::public("hello @dana") };
    town.say(&eli, reply).await;
    town.say(&eli, Say::public("I met @dana and @dana")).await;
    for on in [true, true, false] {
        let (by, act) = (eli.clone(), React { status: said, reaction: Reaction::ThankYou, on });
        town.act(move |tx| react_to_status(tx, &by, act)).await.unwrap();
    }
    assert_eq!(told(&town, &dana).await, ["follow", "reply", "mention", "reaction"]);
    assert!(told(&town, &eli).await.is_empty());
}

#[tokio::test]
async fn who_is_muted_or_blocked_or_may_not_read_it_is_not_told() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    town.mute(&dana, &eli).await;
    town.say(&eli, Say::public("I met @dana")).await;
    assert!(told(&town, &dana).await.is_empty(), "muted");
    let rosa = town.patient("rosa").await;
    town.say(&rosa, Say { text: "for my followers, @eli", ..Say::default() }).await;
    assert!(told(&town, &eli).await.is_empty(), "not for eli to read");
    town.block(&rosa, &eli).await;
    town.say(&eli, Say::public("I met @rosa")).await;
    assert!(told(&town, &rosa).await.is_empty(), "blocked");
}
