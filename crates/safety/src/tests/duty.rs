use std::sync::Arc;
use std::time::Duration;

use commonround_kernel::{Actor, Id};
use commonround_vocabulary::{Case, NoticeRaised};

use super::outcome;
use super::town::{Town, town};
use crate::duty::{NewShift, Wishes, add_shift, come_back, is_staffed, set_wishes, step_away};
use crate::model::{Level, Outcome};
use crate::store::duty as store;
use crate::work_case::{close_case, release_case, take_case};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);

/// On duty from now on, for twelve hours. The world begins at 11:06 UTC.
async fn on_duty(town: &Town, who: &Actor, rung: &'static str) {
    let stand =
        move |tx: &mut commonround_db::Tx<'_>, _: &commonround_kernel::KeyRing, me: &Actor| {
            let start = tx.now().to_jiff().strftime("%Y-%m-%dT%H:%M").to_string();
            add_shift(tx, me, NewShift::parse(rung, &start, "12", "UTC", tx.now())?)
        };
    town.by(who, stand).await.unwrap();
}

async fn paged(town: &Town, case: Id<Case>) -> Vec<Option<&'static str>> {
    let pages = town.act(move |tx| store::pages(tx, case, 100)).await.unwrap();
    pages.iter().map(|page| page.rung.map(|rung| rung.as_str())).collect()
}

async fn take(town: &Town, who: &Actor, case: Id<Case>) -> String {
    outcome(town.by(who, move |tx, keys, me| take_case(tx, keys, me, case)).await)
}

async fn close(town: &Town, who: &Actor, case: Id<Case>) {
    let end = Some(Outcome::Supported);
    town.by(who, move |tx, keys, me| close_case(tx, keys, me, case, end)).await.unwrap();
}

/// Hugo is first, Ivy second, Olga the operator.
async fn rota(town: &Town) -> (Actor, Actor, Actor) {
    let (hugo, ivy) = (town.moderator("hugo").await, town.moderator("ivy").await);
    let olga = Actor { operator: true, ..town.moderator("olga").await };
    on_duty(town, &hugo, "first").await;
    on_duty(town, &ivy, "second").await;
    on_duty(town, &olga, "operator").await;
    (hugo, ivy, olga)
}

#[tokio::test]
async fn red_pages_up_the_ladder_until_somebody_takes_it() {
    let town = town().await;
    let (hugo, ivy, olga) = rota(&town).await;
    let dana = town.patient("dana").await;
    let case = town.case(&dana, Level::Red).await;
    town.world.settle().await;
    for _ in 0..11 {
        town.advance(MINUTE).await;
    }
    let (first, second, operator) = (Some("first"), Some("second"), Some("operator"));
    let expected = [
        first, first, first, // 0, 2, 4
        first, second, first, second, first, second, // 5, 6, 8
        first, second, operator, // 10
    ];
    assert_eq!(paged(&town, case).await, expected);
    let told: Vec<_> = town.heard::<NoticeRaised>().await.iter().map(|one| one.to).collect();
    assert_eq!(told.iter().filter(|to| **to == olga.persona).count(), 1);
    assert_eq!(take(&town, &ivy, case).await, "ok");
    assert_eq!(take(&town, &hugo, case).await, "409 case_taken", "the first wins");
    town.advance(HOUR).await;
    assert_eq!(paged(&town, case).await.len(), expected.len(), "it stopped");
}

#[tokio::test]
async fn the_ladder_survives_a_restart_and_says_how_late_it_is() {
    let town = town().await;
    rota(&town).await;
    let dana = town.patient("dana").await;
    let case = town.case(&dana, Level::Red).await;
    town.world.settle().await;
    town.world.advance(MINUTE * 12);
    town.world.db.close().await;
    let (env, said) = (town.world.env.clone(), Arc::clone(&town.said));
    let consumers = crate::consumers(said);
    let again = commonround_db::Db::open(town.world.config(), env, consumers, crate::jobs());
    let again = again.await.unwrap();
    again.join().await.unwrap();
    again.drain().await.unwrap();
    let pages = again.read(move |tx| store::pages(tx, case, 100)).await.unwrap();
    again.close().await;
    let late: Vec<_> = pages.iter().map(|page| page.late_secs / 60).collect();
    assert_eq!(late, [0, 10, 10, 10], "one step, ten minutes late, to all three");
}

#[tokio::test]
async fn an_unstaffed_rota_pages_nobody_and_says_so() {
    let town = town().await;
    let dana = town.patient("dana").await;
    assert!(!town.act(is_staffed).await.unwrap());
    let case = town.case(&dana, Level::Red).await;
    town.world.settle().await;
    assert_eq!(paged(&town, case).await, [None]);
    assert!(town.heard::<NoticeRaised>().await.is_empty());
    let hugo = town.moderator("hugo").await;
    on_duty(&town, &hugo, "second").await;
    assert!(town.act(is_staffed).await.unwrap());
    town.advance(MINUTE * 2).await;
    assert_eq!(paged(&town, case).await, [None, Some("second")], "the turn falls to who is there");
}

#[tokio::test]
async fn a_rest_follows_an_urgent_case_and_three_a_shift_are_enough() {
    let town = town().await;
    let (hugo, ..) = rota(&town).await;
    let dana = town.patient("dana").await;
    let mut cases = Vec::new();
    for _ in 0..4 {
        cases.push(town.case(&dana, Level::Red).await);
    }
    for case in &cases[..3] {
        assert_eq!(take(&town, &hugo, *case).await, "ok");
    }
    assert_eq!(take(&town, &hugo, cases[3]).await, "403 red_limit");
    close(&town, &hugo, cases[0]).await;
    assert_eq!(take(&town, &hugo, cases[3]).await, "403 resting");
    let mild = town.case(&dana, Level::Amber).await;
    assert_eq!(take(&town, &hugo, mild).await, "ok", "other cases are not paused");
    town.advance(HOUR * 12 - MINUTE).await;
    assert_eq!(take(&town, &hugo, cases[3]).await, "403 resting");
    town.advance(MINUTE).await;
    assert_eq!(take(&town, &hugo, cases[3]).await, "ok");
}

#[tokio::test]
async fn nobody_pages_who_rests_or_stepped_away_or_leaves_the_topic_to_others() {
    let town = town().await;
    let (hugo, ivy, _) = rota(&town).await;
    let dana = town.patient("dana").await;
    town.by(&hugo, |tx, _, me| step_away(tx, me)).await.unwrap();
    let case = town.case(&dana, Level::Red).await;
    town.world.settle().await;
    assert_eq!(paged(&town, case).await, [Some("second")]);
    assert_eq!(take(&town, &hugo, case).await, "403 stepped_away");
    town.by(&hugo, |tx, _, me| come_back(tx, me)).await.unwrap();
    assert_eq!(take(&town, &hugo, case).await, "ok");
    close(&town, &hugo, case).await;
    let next = town.case(&dana, Level::Red).await;
    town.world.settle().await;
    assert_eq!(paged(&town, next).await, [Some("second")], "hugo rests");

    let wishes = Wishes::parse("America/Toronto", &["danger_to_self".to_owned()]).unwrap();
    town.by(&ivy, move |tx, _, me| set_wishes(tx, me, &wishes)).await.unwrap();
    let off = town.act(|tx| crate::duty::on_duty(tx, "danger_to_self")).await.unwrap();
    assert!(off.iter().all(|(_, who)| *who != ivy.persona));
    let on = town.act(|tx| crate::duty::on_duty(tx, "crisis_words")).await.unwrap();
    assert!(on.iter().any(|(_, who)| *who == ivy.persona));
}

#[tokio::test]
async fn a_case_given_back_pages_again() {
    let town = town().await;
    let (hugo, ..) = rota(&town).await;
    let dana = town.patient("dana").await;
    let case = town.case(&dana, Level::Red).await;
    assert_eq!(take(&town, &hugo, case).await, "ok");
    town.world.settle().await;
    assert!(paged(&town, case).await.is_empty(), "taken before the first page went out");
    town.by(&hugo, move |tx, keys, me| release_case(tx, keys, me, case)).await.unwrap();
    town.world.settle().await;
    assert_eq!(paged(&town, case).await, [Some("first")]);
}

#[tokio::test]
async fn a_worried_report_is_looked_at_within_a_quarter_of_an_hour_while_the_rota_is_staffed() {
    let town = town().await;
    let (dana, eli, amira) =
        (town.patient("dana").await, town.patient("eli").await, town.patient("amira").await);
    let due = |who: Actor| {
        let (town, amira) = (&town, amira.clone());
        async move {
            let about = crate::Subject::persona(who.persona);
            town.report(&amira, about, "danger_to_self", "").await.unwrap();
            let all = town.all_cases().await;
            let case = all.iter().find(|case| case.subject == about).unwrap().clone();
            case.due_at.since(case.opened_at)
        }
    };
    assert_eq!(due(dana).await, HOUR * 4);
    rota(&town).await;
    assert_eq!(due(eli).await, MINUTE * 15);
}

#[tokio::test]
async fn shifts_are_told_in_ones_own_time_and_have_limits() {
    let town = town().await;
    let now = town.world.env.now();
    let why = |rung, starts, hours, zone| match NewShift::parse(rung, starts, hours, zone, now) {
        Ok(shift) => format!("{shift:?}"),
        Err(invalid) => commonround_kernel::Error::from(invalid).to_string(),
    };
    let here = why("first", "2026-11-18T08:00", "8", "America/Toronto");
    assert_eq!(here, why("first", "2026-11-18T13:00", "8", "UTC"));
    assert_eq!(why("", "", "", "UTC"), "invalid: rung=required starts=required hours=malformed");
    assert_eq!(
        why("first", "tomorrow", "13", "UTC"),
        "invalid: starts=malformed hours=out_of_range"
    );
    assert_eq!(why("first", "2026-11-17T08:00", "8", "UTC"), "invalid: starts=out_of_range");
    assert_eq!(why("first", "2027-11-18T08:00", "8", "UTC"), "invalid: starts=out_of_range");
    let hugo = town.moderator("hugo").await;
    let operator = NewShift::parse("operator", "2026-11-18T13:00", "8", "UTC", now).unwrap();
    let refused = town.by(&hugo, move |tx, _, me| add_shift(tx, me, operator)).await;
    assert_eq!(outcome(refused), "403 operator_only");
}

#[tokio::test]
async fn who_asks_for_a_helper_pages_at_once_and_asking_again_is_the_same_case() {
    let town = town().await;
    let (hugo, ..) = rota(&town).await;
    let lakeside = town.patient("lakeside").await;
    for _ in 0..2 {
        town.by(&lakeside, |tx, _, me| crate::ask_helper(tx, me)).await.unwrap();
    }
    let case = town.only_case().await;
    assert_eq!((case.level, case.topic.as_str()), (Level::Red, "asked_for_help"));
    town.world.settle().await;
    assert_eq!(paged(&town, case.id).await, [Some("first")]);
    let told: Vec<_> = town.heard::<NoticeRaised>().await.iter().map(|one| one.to).collect();
    assert_eq!(told, [hugo.persona]);
    let new = Actor { confirmed: false, ..lakeside };
    let refused = town.by(&new, |tx, _, me| crate::ask_helper(tx, me)).await;
    assert_eq!(outcome(refused), "403 email_unconfirmed");
}

#[tokio::test]
async fn the_panel_says_what_the_house_does() {
    let town = town().await;
    let help = || town.act(|tx| crate::crisis_help(tx, "CA"));
    let (first, region) = (help().await.unwrap(), "CA");
    assert_eq!(
        (first.region.region.as_str(), first.helper_on_duty, first.posting_calls),
        (region, false, false)
    );
    let (_, _, olga) = rota(&town).await;
    let page = crate::rules::CrisisRule::Page;
    town.by(&olga, move |tx, _, me| crate::rules::set_crisis_rule(tx, me, page)).await.unwrap();
    let then = help().await.unwrap();
    assert!(then.helper_on_duty && then.posting_calls);
}
