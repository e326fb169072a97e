use commonround_kernel::{Actor, Id, Result};
use commonround_vocabulary::Status;

use super::outcome;
use super::town::{Town, town, viewer};
use crate::model::{Counts, Reaction};
use crate::testing::Say;
use crate::{React, Viewer};

async fn press(
    town: &Town,
    actor: &Actor,
    status: Id<Status>,
    reaction: Reaction,
    on: bool,
) -> Result<()> {
    let actor = actor.clone();
    let act = React { status, reaction, on };
    town.act(move |tx| crate::react_to_status(tx, &actor, act)).await
}

#[tokio::test]
async fn each_kind_counts_once_a_person() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let id = town.say(&dana, Say::public("my story")).await;
    for _ in 0..2 {
        press(&town, &eli, id, Reaction::HelpedMe, true).await.unwrap();
        press(&town, &eli, id, Reaction::MeToo, true).await.unwrap();
    }
    let card = town.one(viewer(&eli), id).await.unwrap();
    assert_eq!(card.counts, Counts { helped_me: 1, me_too: 1, ..Counts::default() });
    assert_eq!(card.mine.iter().collect::<Vec<_>>(), [Reaction::HelpedMe, Reaction::MeToo]);
    let card = town.one(Viewer::NOBODY, id).await.unwrap();
    assert_eq!(card.mine.iter().count(), 0);

    for _ in 0..2 {
        press(&town, &eli, id, Reaction::HelpedMe, false).await.unwrap();
    }
    let card = town.one(viewer(&eli), id).await.unwrap();
    assert_eq!(card.counts, Counts { me_too: 1, ..Counts::default() });
}

#[tokio::test]
async fn reactions_are_refused_where_they_mean_nothing() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let open = town.say(&dana, Say::public("open")).await;
    let closed = town.say(&dana, Say::followers("closed")).await;
    let thanks = Reaction::ThankYou;
    assert_eq!(outcome(press(&town, &dana, open, thanks, true).await), "403 own_status");
    assert_eq!(outcome(press(&town, &eli, closed, thanks, true).await), "404 not_found");
    crate::testing::delete(&town.world.db, &dana, open).await.unwrap();
    assert_eq!(outcome(press(&town, &eli, open, thanks, true).await), "410 status_deleted");
}
