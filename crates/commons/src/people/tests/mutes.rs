use std::time::Duration;

use commonround_kernel::{Actor, Slice, Timestamp};

use super::refusal;
use super::town::{Town, town};
use crate::people::{MuteEnd, Relation, lists, mute_persona, unmute_persona};

const DAY: Duration = Duration::from_secs(86_400);

async fn mute(town: &Town, by: &Actor, target: &Actor, end: MuteEnd) -> Relation {
    let (actor, target) = (by.clone(), target.persona);
    town.act(move |tx| mute_persona(tx, &actor, target, end)).await.unwrap()
}

fn days(town: &Town, count: i64) -> MuteEnd {
    MuteEnd::after_days(town.world.env.now(), count).unwrap()
}

#[tokio::test]
async fn a_mute_is_silent_and_stands_until_taken_back() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    town.follow(&amira, &dana).await.unwrap();
    town.heard().await;
    for _ in 0..2 {
        let relation = mute(&town, &amira, &dana, MuteEnd::NEVER).await;
        assert!(relation.muting && relation.following, "a mute ends no follow");
    }
    let seen_by_dana = town.relation(&dana, &amira).await;
    assert_eq!(seen_by_dana, Relation { followed_by: true, ..Relation::default() });
    town.advance(DAY * 400).await;
    assert!(town.relation(&amira, &dana).await.muting);
    let actor = amira.clone();
    let muted = town.act(move |tx| lists::mutes(tx, &actor, Slice::first())).await.unwrap();
    assert_eq!(muted.rows.len(), 1, "muted twice, listed once");
    for _ in 0..2 {
        let (actor, target) = (amira.clone(), dana.persona);
        let relation = town.act(move |tx| unmute_persona(tx, &actor, target)).await.unwrap();
        assert!(!relation.muting);
    }
    assert!(town.heard().await.is_empty(), "nobody hears of mutes");
}

#[tokio::test]
async fn a_mute_with_an_end_ends_by_itself() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let end = days(&town, 7);
    let relation = mute(&town, &amira, &dana, end).await;
    let until: Timestamp = relation.muting_until.unwrap();
    assert_eq!(until, town.world.env.now() + DAY * 7);
    town.advance(DAY * 6).await;
    assert!(town.relation(&amira, &dana).await.muting);
    town.advance(DAY).await;
    assert!(!town.relation(&amira, &dana).await.muting);
}

#[tokio::test]
async fn muting_again_moves_the_end() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    mute(&town, &amira, &dana, days(&town, 1)).await;
    mute(&town, &amira, &dana, days(&town, 3)).await;
    town.advance(DAY * 2).await;
    assert!(town.relation(&amira, &dana).await.muting, "the first end is off");
    mute(&town, &amira, &dana, MuteEnd::NEVER).await;
    town.advance(DAY * 5).await;
    assert!(town.relation(&amira, &dana).await.muting, "the second end is off, too");
}

#[tokio::test]
async fn nobody_mutes_themselves() {
    let town = town().await;
    let dana = town.dana().await;
    let refused = town.act(move |tx| mute_persona(tx, &dana, dana.persona, MuteEnd::NEVER)).await;
    assert_eq!(refusal(refused), "403 mute_self");
}
