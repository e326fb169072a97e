use super::stage::*;
use crate::tests::house::{DAY, HOUR, house, patient_house};

#[tokio::test]
async fn a_number_alone_proves_nothing() {
    let house = house().await;
    import_good(&house, "cno", &[dana()]).await;
    let mut dana = worker(&house, "dana").await;
    let path = claim_dana(&mut dana).await;
    let claim = dana.get(&path).await.json();
    assert_eq!(
        (claim["state"].as_str(), claim["level"].as_str()),
        (Some("pending"), Some("self_declared"))
    );
    assert_eq!(claim["can_send_code"], true);
    assert_eq!(badges(&house, "dana").await, 0);
}

#[tokio::test]
async fn a_code_to_the_registers_contact_makes_a_badge() {
    let house = house().await;
    let (mut dana, path) = proved_dana(&house).await;
    let claim = dana.get(&path).await.json();
    assert_eq!(claim["state"], "verified");
    assert_eq!(claim["method"], "register_match");
    assert_eq!(claim["expires"], "2027-12-31");
    let next: commonround_kernel::Timestamp =
        claim["next_check_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(next.since(house.world.env.now()), DAY);
    let card = card(&house, "dana").await;
    let badge = &card.standing.badges[0];
    assert_eq!(
        (badge.title.en.as_ref(), badge.jurisdiction.as_str()),
        ("Registered Nurse", "CA-ON")
    );
    assert_eq!((badge.register.as_str(), badge.method), ("cno", "register_match"));
    assert_eq!(badge.checked_at, house.world.env.now());
}

#[tokio::test]
async fn a_code_works_once_for_a_day_and_five_tries() {
    let house = patient_house().await;
    import_good(&house, "cno", &[dana()]).await;
    let mut dana = worker(&house, "dana").await;
    let path = claim_dana(&mut dana).await;
    let (send, enter) = (format!("{path}/send-code"), format!("{path}/code"));
    let wrong = [("code", "AAAAAAAA")];
    assert_eq!(dana.post(&enter, &wrong).await.short(), "410 code_expired");
    dana.post(&send, &[]).await;
    let code = code_to(&house, "dana.roy@work.example").await;
    for _ in 0..5 {
        assert_eq!(dana.post(&enter, &wrong).await.short(), "422 invalid code=wrong");
    }
    assert_eq!(dana.post(&enter, &[("code", &code)]).await.short(), "410 code_expired");
    dana.post(&send, &[]).await;
    let code = code_to(&house, "dana.roy@work.example").await;
    house.world.advance(25 * HOUR);
    assert_eq!(dana.post(&enter, &[("code", &code)]).await.short(), "410 code_expired");
    prove(&house, &mut dana, &path, "dana.roy@work.example").await;
    assert_eq!(dana.post(&enter, &[("code", &code)]).await.short(), "409 claim_current");
}

#[tokio::test]
async fn another_name_gets_no_code() {
    let house = house().await;
    import_good(&house, "cno", &[dana()]).await;
    let mut max = worker(&house, "max").await;
    let path = claim(&mut max, "cno registered_nurse", "0123456", "Max Wellness").await;
    let claim = max.get(&path).await.json();
    assert_eq!(
        (&claim["can_send_code"], &claim["waits_for_officer"]),
        (&false.into(), &true.into())
    );
    assert_eq!(max.post(&format!("{path}/send-code"), &[]).await.short(), "409 no_contact");
    house.world.settle().await;
    assert_eq!(house.letters_to("dana.roy@work.example").await, 0);
}

#[tokio::test]
async fn a_mailbox_at_an_institution_helps_and_earns_nothing() {
    let house = house().await;
    let mut dana = worker(&house, "dana").await;
    let path = claim_dana(&mut dana).await;
    let at = format!("{path}/institution");
    let refused = dana.post(&at, &[("email", "dana@Gmail.com")]).await;
    assert_eq!(refused.short(), "422 invalid email=not_institution");
    assert_eq!(dana.post(&at, &[("email", "droy@hospital.example")]).await.short(), "200");
    let code = code_to(&house, "droy@hospital.example").await;
    let typed = format!("{} {}", &code[..4].to_lowercase(), &code[4..]);
    assert_eq!(dana.post(&format!("{path}/code"), &[("code", &typed)]).await.short(), "200");
    let claim = dana.get(&path).await.json();
    assert_eq!(
        (claim["state"].as_str(), claim["level"].as_str()),
        (Some("pending"), Some("controls"))
    );
    assert_eq!(badges(&house, "dana").await, 0);
}

#[tokio::test]
async fn a_number_that_somebody_proved_comes_before_an_officer() {
    let house = house().await;
    import_good(&house, "cpso", &[chen()]).await;
    let mut chen = worker(&house, "chen").await;
    let held = claim(&mut chen, "cpso physician", "99001", "Chen Li").await;
    prove(&house, &mut chen, &held, "chen.li@clinic.example").await;
    let mut max = worker(&house, "max").await;
    let path = claim(&mut max, "cpso physician", "99001", "Max Wellness").await;
    assert_eq!(state(&mut max, &path).await, "conflict");
    let page = max.clone().page().get(&path).await.body;
    assert!(page.contains("cannot be confirmed automatically"));
    for leak in ["chen", "Chen", "Li<", "clinic"] {
        assert!(!page.contains(leak), "{leak}");
    }
    assert!(notices(&house, "chen").await.contains(&"registration_used".to_owned()));
    assert!(!notices(&house, "max").await.contains(&"registration_used".to_owned()));
    assert_eq!((badges(&house, "chen").await, badges(&house, "max").await), (1, 0));
    assert_eq!(max.post(&format!("{path}/send-code"), &[]).await.short(), "409 claim_conflict");
    let mut jules = officer(&house, "jules").await;
    let queue = jules.get("/officer/claims").await.json();
    assert_eq!(queue["waiting"][0]["case"], "CR-1");
}

#[tokio::test]
async fn whoever_proves_it_last_finds_the_other_before_an_officer() {
    let house = house().await;
    import_good(&house, "cno", &[dana()]).await;
    let mut max = worker(&house, "max").await;
    let early = claim_dana(&mut max).await;
    assert_eq!(state(&mut max, &early).await, "pending");
    let mut dana = worker(&house, "dana").await;
    let path = claim_dana(&mut dana).await;
    assert_eq!(state(&mut dana, &path).await, "pending");
    prove(&house, &mut dana, &path, "dana.roy@work.example").await;
    assert_eq!(state(&mut dana, &path).await, "verified");
    assert_eq!(state(&mut max, &early).await, "conflict");
}

#[tokio::test]
async fn claims_are_counted_and_their_owners_own() {
    let house = house().await;
    let mut dana = worker(&house, "dana").await;
    let path = claim_dana(&mut dana).await;
    let again = [
        ("registration", "cno registered_nurse"),
        ("number", "012 3456"),
        ("registered_name", "D"),
    ];
    assert_eq!(dana.post("/settings/credentials", &again).await.short(), "409 claim_exists");
    let mut max = worker(&house, "max").await;
    for (act, form) in [
        ("", None),
        ("/history", None),
        ("/withdraw", Some(vec![])),
        ("/send-code", Some(vec![])),
        ("/ask-officer", Some(vec![])),
        ("/wallet", Some(vec![])),
        ("/number", Some(vec![("shown", "true")])),
        ("/code", Some(vec![("code", "AAAAAAAA")])),
    ] {
        let at = format!("{path}{act}");
        let seen = match form {
            None => max.get(&at).await,
            Some(form) => max.post(&at, &form).await,
        };
        assert_eq!(seen.short(), "404 not_found", "{act}");
    }
    for n in 1..10 {
        claim(&mut dana, "cno registered_nurse", &format!("55{n}"), "Dana Roy").await;
    }
    let more =
        [("registration", "cno registered_nurse"), ("number", "77"), ("registered_name", "D")];
    assert_eq!(dana.post("/settings/credentials", &more).await.short(), "409 too_many_credentials");
    assert_eq!(dana.post(&format!("{path}/withdraw"), &[]).await.short(), "200");
    assert_eq!(dana.get(&path).await.short(), "404 not_found");
    assert_eq!(dana.post("/settings/credentials", &more).await.short(), "201");
}
