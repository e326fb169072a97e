//! Whatever happens in whatever order: without a proof there is no badge.

use proptest::prelude::*;

use super::stage::*;
use crate::tests::house::{Browser, HOUR, House, patient_house};

#[derive(Debug, Clone, Copy)]
enum Step {
    Claim(usize),
    WrongCode(usize),
    Institution(usize),
    Withdraw(usize),
    Import(&'static str),
    Wait,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0..2_usize).prop_map(Step::Claim),
        (0..2_usize).prop_map(Step::WrongCode),
        (0..2_usize).prop_map(Step::Institution),
        (0..2_usize).prop_map(Step::Withdraw),
        prop::sample::select(&["active", "suspended", "revoked", "inactive"][..]).prop_map(Step::Import),
        Just(Step::Wait),
    ];
    prop::collection::vec(step, 1..12)
}

async fn take(house: &House, people: &mut [(Browser, Option<String>)], step: Step) {
    match step {
        Step::Claim(who) => {
            let form =
                [("registration", "cno registered_nurse"), ("number", "0123456"), ("registered_name", "Dana Roy")];
            let made = people[who].0.post("/settings/credentials", &form).await;
            if made.status == 201 {
                let id = made.json()["id"].as_str().unwrap().to_owned();
                people[who].1 = Some(format!("/settings/credentials/{id}"));
            }
        }
        Step::WrongCode(who) => {
            if let Some(path) = people[who].1.clone() {
                people[who].0.post(&format!("{path}/send-code"), &[]).await;
                people[who].0.post(&format!("{path}/code"), &[("code", "AAAAAAAA")]).await;
            }
        }
        Step::Institution(who) => {
            if let Some(path) = people[who].1.clone() {
                let form = [("email", "someone@hospital.example")];
                if people[who].0.post(&format!("{path}/institution"), &form).await.status == 200 {
                    let code = code_to(house, "someone@hospital.example").await;
                    people[who].0.post(&format!("{path}/code"), &[("code", &code)]).await;
                }
            }
        }
        Step::Withdraw(who) => {
            if let Some(path) = people[who].1.take() {
                people[who].0.post(&format!("{path}/withdraw"), &[]).await;
            }
        }
        Step::Import(status) => {
            import_good(house, "cno", &[Line { status, ..dana() }]).await;
        }
        Step::Wait => house.world.advance(30 * HOUR),
    }
    house.world.settle().await;
}

async fn walk(steps: Vec<Step>) {
    let house = patient_house().await;
    let mut people = [(worker(&house, "dana").await, None), (worker(&house, "max").await, None)];
    for step in steps {
        take(&house, &mut people, step).await;
        assert_eq!((badges(&house, "dana").await, badges(&house, "max").await), (0, 0), "{step:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn nobody_unproved_ever_has_a_badge(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(walk(steps));
    }
}
