use commonround_db::Db;
use commonround_testkit::World;
use commonround_text::TextLang;

use super::world;
use crate::search::Asked;
use crate::testing::{ENGLISH, FRENCH, Line, line, stock};

fn library() -> Vec<Line> {
    let en = |id, topic, question, answer| line(ENGLISH, id, topic, question, answer);
    let fr = |id, topic, question, answer| line(FRENCH, id, topic, question, answer);
    vec![
        en("1", "Heart Failure", "What is (are) Heart Failure ?", "The heart pumps less blood."),
        en(
            "2",
            "Heart Failure",
            "What are the symptoms of Heart Failure ?",
            "Swelling and tiredness.",
        )
        .with("qtype", "symptoms"),
        en(
            "3",
            "Asthma",
            "What is (are) Asthma ?",
            "Airways narrow. Heart failure is another cause of short breath.",
        ),
        en(
            "4",
            "Attention Deficit Hyperactivity Disorder",
            "What is it?",
            "Children and adults may have it.",
        ),
        en("5", "COVID-19", "What is it?", "An infection that a virus causes."),
        en("6", "", "what is staphylococcus aureus?", "A germ that lives on the skin."),
        en("7", "Heart Attack", "What causes Heart Attack ?", "Blood does not reach the muscle.")
            .with("qtype", "causes"),
        fr(
            "8",
            "Hypertension artérielle",
            "Qu’est-ce que l’hypertension artérielle ?",
            "La pression du sang est trop élevée.",
        ),
        fr("9", "Asthme", "Qu’est-ce que l’asthme ?", "Les bronches se resserrent."),
        fr("10", "Asthme", "Quels sont les symptômes de l’asthme ?", "Une toux et un sifflement.")
            .with("qtype", "symptoms"),
    ]
}

async fn stocked() -> World {
    let w = world().await;
    stock(&w.db, &library()).await.unwrap();
    w
}

async fn found(db: &Db, words: &str, lang: Option<TextLang>) -> Vec<String> {
    let asked = Asked::parse(words, lang);
    let cards = db.read(move |tx| crate::search::facts(tx, &asked, 20)).await.unwrap();
    cards.into_iter().map(|card| card.title).collect()
}

#[tokio::test]
async fn a_named_topic_comes_before_a_mention() {
    let w = stocked().await;
    let titles = found(&w.db, "heart failure", Some(TextLang::En)).await;
    assert_eq!(titles[..2], ["What is Heart Failure?", "What are the symptoms of Heart Failure?"]);
    assert_eq!(titles.last().unwrap(), "What is Asthma?");
}

#[tokio::test]
async fn the_kind_that_was_asked_for_comes_first() {
    let w = stocked().await;
    let titles = found(&w.db, "What are the symptoms of heart failure?", Some(TextLang::En)).await;
    assert_eq!(titles[0], "What are the symptoms of Heart Failure?");
    let titles = found(&w.db, "symptomes asthme", Some(TextLang::Fr)).await;
    assert_eq!(titles[..2], ["Quels sont les symptômes de l’asthme ?", "Qu’est-ce que l’asthme ?"]);
}

#[tokio::test]
async fn words_of_an_answer_find_it() {
    let w = stocked().await;
    assert_eq!(found(&w.db, "bronches", Some(TextLang::Fr)).await, ["Qu’est-ce que l’asthme ?"]);
    assert_eq!(found(&w.db, "germs", Some(TextLang::En)).await, ["What is staphylococcus aureus?"]);
    assert_eq!(found(&w.db, "swell", None).await, ["What are the symptoms of Heart Failure?"]);
    assert!(found(&w.db, "zebra", None).await.is_empty());
    assert!(found(&w.db, "", None).await.is_empty());
}

#[tokio::test]
async fn terms_prefixes_accents_and_synonyms_find() {
    let w = stocked().await;
    for typed in ["COVID-19", "covid 19", "covid19", "Covid‑19"] {
        assert_eq!(found(&w.db, typed, None).await, ["What is it?"], "{typed}");
    }
    for typed in ["hypertension arterielle", "HYPERTENSION ARTÉRIELLE", "hyperten"] {
        let titles = found(&w.db, typed, Some(TextLang::Fr)).await;
        assert_eq!(titles[0], "Qu’est-ce que l’hypertension artérielle ?", "{typed}");
    }
    let adhd = found(&w.db, "ADHD", Some(TextLang::En)).await;
    assert_eq!(adhd.len(), 1, "{adhd:?}");
}

#[tokio::test]
async fn a_query_never_answers_more_than_asked() {
    let w = stocked().await;
    let asked = Asked::parse("heart", None);
    for limit in [0, 1, 3] {
        let asked = asked.clone();
        let cards = w.db.read(move |tx| crate::search::facts(tx, &asked, limit)).await.unwrap();
        assert_eq!(cards.len(), limit);
    }
}

async fn tagged(db: &Db, tag: &str) -> Vec<String> {
    let tag = tag.to_owned();
    let cards = db.read(move |tx| crate::facts_for_tag(tx, &tag, 5)).await.unwrap();
    cards.into_iter().filter_map(|card| Some(card.topic?.name)).collect()
}

#[tokio::test]
async fn a_tag_finds_its_topic_however_written() {
    let w = stocked().await;
    for tag in ["HeartFailure", "heartfailure", "heart_failure"] {
        assert_eq!(tagged(&w.db, tag).await, ["Heart Failure", "Heart Failure"], "{tag}");
    }
    for tag in ["ADHD", "adhd"] {
        assert_eq!(tagged(&w.db, tag).await, ["Attention Deficit Hyperactivity Disorder"], "{tag}");
    }
    assert_eq!(tagged(&w.db, "asthme").await, ["Asthme", "Asthme", "Asthma"], "its own first");
    assert_eq!(tagged(&w.db, "covid19").await, ["COVID-19"]);
    assert!(tagged(&w.db, "heart").await.is_empty(), "a part of a name is another topic");
    assert!(tagged(&w.db, "").await.is_empty());
}
