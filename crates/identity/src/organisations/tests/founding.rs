use super::stage::*;
use crate::tests::house::house;

#[tokio::test]
async fn whoever_founds_looks_after_it_and_it_reads_unchecked() {
    let house = house().await;
    let mut grace = founded(&house).await;
    let shown = house.browser().get("/organisations/maple").await.json();
    assert_eq!(
        (shown["state"].as_str(), shown["domain"].as_str()),
        (Some("unverified"), Some("maple.example"))
    );
    assert!(shown["verified_by"].is_null() && shown["mine"] == false);
    assert_eq!(grace.get("/organisations/Maple").await.json()["mine"], true);
    let mine = grace.get("/settings/organisations").await.json();
    assert_eq!(mine["organisations"][0]["handle"], "maple");
    let managed = grace.get(MAPLE).await.json();
    assert_eq!(managed["stewards"][0]["handle"], "grace");
    let history = house.browser().get("/organisations/maple/history").await.json();
    assert_eq!(
        (history[0]["state"].as_str(), history[0]["by"].as_str()),
        (Some("unverified"), Some("steward"))
    );
}

#[tokio::test]
async fn what_does_not_fit_is_refused_by_its_field() {
    let house = house().await;
    let mut grace = founded(&house).await;
    for (changed, refusal) in [
        (("handle", ""), "422 invalid handle=required"),
        (("handle", "a b"), "422 invalid handle=malformed"),
        (("handle", "admin"), "422 invalid handle=reserved"),
        (("handle", "map1e"), "422 invalid handle=taken"),
        (("name", " "), "422 invalid name=required"),
        (("name", "🏥"), "422 invalid name=malformed"),
        (("name", "Mаple Hospital"), "422 invalid name=mixed_scripts"),
        (("name", "Maple\u{202e}Hospital"), "422 invalid name=bidi_control"),
        (("kind", "palace"), "422 invalid kind=unknown"),
        (("home_page", "http://maple.example"), "422 invalid home_page=malformed"),
        (("home_page", ""), "422 invalid home_page=required"),
        (("jurisdiction", "Mars"), "422 invalid jurisdiction=unknown"),
    ] {
        let seen = grace.post("/settings/organisations", &form(&[changed])).await;
        assert_eq!(seen.short(), refusal, "{changed:?}");
    }
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_organisation").await, 1);
}

#[tokio::test]
async fn nobody_looks_after_more_than_a_few_and_nobody_unconfirmed_founds() {
    let house = house().await;
    let mut grace = founded(&house).await;
    for n in 1..crate::organisations::limits::STEWARDED_MAX {
        let handle = format!("place_{}", char::from(b'a' + n as u8).to_string().repeat(n + 3));
        let name = format!("Place number {n}");
        let changed = [("handle", handle.as_str()), ("name", name.as_str())];
        let seen = grace.post("/settings/organisations", &form(&changed)).await;
        assert_eq!(seen.status, 201, "{}", seen.body);
    }
    let changed = [("handle", "one_more"), ("name", "One more")];
    let seen = grace.post("/settings/organisations", &form(&changed)).await;
    assert_eq!(seen.short(), "409 too_many_organisations");
    let (db, keys) = (&house.world.db, &house.world.keys);
    crate::testing::join_unconfirmed(db, keys, "max", commonround_kernel::Role::Patient).await;
    let mut max = house.browser_of("max").await;
    let seen = max.post("/settings/organisations", &form(&changed)).await;
    assert_eq!(seen.short(), "403 email_unconfirmed");
}

#[tokio::test]
async fn the_name_of_a_checked_organisation_is_not_taken_again_and_a_near_one_is_labelled() {
    let house = house().await;
    verified(&house).await;
    let mut max = house.member("max").await;
    for name in ["Maple Hospital", "MAPLE  hospital", "Maple Hospita1", "Maple-Hospital"] {
        let changed = [("handle", "copy"), ("name", name)];
        let seen = max.post("/settings/organisations", &form(&changed)).await;
        assert_eq!(seen.short(), "422 invalid name=like_verified", "{name}");
    }
    let changed = [("handle", "copy"), ("name", "Maples Hospital")];
    assert_eq!(max.post("/settings/organisations", &form(&changed)).await.status, 201);
    let mut public = house.browser();
    assert_eq!(public.get("/organisations/copy").await.json()["resembles"], "maple");
    let page = public.clone().page().get("/organisations/copy").await.body;
    assert!(page.contains("Not the verified Maple Hospital"));
    assert!(public.get("/organisations/maple").await.json()["resembles"].is_null());
}

#[tokio::test]
async fn the_list_has_the_checked_ones_first_and_is_searched_by_name() {
    let house = house().await;
    verified(&house).await;
    let mut max = house.member("max").await;
    for (handle, name) in [("aspen", "Aspen 100% Clinic"), ("zebra", "Zebra House")] {
        let changed = [("handle", handle), ("name", name)];
        assert_eq!(max.post("/settings/organisations", &form(&changed)).await.status, 201);
    }
    let handles = |seen: serde_json::Value| {
        let all = seen.as_array().unwrap().iter();
        all.map(|one| one["handle"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let mut public = house.browser();
    let found = handles(public.get("/organisations").await.json());
    assert_eq!(found, ["maple", "aspen", "zebra"]);
    for (asked, expected) in [
        ("HOSP", vec!["maple"]),
        ("0%25", vec!["aspen"]),
        ("%25", vec!["aspen"]),
        ("_", vec![]),
        ("!", vec![]),
    ] {
        let found = handles(public.get(&format!("/organisations?q={asked}")).await.json());
        assert_eq!(found, expected, "{asked}");
    }
}
