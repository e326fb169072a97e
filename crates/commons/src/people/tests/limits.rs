use commonround_kernel::{Actor, Role};

use super::refusal;
use super::town::{Town, town};
use crate::people::limits::{BLOCKS_MAX, FOLLOWS_MAX, MUTES_MAX};
use crate::people::{MuteEnd, mute_persona};

/// Fills a table with rows of the actor, all but the last that the limit allows.
async fn fill(town: &Town, actor: &Actor, columns: &str, values: &str, limit: usize) {
    let sql = format!(
        "INSERT INTO {columns}
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
         SELECT CAST($1 AS BIGINT), {values} FROM n"
    );
    let persona = actor.persona;
    town.act(move |tx| tx.exec(&sql, (persona, limit - 1))).await.unwrap();
}

#[tokio::test]
async fn follows_and_requests_together_have_a_limit() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    town.lock(&amira).await;
    let columns = "commons_follow (follower, followed, id, created_at)";
    let ben = town.join("ben", Role::Caregiver).await;
    fill(&town, &ben, columns, "i, i, 0", FOLLOWS_MAX).await;
    assert!(town.follow(&ben, &amira).await.unwrap().requested);
    assert_eq!(refusal(town.follow(&ben, &dana).await), "409 too_many_follows");
    assert!(town.follow(&ben, &amira).await.unwrap().requested, "what stands is no new one");
}

#[tokio::test]
async fn blocks_and_mutes_have_a_limit() {
    let town = town().await;
    let (dana, amira) = (town.dana().await, town.amira().await);
    let ben = town.join("ben", Role::Caregiver).await;
    let columns = "commons_block (blocker, blocked, id, created_at)";
    fill(&town, &ben, columns, "i, i, 0", BLOCKS_MAX).await;
    town.block(&ben, &dana).await.unwrap();
    town.block(&ben, &dana).await.unwrap();
    assert_eq!(refusal(town.block(&ben, &amira).await), "409 too_many_blocks");

    let columns = "commons_mute (muter, muted, id, created_at)";
    fill(&town, &ben, columns, "i, i, 0", MUTES_MAX).await;
    for (target, expected) in [(&dana, None), (&dana, None), (&amira, Some("409 too_many_mutes"))] {
        let (actor, target) = (ben.clone(), target.persona);
        let muted = town.act(move |tx| mute_persona(tx, &actor, target, MuteEnd::NEVER)).await;
        match expected {
            None => assert!(muted.unwrap().muting),
            Some(refused) => assert_eq!(refusal(muted), refused),
        }
    }
}
