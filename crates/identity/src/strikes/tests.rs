use commonround_kernel::{Id, Persona, Role};

use super::{Cause, STRIKE_LIFE, count, give, take_back};
use crate::testing::add_persona;
use crate::tests::house::{DAY, House, house};

async fn strike(house: &House, persona: Id<Persona>, cause: Cause) {
    let keys = house.world.keys.clone();
    house.world.db.write(move |tx| give(tx, &keys, persona, cause)).await.unwrap();
}

async fn counted(house: &House, persona: Id<Persona>) -> u64 {
    let keys = house.world.keys.clone();
    house.world.db.read(move |tx| count(tx, &keys, persona)).await.unwrap()
}

#[tokio::test]
async fn strikes_count_for_the_person_whatever_the_name() {
    let house = house().await;
    let max = house.join("max", Role::Patient).await;
    let dana = house.join("dana", Role::Patient).await;
    let world = &house.world;
    let other = add_persona(&world.db, &world.keys, max.account, "wellness").await;
    strike(&house, max.persona, Cause::FalseLicence(1)).await;
    strike(&house, max.persona, Cause::FalseLicence(1)).await;
    strike(&house, other, Cause::Measure(1)).await;
    assert_eq!(counted(&house, max.persona).await, 2, "twice for one cause is once");
    assert_eq!(counted(&house, other).await, 2);
    assert_eq!(counted(&house, dana.persona).await, 0);
    house.world.db.write(|tx| take_back(tx, Cause::Measure(1))).await.unwrap();
    assert_eq!(counted(&house, max.persona).await, 1);
}

#[tokio::test]
async fn a_strike_is_over_after_a_year() {
    let house = house().await;
    let max = house.join("max", Role::Patient).await;
    strike(&house, max.persona, Cause::Measure(1)).await;
    house.world.advance(STRIKE_LIFE - DAY);
    assert_eq!(counted(&house, max.persona).await, 1);
    house.world.advance(DAY);
    assert_eq!(counted(&house, max.persona).await, 0);
    house.world.settle().await;
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_strike").await, 0);
}

#[tokio::test]
async fn nothing_in_clear_says_whose_a_strike_is() {
    let house = house().await;
    let max = house.join("max", Role::Patient).await;
    strike(&house, max.persona, Cause::Measure(1)).await;
    let read = house
        .world
        .db
        .read(|tx| tx.one("SELECT person FROM identity_strike", (), |row| row.get::<Vec<u8>>(0)));
    let person = read.await.unwrap();
    let clear = max.account.get().to_be_bytes();
    assert!(!person.windows(clear.len()).any(|bytes| bytes == clear));
}
