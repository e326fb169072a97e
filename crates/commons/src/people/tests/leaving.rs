use commonround_kernel::{Role, Slice};
use commonround_web::Lang;

use super::town::town;
use crate::people::policy::Relation;
use crate::people::{MuteEnd, Query, lists, mute_persona, search};

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

    town.leave(&dana).await;
    town.leave(&dana).await;

    assert_eq!(town.relation(&amira, &dana).await, Relation::default());
    assert_eq!(town.relation(&ben, &dana).await, Relation::default());
    let query = Query::parse("dana", Lang::En).unwrap();
    let found = town.act(move |tx| search(tx, None, &query, Slice::first())).await.unwrap();
    assert!(found.rows.is_empty());
    let listed = town.act(|tx| lists::directory(tx, None, Slice::first())).await.unwrap();
    assert!(listed.rows.is_empty());
}
