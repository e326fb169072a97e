use commonround_db::settings;
use commonround_kernel::{Actor, Id, Persona, Result, Role};
use commonround_vocabulary::Proposal as ProposalId;

use super::{
    Duty, Executor, New, ProposalState, Reason, Verdict, propose, second, store, withdraw,
};
use crate::admin;
use crate::tests::house::{HOUR, House, house};

const ACT: &str = "test_act";

/// An act that leaves a mark where it was done; the object 13 refuses to be done.
pub fn executors() -> Vec<Executor> {
    let run = |tx: &mut commonround_db::Tx<'_>, accepted: &super::Accepted| {
        if accepted.object == 13 {
            return Err(commonround_kernel::Error::Conflict("last_operator"));
        }
        settings::set(tx, &format!("done {}", accepted.object), &accepted.reason)
    };
    vec![Executor::new(ACT, Duty::Officer, "identity-duties-title", |_| "/".to_owned(), run)]
}

async fn officer(house: &House, handle: &str, group: &str) -> Actor {
    house.join(handle, Role::HealthWorker).await;
    let db = &house.world.db;
    admin::give_duty(db, handle, admin::Duty::Officer).await.unwrap();
    admin::set_conflict_group(db, handle, group).await.unwrap();
    crate::testing::sign_in(db, handle).await.1
}

async fn proposed(
    house: &House,
    by: &Actor,
    object: i64,
    subject: Option<Id<Persona>>,
) -> Result<Id<ProposalId>> {
    let (acts, by) = (house.identity.acts().clone(), by.clone());
    let write = house.world.db.write(move |tx| {
        let new = New { kind: ACT, object, subject, reason: "as agreed", payload: String::new() };
        propose(tx, &acts, &by, &new)
    });
    write.await
}

async fn answer(house: &House, by: &Actor, id: Id<ProposalId>, verdict: Verdict) -> String {
    let (acts, by) = (house.identity.acts().clone(), by.clone());
    let reason = Reason::parse("I looked").unwrap();
    let write = house.world.db.write(move |tx| second(tx, &acts, &by, id, verdict, &reason)).await;
    write.map_or_else(|refused| refused.code().to_owned(), |()| "ok".to_owned())
}

async fn state(house: &House, id: Id<ProposalId>) -> ProposalState {
    house.world.db.read(move |tx| Ok(store::get(tx, id)?.state)).await.unwrap()
}

async fn is_done(house: &House, object: i64) -> bool {
    let key = format!("done {object}");
    house.world.db.read(move |tx| settings::get(tx, &key)).await.unwrap().is_some()
}

#[tokio::test]
async fn a_second_of_another_group_agrees_and_it_is_done() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    let kofi = officer(&house, "kofi", "clinic").await;
    let id = proposed(&house, &jules, 1, None).await.unwrap();
    house.world.advance(HOUR * 72);
    house.world.settle().await;
    assert!(!is_done(&house, 1).await, "nothing happens by itself while somebody can second");
    assert_eq!(answer(&house, &kofi, id, Verdict::Agree).await, "ok");
    assert!(is_done(&house, 1).await);
    assert_eq!(state(&house, id).await, ProposalState::Agreed);
}

#[tokio::test]
async fn nobody_seconds_their_own_their_groups_or_their_own_case() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    let mate = officer(&house, "mate", "college").await;
    let kofi = officer(&house, "kofi", "clinic").await;
    let member = house.join("amira", Role::Patient).await;
    let id = proposed(&house, &jules, 1, Some(kofi.persona)).await.unwrap();
    for (who, refusal) in [
        (&jules, "own_proposal"),
        (&mate, "same_conflict_group"),
        (&kofi, "own_case"),
        (&member, "officer_only"),
    ] {
        assert_eq!(answer(&house, who, id, Verdict::Agree).await, refusal);
        assert_eq!(answer(&house, who, id, Verdict::Decline).await, refusal);
    }
    assert_eq!(state(&house, id).await, ProposalState::Open);
    let own = proposed(&house, &kofi, 2, Some(kofi.persona)).await;
    assert_eq!(own.unwrap_err().code(), "own_case");
    assert_eq!(proposed(&house, &member, 2, None).await.unwrap_err().code(), "officer_only");
}

#[tokio::test]
async fn a_second_persona_of_the_one_it_is_about_counts_too() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    let kofi = officer(&house, "kofi", "clinic").await;
    let world = &house.world;
    let other = crate::testing::add_persona(&world.db, &world.keys, kofi.account, "lakeside").await;
    let id = proposed(&house, &jules, 1, Some(other)).await.unwrap();
    assert_eq!(answer(&house, &kofi, id, Verdict::Agree).await, "own_case");
}

#[tokio::test]
async fn whoever_is_alone_waits_two_days() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    officer(&house, "mate", "college").await;
    let id = proposed(&house, &jules, 1, None).await.unwrap();
    house.world.advance(HOUR * 47);
    house.world.settle().await;
    assert!(!is_done(&house, 1).await);
    house.world.advance(HOUR * 1);
    house.world.settle().await;
    assert!(is_done(&house, 1).await);
    assert_eq!(state(&house, id).await, ProposalState::TookEffect);
}

#[tokio::test]
async fn somebody_who_got_the_duty_meanwhile_may_decline() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    let id = proposed(&house, &jules, 1, None).await.unwrap();
    let kofi = officer(&house, "kofi", "clinic").await;
    assert_eq!(answer(&house, &kofi, id, Verdict::Decline).await, "ok");
    house.world.advance(HOUR * 100);
    house.world.settle().await;
    assert!(!is_done(&house, 1).await);
    assert_eq!(state(&house, id).await, ProposalState::Declined);
}

#[tokio::test]
async fn what_nobody_answers_ends() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    let kofi = officer(&house, "kofi", "clinic").await;
    let id = proposed(&house, &jules, 1, None).await.unwrap();
    house.world.advance(super::limits::PROPOSAL_LIFE);
    assert_eq!(answer(&house, &kofi, id, Verdict::Agree).await, "proposal_decided");
    house.world.settle().await;
    assert_eq!(state(&house, id).await, ProposalState::Expired);
    assert!(proposed(&house, &jules, 1, None).await.is_ok(), "it may be proposed again");
}

#[tokio::test]
async fn of_two_answers_one_counts() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    let kofi = officer(&house, "kofi", "clinic").await;
    let ivy = officer(&house, "ivy", "union").await;
    let id = proposed(&house, &jules, 1, None).await.unwrap();
    let (one, other) = tokio::join!(
        answer(&house, &kofi, id, Verdict::Agree),
        answer(&house, &ivy, id, Verdict::Decline)
    );
    let mut both = [one, other];
    both.sort();
    assert_eq!(both, ["ok", "proposal_decided"]);
    let agreed = state(&house, id).await == ProposalState::Agreed;
    assert_eq!(is_done(&house, 1).await, agreed);
}

#[tokio::test]
async fn an_act_that_is_refused_leaves_the_proposal_open() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    let kofi = officer(&house, "kofi", "clinic").await;
    let id = proposed(&house, &jules, 13, None).await.unwrap();
    assert_eq!(answer(&house, &kofi, id, Verdict::Agree).await, "last_operator");
    assert_eq!(state(&house, id).await, ProposalState::Open);
}

#[tokio::test]
async fn the_same_act_waits_once_and_its_proposer_may_take_it_back() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    let kofi = officer(&house, "kofi", "clinic").await;
    let id = proposed(&house, &jules, 1, None).await.unwrap();
    assert_eq!(proposed(&house, &kofi, 1, None).await.unwrap_err().code(), "already_proposed");
    let take_back = |by: &Actor| {
        let by = by.clone();
        house.world.db.write(move |tx| withdraw(tx, &by, id))
    };
    assert_eq!(take_back(&kofi).await.unwrap_err().code(), "not_proposer");
    take_back(&jules).await.unwrap();
    assert_eq!(take_back(&jules).await.unwrap_err().code(), "proposal_decided");
    assert_eq!(answer(&house, &kofi, id, Verdict::Agree).await, "proposal_decided");
}

#[tokio::test]
async fn the_page_lets_a_second_answer_and_nobody_else_in() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    officer(&house, "kofi", "clinic").await;
    let id = proposed(&house, &jules, 1, None).await.unwrap();
    let path = format!("/duties/{id}");
    let mut kofi = house.browser_of("kofi").await;
    assert_eq!(kofi.get("/duties").await.json()[0]["may_second"], true);
    let own = house.browser_of("jules").await.get("/duties").await;
    assert_eq!(own.json()[0]["may_second"], false);
    assert_eq!(house.member("amira").await.get(&path).await.short(), "403 no_duty");
    let wrong = kofi.post(&path, &[("verdict", "agree"), ("reason", "")]).await;
    assert_eq!(wrong.short(), "422 invalid reason=required");
    let done = kofi.post(&path, &[("verdict", "agree"), ("reason", "seen")]).await;
    assert_eq!(done.json()["state"], "agreed");
    assert!(is_done(&house, 1).await);
}

#[tokio::test]
async fn who_lost_the_duty_while_alone_decides_nothing() {
    let house = house().await;
    let jules = officer(&house, "jules", "").await;
    let id = proposed(&house, &jules, 31, None).await.unwrap();
    admin::take_duty(&house.world.db, "jules", admin::Duty::Officer).await.unwrap();
    house.world.advance(48 * HOUR);
    house.world.settle().await;
    assert_eq!(state(&house, id).await, ProposalState::Expired);
    assert!(!is_done(&house, 31).await);
}

#[tokio::test]
async fn a_group_is_one_however_it_is_typed() {
    let house = house().await;
    let jules = officer(&house, "jules", "Maple Valley").await;
    let noor = officer(&house, "noor", " maple VALLEY").await;
    officer(&house, "sam", "Lakeside").await;
    let id = proposed(&house, &jules, 32, None).await.unwrap();
    assert_eq!(answer(&house, &noor, id, Verdict::Agree).await, "same_conflict_group");
}

#[tokio::test]
async fn who_lost_the_duty_cannot_be_agreed_with() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    let kofi = officer(&house, "kofi", "clinic").await;
    let id = proposed(&house, &jules, 41, None).await.unwrap();
    admin::take_duty(&house.world.db, "jules", admin::Duty::Officer).await.unwrap();
    assert_eq!(answer(&house, &kofi, id, Verdict::Agree).await, "proposer_off_duty");
    assert!(!is_done(&house, 41).await);
    assert_eq!(answer(&house, &kofi, id, Verdict::Decline).await, "ok");
}

#[tokio::test]
async fn an_act_that_is_refused_when_its_time_comes_ends() {
    let house = house().await;
    let jules = officer(&house, "jules", "").await;
    let id = proposed(&house, &jules, 13, None).await.unwrap();
    house.world.advance(48 * HOUR);
    house.world.settle().await;
    assert_eq!(state(&house, id).await, ProposalState::Void);
    let noted = "SELECT COUNT(*) FROM db_audit WHERE action = 'proposal_took_effect'";
    assert_eq!(house.count(noted).await, 0, "nothing says that it was done");
    assert!(proposed(&house, &jules, 13, None).await.is_ok());
}

#[tokio::test]
async fn a_proposal_ends_with_whom_it_is_about_and_with_its_proposer() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    let kofi = officer(&house, "kofi", "clinic").await;
    let max = house.join("max", Role::Patient).await;
    let about = proposed(&house, &jules, 51, Some(max.persona)).await.unwrap();
    let other = proposed(&house, &jules, 52, None).await.unwrap();
    let erase = [("current_password", crate::tests::house::PASSWORD)];
    for (handle, ended, open) in [("max", about, Some(other)), ("jules", other, None)] {
        let gone = house.browser_of(handle).await.post("/settings/delete", &erase).await;
        assert_eq!(gone.status, 200, "{}", gone.body);
        assert_eq!(state(&house, ended).await, ProposalState::Void, "{handle}");
        if let Some(open) = open {
            assert_eq!(state(&house, open).await, ProposalState::Open);
        }
    }
    assert_eq!(answer(&house, &kofi, other, Verdict::Agree).await, "proposal_decided");
}

#[tokio::test]
async fn of_two_proposals_at_once_one_stands() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    let kofi = officer(&house, "kofi", "clinic").await;
    let (one, other) =
        tokio::join!(proposed(&house, &jules, 61, None), proposed(&house, &kofi, 61, None));
    let refused = [one, other].into_iter().filter_map(Result::err);
    assert_eq!(refused.map(|e| e.code()).collect::<Vec<_>>(), ["already_proposed"]);
}

#[tokio::test]
async fn a_proposal_tells_its_history() {
    let house = house().await;
    let jules = officer(&house, "jules", "college").await;
    let kofi = officer(&house, "kofi", "clinic").await;
    let id = proposed(&house, &jules, 71, None).await.unwrap();
    answer(&house, &kofi, id, Verdict::Decline).await;
    let mut kofi = house.browser_of("kofi").await;
    let steps = kofi.get(&format!("/duties/{id}/history")).await.json();
    assert_eq!((&steps[0]["state"], &steps[1]["state"]), (&"declined".into(), &"open".into()));
    assert_eq!(
        (&steps[0]["reason"], &steps[1]["reason"]),
        (&"I looked".into(), &"as agreed".into())
    );
}
