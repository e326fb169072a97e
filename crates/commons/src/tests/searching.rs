use commonround_kernel::Slice;

use super::town::{ids, town, viewer};
use crate::limits::SEARCH_ROUNDS_MAX;
use crate::testing::{Say, delete};
use crate::{Viewer, search};

#[tokio::test]
async fn words_find_public_statuses_newest_first() {
    let town = town().await;
    let dana = town.nurse("dana").await;
    let a = town.say(&dana, Say::public("COVID-19 made me tired")).await;
    let b = town.say(&dana, Say::public("Tiredness after covid 19, anyone?")).await;
    town.say(&dana, Say::quiet("quiet covid19")).await;
    town.say(&dana, Say::followers("private covid19")).await;
    for words in ["covid19", "Covid-19", "COVID 19 tired"] {
        assert_eq!(ids(&town.search(viewer(&dana), words).await), [b, a], "{words}");
    }
    assert!(town.search(Viewer::NOBODY, "measles").await.cards.is_empty());
}

#[tokio::test]
async fn warnings_and_tags_are_found_too() {
    let town = town().await;
    let dana = town.nurse("dana").await;
    let say = Say { content_warning: "needles", ..Say::public("A first day #HeartFailure") };
    let id = town.say(&dana, say).await;
    for words in ["needles", "heartfailure", "heart"] {
        assert_eq!(ids(&town.search(Viewer::NOBODY, words).await), [id], "{words}");
    }
}

#[tokio::test]
async fn authors_choose_whether_search_finds_them_and_are_obeyed_at_once() {
    let town = town().await;
    let (dana, amira) = (town.nurse("dana").await, town.patient("amira").await);
    let open = town.say(&dana, Say::public("thyroid one")).await;
    let hidden = town.say(&amira, Say::public("thyroid two")).await;
    let found = async || ids(&town.search(Viewer::NOBODY, "thyroid").await);
    assert_eq!(found().await, [open]);

    town.set_indexable(&dana, false).await;
    assert!(found().await.is_empty(), "before the shelf follows");
    town.set_indexable(&amira, true).await;
    town.world.settle().await;
    assert_eq!(found().await, [hidden]);
    town.set_indexable(&dana, true).await;
    town.world.settle().await;
    assert_eq!(found().await, [hidden, open]);
}

#[tokio::test]
async fn pages_go_on_past_what_the_reader_may_not_see() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let mut wanted = Vec::new();
    for n in 0..12 {
        if n % 4 == 0 {
            wanted.insert(0, town.say(&dana, Say::public("insulin")).await);
        } else {
            town.say(&eli, Say::public("insulin")).await;
        }
    }
    let reader = town.nurse("farah").await;
    town.block(&eli, &reader).await;
    let (reader, query) = (viewer(&reader), search::shelf_query("insulin", None).unwrap());
    let mut seen = Vec::new();
    let mut slice = Slice { limit: 2, ..Slice::first() };
    loop {
        let query = query.clone();
        let page = town
            .read(move |tx| search::statuses(tx, &crate::Neighbours::none(), reader, &query, slice))
            .await
            .unwrap();
        seen.extend(ids(&page));
        let Some(next) = page.next else { break };
        slice.before = Some(next);
    }
    assert_eq!(seen, wanted);
}

#[tokio::test]
async fn a_page_with_nothing_to_see_leads_on_to_what_there_is() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let wanted = town.say(&dana, Say::public("insulin")).await;
    for _ in 0..2 * SEARCH_ROUNDS_MAX {
        town.say(&eli, Say::public("insulin")).await;
    }
    let reader = town.nurse("farah").await;
    town.block(&eli, &reader).await;
    let reader = viewer(&reader);
    let page = async |before| {
        let query = search::shelf_query("insulin", None).unwrap();
        let slice = Slice { limit: 2, before, ..Slice::first() };
        town.read(move |tx| search::statuses(tx, &crate::Neighbours::none(), reader, &query, slice))
            .await
            .unwrap()
    };
    let first = page(None).await;
    assert!(first.cards.is_empty() && first.next.is_some());
    let second = page(first.next).await;
    assert_eq!((ids(&second), second.next), (vec![wanted], None));
}

#[tokio::test]
async fn a_tag_goes_with_the_last_status_that_had_it() {
    let town = town().await;
    let (dana, eli) = (town.nurse("dana").await, town.nurse("eli").await);
    let find = async || {
        let found = town.read(|tx| search::tags(tx, "jane")).await.unwrap();
        found.into_iter().map(|tag| tag.folded).collect::<Vec<_>>()
    };
    let rows = async || {
        let sql = "SELECT tag FROM commons_tag ORDER BY tag";
        town.read(|tx| tx.query(sql, (), |row| row.get::<String>(0))).await.unwrap()
    };
    let told = town.say(&dana, Say::public("#JaneDoe #JaneDoeHIV")).await;
    town.say(&eli, Say::public("#JaneDoe #JaneEli")).await;
    assert_eq!(find().await, ["janedoe", "janedoehiv", "janeeli"]);
    delete(&town.world.db, &dana, told).await.unwrap();
    assert_eq!(find().await, ["janedoe", "janeeli"]);
    assert_eq!(rows().await, ["janedoe", "janeeli"]);
    town.leave(&eli).await;
    assert!(find().await.is_empty() && rows().await.is_empty());
}

#[tokio::test]
async fn a_tag_that_no_status_has_is_not_shown() {
    let town = town().await;
    let sql = "INSERT INTO commons_tag (tag, shown, created_at) VALUES ('janedoe', 'JaneDoe', 0)";
    town.act(move |tx| tx.exec(sql, ())).await.unwrap();
    assert!(town.read(|tx| search::tags(tx, "jane")).await.unwrap().is_empty());
    let shown = town.read(|tx| crate::store::tags::shown(tx, "janedoe")).await.unwrap();
    assert_eq!(shown, None);
}

#[tokio::test]
async fn tags_are_found_by_how_they_begin() {
    let town = town().await;
    let dana = town.nurse("dana").await;
    for text in ["#HeartFailure", "#HeartHealth", "#HeartHealth again", "#Sleep"] {
        town.say(&dana, Say::public(text)).await;
    }
    let find = async |words: &'static str| {
        let found = town.read(move |tx| search::tags(tx, words)).await.unwrap();
        found.into_iter().map(|tag| format!("{} {}", tag.shown, tag.recent)).collect::<Vec<_>>()
    };
    assert_eq!(find("heart").await, ["HeartHealth 2", "HeartFailure 1"]);
    assert_eq!(find("#Heart Failure").await, ["HeartFailure 1"]);
    assert!(find("%").await.is_empty());
    assert!(find("").await.is_empty());
}
