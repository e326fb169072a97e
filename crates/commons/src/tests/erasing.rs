use commonround_kernel::Slice;

use super::outcome;
use super::town::{ids, town};
use crate::Viewer;
use crate::limits::ROWS_PER_UNIT;
use crate::model::{Counts, Reaction};
use crate::testing::{Say, follow_tag, react};

#[tokio::test]
async fn what_somebody_said_and_did_goes_with_the_account() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let db = &town.world.db;
    let kept = town.say(&dana, Say::public("kept #sleep")).await;
    react(db, &eli, kept, Reaction::ThankYou).await.unwrap();
    follow_tag(db, &eli, "sleep").await.unwrap();
    let mut gone = Vec::new();
    for _ in 0..=ROWS_PER_UNIT {
        gone.push(town.say(&eli, Say::public("gone #sleep")).await);
    }
    let reply = town.say(&eli, Say::reply("also gone", kept)).await;

    town.leave(&eli).await;
    town.leave(&eli).await;
    assert_eq!(ids(&town.local(Viewer::NOBODY).await), [kept]);
    assert_eq!(ids(&town.tag(Viewer::NOBODY, "sleep").await), [kept]);
    assert!(town.search(Viewer::NOBODY, "gone").await.cards.is_empty());
    let card = town.one(Viewer::NOBODY, kept).await.unwrap();
    assert_eq!((card.counts, card.replies), (Counts::default(), 0));
    assert_eq!(outcome(town.one(Viewer::NOBODY, reply).await), "410 status_deleted");
    assert!(town.home(&eli, Slice::first()).await.cards.is_empty());

    let persona = eli.persona;
    let left = town.read(move |tx| {
        let mut left = 0_i64;
        for sql in [
            "SELECT COUNT(*) FROM commons_status WHERE author = $1 AND (html <> '' OR plain <> '')",
            "SELECT COUNT(*) FROM commons_reaction WHERE persona = $1",
            "SELECT COUNT(*) FROM commons_tag_follow WHERE persona = $1",
            "SELECT COUNT(*) FROM commons_idempotency WHERE persona = $1",
        ] {
            left += tx.one(sql, (persona,), |row| row.get::<i64>(0))?;
        }
        Ok(left)
    });
    assert_eq!(left.await.unwrap(), 0);
}
