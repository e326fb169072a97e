//! What the gate says, as pages, patches and programs hear it. The one here holds "card 1", refuses
//! "how", offers help for "alone", and takes no strangers' replies for whoever is closed.

use axum::http::StatusCode;
use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Persona, Result};
use maud::html;

use super::stage::{Came, JSON, PAGE, PATCH, Stage, stage_behind};
use crate::gate::{
    AskBefore, Closed, CrisisHelp, Finding, Gate, Panel, Redirect, Verdict, Without, Words,
};
use crate::testing::Say;

struct Porter;

const SEEN: [(&str, &str, &str); 3] =
    [("card 1", "ohip", "block"), ("how", "method", "block"), ("alone", "worry", "crisis")];

impl AskBefore for Porter {
    fn look(&self, _: &mut Tx<'_>, _: &Actor, words: &Words<'_>) -> Result<Verdict> {
        let all = format!("{} {}", words.text, words.content_warning);
        let seen: Vec<_> = SEEN.iter().filter(|(said, ..)| all.contains(said)).collect();
        let has = |kind: &str| seen.iter().any(|(_, known, _)| *known == kind);
        let (is_final, in_crisis) = (has("method"), has("worry"));
        let digest = seen.iter().map(|(_, kind, _)| *kind).collect::<Vec<_>>().join("+");
        let asks = (has("ohip") || is_final) && (is_final || words.confirmed != digest);
        let findings = seen.iter().map(|(said, kind, tier)| Finding {
            kind,
            tier,
            why_key: "commons-label-why",
            quotes: vec![(*said).to_owned()],
        });
        let cut = |text: &str| text.replace("card 1", "[…]");
        let without =
            Without { text: cut(words.text), content_warning: cut(words.content_warning) };
        let help = CrisisHelp {
            region: "CA".to_owned(),
            emergency: "911".to_owned(),
            lines: Vec::new(),
            helper_on_duty: false,
            posting_calls: false,
        };
        Ok(Verdict {
            findings: findings.collect(),
            may_post: !asks,
            is_final,
            digest,
            without: has("ohip").then_some(without),
            help: in_crisis.then_some(help),
            before: Panel::new(|_| html! { section.guard { "before" } }),
            after: in_crisis.then(|| Panel::new(|_| html! { section.guard { "after" } })),
        })
    }

    fn closed(
        &self,
        tx: &mut Tx<'_>,
        persona: Id<Persona>,
        is_followed: bool,
    ) -> Result<Option<Closed>> {
        let card = commonround_identity::cards(tx, &[persona])?.remove(&persona);
        let is_closed = card.is_some_and(|card| card.handle == "chen") && !is_followed;
        let redirect = Redirect { words: None, url: "/help".to_owned() };
        let card = Panel::new(|_| html! { p.redirect { "ask there" } });
        Ok(is_closed.then(|| Closed { code: "replies_no_strangers", redirect, card }))
    }
}

async fn town() -> (Stage, Vec<Actor>) {
    stage_behind(Gate::new(Porter), &["dana", "chen"]).await
}

fn said(came: &Came) -> String {
    let json = came.json();
    let code = json["code"].as_str().unwrap_or("posted");
    format!("{} {code}", came.status.as_u16())
}

/// A submission by a program, and what came of it.
async fn check(stage: &Stage, body: &str, expected: &str) -> serde_json::Value {
    let came = stage.json("dana", "/statuses", body.to_owned()).await;
    assert_eq!(said(&came), expected, "{body}");
    came.json()
}

#[tokio::test]
async fn words_are_held_until_exactly_they_are_confirmed() {
    let (stage, _) = town().await;
    check(&stage, r#"{"text":"a walk"}"#, "201 posted").await;
    let held = check(&stage, r#"{"text":"my card 1"}"#, "422 confirmation_needed").await;
    assert_eq!(held["confirm"], "ohip");
    assert_eq!(held["findings"][0]["kind"], "ohip");
    assert_eq!(held["findings"][0]["tier"], "block");
    assert_eq!(held["findings"][0]["quotes"], serde_json::json!(["card 1"]));
    assert_eq!(held["findings"][0]["why"], "How labels work");
    assert_eq!(held["redacted"]["text"], "my […]");
    assert!(held.get("redirect").is_none() && held.get("crisis_help").is_none());
    check(&stage, r#"{"text":"x","content_warning":"card 1"}"#, "422 confirmation_needed").await;
    check(&stage, r#"{"text":"card 1, alone","confirm":"ohip"}"#, "422 confirmation_needed").await;
    check(&stage, r#"{"text":"my card 1","confirm":"ohip"}"#, "201 posted").await;
    let never = check(&stage, r#"{"text":"how","confirm":"method"}"#, "422 words_refused").await;
    assert!(never.get("confirm").is_none(), "{never}");
}

#[tokio::test]
async fn what_is_taken_out_is_read_again_before_it_is_posted() {
    let (stage, _) = town().await;
    let left = check(&stage, r#"{"text":"my card 1","redact":"all"}"#, "422 words_taken_out").await;
    assert_eq!(left["redacted"]["text"], "my […]");
    let left = check(&stage, r#"{"text":"card 1, how","redact":"all"}"#, "422 words_refused").await;
    assert_eq!(left["redacted"]["text"], "[…], how");
    let wrong = stage.json("dana", "/statuses", r#"{"text":"x","redact":"some"}"#).await;
    assert_eq!(wrong.refusal(), "422 invalid redact=unknown");
    let page = stage.form("dana", PAGE, "/statuses", "text=my+card+1&redact=all").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains(">my […]</textarea>") && !page.body.contains("card 1"));
    assert!(!page.body.contains(">before<") && page.body.contains("We took it out"));
    let patch = stage.form("dana", PATCH, "/statuses", "text=my+card+1&redact=all").await;
    assert!(patch.body.contains(r##"target="#composer" swap="replace""##), "{}", patch.body);
    assert!(patch.body.contains(">my […]</textarea>") && patch.body.contains("data-live"));
    let local = stage.get("", JSON, "/local").await.json();
    assert_eq!(local["statuses"], serde_json::json!([]), "nothing was published");
}

#[tokio::test]
async fn the_panel_stands_above_the_words_with_a_script_and_without() {
    let (stage, _) = town().await;
    let page = stage.form("dana", PAGE, "/statuses", "text=my+card+1&visibility=quiet").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let at = |part: &str| page.body.find(part).unwrap_or_else(|| panic!("{part}"));
    assert!(at("id=\"composer\"") < at(">before<") && at(">before<") < at(">my card 1</textarea>"));
    assert!(page.body.contains(r#"<option value="quiet" selected>"#));
    let patch = stage.form("dana", PATCH, "/statuses", "text=my+card+1").await;
    assert_eq!(patch.status, StatusCode::UNPROCESSABLE_ENTITY);
    let expected = r#"<patch-el target="" swap="errors"><section class="guard">before</section>"#;
    assert!(patch.body.starts_with(expected), "{}", patch.body);
    let posted = stage.form("dana", PAGE, "/statuses", "text=my+card+1&confirm=ohip").await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_author_in_a_crisis_is_offered_help_again_in_private() {
    let (stage, _) = town().await;
    let json = check(&stage, r#"{"text":"so alone","visibility":"public"}"#, "201 posted").await;
    assert_eq!(json["crisis_help"]["emergency"], "911");
    let path = json["path"].as_str().unwrap();
    let thread = stage.get("chen", JSON, path).await;
    assert!(!thread.body.contains("crisis_help"), "nobody else hears of it");
    let calm = check(&stage, r#"{"text":"a walk"}"#, "201 posted").await;
    assert_eq!(calm["crisis_help"], serde_json::Value::Null);
    let page = stage.form("dana", PAGE, "/statuses", "text=so+alone").await;
    assert_eq!((page.status, page.location.as_str()), (StatusCode::OK, ""));
    assert!(page.body.contains(">after<") && page.body.contains("so alone"));
    let patch = stage.form("dana", PATCH, "/statuses", "text=so+alone").await;
    let form = patch.body.split(r##"target="#composer""##).nth(1).unwrap();
    assert!(form.contains(">after<"), "{}", patch.body);
    assert!(!stage.get("dana", PAGE, path).await.body.contains(">after<"), "it is not kept");
}

#[tokio::test]
async fn who_takes_no_strangers_sends_them_elsewhere() {
    let (stage, actors) = town().await;
    let (dana, chen) = (&actors[0], &actors[1]);
    let id = stage.town.say(chen, Say::public("Ask your pharmacist")).await;
    let body = format!(r#"{{"text":"my card 1 ?","in_reply_to":"{id}"}}"#);
    let refused = check(&stage, &body, "403 replies_no_strangers").await;
    assert_eq!(refused["redirect"]["url"], "/help");
    let body = format!(r#"{{"text":"why?","in_reply_to":"{id}"}}"#);
    check(&stage, &body, "403 replies_no_strangers").await;
    let form = format!("text=why?&in_reply_to={id}");
    let page = stage.form("dana", PAGE, "/statuses", &form).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.body.contains("ask there") && page.body.contains(">why?</textarea>"));
    let patch = stage.form("dana", PATCH, "/statuses", &form).await;
    assert!(patch.body.contains("swap=\"errors\"") && patch.body.contains("ask there"));
    let draft = stage.get("dana", JSON, &format!("/statuses/new?in_reply_to={id}")).await.json();
    assert_eq!(draft["redirect"]["url"], "/help");
    let thread = format!("/@chen/{id}");
    let page = stage.get("dana", PAGE, &thread).await.body;
    assert!(page.contains("ask there") && !page.contains("<form class=\"composer\""), "{page}");
    assert!(stage.get("chen", PAGE, &thread).await.body.contains("<form class=\"composer\""));
    let own = format!("text=more&in_reply_to={id}");
    assert_eq!(stage.form("chen", PAGE, "/statuses", &own).await.status, StatusCode::SEE_OTHER);
    stage.town.follow(chen, dana).await;
    check(&stage, &body, "201 posted").await;
}
