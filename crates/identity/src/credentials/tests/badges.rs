use commonround_credential::{ProofStatus, read_jwks, verify_proof};
use commonround_web::{Caller, Lang, Site};

use super::stage::*;
use crate::tests::house::{URL, house};

#[tokio::test]
async fn a_proof_holds_with_the_published_key() {
    let house = house().await;
    let (mut dana, path) = proved_dana(&house).await;
    let mut public = house.browser();
    assert_eq!(public.clone().page().get("/verify/@dana").await.status, 200);
    let proof = public.get("/verify/@dana.json").await.json();
    assert_eq!(
        (proof["issuer"].as_str(), proof["type"].as_str()),
        (Some(URL), Some("professional"))
    );
    assert_eq!(proof["status"], "active");
    assert_eq!(proof["scope"][0]["register"], "cno");
    assert!(proof["scope"][0].get("number").is_none());
    let now = house.world.env.now().millis() / 1_000;
    assert_eq!(
        (proof["checkedAt"].as_i64(), proof["validUntil"].as_i64()),
        (Some(now), Some(now + 86_400))
    );
    let keys = read_jwks(&public.get("/.well-known/jwks.json").await.json()).unwrap();
    let signature = proof["signature"].as_str().unwrap();
    let signed = verify_proof(signature, URL, &keys, now).unwrap();
    assert_eq!((signed.status, signed.scope[0].number.clone()), (ProofStatus::Active, None));
    assert!(verify_proof(signature, URL, &keys, now + 86_401).is_err());
    let metadata = public.get("/.well-known/jwt-vc-issuer").await.json();
    assert_eq!(read_jwks(&metadata["jwks"]).unwrap(), keys);
    dana.post(&format!("{path}/number"), &[("shown", "true")]).await;
    let proof = public.get("/verify/@dana.json").await.json();
    assert_eq!(proof["scope"][0]["number"], "0123456");
    dana.post(&format!("{path}/number"), &[]).await;
    assert!(!public.clone().page().get("/verify/@dana").await.body.contains("0123456"));
}

#[tokio::test]
async fn an_inactive_credential_reads_not_current_without_cause() {
    let house = house().await;
    proved_dana(&house).await;
    import_good(&house, "cno", &[Line { status: "suspended", ..dana() }]).await;
    worker(&house, "max").await;
    let mut public = house.browser();
    for handle in ["dana", "max"] {
        let proof = public.get(&format!("/verify/@{handle}.json")).await;
        let page = public.clone().page().get(&format!("/verify/@{handle}")).await;
        assert_eq!(proof.json()["status"], "not_current");
        assert_eq!(proof.json()["scope"].as_array().map(Vec::len), Some(0));
        assert!(page.body.contains("Not current"));
        for body in [proof.body, page.body] {
            assert!(!body.to_lowercase().contains("suspend"));
        }
    }
    assert_eq!(public.get("/verify/@nobody").await.short(), "404 not_found");
}

#[tokio::test]
async fn the_mark_says_what_was_checked_and_has_an_id_of_its_own() {
    let house = house().await;
    proved_dana(&house).await;
    let card = card(&house, "dana").await;
    let site = Site::new("Rounds", URL, crate::CATALOGUES, Vec::new()).unwrap();
    let site = std::sync::Arc::new(site);
    for (lang, title, day) in [
        (Lang::En, "Registered Nurse, licence checked", "18 November 2026"),
        (Lang::Fr, "permis vérifié", "18 novembre 2026"),
    ] {
        let caller = Caller::stranger(site.clone(), lang, house.world.env.now());
        let mark = crate::badge(&caller.ui(), &card, "12").into_string();
        assert!(mark.contains(title) && mark.contains(day), "{mark}");
        assert!(mark.contains("popovertarget=\"v-12-dana\"") && mark.contains("id=\"v-12-dana\""));
        assert!(mark.contains("Ontario") && !mark.contains("0123456"));
        let bare = crate::NameCard { standing: crate::Standing::default(), ..card.clone() };
        assert_eq!(crate::badge(&caller.ui(), &bare, "12").into_string(), "");
    }
}

#[tokio::test]
async fn who_leaves_leaves_no_claim_behind() {
    let house = house().await;
    let (mut dana, _) = proved_dana(&house).await;
    let form = [("current_password", crate::tests::house::PASSWORD)];
    assert_eq!(dana.post("/settings/delete", &form).await.short(), "200");
    for table in ["identity_claim", "identity_claim_change", "identity_claim_evidence"] {
        let sql: &'static str = match table {
            "identity_claim" => "SELECT COUNT(*) FROM identity_claim",
            "identity_claim_change" => "SELECT COUNT(*) FROM identity_claim_change",
            _ => "SELECT COUNT(*) FROM identity_claim_evidence",
        };
        assert_eq!(house.count(sql).await, 0, "{table}");
    }
    house.world.settle().await;
}
