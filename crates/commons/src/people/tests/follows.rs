use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Persona, Result, Role, Slice};

use super::refusal;
use super::town::{Town, town};
use crate::people::{
    FollowRequest, ProfileInput, Relation, accept_follow_request, lists, reject_follow_request,
    remove_follower, unfollow_persona,
};

const STARTED: &str = "commons.follow.started.v1";
const ENDED: &str = "commons.follow.ended.v1";
const REQUESTED: &str = "commons.follow.requested.v1";

async fn unfollow(town: &Town, follower: &Actor, followed: &Actor) {
    let (actor, target) = (follower.clone(), followed.persona);
    town.act(move |tx| unfollow_persona(tx, &actor, target)).await.unwrap();
}

/// The id of the newest request that waits for `asked`.
async fn waiting(town: &Town, asked: &Actor) -> Option<Id<FollowRequest>> {
    let actor = asked.clone();
    let found = town.act(move |tx| lists::follow_requests(tx, &actor, Slice::first())).await;
    found.unwrap().rows.first().map(|row| Id::from_i64(row.cursor))
}

type Answer = fn(&mut Tx<'_>, &Actor, Id<FollowRequest>) -> Result<(Relation, Id<Persona>)>;

async fn answer(town: &Town, act: Answer, by: &Actor, id: Id<FollowRequest>) -> Result<()> {
    let actor = by.clone();
    town.act(move |tx| act(tx, &actor, id).map(drop)).await
}

#[tokio::test]
async fn a_follow_starts_once_and_ends_once() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    assert!(town.follow(&amira, &dana).await.unwrap().following);
    assert!(town.follow(&amira, &dana).await.unwrap().following);
    assert!(town.relation(&dana, &amira).await.followed_by);
    assert_eq!(town.heard().await, [STARTED]);
    unfollow(&town, &amira, &dana).await;
    unfollow(&town, &amira, &dana).await;
    assert!(!town.relation(&amira, &dana).await.following);
    assert_eq!(town.heard().await, [ENDED]);
}

#[tokio::test]
async fn nobody_follows_themselves() {
    let town = town().await;
    let dana = town.dana().await;
    assert_eq!(refusal(town.follow(&dana, &dana).await), "403 follow_self");
    assert!(town.heard().await.is_empty());
}

#[tokio::test]
async fn a_locked_account_is_asked_and_accepts() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    town.lock(&amira).await;
    let relation = town.follow(&dana, &amira).await.unwrap();
    assert!(relation.requested && !relation.following);
    assert!(town.relation(&amira, &dana).await.requested_by);
    town.follow(&dana, &amira).await.unwrap();
    assert_eq!(town.heard().await, [REQUESTED], "asking again asks nothing new");

    let id = waiting(&town, &amira).await.unwrap();
    answer(&town, accept_follow_request, &amira, id).await.unwrap();
    answer(&town, accept_follow_request, &amira, id).await.unwrap();
    let relation = town.relation(&dana, &amira).await;
    assert!(relation.following && !relation.requested);
    assert_eq!(waiting(&town, &amira).await, None);
    assert_eq!(town.heard().await, [STARTED]);
    let late = answer(&town, reject_follow_request, &amira, id).await;
    assert_eq!(refusal(late), "409 request_answered");
}

#[tokio::test]
async fn a_rejected_request_leaves_no_follow_and_may_be_made_again() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    town.lock(&amira).await;
    town.follow(&dana, &amira).await.unwrap();
    let first = waiting(&town, &amira).await.unwrap();
    answer(&town, reject_follow_request, &amira, first).await.unwrap();
    answer(&town, reject_follow_request, &amira, first).await.unwrap();
    let relation = town.relation(&dana, &amira).await;
    assert!(!relation.requested && !relation.following);
    let late = answer(&town, accept_follow_request, &amira, first).await;
    assert_eq!(refusal(late), "409 request_answered");

    assert!(town.follow(&dana, &amira).await.unwrap().requested);
    assert_ne!(waiting(&town, &amira).await, Some(first));
    assert_eq!(town.heard().await, [REQUESTED, REQUESTED]);
}

#[tokio::test]
async fn a_request_of_others_does_not_exist() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let ben = town.join("ben", Role::Caregiver).await;
    town.lock(&amira).await;
    town.follow(&dana, &amira).await.unwrap();
    let id = waiting(&town, &amira).await.unwrap();
    for stranger in [&ben, &dana] {
        assert_eq!(
            refusal(answer(&town, accept_follow_request, stranger, id).await),
            "404 not_found"
        );
        assert_eq!(
            refusal(answer(&town, reject_follow_request, stranger, id).await),
            "404 not_found"
        );
    }
    let nothing = Id::from_i64(12_345);
    assert_eq!(
        refusal(answer(&town, accept_follow_request, &amira, nothing).await),
        "404 not_found"
    );
    assert!(town.relation(&dana, &amira).await.requested);
}

#[tokio::test]
async fn unfollowing_withdraws_the_request() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    town.lock(&amira).await;
    town.follow(&dana, &amira).await.unwrap();
    unfollow(&town, &dana, &amira).await;
    assert!(!town.relation(&dana, &amira).await.requested);
    assert_eq!(waiting(&town, &amira).await, None);
    assert_eq!(town.heard().await, [REQUESTED], "no follow ended, since none began");
}

#[tokio::test]
async fn an_account_that_was_unlocked_since_can_be_followed_at_once() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    town.lock(&amira).await;
    town.follow(&dana, &amira).await.unwrap();
    let open = ProfileInput { locked: Some(false), ..Default::default() };
    town.edit(&amira, open).await.unwrap();
    assert!(town.relation(&dana, &amira).await.requested, "nothing is accepted by itself");
    assert!(town.follow(&dana, &amira).await.unwrap().following);
    assert_eq!(waiting(&town, &amira).await, None);
}

#[tokio::test]
async fn a_removed_follower_is_gone_and_may_come_back() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    town.follow(&amira, &dana).await.unwrap();
    town.heard().await;
    for _ in 0..2 {
        let (actor, follower) = (dana.clone(), amira.persona);
        let relation = town.act(move |tx| remove_follower(tx, &actor, follower)).await.unwrap();
        assert!(!relation.followed_by);
    }
    assert_eq!(town.heard().await, [ENDED]);
    assert!(town.follow(&amira, &dana).await.unwrap().following);
}

#[tokio::test]
async fn pressing_many_times_at_once_counts_once() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let ben = town.join("ben", Role::Caregiver).await;
    town.lock(&amira).await;
    let all = futures_util::future::join_all((0..8).map(|_| town.follow(&ben, &dana))).await;
    assert!(all.into_iter().all(|pressed| pressed.unwrap().following));
    assert_eq!(town.heard().await, [STARTED]);
    let all = futures_util::future::join_all((0..8).map(|_| town.follow(&ben, &amira))).await;
    assert!(all.into_iter().all(|pressed| pressed.unwrap().requested));
    assert_eq!(town.heard().await, [REQUESTED]);
}
