use commonround_kernel::Actor;
use commonround_vocabulary::{NoticeKind, NoticeRaised, SanctionAct, SanctionChanged};

use super::outcome;
use super::town::town;
use crate::model::{Level, MeasureState, parse_watched};
use crate::rules::{CrisisRule, Effect, Text, add_word, evaluate, remove_word, set_crisis_rule};
use crate::store::{cases, words};

const INTENT: &str = "I can't do this any more, I have the pills here";

#[tokio::test]
async fn advice_to_stop_a_medicine_opens_a_case_and_labels_the_post() {
    let town = town().await;
    let max = town.patient("max").await;
    let post = town.say(&max, "Stop your SSRI today, DM me").await;
    let case = town.only_case().await;
    assert_eq!((case.topic.as_str(), case.level), ("stop_medicine", Level::Amber));
    let id = case.id;
    let quotes = town.act(move |tx| cases::quotes(tx, id)).await.unwrap();
    assert!(quotes[0].words.starts_with("Stop your SSRI"), "{quotes:?}");
    let heard = town.heard::<SanctionChanged>().await;
    assert_eq!(
        (heard[0].act, heard[0].status, heard[0].active),
        (SanctionAct::Label, Some(post), true)
    );
    let told = town.heard::<NoticeRaised>().await;
    assert_eq!((told[0].to, told[0].kind), (max.persona, NoticeKind::Sanctioned));
    let labels = town.act(move |tx| crate::labels(tx, &[post])).await.unwrap();
    assert_eq!(labels[&post].len(), 1);
}

#[tokio::test]
async fn reports_join_the_case_of_a_rule_and_harmless_words_open_none() {
    let town = town().await;
    let (max, amira) = (town.patient("max").await, town.patient("amira").await);
    town.say(&max, "My walk did me good today").await;
    assert!(town.all_cases().await.is_empty());
    let post = town.say(&max, "take 800 mg every four hours").await;
    let about = crate::Subject::status(max.persona, post);
    town.report(&amira, about, "harmful_advice", "").await.unwrap();
    let case = town.only_case().await;
    assert_eq!(town.measures(case.id).await.len(), 1, "labelled once");
}

#[test]
fn a_checked_professional_is_looked_at_and_not_labelled() {
    let text = "Stop your SSRI today";
    let of = |is_verified| {
        let text = Text { text, lang: None, is_verified };
        let hits = evaluate(text, &[], CrisisRule::Nothing);
        (hits[0].level, hits[0].effect)
    };
    assert_eq!(of(false), (Level::Amber, Effect::Label));
    assert_eq!(of(true), (Level::Green, Effect::None));
}

#[tokio::test]
async fn words_of_a_crisis_alert_nobody_unless_the_house_says_so() {
    let town = town().await;
    let lakeside = town.patient("lakeside").await;
    town.say(&lakeside, INTENT).await;
    assert!(town.all_cases().await.is_empty(), "words alone alert nobody");
    let hugo = town.moderator("hugo").await;
    let set = |who: Actor, rule| {
        let town = &town;
        async move { outcome(town.by(&who, move |tx, _, me| set_crisis_rule(tx, me, rule)).await) }
    };
    assert_eq!(set(hugo.clone(), CrisisRule::Hold).await, "403 operator_only");
    let olga = Actor { operator: true, ..hugo.clone() };
    assert_eq!(set(olga.clone(), CrisisRule::Page).await, "ok");
    town.say(&lakeside, INTENT).await;
    let case = town.only_case().await;
    assert_eq!((case.level, town.measures(case.id).await.len()), (Level::Red, 0), "not held");
    assert_eq!(set(olga, CrisisRule::Hold).await, "ok");
    town.say(&lakeside, "I wish I was dead").await;
    assert_eq!(town.all_cases().await.len(), 1, "a wish without intent pages nobody");
}

#[tokio::test]
async fn a_post_is_held_only_while_somebody_is_on_duty() {
    let town = town().await;
    let lakeside = town.patient("lakeside").await;
    let hugo = Actor { operator: true, ..town.moderator("hugo").await };
    town.by(&hugo, |tx, _, me| set_crisis_rule(tx, me, CrisisRule::Hold)).await.unwrap();
    town.say(&lakeside, INTENT).await;
    assert!(town.heard::<SanctionChanged>().await.is_empty(), "nobody is there to look");
    let stand = |tx: &mut commonround_db::Tx<'_>, _: &commonround_kernel::KeyRing, me: &Actor| {
        let shift =
            crate::duty::NewShift::parse("first", "2026-11-18T11:00", "8", "UTC", tx.now())?;
        crate::duty::add_shift(tx, me, shift)
    };
    town.by(&hugo, stand).await.unwrap();
    let post = town.say(&lakeside, INTENT).await;
    let heard = town.heard::<SanctionChanged>().await;
    assert_eq!((heard[0].act, heard[0].status), (SanctionAct::Hide, Some(post)));
    let told = town.heard::<NoticeRaised>().await;
    assert!(told.iter().any(|one| one.to == lakeside.persona), "its author is told at once");
    assert!(told.iter().any(|one| one.to == hugo.persona), "and somebody is called");
}

#[tokio::test]
async fn watched_words_do_what_they_say_and_go_again() {
    let town = town().await;
    let (max, hugo) = (town.patient("max").await, town.moderator("hugo").await);
    let word = parse_watched("Miracle Téa", "", "green", "label").unwrap();
    let added = word.clone();
    let stranger = town.by(&max, move |tx, _, me| add_word(tx, me, &added)).await;
    assert_eq!(outcome(stranger), "403 moderator_only");
    for _ in 0..2 {
        let word = word.clone();
        town.by(&hugo, move |tx, _, me| add_word(tx, me, &word)).await.unwrap();
    }
    town.say(&max, "miracle teapots are nice").await;
    assert!(town.all_cases().await.is_empty(), "whole words only");
    town.say(&max, "Buy my MIRACLE tea!").await;
    let case = town.only_case().await;
    assert_eq!(case.topic, "watched_words");
    assert_eq!(town.measures(case.id).await[0].state, MeasureState::Active);
    let all = town.act(words::all).await.unwrap();
    assert_eq!(all.len(), 1, "adding it twice changes nothing");
    let id = all[0].id;
    town.by(&hugo, move |tx, _, me| remove_word(tx, me, id)).await.unwrap();
    let again = town.by(&hugo, move |tx, _, me| remove_word(tx, me, id)).await;
    assert_eq!(outcome(again), "404 not_found");
    town.say(&max, "more miracle tea").await;
    assert_eq!(town.all_cases().await.len(), 1);
    assert_eq!(town.audited().await, ["word_added", "word_removed"]);
}

#[test]
fn a_watched_phrase_speaks_its_language_and_black_is_no_rule() {
    let why = |phrase, lang, level, watch| match parse_watched(phrase, lang, level, watch) {
        Ok(_) => "ok".to_owned(),
        Err(invalid) => commonround_kernel::Error::from(invalid).to_string(),
    };
    assert_eq!(why("thé miracle", "fr", "red", "case"), "ok");
    assert_eq!(
        why("", "xx", "black", ""),
        "invalid: phrase=required lang=unknown level=unknown watch=required"
    );
    assert_eq!(why("!!!", "", "green", "case"), "invalid: phrase=required");
    let word = parse_watched("pain", "fr", "green", "case").unwrap();
    assert!(word.stands_in("du pain frais", Some("fr")));
    assert!(word.stands_in("du pain frais", None));
    assert!(!word.stands_in("the pain is back", Some("en")));
}
