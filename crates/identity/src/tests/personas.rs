use commonround_db::Value;
use commonround_kernel::Role;

use super::house::{House, house};
use crate::{Display, DisplayName, Field, store, testing};

/// Every row of the room, cell by cell.
async fn every_row(house: &House) -> Vec<(&'static str, Vec<Value>)> {
    const TABLES: [(&str, usize, &str); 6] = [
        (
            "account",
            14,
            "id, email, email_folded, email_claim, password_hash, age_band, lang, theme, time_zone, operator, moderator, primary_persona, personas, created_at",
        ),
        (
            "persona",
            10,
            "id, handle, handle_skeleton, display_name, role, role_public, field, account_link, created_at, erased_at",
        ),
        ("session", 7, "id, account, secret_digest, browser, system, created_at, seen_at"),
        ("token", 8, "id, account, secret_digest, label, scopes, created_at, expires_at, used_day"),
        ("code", 7, "id, kind, account, email, nonce, expires_at, used_at"),
        ("mail", 6, "id, kind, account, address, lang, created_at"),
    ];
    let mut rows = Vec::new();
    for (table, width, columns) in TABLES {
        let sql = format!("SELECT {columns} FROM identity_{table}");
        let read = house.world.db.read(move |tx| {
            tx.query(&sql, (), |row| (0..width).map(|i| row.get::<Value>(i)).collect())
        });
        rows.extend(read.await.unwrap().into_iter().map(|row: Vec<Value>| (table, row)));
    }
    rows
}

/// Whether a cell shows the id in any of the forms it could be written in.
fn shows(cell: &Value, id: i64) -> bool {
    match cell {
        Value::Int(n) => *n == id,
        Value::Text(text) => text.contains(&id.to_string()),
        Value::Bytes(bytes) => {
            let forms = [id.to_be_bytes(), id.to_le_bytes()];
            forms.iter().any(|form| bytes.windows(8).any(|window| window == form))
                || bytes.windows(id.to_string().len()).any(|w| w == id.to_string().as_bytes())
        }
        Value::Null | Value::Bool(_) | Value::Real(_) => false,
    }
}

#[tokio::test]
async fn no_row_holds_an_account_and_its_second_persona_together() {
    let house = house().await;
    let actor = house.join("amira", Role::Patient).await;
    let (db, keys) = (&house.world.db, &house.world.keys);
    let second = testing::add_persona(db, keys, actor.account, "lakeside").await;
    let mut amira = house.browser_of("amira").await;
    amira.post("/settings/tokens", &[("label", "x"), ("scopes", "read")]).await;
    house.browser().post("/forgot", &[("email", "amira@example.org")]).await;
    let (account, first) = (actor.account.get(), actor.persona.get());
    let rows = every_row(&house).await;
    assert!(rows.len() >= 6);
    for (table, row) in rows {
        let has = |id| row.iter().any(|cell| shows(cell, id));
        assert!(!(has(account) && has(second.get())), "{table}: {row:?}");
        assert!(!(has(first) && has(second.get())), "{table}: {row:?}");
        if table == "persona" {
            assert!(!has(account), "not even the first persona names its account: {row:?}");
        }
    }
}

#[tokio::test]
async fn the_link_opens_with_the_key_and_for_its_own_row_only() {
    let house = house().await;
    let actor = house.join("amira", Role::Patient).await;
    let (db, keys) = (&house.world.db, house.world.keys.clone());
    let second = testing::add_persona(db, &keys, actor.account, "lakeside").await;
    let opened = db.read(move |tx| {
        let both = [actor.persona, second].map(|id| store::personas::account_behind(tx, &keys, id));
        let account = store::accounts::get(tx, actor.account)?;
        let list = store::personas::open_list(&keys, actor.account, &account.personas)?;
        let other_keys = commonround_kernel::KeyRing::new([(1, [8; 32])])?;
        let shut = store::personas::account_behind(tx, &other_keys, second).is_err();
        Ok((both.into_iter().collect::<Result<Vec<_>, _>>()?, list, shut))
    });
    let (accounts, list, shut) = opened.await.unwrap();
    assert_eq!(accounts, [actor.account, actor.account]);
    assert_eq!(list, [actor.persona, second]);
    assert!(shut);
    let moved = db.write(move |tx| {
        let sql = "UPDATE identity_persona SET account_link =
            (SELECT account_link FROM identity_persona WHERE id = $1) WHERE id = $2";
        tx.exec(sql, (actor.persona, second))
    });
    moved.await.unwrap();
    let keys = house.world.keys.clone();
    let bent = db.read(move |tx| store::personas::account_behind(tx, &keys, second)).await;
    assert!(bent.is_err(), "a link copied to another row opens nothing");
}

#[tokio::test]
async fn the_sealed_list_is_as_long_for_one_persona_as_for_two() {
    let house = house().await;
    let actor = house.join("amira", Role::Patient).await;
    let length = || house.count("SELECT length(personas) FROM identity_account");
    let one = length().await;
    testing::add_persona(&house.world.db, &house.world.keys, actor.account, "lakeside").await;
    assert_eq!(length().await, one);
}

#[tokio::test]
async fn a_second_persona_is_no_way_to_sign_in_or_to_be_found_by_its_account() {
    let house = house().await;
    let actor = house.join("amira", Role::Patient).await;
    testing::add_persona(&house.world.db, &house.world.keys, actor.account, "lakeside").await;
    let form = [("login", "lakeside"), ("password", super::house::PASSWORD)];
    assert_eq!(house.browser().post("/sign-in", &form).await.short(), "401 credentials_wrong");
    let refused = crate::sign_in_as(&house.world.db, "lakeside").await;
    assert_eq!(refused.err().unwrap().code(), "not_found");
}

#[tokio::test]
async fn cards_show_what_is_shown_and_cost_one_query() {
    let house = house().await;
    let mut ids = Vec::new();
    for (i, role) in Role::ALL.into_iter().cycle().take(20).enumerate() {
        ids.push(house.join(&format!("person_n{i}"), role).await.persona);
    }
    let asked = ids.clone();
    let (cards, cost) =
        house.cost_of(house.world.db.read_inline(move |tx| crate::cards(tx, &asked))).await;
    let cards = cards.unwrap();
    assert_eq!((cards.len(), cost.reads), (20, 1));
    let roles: Vec<_> = ids.iter().take(4).map(|id| cards[id].role).collect();
    assert_eq!(roles, [None, None, Some(Role::HealthWorker), Some(Role::Organisation)]);
    assert_eq!(cards[&ids[2]].said_role_key(), Some("identity-said-nursing"));
    assert_eq!((cards[&ids[0]].said_role_key(), cards[&ids[0]].hue()), (None, "hue-none"));
    let none = house.world.db.read(|tx| crate::cards(tx, &[])).await.unwrap();
    assert!(none.is_empty());
}

#[tokio::test]
async fn a_card_is_found_by_handle_however_typed() {
    let house = house().await;
    let actor = house.join("amira_b", Role::Patient).await;
    for handle in ["amira_b", "@amira_b", "AMIRA_B"] {
        let card = house.world.db.read(move |tx| crate::card_by_handle(tx, handle)).await.unwrap();
        assert_eq!(card.persona, actor.persona);
    }
    for handle in ["amirab", "amira", "", "amira_b'--"] {
        let none = house.world.db.read(move |tx| crate::card_by_handle(tx, handle)).await;
        assert_eq!(none.err().unwrap().code(), "not_found", "{handle}");
    }
}

#[tokio::test]
async fn what_a_persona_shows_is_its_own_to_change() {
    let house = house().await;
    let actor = house.join("amira", Role::HealthWorker).await;
    let display = Display {
        display_name: DisplayName::parse(" Amira B. ").unwrap(),
        field: Some(Field::Pharmacy),
        role_public: true,
    };
    let change = |actor: commonround_kernel::Actor, display: Display| {
        house.world.db.write(move |tx| crate::set_display(tx, &actor, &display))
    };
    change(actor.clone(), display.clone()).await.unwrap();
    let card = house.world.db.read(|tx| crate::card_by_handle(tx, "amira")).await.unwrap();
    assert_eq!((card.display_name.as_str(), card.hue()), ("Amira B.", "hue-pharmacy"));
    assert_eq!(house.told("identity.persona.changed.v1").await.len(), 1);
    let read_only = commonround_kernel::Actor {
        scopes: commonround_kernel::Scopes { read: true, write: false },
        ..actor.clone()
    };
    let refused = change(read_only, display).await;
    assert_eq!(refused.err().unwrap().code(), "scope_missing");
    let said = house.world.db.read(move |tx| crate::role_of(tx, actor.persona)).await.unwrap();
    assert_eq!(said, Role::HealthWorker);
    let joined = house.world.db.read(move |tx| crate::joined_at(tx, actor.persona)).await.unwrap();
    assert_eq!(joined, house.world.env.now());
}

#[tokio::test]
async fn a_persona_that_joined_is_told_to_the_other_rooms() {
    let house = house().await;
    let actor = house.join("amira", Role::Patient).await;
    let told = house.told("identity.persona.created.v1").await;
    assert_eq!(told, [format!("{{\"persona\":\"{}\"}}", actor.persona)]);
    assert!(!told[0].contains(&actor.account.to_string()));
    assert_eq!(house.persona_of("amira").await, actor.persona);
}
