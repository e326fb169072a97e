//! Who sees what, on every surface at once: a new way to read a status belongs into `surfaces`.

use commonround_kernel::{Actor, Id, Slice};
use commonround_vocabulary::Status;

use super::town::{Town, ids, town, viewer};
use crate::model::Reaction;
use crate::testing::{Say, react};
use crate::{React, Viewer};

/// Where a reader meets a status, in words.
async fn surfaces(town: &Town, reader: Viewer, author: &Actor, id: Id<Status>) -> String {
    let mut met = Vec::new();
    let mut note = |place, there: bool| {
        if there {
            met.push(place);
        }
    };
    if let Some(persona) = reader.persona() {
        let home = town.read(move |tx| {
            crate::timeline::home(tx, &crate::Neighbours::none(), persona, Slice::first())
        });
        note("home", ids(&home.await.unwrap()).contains(&id));
    }
    note("local", ids(&town.local(reader).await).contains(&id));
    note("tag", ids(&town.tag(reader, "sight").await).contains(&id));
    note("search", ids(&town.search(reader, "visibleword").await).contains(&id));
    note("profile", ids(&town.by(reader, author).await).contains(&id));
    note("page", town.one(reader, id).await.is_ok());
    note("thread", town.thread(reader, id).await.is_ok());
    met.join(" ")
}

const OPEN: &str = "local tag search profile page thread";
const LINKED: &str = "profile page thread";

#[tokio::test]
async fn every_surface_tells_the_same_truth() {
    let town = town().await;
    let author = town.nurse("author").await;
    let stranger = town.nurse("stranger").await;
    let follower = town.nurse("follower").await;
    let blocked = town.nurse("blocked").await;
    let blocking = town.nurse("blocking").await;
    town.follow(&follower, &author).await;
    for parted in [&blocked, &blocking] {
        town.follow(parted, &author).await;
    }
    town.block(&author, &blocked).await;
    town.block(&blocking, &author).await;

    let text = "visibleword #sight";
    let public = town.say(&author, Say::public(text)).await;
    let quiet = town.say(&author, Say::quiet(text)).await;
    let private = town.say(&author, Say::followers(text)).await;

    let home = |places: &str| format!("home {places}");
    let table = [
        (Viewer::NOBODY, OPEN.to_owned(), LINKED.to_owned(), String::new()),
        (viewer(&stranger), OPEN.to_owned(), LINKED.to_owned(), String::new()),
        (viewer(&follower), home(OPEN), home(LINKED), home(LINKED)),
        (viewer(&author), home(OPEN), home(LINKED), home(LINKED)),
        (viewer(&blocked), String::new(), String::new(), String::new()),
        (viewer(&blocking), String::new(), String::new(), String::new()),
    ];
    for (reader, of_public, of_quiet, of_private) in table {
        assert_eq!(surfaces(&town, reader, &author, public).await, of_public, "{reader:?}");
        assert_eq!(surfaces(&town, reader, &author, quiet).await, of_quiet, "{reader:?}");
        assert_eq!(surfaces(&town, reader, &author, private).await, of_private, "{reader:?}");
    }
}

#[tokio::test]
async fn writes_know_nothing_of_what_is_out_of_sight() {
    let town = town().await;
    let (author, blocked) = (town.nurse("author").await, town.nurse("blocked").await);
    let id = town.say(&author, Say::public("hello")).await;
    town.block(&author, &blocked).await;
    let react = React { status: id, reaction: Reaction::MeToo, on: true };
    let actor = blocked.clone();
    let refused = town.act(move |tx| crate::react_to_status(tx, &actor, react)).await;
    assert_eq!(super::outcome(refused), "404 not_found");
    let refused = town.try_say(&blocked, Say::reply("?", id)).await;
    assert_eq!(super::outcome(refused), "404 not_found");
    let actor = blocked.clone();
    let refused = town.act(move |tx| crate::delete_status(tx, &actor, id)).await;
    assert_eq!(super::outcome(refused), "404 not_found");
}

/// A private thread is read by the followers of whoever began it, and by nobody else.
#[tokio::test]
async fn a_private_thread_has_one_audience() {
    let town = town().await;
    let (root, friend) = (town.patient("rosa").await, town.patient("friend").await);
    let (other, outsider) = (town.patient("other").await, town.patient("outsider").await);
    for follower in [&friend, &other] {
        town.follow(follower, &root).await;
    }
    town.follow(&outsider, &friend).await;
    let first = town.say(&root, Say::followers("bad night")).await;
    let answer = town.say(&friend, Say::reply("with you", first)).await;
    let second = town.say(&other, Say::reply("me too", answer)).await;

    for reader in [&root, &friend, &other] {
        let thread = town.thread(viewer(reader), first).await.unwrap();
        let below: Vec<_> = thread.below.iter().map(|b| b.card.id).collect();
        assert_eq!(below, [answer, second]);
    }
    for id in [first, answer, second] {
        assert!(town.one(viewer(&outsider), id).await.is_err());
    }
    assert!(ids(&town.home(&outsider, Slice::first()).await).is_empty());
    assert_eq!(town.one(viewer(&root), answer).await.unwrap().replies, 1);
}

/// Whom one answers can read the answer, also where it is for one's own followers only.
#[tokio::test]
async fn a_narrow_answer_reaches_who_asked() {
    let town = town().await;
    let (dana, amira) = (town.nurse("dana").await, town.patient("amira").await);
    let question = town.say(&dana, Say::public("How was the night?")).await;
    let answer = town.say(&amira, Say::reply("long", question)).await;
    assert!(town.one(viewer(&dana), answer).await.is_ok());
    let thread = town.thread(viewer(&dana), question).await.unwrap();
    assert_eq!(thread.below.len(), 1);
    assert!(town.thread(Viewer::NOBODY, question).await.unwrap().below.is_empty());
}

/// A reply does not tell of a parent that the reader may not see.
#[tokio::test]
async fn a_reply_hides_what_is_hidden_above_it() {
    let town = town().await;
    let (dana, eli, farah) =
        (town.nurse("dana").await, town.nurse("eli").await, town.nurse("farah").await);
    let root = town.say(&dana, Say::public("root")).await;
    let middle = town.say(&eli, Say::reply("middle", root)).await;
    let leaf = town.say(&dana, Say::reply("leaf", middle)).await;
    react(&town.world.db, &farah, leaf, Reaction::HelpedMe).await.unwrap();
    town.block(&eli, &farah).await;
    let thread = town.thread(viewer(&farah), leaf).await.unwrap();
    assert_eq!(thread.above.iter().map(|card| card.id).collect::<Vec<_>>(), [root]);
    assert!(thread.focus.answered.is_none() && thread.focus.is_reply);
    let below = town.thread(viewer(&farah), root).await.unwrap().below;
    assert_eq!(below.iter().map(|b| (b.card.id, b.depth)).collect::<Vec<_>>(), [(leaf, 1)]);
}
