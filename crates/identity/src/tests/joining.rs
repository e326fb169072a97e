use commonround_kernel::Role;

use super::house::{DAY, HOUR, House, PASSWORD, Seen, house, patient_house};
use crate::testing;

async fn join(house: &House, handle: &str, email: &str) -> Seen {
    let form = [
        ("email", email),
        ("handle", handle),
        ("password", PASSWORD),
        ("age_band", "25-44"),
        ("role", "patient"),
    ];
    house.browser().post("/join", &form).await
}

#[tokio::test]
async fn a_newcomer_confirms_with_the_button_and_not_by_following_the_link() {
    let house = house().await;
    let joined = join(&house, "Dana", "dana@example.org").await;
    assert_eq!((joined.status, joined.header("location")), (201, "/join/confirm"));
    assert_eq!(joined.json()["handle"], "dana");
    let mut dana = house.browser();
    dana.cookie = joined.cookie();
    assert_eq!(dana.get("/settings/account").await.json()["email_confirmed"], false);

    let code = house.code_for("dana@example.org").await;
    let link = format!("/join/confirm?code={code}");
    for _ in 0..2 {
        let shown = house.browser().get(&link).await;
        assert_eq!(shown.json()["email"], "dana@example.org");
        assert_eq!(shown.header("cache-control"), "no-store");
    }
    assert_eq!(dana.get("/settings/account").await.json()["email_confirmed"], false);
    assert_eq!(house.browser().post("/join/confirm", &[("code", &code)]).await.short(), "200");
    assert_eq!(dana.get("/settings/account").await.json()["email_confirmed"], true);
}

#[tokio::test]
async fn a_link_works_once_and_for_two_days() {
    let house = house().await;
    join(&house, "dana", "dana@example.org").await;
    join(&house, "omar", "omar@example.org").await;
    let (one, other) =
        (house.code_for("dana@example.org").await, house.code_for("omar@example.org").await);
    let confirm =
        async |code: &str| house.browser().post("/join/confirm", &[("code", code)]).await.short();
    assert_eq!(confirm(&one).await, "200");
    assert_eq!(confirm(&one).await, "409 code_used");
    let look = house.browser().get(&format!("/join/confirm?code={one}")).await;
    assert_eq!(look.short(), "409 code_used");
    house.world.advance(2 * DAY);
    assert_eq!(confirm(&other).await, "410 code_expired");
    house.world.advance(10 * DAY);
    house.world.settle().await;
    assert_eq!(confirm(&one).await, "410 code_expired");
}

#[tokio::test]
async fn a_dead_link_says_where_to_go_from_there() {
    let house = house().await;
    let page = house.browser().page().get("/join/confirm?code=nonsense").await;
    assert_eq!(page.status, 410);
    assert!(page.body.contains("href=\"/sign-in\""), "{}", page.body);
}

#[tokio::test]
async fn a_forged_code_is_an_expired_one() {
    let house = house().await;
    join(&house, "dana", "dana@example.org").await;
    let code = house.code_for("dana@example.org").await;
    for at in [0, 5, 20, code.len() - 2] {
        let mut forged = code.clone().into_bytes();
        forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
        let forged = String::from_utf8(forged).unwrap();
        let seen = house.browser().post("/join/confirm", &[("code", &forged)]).await;
        assert_eq!(seen.short(), "410 code_expired", "{at}");
    }
    let seen =
        house.browser().post("/reset", &[("code", &code), ("password", "another good one")]).await;
    assert_eq!(seen.short(), "410 code_expired", "a code for one thing does no other");
}

#[tokio::test]
async fn a_known_address_is_answered_like_a_new_one() {
    let house = house().await;
    house.join("amira", Role::Patient).await;
    let address = testing::address_of("amira");
    let (known, known_cost) = house.cost_of(join(&house, "mallory", &address)).await;
    let (new, new_cost) = house.cost_of(join(&house, "newbie1", "new@example.org")).await;
    assert_eq!(known_cost, new_cost);
    assert_eq!(known.outside().0, 201);
    let same = |seen: &Seen, handle: &str| {
        let (status, headers, body) = seen.outside();
        (status, headers, body.replace(handle, ""))
    };
    assert_eq!(same(&known, "mallory"), same(&new, "newbie1"));

    house.world.settle().await;
    let to_owner = house.mail.latest_to(&address).unwrap();
    assert!(to_owner.subject.contains("already"), "{}", to_owner.subject);
    assert!(to_owner.body.contains("@amira") && !to_owner.body.contains("code="));
    assert!(house.mail.latest_to("new@example.org").unwrap().body.contains("code="));
}

#[tokio::test]
async fn whoever_joined_with_a_known_address_cannot_tell_at_the_door_either() {
    let house = patient_house().await;
    house.join("amira", Role::Patient).await;
    let address = testing::address_of("amira");
    let form = |email: &'static str, handle: &'static str| {
        [
            ("email", email),
            ("handle", handle),
            ("password", "my very own words"),
            ("age_band", "65+"),
            ("role", "patient"),
        ]
    };
    let known: &'static str = address.leak();
    house.browser().post("/join", &form(known, "mallory")).await;
    house.browser().post("/join", &form("new@example.org", "newbie1")).await;
    for (login, handle) in [(known, "mallory"), ("new@example.org", "newbie1")] {
        let sign_in = [("login", login), ("password", "my very own words")];
        let (seen, cost) = house.cost_of(house.browser().post("/sign-in", &sign_in)).await;
        assert_eq!(seen.json()["handle"], handle);
        assert_eq!((cost.hashes, cost.reads, cost.units), (2, 1, 1));
    }
    let owner = [("login", known), ("password", PASSWORD)];
    assert_eq!(house.browser().post("/sign-in", &owner).await.json()["handle"], "amira");
}

#[tokio::test]
async fn of_two_who_gave_one_address_the_mailbox_decides() {
    let house = house().await;
    join(&house, "one_of_us", "shared@example.org").await;
    let first = house.code_for("shared@example.org").await;
    join(&house, "the_other", "shared@example.org").await;
    let second = house.code_for("shared@example.org").await;
    let mut browser = house.browser();
    assert_eq!(browser.post("/join/confirm", &[("code", &second)]).await.short(), "200");
    assert_eq!(browser.post("/join/confirm", &[("code", &first)]).await.short(), "409 email_taken");
}

#[tokio::test]
async fn handles_that_look_alike_are_one() {
    let house = house().await;
    join(&house, "bill_one", "a@example.org").await;
    for handle in ["bill_one", "BILL_ONE", "bi11one", "b_i_l_l_one", "bill0ne"] {
        let seen = join(&house, handle, "b@example.org").await;
        assert_eq!(seen.short(), "422 invalid handle=taken", "{handle}");
    }
    assert_eq!(house.letters_to("b@example.org").await, 0);
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_account").await, 1);
}

#[tokio::test]
async fn the_form_comes_back_with_what_was_typed_but_the_password() {
    let house = house().await;
    let form = [
        ("email", "not an address"),
        ("handle", "<script>alert(1)</script>"),
        ("password", "short1234"),
        ("age_band", "under-13"),
        ("role", "caregiver"),
    ];
    let seen = house.browser().post("/join", &form).await;
    assert_eq!(
        seen.short(),
        "422 invalid email=malformed handle=malformed password=too_short age_band=too_young"
    );
    let page = house.browser().page().post("/join", &form).await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("value=\"not an address\""));
    assert!(page.body.contains("You can join when you are 13"));
    assert!(page.body.contains("value=\"caregiver\" required checked"));
    assert!(!page.body.contains("short1234") && !page.body.contains("<script>alert"));
    assert_eq!(page.cookie(), None);
}

#[tokio::test]
async fn letters_and_accounts_have_a_limit_a_place() {
    let house = house().await;
    let joined = join(&house, "dana", "dana@example.org").await;
    let mut dana = house.browser();
    dana.cookie = joined.cookie();
    for _ in 0..5 {
        assert_eq!(dana.post("/join/resend", &[]).await.short(), "200");
    }
    let refused = dana.post("/join/resend", &[]).await;
    assert_eq!(refused.short(), "429 limited");
    assert!(refused.header("retry-after").parse::<u64>().unwrap() > 0);
    for n in 2..=10 {
        assert_eq!(
            join(&house, &format!("newcomer{n}"), &format!("n{n}@example.org")).await.status,
            201
        );
    }
    assert_eq!(join(&house, "one_too_many", "n@example.org").await.short(), "429 limited");
    house.world.advance(HOUR);
    assert_eq!(dana.post("/join/resend", &[]).await.short(), "200");
}

#[tokio::test]
async fn an_address_confirmed_already_needs_no_letter() {
    let house = house().await;
    let mut dana = house.member("dana").await;
    assert_eq!(dana.post("/join/resend", &[]).await.short(), "409 email_confirmed");
}

#[tokio::test]
async fn an_account_that_nobody_confirms_goes_and_frees_its_handle() {
    let house = house().await;
    join(&house, "dana", "dana@example.org").await;
    house.world.advance(29 * DAY);
    house.world.settle().await;
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_account").await, 1);
    house.world.advance(2 * DAY);
    house.world.settle().await;
    for table in [
        "SELECT COUNT(*) FROM identity_account",
        "SELECT COUNT(*) FROM identity_persona",
        "SELECT COUNT(*) FROM identity_session",
        "SELECT COUNT(*) FROM identity_code",
    ] {
        assert_eq!(house.count(table).await, 0, "{table}");
    }
    assert_eq!(join(&house, "dana", "dana@example.org").await.status, 201);
}
