use commonround_identity::testing::address_of;
use commonround_vocabulary::{AboutKind, NoticeKind};

use super::stage::{JSON, PAGE, Stage, stage, status, thing};

/// `follow:+- sanctioned:++!` in the app, by letter (`.` where none are sent), fixed.
async fn chosen(stage: &Stage, who: &str, kinds: &[&str]) -> String {
    let json = stage.get(who, JSON, "/settings/notifications").await.json();
    let all = json["kinds"].as_array().unwrap().clone();
    let sign = |on: &serde_json::Value| match on.as_bool() {
        Some(true) => '+',
        Some(false) => '-',
        None => '.',
    };
    let mut said = Vec::new();
    for kind in all.iter().filter(|one| kinds.contains(&one["kind"].as_str().unwrap())) {
        let fixed = if kind["fixed"] == true { "!" } else { "" };
        let name = kind["kind"].as_str().unwrap();
        said.push(format!("{name}:{}{}{fixed}", sign(&kind["in_app"]), sign(&kind["mail"])));
    }
    said.join(" ")
}

#[tokio::test]
async fn each_kind_is_told_as_its_reader_wants() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    let asked = ["follow", "reply", "sanctioned", "note_decided", "duty_calls"];
    assert_eq!(
        chosen(&stage, "amira", &asked).await,
        "follow:+. reply:+. note_decided:+- sanctioned:++! duty_calls:+-!"
    );
    let form = "in_app=&in_app=reply&mail=&mail=note_decided";
    let came = stage.form("amira", PAGE, "/settings/notifications", form).await;
    assert_eq!(came.location, "/settings/notifications?said=notify-notice-saved");
    assert_eq!(
        chosen(&stage, "amira", &asked).await,
        "follow:-. reply:+. note_decided:-+ sanctioned:+-! duty_calls:+-!"
    );
    stage.follow(&amira, &dana).await;
    stage.tell(&amira, NoticeKind::NoteDecided, None, thing(AboutKind::Note, 5)).await;
    stage.tell(&amira, NoticeKind::DutyCalls, None, thing(AboutKind::Case, 6)).await;
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(7)).await;
    let kinds: Vec<_> = stage.list(&amira).await.rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [NoticeKind::Reply, NoticeKind::DutyCalls]);
    assert_eq!(stage.mail.letters().len(), 1, "the note by letter only");
}

#[tokio::test]
async fn a_list_that_is_not_sent_stays() {
    let stage = stage().await;
    stage.join("amira").await;
    let asked = ["follow", "claim_decided"];
    stage.form("amira", JSON, "/settings/notifications", "mail=").await;
    assert_eq!(chosen(&stage, "amira", &asked).await, "follow:+. claim_decided:+-");
    stage.form("amira", JSON, "/settings/notifications", "in_app=").await;
    assert_eq!(chosen(&stage, "amira", &asked).await, "follow:-. claim_decided:--");
}

#[tokio::test]
async fn unknown_kinds_and_strangers_are_refused() {
    let stage = stage().await;
    stage.join("amira").await;
    let set =
        async |who, body| stage.form(who, JSON, "/settings/notifications", body).await.refusal();
    assert_eq!(set("", "in_app=").await, "401 sign_in_required");
    assert_eq!(set("amira", "in_app=like").await, "422 invalid in_app=unknown");
    assert_eq!(set("amira", "mail=correction").await, "422 invalid mail=unknown");
    assert_eq!(set("amira", "sms=reply").await, "422 invalid sms=unknown_field");
    let page = stage.form("amira", PAGE, "/settings/notifications", "in_app=like").await;
    assert_eq!(page.status, 422);
    assert!(page.texts(".errors")[0].contains("In the app"), "{:?}", page.texts(".errors"));
}

#[tokio::test]
async fn a_letter_links_to_the_thing_and_says_nothing_of_it() {
    let stage = stage().await;
    let (amira, dana) = (stage.join("amira").await, stage.join("dana").await);
    let claim = thing(AboutKind::CredentialClaim, 5);
    stage.tell(&amira, NoticeKind::ClaimDecided, Some(&dana), claim).await;
    let letter = stage.mail.latest_to(&address_of("amira")).unwrap();
    assert!(letter.body.contains("http://localhost:3000/credential_claim/5\n"), "{}", letter.body);
    assert!(!letter.body.contains("dana"));
    stage.hide(thing(AboutKind::Appeal, 6));
    stage.tell(&amira, NoticeKind::AppealDecided, None, thing(AboutKind::Appeal, 6)).await;
    let letter = stage.mail.latest_to(&address_of("amira")).unwrap();
    assert!(letter.body.contains("http://localhost:3000/notifications\n"), "{}", letter.body);
    stage.tell(&amira, NoticeKind::Reply, Some(&dana), status(7)).await;
    assert_eq!(stage.mail.letters().len(), 2);
}

#[tokio::test]
async fn the_page_says_why_some_stay_on_and_where_letters_do_not_go() {
    let stage = stage().await;
    let amira = stage.join("amira").await;
    let page = stage.get("amira", PAGE, "/settings/notifications").await;
    assert_eq!(
        page.attrs("input[disabled]", "aria-describedby"),
        ["why-sanctioned", "why-duty_calls"]
    );
    assert!(page.texts("#why-duty_calls")[0].contains("somebody waits"));
    let on = page.attrs("input[name=mail][checked]", "value");
    assert!(on.contains(&"claim_decided".to_owned()) && !on.contains(&"duty_calls".to_owned()));

    let mut second = amira;
    second.persona = commonround_kernel::Id::from_i64(7);
    stage.call("second", second);
    let page = stage.get("second-fr", PAGE, "/settings/notifications").await;
    assert!(page.attrs("input[name=mail]", "value").is_empty());
    assert!(page.texts("form p.meta").iter().any(|text| text.contains("premier profil")));
}
