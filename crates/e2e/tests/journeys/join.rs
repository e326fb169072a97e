//! A newcomer, from the form to the first status.

use commonround_e2e::{Look, Outcome, Stage, Visitor};

use crate::marks::publish;

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
    noor.wait_for_text(MAIL).await?;

    noor.goto(&letter_link(noor).await?).await?;
    noor.press("form[action='/join/confirm'] button[type=submit]").await?;
    noor.wait_for("a[href='/statuses/new']").await?;
    publish(noor, "Good evening from somebody new").await?;
    noor.goto("/@noor").await?;
    noor.wait_for_text("Good evening from somebody new").await
}

/// The address in the newest letter to the newcomer.
async fn letter_link(noor: &Visitor) -> Outcome<String> {
    let outbox = noor.json("/demo/outbox").await?;
    let letters = outbox["letters"].as_array().ok_or("no letters")?;
    let letter = letters.iter().find(|letter| letter["to"] == MAIL).ok_or("no letter to noor")?;
    let body = letter["body"].as_str().unwrap_or("");
    let link = body.split_whitespace().find(|word| word.starts_with("http"));
    Ok(link.ok_or("no link in the letter")?.to_owned())
}
