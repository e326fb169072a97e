use std::time::Duration;

use super::stage::{Live, Stage, stage};
use crate::model::Reaction;
use crate::testing::{Say, delete, follow_tag, react};

/// Publishes what everybody sees, so that a stream has something to say after what it kept quiet.
async fn beacon(stage: &Stage, live: &mut Live, speaker: &commonround_kernel::Actor) -> String {
    stage.town.say(speaker, Say::public("beacon #beacon")).await;
    stage.town.world.settle().await;
    live.next().await
}

#[tokio::test]
async fn home_hears_of_people_and_tags_once_each() {
    let (stage, actors) = stage(&["amira", "dana", "eli"]).await;
    let [amira, dana, eli] = &actors[..] else { unreachable!() };
    stage.town.follow(amira, dana).await;
    follow_tag(&stage.town.world.db, amira, "sleep").await.unwrap();
    let mut live = stage.open("amira", "/live/home").await;

    stage.town.say(amira, Say::public("my own words, which the form has shown")).await;
    stage.town.say(eli, Say::public("a stranger")).await;
    stage.town.say(dana, Say::followers("for followers #sleep")).await;
    stage.town.say(dana, Say::public("both #sleep")).await;
    stage.town.say(eli, Say::public("a tag #Sleep")).await;
    stage.town.world.settle().await;
    for expected in ["for followers", "both", "a tag"] {
        let patch = live.next().await;
        assert!(patch.contains("target=\"#feed\" swap=\"prepend\""), "{patch}");
        assert!(patch.contains(expected), "{expected}: {patch}");
    }
}

#[tokio::test]
async fn a_stream_says_nothing_its_reader_may_not_see() {
    let (stage, actors) = stage(&["amira", "dana", "eli", "farah"]).await;
    let [amira, dana, eli, farah] = &actors[..] else { unreachable!() };
    stage.town.block(eli, amira).await;
    stage.town.mute(amira, farah).await;
    let mut local = stage.open("amira", "/live/local").await;
    let hidden = stage.town.say(eli, Say::public("blocked")).await;
    stage.town.say(farah, Say::public("muted")).await;
    stage.town.say(dana, Say::quiet("quiet")).await;
    stage.town.say(dana, Say::followers("private")).await;
    react(&stage.town.world.db, dana, hidden, Reaction::MeToo).await.unwrap();
    delete(&stage.town.world.db, eli, hidden).await.unwrap();
    let patch = beacon(&stage, &mut local, dana).await;
    assert!(patch.contains("beacon"), "{patch}");
}

#[tokio::test]
async fn counts_change_in_place_for_each_reader() {
    let (stage, actors) = stage(&["amira", "dana", "eli"]).await;
    let [amira, dana, eli] = &actors[..] else { unreachable!() };
    let id = stage.town.say(dana, Say::public("my story")).await;
    stage.town.world.settle().await;
    let mut hers = stage.open("amira", "/live/local").await;
    let mut his = stage.open("eli", "/live/local").await;
    react(&stage.town.world.db, eli, id, Reaction::HelpedMe).await.unwrap();
    stage.town.world.settle().await;
    let target = format!("target=\"#a-{id}\" swap=\"replace\"");
    let (to_her, to_him) = (hers.next().await, his.next().await);
    assert!(to_her.contains(&target) && to_him.contains(&target), "{to_her}");
    assert!(!to_her.contains("aria-pressed=\"true\"") && to_him.contains("aria-pressed=\"true\""));

    stage.town.say(amira, Say::reply("me too", id)).await;
    stage.town.world.settle().await;
    assert!(his.next().await.contains(&target), "the number of replies changed");
}

#[tokio::test]
async fn a_reply_appears_on_the_open_thread() {
    let (stage, actors) = stage(&["amira", "dana"]).await;
    let [amira, dana] = &actors[..] else { unreachable!() };
    let id = stage.town.say(dana, Say::public("a question?")).await;
    stage.town.world.settle().await;
    let mut live = stage.open("dana", &format!("/live/threads/{id}")).await;
    let reply = stage.town.say(amira, Say::reply("an answer", id)).await;
    stage.town.world.settle().await;
    let both = [live.next().await, live.next().await];
    let below = format!("target=\"#below-{id}\" swap=\"append\"");
    assert!(both.iter().any(|patch| patch.contains(&below) && patch.contains("an answer")));
    assert!(both.iter().any(|patch| patch.contains(&format!("target=\"#a-{id}\""))));

    delete(&stage.town.world.db, amira, reply).await.unwrap();
    stage.town.world.settle().await;
    let gone = live.next().await;
    assert!(gone.contains(&format!("target=\"#s-{reply}\" swap=\"replace\"")), "{gone}");
    assert!(!gone.contains("an answer"));
}

#[tokio::test]
async fn a_deleted_status_leaves_open_lists() {
    let (stage, actors) = stage(&["amira", "dana"]).await;
    let id = stage.town.say(&actors[1], Say::public("hello #sleep")).await;
    stage.town.world.settle().await;
    let mut live = stage.open("", "/live/local").await;
    delete(&stage.town.world.db, &actors[1], id).await.unwrap();
    stage.town.world.settle().await;
    assert!(live.next().await.contains(&format!("target=\"#s-{id}\" swap=\"remove\"")));
}

#[tokio::test]
async fn streams_of_what_is_out_of_sight_do_not_open() {
    let (stage, actors) = stage(&["amira", "dana"]).await;
    let id = stage.town.say(&actors[1], Say::followers("private")).await;
    stage.town.world.advance(Duration::from_millis(1));
    let came = stage.get("amira", "application/json", &format!("/live/threads/{id}")).await;
    assert_eq!(came.refusal(), "404 not_found");
    let came = stage.get("", "application/json", "/live/home").await;
    assert_eq!(came.refusal(), "401 sign_in_required");
}
