//! Whatever happens in whatever order: a badge stands where the person proved the number and the
//! register lets them practise, and nowhere else.

use proptest::prelude::*;

use super::stage::*;
use crate::tests::house::{Browser, HOUR, House, patient_house};

#[derive(Debug, Clone, Copy)]
enum Step {
    Claim(usize),
    WrongCode(usize),
    Prove(usize),
    Institution(usize),
    Withdraw(usize),
    Import(&'static str),
    Wait,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0..2_usize).prop_map(Step::Claim),
        (0..2_usize).prop_map(Step::WrongCode),
        (0..2_usize).prop_map(Step::Prove),
        (0..2_usize).prop_map(Step::Institution),
        (0..2_usize).prop_map(Step::Withdraw),
        prop::sample::select(&["active", "suspended", "revoked", "inactive"][..])
            .prop_map(Step::Import),
        Just(Step::Wait),
    ];
    prop::collection::vec(step, 1..16)
}

struct Person {
    browser: Browser,
    claim: Option<String>,
    proved: bool,
}

async fn person(house: &House, handle: &str) -> Person {
    Person { browser: worker(house, handle).await, claim: None, proved: false }
}

async fn prove_it(house: &House, person: &mut Person) {
    let Some(path) = person.claim.clone() else { return };
    if person.browser.post(&format!("{path}/send-code"), &[]).await.status == 200 {
        let code = code_to(house, "dana.roy@work.example").await;
        let entered = person.browser.post(&format!("{path}/code"), &[("code", &code)]).await;
        person.proved |= entered.status == 200;
    }
}

async fn take(house: &House, people: &mut [Person; 2], step: Step) {
    match step {
        Step::Prove(who) => prove_it(house, &mut people[who]).await,
        Step::Claim(who) => {
            let form = [
                ("registration", "cno registered_nurse"),
                ("number", "0123456"),
                ("registered_name", "Dana Roy"),
            ];
            let made = people[who].browser.post("/settings/credentials", &form).await;
            if made.status == 201 {
                let id = made.json()["id"].as_str().unwrap().to_owned();
                people[who].claim = Some(format!("/settings/credentials/{id}"));
            }
        }
        Step::WrongCode(who) => {
            if let Some(path) = people[who].claim.clone() {
                people[who].browser.post(&format!("{path}/send-code"), &[]).await;
                people[who].browser.post(&format!("{path}/code"), &[("code", "AAAAAAAA")]).await;
            }
        }
        Step::Institution(who) => {
            if let Some(path) = people[who].claim.clone() {
                let form = [("email", "someone@hospital.example")];
                if people[who].browser.post(&format!("{path}/institution"), &form).await.status
                    == 200
                {
                    let code = code_to(house, "someone@hospital.example").await;
                    people[who].browser.post(&format!("{path}/code"), &[("code", &code)]).await;
                }
            }
        }
        Step::Withdraw(who) => {
            if let Some(path) = people[who].claim.take() {
                people[who].browser.post(&format!("{path}/withdraw"), &[]).await;
                people[who].proved = false;
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
    let mut people = [person(&house, "dana").await, person(&house, "max").await];
    let mut register = "unknown";
    for step in steps {
        if let Step::Import(status) = step {
            register = status;
        }
        take(&house, &mut people, step).await;
        for (person, handle) in people.iter().zip(["dana", "max"]) {
            let shown = badges(&house, handle).await;
            assert!(shown == 0 || person.proved && register == "active", "{step:?} {handle}");
        }
        let owners = badges(&house, "dana").await + badges(&house, "max").await;
        assert!(owners <= 1, "one number has one owner: {step:?}");
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
