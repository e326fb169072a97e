use serde_json::json;

use super::town::town;

#[tokio::test]
async fn the_same_words_join_one_claim() {
    let t = town().await;
    for handle in ["ana", "ben"] {
        t.join(handle).await;
    }
    let (status, first) =
        t.post("ana", "/claims", json!({"text": "Losing keys PROVES ADHD!"})).await;
    assert_eq!((status, &first["state"], &first["language"]), (201, &json!("open"), &json!(null)));
    let (status, second) =
        t.post("ben", "/claims", json!({"text": "losing keys, proves adhd"})).await;
    assert_eq!((status, &second["id"]), (200, &first["id"]));
    let (status, other) =
        t.post("ben", "/claims", json!({"text": "Losing keys proves nothing"})).await;
    assert_eq!(status, 201);
    assert_ne!(other["id"], first["id"]);
    let list = t.json("", "/claims?limit=1").await;
    assert_eq!(list["claims"][0]["id"], other["id"]);
    let rest = t.json("", &format!("/claims?before={}", list["next"].as_str().unwrap())).await;
    assert_eq!((&rest["claims"][0]["id"], &rest["next"]), (&first["id"], &json!(null)));
}

#[tokio::test]
async fn a_status_that_may_not_be_seen_opens_nothing() {
    let t = town().await;
    let (ana, ben) = (t.join("ana").await, t.join("ben").await);
    t.said.add(7, ana.persona, "Losing keys proves ADHD", Some(ana.persona));
    let by_ben = t.post("ben", "/claims", json!({"status": "7"})).await;
    assert_eq!((by_ben.0, &by_ben.1["code"]), (404, &json!("not_found")));
    let (status, claim) = t.post("ana", "/claims", json!({"status": "7"})).await;
    assert_eq!((status, &claim["text"]), (201, &json!("Losing keys proves ADHD")));
    let path = claim["path"].as_str().unwrap();
    assert_eq!(t.json("ana", path).await["statuses"], json!(["/@somebody/7"]));
    assert_eq!(t.json("ben", path).await["statuses"], json!([]), "{}", ben.persona);
}

#[tokio::test]
async fn likely_matches_are_shown_with_their_reason_and_joined_by_a_person() {
    let t = town().await;
    let ana = t.join("ana").await;
    let (_, claim) =
        t.post("ana", "/claims", json!({"text": "The influenza vaccine causes influenza"})).await;
    t.said.add(8, ana.persona, "I got influenza from the vaccine", None);
    let found = t.json("ana", "/claims/new?status=8").await;
    assert_eq!(found["candidates"][0]["claim"]["id"], claim["id"]);
    assert_eq!(found["candidates"][0]["shared"], json!(["influenza", "vaccine"]));
    assert_eq!(found["facts"][0]["about"]["name"], "Influenza");
    let path = claim["path"].as_str().unwrap();
    assert_eq!(t.json("ana", path).await["statuses"], json!([]), "nothing is attached by itself");
    let body = json!({"status": "8", "claim": claim["id"]});
    let (status, joined) = t.post("ana", "/claims", body).await;
    assert_eq!((status, &joined["id"]), (200, &claim["id"]));
    assert_eq!(t.json("ana", path).await["statuses"], json!(["/@somebody/8"]));
    let page = t.get("ana", "/claims/new?status=8&lang=fr", "text/html").await;
    assert!(page.body.contains("Les deux disent"), "{}", page.body);
}

#[tokio::test]
async fn only_who_raised_a_claim_withdraws_it_and_it_may_come_back() {
    let t = town().await;
    for handle in ["ana", "ben"] {
        t.join(handle).await;
    }
    let (_, claim) = t.post("ana", "/claims", json!({"text": "Onions cure colds"})).await;
    let path = claim["path"].as_str().unwrap();
    let withdraw = format!("{path}/withdraw");
    let (status, refused) = t.post("ben", &withdraw, json!({})).await;
    assert_eq!((status, &refused["code"]), (403, &json!("not_opener")));
    for _ in 0..2 {
        assert_eq!(t.post("ana", &withdraw, json!({})).await.1["state"], "withdrawn");
    }
    t.post("ben", "/claims", json!({"text": "onions cure colds"})).await;
    let page = t.json("", path).await;
    let states: Vec<_> = page["history"].as_array().unwrap().iter().map(|h| &h["state"]).collect();
    assert_eq!(states, ["open", "withdrawn", "open"]);
}

#[tokio::test]
async fn wrong_claims_are_refused_by_field() {
    let t = town().await;
    t.join("ana").await;
    for (body, field, why) in [
        (json!({"text": " "}), "text", "required"),
        (json!({"text": "?!"}), "text", "required"),
        (json!({"text": "a".repeat(501)}), "text", "too_long"),
        (json!({"status": "x"}), "status", "malformed"),
    ] {
        let (status, problem) = t.post("ana", "/claims", body).await;
        assert_eq!(status, 422);
        let text = problem.to_string();
        assert!(text.contains(field) && text.contains(why), "{text}");
    }
    assert_eq!(t.post("", "/claims", json!({"text": "a b"})).await.0, 401);
}

#[tokio::test]
async fn a_day_has_a_bound_of_claims() {
    let t = town().await;
    t.join("ana").await;
    for n in 0..crate::limits::CLAIMS_A_DAY_MAX {
        assert_eq!(t.post("ana", "/claims", json!({"text": format!("claim {n}")})).await.0, 201);
    }
    let (status, refused) = t.post("ana", "/claims", json!({"text": "one more"})).await;
    assert_eq!((status, &refused["code"]), (409, &json!("too_many_claims")));
}
