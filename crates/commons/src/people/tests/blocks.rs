use commonround_kernel::{Role, Slice};

use super::refusal;
use super::town::town;
use crate::people::policy::Sight;
use crate::people::profile::view_of;
use crate::people::{lists, unblock_persona};

#[tokio::test]
async fn a_block_ends_follows_both_ways_and_beats_new_ones() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    town.follow(&dana, &amira).await.unwrap();
    town.follow(&amira, &dana).await.unwrap();
    town.heard().await;
    for _ in 0..2 {
        let relation = town.block(&amira, &dana).await.unwrap();
        assert!(relation.blocking && !relation.following && !relation.followed_by);
    }
    assert_eq!(town.heard().await, ["commons.follow.ended.v1"; 2]);
    assert_eq!(refusal(town.follow(&dana, &amira).await), "403 follow_blocked");
    assert_eq!(refusal(town.follow(&amira, &dana).await), "403 follow_blocked");
    assert!(town.relation(&dana, &amira).await.blocked_by);
    assert!(town.heard().await.is_empty());
}

#[tokio::test]
async fn a_block_forgets_requests_and_taking_it_back_restores_none() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    town.lock(&amira).await;
    town.follow(&dana, &amira).await.unwrap();
    town.block(&amira, &dana).await.unwrap();
    for _ in 0..2 {
        let (actor, target) = (amira.clone(), dana.persona);
        town.act(move |tx| unblock_persona(tx, &actor, target)).await.unwrap();
    }
    assert_eq!(town.relation(&amira, &dana).await, crate::people::Relation::default());
}

#[tokio::test]
async fn only_the_blocker_takes_a_block_back() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    town.block(&amira, &dana).await.unwrap();
    let (actor, target) = (dana.clone(), amira.persona);
    town.act(move |tx| unblock_persona(tx, &actor, target)).await.unwrap();
    assert!(town.relation(&amira, &dana).await.blocking);
}

#[tokio::test]
async fn nobody_blocks_themselves() {
    let town = town().await;
    let dana = town.dana().await;
    assert_eq!(refusal(town.block(&dana, &dana).await), "403 block_self");
}

#[tokio::test]
async fn the_blocked_reader_gets_a_name_and_nothing_else() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let ben = town.join("ben", Role::Caregiver).await;
    let told = crate::people::ProfileInput {
        intro: Some("Nights on the ward".to_owned()),
        pronouns: Some("she/her".to_owned()),
        ..Default::default()
    };
    town.edit(&dana, told).await.unwrap();
    town.follow(&ben, &dana).await.unwrap();
    town.block(&dana, &amira).await.unwrap();

    let card = town.card(dana.persona).await;
    let (blocked, other) = (amira.persona, ben.persona);
    let views = town
        .act(move |tx| {
            Ok((view_of(tx, Some(blocked), card.clone())?, view_of(tx, Some(other), card.clone())?))
        })
        .await;
    let (for_blocked, for_other) = views.unwrap();
    assert_eq!(for_blocked.sight, Sight::NameOnly);
    assert_eq!(for_blocked.about, crate::people::model::About::default());
    assert_eq!((for_blocked.followers, for_blocked.lists_open), (0, false));
    assert_eq!(for_other.sight, Sight::Whole);
    assert_eq!((for_other.about.pronouns.as_str(), for_other.followers), ("she/her", 1));
}

#[tokio::test]
async fn a_block_hides_both_in_lists_of_others() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let ben = town.join("ben", Role::Caregiver).await;
    let okoye = town.join("okoye", Role::HealthWorker).await;
    town.follow(&amira, &dana).await.unwrap();
    town.follow(&ben, &dana).await.unwrap();
    town.block(&amira, &ben).await.unwrap();
    let card = town.card(dana.persona).await;
    let who = async |viewer| {
        let card = card.clone();
        let page = town.act(move |tx| lists::followers(tx, viewer, &card, Slice::first())).await;
        page.unwrap().rows.into_iter().map(|row| row.card.handle).collect::<Vec<_>>()
    };
    assert_eq!(who(Some(amira.persona)).await, ["amira"]);
    assert_eq!(who(Some(ben.persona)).await, ["ben"]);
    assert_eq!(who(Some(okoye.persona)).await, ["ben", "amira"]);
    assert_eq!(who(None).await, ["ben", "amira"]);
}
