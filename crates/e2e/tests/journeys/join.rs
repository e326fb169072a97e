//! A newcomer, from the form to the first status.

use std::time::Duration;

use commonround_e2e::{Look, Outcome, Stage, Visitor};

use crate::marks::publish;

const PATIENCE: Duration = Duration::from_secs(10);
/// Pages are opened in tens of milliseconds; the letter is there within a second.
const LOOKS_MAX: usize = 100;
const MAIL: &str = "noor@example.org";
const PASSWORD: &str = "seven quiet lanterns";

#[tokio::test]
async fn a_newcomer_joins_confirms_and_publishes() -> Outcome {
    let stage = Stage::open().await?;
    let noor = stage.visitor(Look::PHONE).await?;
    join_and_publish(&noor).await?;
    noor.leave_quiet().await?;
    stage.close().await
}

#[tokio::test]
async fn a_newcomer_without_scripts_does_the_same() -> Outcome {
    let stage = Stage::open().await?;
    let noor = stage.visitor(Look::PHONE.without_scripts()).await?;
    join_and_publish(&noor).await?;
    noor.leave_quiet().await?;
    stage.close().await
}

async fn join_and_publish(noor: &Visitor) -> Outcome {
    noor.goto("/join").await?;
    noor.fill("[name=handle]", "noor").await?;
    noor.fill("[name=email]", MAIL).await?;
    noor.fill("[name=password]", PASSWORD).await?;
    noor.choose("role", "patient").await?;
    noor.choose("age_band", "25-44").await?;
    noor.press("form[action='/join'] button[type=submit]").await?;
    noor.wait_until("location.pathname === '/join/confirm'", PATIENCE).await?;

    noor.goto(&letter_link(noor).await?).await?;
    noor.press("form[action='/join/confirm'] button[type=submit]").await?;
    noor.wait_for("a[href='/statuses/new']").await?;
    publish(noor, "Good evening from somebody new").await?;
    noor.goto("/@noor").await?;
    noor.wait_for_text("Good evening from somebody new").await
}

/// The address in the letter to the newcomer, as the demo's outbox shows it.
async fn letter_link(noor: &Visitor) -> Outcome<String> {
    let link = format!(
        "(text => text.includes({MAIL:?}) && text.match(/http\\S+join\\/confirm\\S+/)?.[0] || '')(
            document.body.innerText)"
    );
    // The letter is sent after the answer to the form.
    for _ in 0..LOOKS_MAX {
        noor.goto("/demo/outbox").await?;
        let found: String = noor.eval(&link).await?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Err("no letter with a link to the newcomer".into())
}
