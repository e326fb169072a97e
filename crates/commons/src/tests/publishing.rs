use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Result};
use commonround_vocabulary::Status;

use super::outcome;
use super::town::{Town, ids, town, viewer};
use crate::model::{Disclosure, DisclosureFields, Visibility};
use crate::testing::Say;
use crate::{Fields, Gate, Published, Submission, Viewer};

async fn publish(town: &Town, actor: &Actor, fields: Fields<'_>) -> Result<Published> {
    let actor = actor.clone();
    let said = Submission::parse(&actor, &fields).map_err(Error::from)?;
    town.act(move |tx| crate::publish_status(tx, &Gate::open(), &actor, &said)).await
}

#[tokio::test]
async fn a_status_is_read_back_as_it_was_said() {
    let town = town().await;
    let dana = town.nurse("dana").await;
    let say = Say {
        content_warning: "food",
        language: "fr",
        ..Say::public("Mangez **lentement** #Diabète #T4, non ?")
    };
    let id = town.say(&dana, say).await;
    let card = town.one(Viewer::NOBODY, id).await.unwrap();
    assert_eq!(card.author.handle, "dana");
    assert_eq!((card.warning.as_deref(), card.language.as_deref()), (Some("food"), Some("fr")));
    assert_eq!(card.tags, ["Diabète", "T4"]);
    assert!(card.html.contains("<strong>lentement</strong>"), "{}", card.html);
    assert_eq!(card.disclosure, Disclosure::Question);
    assert_eq!((card.replies, card.own, card.is_reply), (0, false, false));
    assert_eq!(card.created_at, town.world.env.now());
}

#[tokio::test]
async fn the_language_is_detected_where_none_is_chosen() {
    let town = town().await;
    let dana = town.nurse("dana").await;
    let words = "Je ne dors plus depuis la naissance de mon enfant et cela me fatigue beaucoup.";
    let id = town.say(&dana, Say::public(words)).await;
    assert_eq!(town.one(Viewer::NOBODY, id).await.unwrap().language.as_deref(), Some("fr"));
}

#[tokio::test]
async fn the_profile_says_how_wide_a_status_is() {
    let town = town().await;
    let (dana, amira) = (town.nurse("dana").await, town.patient("amira").await);
    for (actor, expected) in [(&dana, Visibility::Public), (&amira, Visibility::Followers)] {
        let id = town.say(actor, Say { text: "hello", ..Say::default() }).await;
        assert_eq!(town.one(viewer(actor), id).await.unwrap().visibility, expected);
    }
}

#[tokio::test]
async fn the_same_submission_publishes_once() {
    let town = town().await;
    let dana = town.nurse("dana").await;
    let fields = Fields { text: "once", idempotency_key: "k1", ..Fields::default() };
    let first = publish(&town, &dana, fields).await.unwrap();
    let again = publish(&town, &dana, fields).await.unwrap();
    assert_eq!(again, Published { status: first.status, new: false });
    assert_eq!(ids(&town.by(viewer(&dana), &dana).await), [first.status]);

    let other = Fields { text: "something else", ..fields };
    assert_eq!(outcome(publish(&town, &dana, other).await), "409 idempotency_key_reused");
    let eli = town.nurse("eli").await;
    assert!(publish(&town, &eli, other).await.unwrap().new, "keys are each person's own");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_publishes_once() {
    let town = std::sync::Arc::new(town().await);
    let dana = town.nurse("dana").await;
    let clicks: Vec<_> = (0..8)
        .map(|_| {
            let (town, dana) = (std::sync::Arc::clone(&town), dana.clone());
            tokio::spawn(async move {
                let fields = Fields { text: "once", idempotency_key: "k", ..Fields::default() };
                publish(&town, &dana, fields).await.unwrap()
            })
        })
        .collect();
    let mut new = 0;
    for click in clicks {
        new += u32::from(click.await.unwrap().new);
    }
    assert_eq!(new, 1);
    assert_eq!(town.by(viewer(&dana), &dana).await.cards.len(), 1);
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let town = town().await;
    let dana = town.nurse("dana").await;
    let fields = Fields { text: "daily", idempotency_key: "k1", ..Fields::default() };
    publish(&town, &dana, fields).await.unwrap();
    for _ in 0..26 {
        town.world.advance(std::time::Duration::from_secs(3_600));
        town.world.settle().await;
    }
    assert!(publish(&town, &dana, fields).await.unwrap().new);
}

#[tokio::test]
async fn a_form_hears_of_all_its_mistakes_at_once() {
    let town = town().await;
    let dana = town.nurse("dana").await;
    let fields = Fields {
        text: " ",
        language: "klingon",
        visibility: "secret",
        in_reply_to: "x",
        disclosure: DisclosureFields { kind: "gossip", ..DisclosureFields::default() },
        idempotency_key: "a b",
        ..Fields::default()
    };
    assert_eq!(
        outcome(publish(&town, &dana, fields).await),
        "invalid: text=required language=unknown visibility=unknown in_reply_to=unknown \
         disclosure=unknown idempotency_key=malformed"
    );
}

#[tokio::test]
async fn replies_are_counted_where_everybody_who_sees_the_number_sees_them() {
    let town = town().await;
    let (dana, amira) = (town.nurse("dana").await, town.patient("amira").await);
    let question = town.say(&dana, Say::public("How do you sleep?")).await;
    let count = async || town.one(Viewer::NOBODY, question).await.unwrap().replies;

    let private = town.say(&amira, Say::reply("badly", question)).await;
    assert_eq!(count().await, 0);
    let open = Say { visibility: "public", ..Say::reply("well", question) };
    let open = town.say(&amira, open).await;
    assert_eq!(count().await, 1);
    delete(&town, &amira, private).await.unwrap();
    assert_eq!(count().await, 1);
    delete(&town, &amira, open).await.unwrap();
    assert_eq!(count().await, 0);
}

async fn delete(town: &Town, actor: &Actor, id: Id<Status>) -> Result<()> {
    let actor = actor.clone();
    town.act(move |tx: &mut Tx<'_>| crate::delete_status(tx, &actor, id)).await
}

#[tokio::test]
async fn a_deleted_status_keeps_its_place_and_loses_its_words() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let first = town.say(&dana, Say::public("secret words #Sleep")).await;
    let second = town.say(&eli, Say::reply("an answer", first)).await;
    delete(&town, &dana, first).await.unwrap();
    delete(&town, &dana, first).await.expect("deleting twice is harmless");

    assert_eq!(outcome(town.one(Viewer::NOBODY, first).await), "410 status_deleted");
    assert!(town.tag(Viewer::NOBODY, "sleep").await.cards.is_empty());
    assert!(town.search(Viewer::NOBODY, "secret").await.cards.is_empty());
    let thread = town.thread(Viewer::NOBODY, second).await.unwrap();
    assert_eq!(thread.above.len(), 1);
    assert!(thread.above[0].deleted && thread.above[0].html.is_empty());
    assert!(thread.focus.answered.is_none());

    let left = town.read(move |tx| {
        let sql = "SELECT source || html || plain || tags FROM commons_status WHERE id = $1";
        tx.one(sql, (first,), |row| row.get::<String>(0))
    });
    assert_eq!(left.await.unwrap(), "");
}

#[tokio::test]
async fn deleting_what_is_not_ones_own_is_refused_or_unknown() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let open = town.say(&dana, Say::public("open")).await;
    let closed = town.say(&dana, Say::followers("closed")).await;
    assert_eq!(outcome(delete(&town, &eli, open).await), "403 not_author");
    assert_eq!(outcome(delete(&town, &eli, closed).await), "404 not_found");
    assert_eq!(outcome(delete(&town, &eli, Id::from_i64(7)).await), "404 not_found");
}

#[tokio::test]
async fn nobody_answers_what_is_gone_or_out_of_sight() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let gone = town.say(&dana, Say::public("gone")).await;
    delete(&town, &dana, gone).await.unwrap();
    let closed = town.say(&dana, Say::followers("closed")).await;
    assert_eq!(outcome(town.try_say(&eli, Say::reply("?", gone)).await), "410 status_deleted");
    assert_eq!(outcome(town.try_say(&eli, Say::reply("?", closed)).await), "404 not_found");
}

#[tokio::test]
async fn the_author_says_better_what_it_is() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let id = town.say(&dana, Say::public("We open at nine.")).await;
    let change = async |actor: &Actor| {
        let actor = actor.clone();
        let notice = Disclosure::ServiceNotice;
        town.act(move |tx| crate::change_disclosure(tx, &actor, id, &notice)).await
    };
    assert_eq!(outcome(change(&eli).await), "403 not_author");
    change(&dana).await.unwrap();
    let card = town.one(Viewer::NOBODY, id).await.unwrap();
    assert_eq!(card.disclosure, Disclosure::ServiceNotice);
}

#[tokio::test]
async fn a_conversation_reads_from_the_top() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let root = town.say(&dana, Say::public("root")).await;
    let a = town.say(&eli, Say::reply("a", root)).await;
    let b = town.say(&dana, Say::reply("b", root)).await;
    let aa = town.say(&dana, Say::reply("aa", a)).await;

    let thread = town.thread(Viewer::NOBODY, root).await.unwrap();
    let shown: Vec<_> = thread.below.iter().map(|b| (b.card.id, b.depth)).collect();
    assert_eq!(shown, [(a, 1), (aa, 2), (b, 1)]);
    let thread = town.thread(Viewer::NOBODY, aa).await.unwrap();
    assert_eq!(thread.above.iter().map(|card| card.id).collect::<Vec<_>>(), [root, a]);
    assert_eq!(thread.focus.answered.unwrap().author.handle, "eli");
}
