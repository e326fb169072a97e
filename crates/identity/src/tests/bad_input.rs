use super::house::{Seen, house, patient_house};

const FORMS: [&str; 10] = [
    "/join",
    "/join/confirm",
    "/sign-in",
    "/forgot",
    "/reset",
    "/setup",
    "/settings/email",
    "/settings/password",
    "/settings/tokens",
    "/settings/appearance",
];

const FORM: &str = "application/x-www-form-urlencoded";

/// Refused in words a program can match on, and never a fault.
fn refused(seen: &Seen, what: &str) {
    assert!((400..500).contains(&seen.status), "{what}: {} {}", seen.status, seen.body);
    let code = seen.json()["code"].as_str().unwrap_or_default().to_owned();
    assert!(
        !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'),
        "{what}: {code}"
    );
}

#[tokio::test]
async fn every_form_refuses_what_no_form_sends() {
    let house = patient_house().await;
    let mut amira = house.member("amira").await;
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let large = vec![b'a'; 10 * 1024 * 1024];
    for path in FORMS {
        let json = "application/json";
        let cases: [(&str, &str, &[u8]); 9] = [
            ("unknown field", FORM, b"surprise=1"),
            ("not UTF-8", FORM, b"email=%ff%fe&login=%ff&code=%ff&label=%ff&lang=%ff"),
            ("NUL", FORM, b"email=a%00b&login=a%00b&code=a%00b&label=a%00&lang=%00"),
            ("wrong type", json, br#"{"email":1,"login":1,"code":1,"label":1,"lang":1}"#),
            ("no object", json, b"[]"),
            ("no JSON", json, b"{"),
            ("too deep", json, deep.as_bytes()),
            ("another type", "text/xml", b"<a/>"),
            ("10 MB", FORM, &large),
        ];
        for (what, kind, body) in cases {
            refused(&amira.post_raw(path, kind, body).await, &format!("{path}: {what}"));
        }
    }
}

#[tokio::test]
async fn an_empty_form_names_what_is_missing() {
    let house = house().await;
    let mut amira = house.member("amira").await;
    for path in FORMS {
        refused(&amira.post(path, &[]).await, path);
    }
}

#[tokio::test]
async fn text_that_would_mislead_or_run_is_refused_or_escaped() {
    let house = patient_house().await;
    let mut amira = house.member("amira").await;
    for text in ["\u{202e}evil", "a\u{7}b", &"x".repeat(100_000)] {
        for path in FORMS {
            let fields = match path {
                "/settings/tokens" => vec![("label", text), ("scopes", "read")],
                "/settings/appearance" => vec![("lang", text)],
                "/sign-in" => vec![("login", text), ("password", text)],
                "/settings/password" => vec![("current_password", text), ("new_password", text)],
                "/join/confirm" | "/reset" | "/setup" => vec![("code", text)],
                "/settings/email" => vec![("email", text), ("current_password", text)],
                "/join" => vec![("email", text), ("handle", text), ("password", text)],
                _ => vec![("email", text)],
            };
            refused(&amira.post(path, &fields).await, path);
        }
    }
    let script = "<script>alert(1)</script>";
    amira.post("/settings/tokens", &[("label", script), ("scopes", "read")]).await;
    let page = amira.page().get("/settings/tokens").await;
    assert!(page.body.contains("&lt;script&gt;alert(1)") && !page.body.contains(script));
}
