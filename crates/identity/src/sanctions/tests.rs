use commonround_db::outbox;
use commonround_kernel::{Actor, Id, Persona, Role, Scope};
use commonround_vocabulary::{SanctionAct, SanctionChanged};
use commonround_web::Auth;

use crate::tests::house::{House, house};

async fn measure(house: &House, id: i64, persona: Id<Persona>, act: SanctionAct, active: bool) {
    let sanction = Id::from_i64(id);
    let changed = SanctionChanged { sanction, persona, status: None, thing: None, act, active };
    house.world.db.write(move |tx| outbox::emit(tx, &changed)).await.unwrap();
    house.world.settle().await;
}

async fn signed_in(house: &House, handle: &str) -> Actor {
    crate::testing::sign_in(&house.world.db, handle).await.1
}

#[tokio::test]
async fn a_suspended_person_reads_and_writes_nothing_until_the_last_measure_ends() {
    let house = house().await;
    let max = house.join("max", Role::Patient).await;
    measure(&house, 1, max.persona, SanctionAct::Suspend, true).await;
    measure(&house, 1, max.persona, SanctionAct::Suspend, true).await;
    measure(&house, 2, max.persona, SanctionAct::Suspend, true).await;
    let actor = signed_in(&house, "max").await;
    assert!(actor.suspended);
    let admit = |auth: Auth, scope| auth.admit(Some(&actor), scope).err().map(|e| e.code());
    assert_eq!(admit(Auth::Confirmed, Scope::Write), Some("account_suspended"));
    assert_eq!(admit(Auth::Confirmed, Scope::Read), None);
    assert_eq!(admit(Auth::Session, Scope::Write), None);
    assert_eq!(admit(Auth::SignedIn, Scope::Write), None);
    measure(&house, 1, max.persona, SanctionAct::Suspend, false).await;
    assert!(signed_in(&house, "max").await.suspended);
    measure(&house, 2, max.persona, SanctionAct::Suspend, false).await;
    assert!(!signed_in(&house, "max").await.suspended);
}

#[tokio::test]
async fn other_measures_and_other_people_are_no_suspension() {
    let house = house().await;
    let max = house.join("max", Role::Patient).await;
    house.join("dana", Role::Patient).await;
    for (id, act) in
        [SanctionAct::Label, SanctionAct::Limit, SanctionAct::Strike].into_iter().enumerate()
    {
        measure(&house, id as i64 + 1, max.persona, act, true).await;
    }
    assert!(!signed_in(&house, "max").await.suspended);
    measure(&house, 9, max.persona, SanctionAct::Suspend, true).await;
    assert!(!signed_in(&house, "dana").await.suspended);
}

#[tokio::test]
async fn a_person_is_suspended_under_every_name_and_nothing_stored_joins_them() {
    let house = house().await;
    let max = house.join("max", Role::Patient).await;
    house.join("dana", Role::Patient).await;
    let world = &house.world;
    let other = crate::testing::add_persona(&world.db, &world.keys, max.account, "wellness").await;
    measure(&house, 1, other, SanctionAct::SuspendPerson, true).await;
    let mut browser = house.browser_of("max").await;
    let form = [("method", "officer_call")];
    let refused = browser.post("/officer/claims/1/approve", &form).await;
    assert_eq!(refused.short(), "403 account_suspended");
    assert_eq!(browser.get("/settings").await.status, 200);
    let mut dana = house.browser_of("dana").await;
    let free = dana.post("/officer/claims/1/approve", &form).await;
    assert_eq!(free.short(), "403 officer_only");
    let alone = "SELECT COUNT(*) FROM identity_suspension";
    assert_eq!(house.count(alone).await, 0, "no row names the first persona");
    measure(&house, 1, other, SanctionAct::SuspendPerson, false).await;
    let back = browser.post("/officer/claims/1/approve", &form).await;
    assert_eq!(back.short(), "403 officer_only");
}

#[tokio::test]
async fn a_strike_is_counted_until_it_is_taken_back() {
    let house = house().await;
    let max = house.join("max", Role::Patient).await;
    let counted = async |house: &House| {
        let keys = house.world.keys.clone();
        let read = house.world.db.read(move |tx| crate::strikes::count(tx, &keys, max.persona));
        read.await.unwrap()
    };
    measure(&house, 5, max.persona, SanctionAct::Strike, true).await;
    measure(&house, 6, max.persona, SanctionAct::Strike, true).await;
    assert_eq!(counted(&house).await, 2);
    measure(&house, 5, max.persona, SanctionAct::Strike, false).await;
    assert_eq!(counted(&house).await, 1);
}
