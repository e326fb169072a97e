//! The impostor loses and the nurse wins; a note and a correction find those they are for.

use std::time::Duration;

use commonround_e2e::{Look, Outcome, Stage, Visitor};
use serde_json::Value;

use crate::answer::PUBLISH;
use crate::join::join;
use crate::marks::{address_of, letter, publish};

const PATIENCE: Duration = Duration::from_secs(10);
/// What follows from an act takes a moment; a look takes tens of milliseconds.
const LOOKS_MAX: usize = 300;

async fn claim(visitor: &Visitor, registration: &str, number: &str, name: &str) -> Outcome {
    visitor.goto("/settings/credentials").await?;
    visitor.choose("registration", registration).await?;
    visitor.fill("[name=number]", number).await?;
    visitor.fill("[name=registered_name]", name).await?;
    visitor.press("form[action='/settings/credentials'] button").await?;
    let made = r"/^\/settings\/credentials\/\d+$/.test(location.pathname)";
    visitor.wait_until(made, PATIENCE).await
}

/// A number and the code of the register's letter; then the mark tells what was checked.
async fn the_nurse_is_marked(dana: &Visitor) -> Outcome {
    claim(dana, "cno registered_nurse", "0123456", "Dana Roy").await?;
    let page: String = dana.path().await?;
    dana.press("form[action$='/send-code'] button").await?;
    dana.wait_for("form[action$='/code'] [name=code]").await?;
    let code = letter(dana, "dana.roy@maple.example", "^[A-Z0-9]{8}$").await?;
    dana.goto(page.split('?').next().unwrap_or(&page)).await?;
    dana.fill("form[action$='/code'] [name=code]", &code).await?;
    dana.press("form[action$='/code'] button").await?;
    dana.wait_for_text("Licence checked").await?;
    dana.goto("/@dana_nights").await?;
    dana.tab_to("main button.verified").await?;
    dana.key("Enter").await?;
    dana.wait_until("!!document.querySelector('main .pop:popover-open')", PATIENCE).await?;
    let said = dana.text("main .pop:popover-open").await?;
    assert!(said.contains("Registered Nurse · Ontario"), "{said}");
    assert!(said.contains("College of Nurses of Ontario"), "{said}");
    Ok(())
}

/// A title and a number of somebody else's: labelled, and told nothing.
async fn the_impostor_learns_nothing(max: &Visitor) -> Outcome<String> {
    max.goto("/settings/profile").await?;
    max.fill("[name=display_name]", "Dr. Max Wellness, MD").await?;
    max.press("form[action='/settings/profile'] button[type=submit]").await?;
    let saved = "document.readyState === 'complete' && location.search.includes('said')";
    max.wait_until(saved, PATIENCE).await?;
    publish(max, "A cup of my tea a day").await?;
    for _ in 0..LOOKS_MAX {
        max.goto("/@maxwell").await?;
        if max.eval::<bool>("document.body.innerText.includes('not verified')").await? {
            break;
        }
    }
    max.wait_for_text("not verified").await?;
    claim(max, "cpso physician", "99001", "Max Wellness").await?;
    max.wait_for_text("cannot be confirmed automatically").await?;
    let page: String = max.text("main").await?;
    assert!(!page.to_lowercase().contains("chen"), "{page}");
    let path: String = max.eval("location.pathname").await?;
    Ok(path.rsplit('/').next().unwrap_or_default().to_owned())
}

/// One officer rejects, a second one agrees.
async fn officers_decide(stage: &Stage, claim: &str) -> Outcome {
    let jules = stage.cast("jules", Look::DESK).await?;
    jules.goto(&format!("/officer/claims/{claim}")).await?;
    jules.wait_for_text("Chen Li").await?;
    jules.shot("desk-conflict").await?;
    jules.choose("reason", "other_person").await?;
    jules.press("form[action$='/reject'] button").await?;
    let gone = format!("!location.pathname.endsWith({claim:?})");
    jules.wait_until(&gone, PATIENCE).await?;
    let kofi = stage.cast("kofi", Look::DESK).await?;
    kofi.goto(&format!("/officer/claims/{claim}")).await?;
    kofi.press("form[action$='/agree'] button").await?;
    kofi.wait_until(&gone, PATIENCE).await?;
    jules.leave_quiet().await?;
    kofi.leave_quiet().await
}

#[tokio::test]
async fn the_impostor_loses_and_the_nurse_wins() -> Outcome {
    let stage = Stage::open().await?;
    let dana = stage.visitor(Look::PHONE).await?;
    join(&dana, "dana_nights", "health_worker").await?;
    the_nurse_is_marked(&dana).await?;
    dana.shot("badge").await?;

    let max = stage.visitor(Look::DESK).await?;
    join(&max, "maxwell", "health_worker").await?;
    let taken = the_impostor_learns_nothing(&max).await?;
    max.shot("conflict").await?;
    officers_decide(&stage, &taken).await?;

    let public = stage.visitor(Look::PHONE).await?;
    public.goto("/@maxwell").await?;
    public.wait_for_text("claimed a licence that could not be confirmed").await?;
    let heading = public.text("main").await?;
    assert!(!heading.contains("Dr. Max"), "{heading}");
    public.goto("/verify/@dana_nights").await?;
    public.wait_for_text("Current").await?;
    let proof = public.json("/verify/@dana_nights.json").await?;
    assert_eq!(proof["status"], "active");
    public.leave_quiet().await?;
    dana.leave_quiet().await?;
    max.leave_quiet().await?;
    stage.close().await
}

/// Says something by the same address as the page's form.
async fn post(visitor: &Visitor, path: &str, said: &Value) -> Outcome {
    let headers = "{ accept: 'application/json', 'content-type': 'application/json' }";
    let status: u16 = visitor
        .eval(&format!(
            "fetch({path:?}, {{ method: 'POST', headers: {headers}, body: JSON.stringify({said}) }})
                .then(answer => answer.status)"
        ))
        .await?;
    if status < 300 { Ok(()) } else { Err(format!("{path}: {status}").into()) }
}

/// How many corrections somebody's list holds about a claim.
async fn corrections(visitor: &Visitor, claim: &str) -> Outcome<usize> {
    let told = visitor.json("/notifications").await?;
    let all = told["notifications"].as_array().cloned().unwrap_or_default();
    let about = |one: &&Value| one["kind"] == "correction" && one["about"]["id"] == claim;
    Ok(all.iter().filter(about).count())
}

const NOTE: &str = "Everybody mislays keys. ADHD begins in childhood and shows in many places.";

/// Farah writes it by the page's form, people of both sides find it helpful.
async fn a_note_is_found_helpful(stage: &Stage, status: &str) -> Outcome {
    let farah = stage.cast("farah", Look::DESK).await?;
    farah.goto(&format!("/statuses/{status}/notes")).await?;
    farah.fill("form[action$='/notes'] [name=text]", NOTE).await?;
    farah.choose("verdict", "false").await?;
    farah.choose("certainty", "high").await?;
    farah.choose("study", "guideline").await?;
    let source = "https://facts.maple.example/adhd/signs-in-adults";
    farah.fill("form[action$='/notes'] [name=sources]", source).await?;
    farah.press("form[action$='/notes'] button").await?;
    farah.wait_for_text(NOTE).await?;
    let notes = farah.json(&format!("/statuses/{status}/notes")).await?;
    assert_eq!(notes["notes"][0]["found"], "needs_more");
    let path = notes["notes"][0]["path"].as_str().unwrap_or_default().to_owned();
    let said = serde_json::json!({
        "version": "1", "level": "helpful", "tags": ["helpfulClear", "helpfulGoodSources"],
    });
    for rater in ["dana", "grace", "eli", "rosa", "chen", "okoye", "kofi", "lena"] {
        let rater = stage.cast(rater, Look::DESK).await?;
        post(&rater, &format!("{path}/ratings"), &said).await?;
        rater.leave_quiet().await?;
    }
    let now = farah.json(&path).await?;
    assert_eq!(now["found"], "helpful", "{now}");
    farah.leave_quiet().await
}

/// Farah answers the claim at the desk.
async fn the_claim_is_answered(stage: &Stage, claim: &str) -> Outcome {
    let farah = stage.cast("farah", Look::DESK).await?;
    farah.goto(&format!("/claims/{claim}")).await?;
    farah.press("main a[href^='/answer?']").await?;
    farah.press("details:has([name=addresses]) summary").await?;
    farah.fill("[name=addresses]", "https://facts.maple.example/adhd/signs-in-adults").await?;
    farah.choose("says", "false-high").await?;
    farah.fill("[name=english]", "Mislaid keys prove nothing. ADHD shows in many places.").await?;
    farah
        .fill(
            "[name=french]",
            "Des clés égarées ne prouvent rien. Le TDAH se montre ailleurs aussi.",
        )
        .await?;
    farah.press(PUBLISH).await?;
    farah.wait_until(r"/^\/answers\/\d+/.test(location.pathname)", PATIENCE).await?;
    farah.leave_quiet().await
}

#[tokio::test]
async fn a_note_is_shown_and_readers_are_told_once() -> Outcome {
    let stage = Stage::open().await?;
    let author = stage.visitor(Look::PHONE).await?;
    join(&author, "loser_of_keys", "caregiver").await?;
    publish(&author, "Losing keys means ADHD, says the video").await?;
    author.goto("/local").await?;
    let thread = address_of(&author, "Losing keys means ADHD").await?;
    let status = thread.rsplit('/').next().unwrap_or_default().to_owned();

    let amira = stage.cast("amira", Look::PHONE).await?;
    amira.goto(&thread).await?;
    amira.wait_for_text("Losing keys means ADHD").await?;
    a_note_is_found_helpful(&stage, &status).await?;
    amira.goto(&thread).await?;
    amira.wait_for_text(NOTE).await?;
    amira.shot("note").await?;

    amira.goto(&format!("/claims/new?status={status}")).await?;
    amira.press("form[action='/claims']:not(:has([name=claim])) button").await?;
    amira.wait_until(r"/^\/claims\/\d+/.test(location.pathname)", PATIENCE).await?;
    let claim: String = amira.eval("location.pathname.split('/').pop()").await?;
    the_claim_is_answered(&stage, &claim).await?;
    let mut told = 0;
    for _ in 0..LOOKS_MAX {
        told = corrections(&amira, &claim).await?;
        if told > 0 {
            break;
        }
    }
    assert_eq!(told, 1);
    amira.goto(&thread).await?;
    amira.goto("/notifications").await?;
    amira.goto("/notifications").await?;
    assert_eq!(corrections(&amira, &claim).await?, 1, "exactly once");
    author.leave_quiet().await?;
    amira.leave_quiet().await?;
    stage.close().await
}
