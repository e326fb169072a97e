use std::time::Duration;

use commonround_db::Tx;
use commonround_kernel::{Actor, Id, KeyRing, Result, Timestamp};
use commonround_vocabulary::{
    Appeal, Case, NoticeKind, NoticeRaised, Sanction, SanctionAct, SanctionChanged,
};

use super::outcome;
use super::town::{Town, town};
use crate::appeal::{Words, file_appeal, rule_on_appeal};
use crate::model::{Level, Measure, MeasureState, Ruling};
use crate::store::measures;
use crate::take_measure::{Taken, lift_measure, take_measure};
use crate::work_case::{close_case, look_at_case};

const KIND: &str = "safety_measure";
const DAY: Duration = Duration::from_secs(86_400);

type Take = Box<dyn Fn(&mut Tx<'_>, &KeyRing, &Actor) -> Result<Taken> + Send>;

fn take_of(town: &Town, case: Id<Case>, measure: Measure) -> Take {
    let acts = town.acts.clone();
    Box::new(move |tx, keys, me| take_measure(tx, &acts, keys, me, case, &measure))
}

/// Hugo takes a measure in a case of its own about Dana.
async fn take(town: &Town, hugo: &Actor, dana: &Actor, act: &str, days: &str) -> Taken {
    let case = town.case(dana, Level::Amber).await;
    let measure = town.measure(act, days);
    town.by(hugo, take_of(town, case, measure)).await.unwrap()
}

async fn state(town: &Town, id: Id<Sanction>) -> MeasureState {
    town.act(move |tx| measures::get(tx, id)).await.unwrap().state
}

/// The state after somebody opened the case.
async fn look(town: &Town, who: &Actor, id: Id<Sanction>) -> MeasureState {
    let read = move |tx: &mut Tx<'_>, _: &KeyRing, me: &Actor| {
        let case = measures::get(tx, id)?.case;
        look_at_case(tx, me, case)
    };
    town.by(who, read).await.unwrap();
    state(town, id).await
}

async fn three(town: &Town) -> (Actor, Actor, Actor) {
    (town.patient("dana").await, town.moderator("hugo").await, town.moderator("ivy").await)
}

#[tokio::test]
async fn a_measure_is_announced_told_and_ends_at_its_time() {
    let town = town().await;
    let (dana, hugo, _) = three(&town).await;
    let taken = take(&town, &hugo, &dana, "limit", "3").await;
    assert!(!taken.waits);
    let heard = town.heard::<SanctionChanged>().await;
    assert_eq!(heard.len(), 1);
    assert_eq!(
        (heard[0].persona, heard[0].act, heard[0].active),
        (dana.persona, SanctionAct::Limit, true)
    );
    assert!(heard[0].status.is_some());
    let told = town.heard::<NoticeRaised>().await;
    assert_eq!((told[0].to, told[0].kind), (dana.persona, NoticeKind::Sanctioned));
    town.advance(DAY * 3 - Duration::from_secs(1)).await;
    assert_eq!(state(&town, taken.measure).await, MeasureState::Active);
    town.advance(Duration::from_secs(1)).await;
    assert_eq!(state(&town, taken.measure).await, MeasureState::Ended);
    let heard = town.heard::<SanctionChanged>().await;
    assert_eq!(heard.iter().map(|one| one.active).collect::<Vec<_>>(), [false]);
}

#[tokio::test]
async fn a_suspension_is_the_persons_and_a_long_one_takes_another_moderator() {
    let town = town().await;
    let (dana, hugo, ivy) = three(&town).await;
    let short = take(&town, &hugo, &dana, "suspend", "7").await;
    let heard = town.heard::<SanctionChanged>().await;
    assert_eq!((short.waits, heard[0].status), (false, None));
    town.by(&hugo, move |tx, keys, me| lift_measure(tx, keys, me, short.measure)).await.unwrap();
    let long = take(&town, &hugo, &dana, "suspend", "8").await;
    assert!(long.waits);
    let id = long.measure;
    let row = town.act(move |tx| measures::get(tx, id)).await.unwrap();
    town.heard::<SanctionChanged>().await;
    let early = town.by(&hugo, move |tx, keys, me| close_case(tx, keys, me, row.case, None)).await;
    assert_eq!(outcome(early), "409 second_waits");
    let second = |who: &Actor, agrees| {
        let (town, who) = (&town, who.clone());
        async move { outcome(town.second(&who, KIND, id.get(), agrees).await) }
    };
    assert_eq!(second(&hugo, true).await, "403 own_proposal");
    assert_eq!(second(&dana, true).await, "403 moderator_only");
    assert!(town.heard::<SanctionChanged>().await.is_empty(), "nothing began");
    assert_eq!(second(&ivy, true).await, "ok");
    assert_eq!(second(&ivy, true).await, "409 proposal_decided");
    assert_eq!(town.heard::<SanctionChanged>().await.len(), 1);
}

#[tokio::test]
async fn what_the_second_refuses_never_begins() {
    let town = town().await;
    let (dana, hugo, ivy) = three(&town).await;
    let id = take(&town, &hugo, &dana, "suspend", "30").await.measure;
    town.second(&ivy, KIND, id.get(), false).await.unwrap();
    assert_eq!(look(&town, &ivy, id).await, MeasureState::Refused);
    town.advance(DAY * 31).await;
    assert!(town.heard::<SanctionChanged>().await.is_empty());
    let told = town.heard::<NoticeRaised>().await;
    assert!(told.iter().all(|one| one.to != dana.persona), "the person never heard of it");
}

#[tokio::test]
async fn the_same_measure_stands_once_but_strikes_count() {
    let town = town().await;
    let (dana, hugo, _) = three(&town).await;
    let case = town.case(&dana, Level::Amber).await;
    let act = |act: &'static str| {
        let measure = town.measure(act, "");
        let (town, hugo) = (&town, hugo.clone());
        async move { outcome(town.by(&hugo, take_of(town, case, measure)).await) }
    };
    assert_eq!(act("hide").await, "ok");
    assert_eq!(act("hide").await, "409 measure_stands");
    assert_eq!(act("strike").await, "ok");
    assert_eq!(act("strike").await, "ok");
    assert_eq!(town.measures(case).await.len(), 3);
}

#[test]
fn a_measure_says_what_is_wrong_with_all_its_fields() {
    let now = Timestamp::from_millis(0);
    let why = |act, cause, words: &str, days| match Measure::parse(act, cause, words, days, now) {
        Ok(_) => "ok".to_owned(),
        Err(invalid) => commonround_kernel::Error::from(invalid).to_string(),
    };
    assert_eq!(why("hide", "spam", "", ""), "ok");
    assert_eq!(why("", "", "", "x"), "invalid: act=required cause=required days=malformed");
    assert_eq!(why("ban", "mood", "", "0"), "invalid: act=unknown cause=unknown days=out_of_range");
    assert_eq!(why("suspend", "spam", "", ""), "invalid: days=required");
    assert_eq!(why("suspend", "spam", "", "366"), "ok");
    assert_eq!(why("suspend", "spam", "", "367"), "invalid: days=out_of_range");
    assert_eq!(why("label", "other", " ", ""), "invalid: words=required");
}

#[test]
fn two_decide_on_long_suspensions_and_on_anything_against_a_checked_professional() {
    let now = Timestamp::from_millis(1_795_000_000_000);
    let of = |act, days| Measure::parse(act, "spam", "", days, now).unwrap();
    for (act, days, verified, two) in [
        ("suspend", "7", false, false),
        ("suspend", "8", false, true),
        ("suspend", "1", true, true),
        ("hide", "30", false, false),
        ("hide", "", false, false),
        ("hide", "", true, true),
        ("label", "", true, true),
        ("strike", "", true, true),
        ("suspend_person", "1", false, true),
    ] {
        assert_eq!(of(act, days).takes_two(verified, now), two, "{act} {days} {verified}");
    }
}

async fn appeal(town: &Town, who: &Actor, measure: Id<Sanction>) -> Result<Id<Appeal>> {
    let words = Words::parse("words", "It was my own story").unwrap();
    town.by(who, move |tx, _, me| file_appeal(tx, me, measure, &words)).await
}

async fn rule(town: &Town, who: &Actor, appeal: Id<Appeal>, ruling: Ruling) -> String {
    let answer = Words::parse("answer", "We looked again").unwrap();
    outcome(
        town.by(who, move |tx, keys, me| rule_on_appeal(tx, keys, me, appeal, ruling, &answer))
            .await,
    )
}

#[tokio::test]
async fn another_moderator_decides_an_appeal_and_overturning_lifts() {
    let town = town().await;
    let (dana, hugo, ivy) = three(&town).await;
    let id = take(&town, &hugo, &dana, "hide", "").await.measure;
    assert_eq!(outcome(appeal(&town, &hugo, id).await), "404 not_found", "only the person");
    let asked = appeal(&town, &dana, id).await.unwrap();
    assert_eq!(outcome(appeal(&town, &dana, id).await), "409 appeal_made");
    assert_eq!(rule(&town, &hugo, asked, Ruling::Uphold).await, "403 appeal_needs_another");
    assert_eq!(rule(&town, &dana, asked, Ruling::Overturn).await, "403 moderator_only");
    town.heard::<SanctionChanged>().await;
    town.heard::<NoticeRaised>().await;
    assert_eq!(rule(&town, &ivy, asked, Ruling::Overturn).await, "ok");
    assert_eq!(rule(&town, &ivy, asked, Ruling::Uphold).await, "409 appeal_decided");
    assert_eq!(state(&town, id).await, MeasureState::Lifted);
    assert!(!town.heard::<SanctionChanged>().await[0].active);
    assert_eq!(town.heard::<NoticeRaised>().await[0].kind, NoticeKind::AppealDecided);
}

#[tokio::test]
async fn whoever_agreed_to_a_measure_does_not_decide_its_appeal() {
    let town = town().await;
    let (dana, hugo, ivy) = three(&town).await;
    let noor = town.moderator("noor").await;
    let id = take(&town, &hugo, &dana, "suspend", "30").await.measure;
    assert_eq!(outcome(appeal(&town, &dana, id).await), "404 not_found", "it has not begun");
    town.second(&ivy, KIND, id.get(), true).await.unwrap();
    let asked = appeal(&town, &dana, id).await.unwrap();
    assert_eq!(rule(&town, &ivy, asked, Ruling::Uphold).await, "403 appeal_needs_another");
    assert_eq!(rule(&town, &noor, asked, Ruling::Uphold).await, "ok");
    assert_eq!(state(&town, id).await, MeasureState::Active, "upheld stays");
}

#[tokio::test]
async fn the_time_to_appeal_is_fourteen_days() {
    let town = town().await;
    let (dana, hugo, _) = three(&town).await;
    let one = take(&town, &hugo, &dana, "hide", "").await.measure;
    let two = take(&town, &hugo, &dana, "hide", "").await.measure;
    town.advance(DAY * 14 - Duration::from_secs(1)).await;
    assert!(appeal(&town, &dana, one).await.is_ok());
    town.advance(Duration::from_secs(1)).await;
    assert_eq!(outcome(appeal(&town, &dana, two).await), "410 appeal_over");
}

#[tokio::test]
async fn a_person_is_not_hidden() {
    let town = town().await;
    let (dana, hugo, _) = three(&town).await;
    let amira = town.patient("amira").await;
    let about = crate::Subject::persona(dana.persona);
    town.report(&amira, about, "spam", "").await.unwrap();
    let (case, measure) = (town.only_case().await.id, town.measure("hide", ""));
    let hidden = town.by(&hugo, take_of(&town, case, measure)).await;
    assert_eq!(outcome(hidden), "invalid: act=not_for_a_person");
}
