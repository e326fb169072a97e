//! A newcomer, from the form to the first status.

use std::time::Duration;

use commonround_e2e::{Look, Outcome, Stage, Visitor};

use crate::marks::{letter, publish};

const PATIENCE: Duration = Duration::from_secs(10);
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
    join(noor, "noor", "patient").await?;
    publish(noor, "Good evening from somebody new").await?;
    noor.goto("/@noor").await?;
    noor.wait_for_text("Good evening from somebody new").await
}

/// Fills in the form and opens the link of the letter.
pub async fn join(newcomer: &Visitor, handle: &str, role: &str) -> Outcome {
    let mail = format!("{handle}@example.org");
    newcomer.goto("/join").await?;
    newcomer.fill("[name=handle]", handle).await?;
    newcomer.fill("[name=email]", &mail).await?;
    newcomer.fill("[name=password]", PASSWORD).await?;
    newcomer.choose("role", role).await?;
    newcomer.choose("age_band", "25-44").await?;
    newcomer.press("form[action='/join'] button[type=submit]").await?;
    newcomer.wait_until("location.pathname === '/join/confirm'", PATIENCE).await?;
    newcomer.goto(&letter(newcomer, &mail, r"http\S+join\/confirm\S+").await?).await?;
    newcomer.press("form[action='/join/confirm'] button[type=submit]").await?;
    newcomer.wait_for("a[href='/statuses/new']").await
}
