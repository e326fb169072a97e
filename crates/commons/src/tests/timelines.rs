use commonround_kernel::Slice;

use super::outcome;
use super::town::{ids, town, viewer};
use crate::Viewer;
use crate::limits::TAG_FOLLOWS_MAX;
use crate::testing::{Say, follow_tag};

#[tokio::test]
async fn home_is_what_one_follows_newest_first() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let (farah, amira) = (town.nurse("farah").await, town.patient("amira").await);
    town.follow(&amira, &dana).await;
    follow_tag(&town.world.db, &amira, "#Sleep").await.unwrap();

    let followed = town.say(&dana, Say::public("followed")).await;
    let private = town.say(&dana, Say::followers("for followers")).await;
    let tagged = town.say(&eli, Say::public("a tag I follow #sleep")).await;
    let both = town.say(&dana, Say::public("both #SLEEP")).await;
    let own = town.say(&amira, Say::followers("mine")).await;
    town.say(&eli, Say::public("a stranger")).await;
    town.say(&eli, Say::quiet("a quiet stranger #sleep")).await;
    town.say(&farah, Say::followers("a private stranger #sleep")).await;

    let home = town.home(&amira, Slice::first()).await;
    assert_eq!(ids(&home), [own, both, tagged, private, followed]);
    assert_eq!(home.next, None);
}

#[tokio::test]
async fn home_shows_replies_to_people_one_knows() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let (farah, amira) = (town.nurse("farah").await, town.nurse("amira").await);
    town.follow(&amira, &dana).await;
    town.follow(&amira, &eli).await;
    let stranger = town.say(&farah, Say::public("a stranger asks")).await;
    let known = town.say(&eli, Say::public("a friend asks")).await;
    let mine = town.say(&amira, Say::public("I ask")).await;
    town.say(&dana, Say::reply("to a stranger", stranger)).await;
    let to_friend = town.say(&dana, Say::reply("to a friend", known)).await;
    let to_me = town.say(&dana, Say::reply("to me", mine)).await;
    let own_thread = town.say(&dana, Say::reply("and another thing", to_friend)).await;
    let home = town.home(&amira, Slice::first()).await;
    assert_eq!(ids(&home), [own_thread, to_me, to_friend, mine, known]);
}

#[tokio::test]
async fn home_looks_back_as_far_as_it_must() {
    let town = town().await;
    let (dana, amira) = (town.nurse("dana").await, town.patient("amira").await);
    town.follow(&amira, &dana).await;
    let mut said = Vec::new();
    for days in [400, 100, 10, 1] {
        said.insert(0, town.say(&dana, Say::public("then")).await);
        town.world.advance(std::time::Duration::from_secs(days * 86_400));
    }
    assert_eq!(ids(&town.home(&amira, Slice::first()).await), said);
    let older = Slice { before: Some(said[1].get()), ..Slice::first() };
    assert_eq!(ids(&town.home(&amira, older).await), said[2..]);
    let newer = Slice { after: Some(said[2].get()), ..Slice::first() };
    assert_eq!(ids(&town.home(&amira, newer).await), said[..2]);
}

#[tokio::test]
async fn lists_leave_out_whom_one_mutes_and_profiles_do_not() {
    let town = town().await;
    let (dana, amira) = (town.nurse("dana").await, town.patient("amira").await);
    town.follow(&amira, &dana).await;
    let id = town.say(&dana, Say::public("loud #sleep")).await;
    town.mute(&amira, &dana).await;
    let me = viewer(&amira);
    assert!(town.home(&amira, Slice::first()).await.cards.is_empty());
    assert!(town.local(me).await.cards.is_empty());
    assert!(town.tag(me, "sleep").await.cards.is_empty());
    assert!(town.search(me, "loud").await.cards.is_empty());
    assert_eq!(ids(&town.by(me, &dana).await), [id]);
    assert!(town.one(me, id).await.is_ok());
}

#[tokio::test]
async fn local_is_where_public_conversations_begin() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let first = town.say(&dana, Say::public("first")).await;
    town.say(&eli, Say::reply("an answer", first)).await;
    town.say(&eli, Say::quiet("quiet")).await;
    let last = town.say(&eli, Say::public("last")).await;
    assert_eq!(ids(&town.local(Viewer::NOBODY).await), [last, first]);
}

#[tokio::test]
async fn a_tag_lists_public_words_however_it_is_spelt() {
    let town = town().await;
    let dana = town.nurse("dana").await;
    let a = town.say(&dana, Say::public("#SantéMentale d'abord")).await;
    let b = town.say(&dana, Say::reply("aussi #santementale", a)).await;
    town.say(&dana, Say::quiet("#SantéMentale")).await;
    assert_eq!(ids(&town.tag(Viewer::NOBODY, "SANTÉMENTALE").await), [b, a]);
    let asked = crate::model::TagName::parse("santementale").unwrap();
    let view = town.read(move |tx| {
        crate::timeline::tag_view(
            tx,
            &crate::Neighbours::none(),
            Viewer::NOBODY,
            asked,
            Slice::first(),
        )
    });
    assert_eq!(view.await.unwrap().tag.shown, "SantéMentale");
}

#[tokio::test]
async fn following_a_tag_is_repeatable_and_bounded() {
    let town = town().await;
    let amira = town.patient("amira").await;
    let db = &town.world.db;
    for n in 0..TAG_FOLLOWS_MAX {
        follow_tag(db, &amira, &format!("tag{n}")).await.unwrap();
    }
    assert_eq!(outcome(follow_tag(db, &amira, "tag3").await), "ok ()");
    assert_eq!(outcome(follow_tag(db, &amira, "one_more").await), "409 too_many_tags");
}
