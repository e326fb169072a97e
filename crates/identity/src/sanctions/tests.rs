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
