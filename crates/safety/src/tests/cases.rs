use commonround_kernel::Actor;
use commonround_vocabulary::{NoticeKind, NoticeRaised};

use super::outcome;
use super::town::town;
use crate::model::{CaseState, Level, Outcome, Subject};
use crate::store::cases;
use crate::work_case::{
    CaseNote, close_case, look_at_case, note_case, release_case, set_level, take_case,
};

#[tokio::test]
async fn the_first_moderator_has_the_case_and_the_second_hears_so() {
    let town = town().await;
    let dana = town.patient("dana").await;
    let (hugo, ivy) = (town.moderator("hugo").await, town.moderator("ivy").await);
    let case = town.case(&dana, Level::Amber).await;
    let take = |who: Actor| {
        let town = &town;
        async move { town.by(&who, move |tx, keys, me| take_case(tx, keys, me, case)).await }
    };
    take(hugo.clone()).await.unwrap();
    take(hugo.clone()).await.unwrap();
    assert_eq!(outcome(take(ivy.clone()).await), "409 case_taken");
    let found = town.get(case).await;
    assert_eq!((found.state, found.assignee), (CaseState::Taken, Some(hugo.persona)));
    let give = town.by(&ivy, move |tx, keys, me| release_case(tx, keys, me, case)).await;
    assert_eq!(outcome(give), "403 not_your_case");
    town.by(&hugo, move |tx, keys, me| release_case(tx, keys, me, case)).await.unwrap();
    take(ivy).await.unwrap();
}

#[tokio::test]
async fn only_moderators_open_cases_and_nobody_their_own() {
    let town = town().await;
    let (dana, amira) = (town.patient("dana").await, town.patient("amira").await);
    let hugo = town.moderator("hugo").await;
    let (of_dana, of_hugo) =
        (town.case(&dana, Level::Green).await, town.case(&hugo, Level::Green).await);
    let look = |who: Actor, case| {
        let town = &town;
        async move { outcome(town.by(&who, move |tx, _, me| look_at_case(tx, me, case)).await) }
    };
    assert_eq!(look(amira, of_dana).await, "403 moderator_only");
    assert_eq!(look(hugo.clone(), of_hugo).await, "403 own_case");
    assert_eq!(look(hugo.clone(), of_dana).await, "ok");
    assert_eq!(look(hugo.clone(), commonround_kernel::Id::from_i64(9)).await, "404 not_found");
    let take = town.by(&hugo, move |tx, keys, me| take_case(tx, keys, me, of_hugo)).await;
    assert_eq!(outcome(take), "403 own_case");
}

#[tokio::test]
async fn every_opening_and_every_act_is_in_the_audit_log() {
    let town = town().await;
    let (dana, hugo) = (town.patient("dana").await, town.moderator("hugo").await);
    let case = town.case(&dana, Level::Amber).await;
    for _ in 0..2 {
        town.by(&hugo, move |tx, _, me| look_at_case(tx, me, case)).await.unwrap();
    }
    let note = CaseNote::parse("Spoke to the group").unwrap();
    town.by(&hugo, move |tx, keys, me| note_case(tx, keys, me, case, &note)).await.unwrap();
    let acts = town.acts.clone();
    let lower =
        move |tx: &mut commonround_db::Tx<'_>, keys: &commonround_kernel::KeyRing, me: &Actor| {
            set_level(tx, &acts, keys, me, case, Level::Green)
        };
    town.by(&hugo, lower).await.unwrap();
    town.by(&hugo, move |tx, keys, me| close_case(tx, keys, me, case, None)).await.unwrap();
    let acts =
        ["case_opened", "case_opened", "case_noted", "case_taken", "case_level", "case_closed"];
    assert_eq!(town.audited().await, acts);
    let happened = [
        "opened crisis_words",
        "seen",
        "noted Spoke to the group",
        "taken",
        "level_set green",
        "closed",
    ];
    assert_eq!(town.happened(case).await, happened);
}

#[tokio::test]
async fn closing_tells_the_reporters_and_the_next_report_opens_a_new_case() {
    let town = town().await;
    let (dana, amira) = (town.patient("dana").await, town.patient("amira").await);
    let hugo = town.moderator("hugo").await;
    let about = Subject::persona(dana.persona);
    town.report(&amira, about, "spam", "").await.unwrap();
    let case = town.only_case().await.id;
    let close =
        move |tx: &mut commonround_db::Tx<'_>, keys: &commonround_kernel::KeyRing, me: &Actor| {
            close_case(tx, keys, me, case, Some(Outcome::NothingWrong))
        };
    town.by(&hugo, close).await.unwrap();
    assert_eq!(outcome(town.by(&hugo, close).await), "409 case_closed");
    let told = town.heard::<NoticeRaised>().await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].to, told[0].kind, told[0].by),
        (amira.persona, NoticeKind::ReportDecided, None)
    );
    town.report(&amira, about, "spam", "").await.unwrap();
    assert_ne!(town.only_case().await.id, case);
}

#[tokio::test]
async fn red_and_black_do_not_close_without_an_outcome() {
    let town = town().await;
    let (dana, hugo) = (town.patient("dana").await, town.moderator("hugo").await);
    for level in [Level::Red, Level::Black] {
        let ivy = town.moderator(&format!("ivy_{}", level.as_str())).await;
        let case = town.case(&dana, level).await;
        let bare = town.by(&ivy, move |tx, keys, me| close_case(tx, keys, me, case, None)).await;
        assert_eq!(outcome(bare), "invalid: outcome=required");
        let full = Some(Outcome::HandedOver);
        town.by(&ivy, move |tx, keys, me| close_case(tx, keys, me, case, full)).await.unwrap();
        let happened = town.happened(case).await;
        assert_eq!(happened.contains(&"debrief_due 24".to_owned()), level == Level::Black);
    }
    let case = town.case(&dana, Level::Amber).await;
    town.by(&hugo, move |tx, keys, me| close_case(tx, keys, me, case, None)).await.unwrap();
}

#[tokio::test]
async fn lowering_an_urgent_level_takes_another_moderator() {
    let town = town().await;
    let (dana, hugo, ivy) =
        (town.patient("dana").await, town.moderator("hugo").await, town.moderator("ivy").await);
    let case = town.case(&dana, Level::Red).await;
    let set = |level| {
        let (town, hugo, acts) = (&town, hugo.clone(), town.acts.clone());
        async move {
            outcome(
                town.by(&hugo, move |tx, keys, me| set_level(tx, &acts, keys, me, case, level))
                    .await,
            )
        }
    };
    let second = |who: Actor, agrees| {
        let town = &town;
        async move { outcome(town.second(&who, "safety_level", case.get(), agrees).await) }
    };
    assert_eq!(set(Level::Amber).await, "ok");
    assert_eq!(town.get(case).await.level, Level::Red, "it waits");
    assert_eq!(set(Level::Green).await, "409 already_proposed");
    assert_eq!(second(hugo.clone(), true).await, "403 own_proposal");
    let other = Actor { persona: ivy.persona, ..hugo.clone() };
    assert_eq!(second(other, true).await, "403 own_proposal", "the same person as another persona");
    assert_eq!(second(ivy.clone(), false).await, "ok");
    town.by(&ivy, move |tx, _, me| look_at_case(tx, me, case)).await.unwrap();
    let found = town.get(case).await;
    assert_eq!((found.level, found.lower), (Level::Red, None));
    assert!(town.happened(case).await.contains(&"second_refused amber".to_owned()));
    assert_eq!(set(Level::Amber).await, "ok");
    assert_eq!(second(ivy, true).await, "ok");
    assert_eq!(town.get(case).await.level, Level::Amber);
    assert_eq!(set(Level::Amber).await, "409 level_same");
    assert_eq!(set(Level::Black).await, "ok");
    assert_eq!(town.get(case).await.level, Level::Black, "up takes one");
}

#[tokio::test]
async fn where_nobody_else_moderates_a_lower_level_waits_two_days() {
    let town = town().await;
    let (dana, hugo) = (town.patient("dana").await, town.moderator("hugo").await);
    let case = town.case(&dana, Level::Red).await;
    let acts = town.acts.clone();
    let lower =
        move |tx: &mut commonround_db::Tx<'_>, keys: &commonround_kernel::KeyRing, me: &Actor| {
            set_level(tx, &acts, keys, me, case, Level::Green)
        };
    town.by(&hugo, lower).await.unwrap();
    town.advance(std::time::Duration::from_secs(48 * 3_600 - 1)).await;
    assert_eq!(town.get(case).await.level, Level::Red);
    town.advance(std::time::Duration::from_secs(1)).await;
    assert_eq!(town.get(case).await.level, Level::Green);
}

#[tokio::test]
async fn the_queue_is_by_due_time_and_the_next_case_is_nobodys_and_not_ones_own() {
    let town = town().await;
    let (dana, hugo) = (town.patient("dana").await, town.moderator("hugo").await);
    let slow = town.case(&dana, Level::Green).await;
    let own = town.case(&hugo, Level::Red).await;
    let soon = town.case(&dana, Level::Amber).await;
    let ids: Vec<_> = town.all_cases().await.iter().map(|case| case.id).collect();
    assert_eq!(ids, [own, soon, slow]);
    let me = hugo.persona;
    let next = || town.act(move |tx| cases::next_open(tx, me));
    assert_eq!(next().await.unwrap(), Some(soon));
    town.by(&hugo, move |tx, keys, me| take_case(tx, keys, me, soon)).await.unwrap();
    assert_eq!(next().await.unwrap(), Some(slow));
}
