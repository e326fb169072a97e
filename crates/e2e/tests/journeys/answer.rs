//! A nurse in her break answers a claim once.

use commonround_e2e::{Look, Outcome, Stage, Visitor};

const CLAIM: &str = "With heart failure you need no water tablets https://videos.example/1";
const QUOTE: &str = "button.quote[data-into=english]";
const FRENCH_QUOTE: &str = "button.quote[data-into=french]";
pub const PUBLISH: &str = ".deskcard button.btn:not(.plain)";

#[tokio::test]
async fn facts_come_while_one_types_and_the_card_shows_what_is_written() -> Outcome {
    let stage = Stage::open().await?;
    let dana = stage.cast("dana", Look::PHONE).await?;
    dana.goto("/answer").await?;
    dana.fill("#f-text", CLAIM).await?;
    dana.wait_for(QUOTE).await?;
    assert_eq!(value(&dana, "#f-link").await?, "https://videos.example/1");
    assert_eq!(value(&dana, "#f-text").await?, "With heart failure you need no water tablets");
    dana.press(QUOTE).await?;
    dana.press(FRENCH_QUOTE).await?;
    dana.press("[name=says][value=false-high]").await?;
    let card = dana.text(".deskcard article").await?;
    assert!(card.contains("This is false") && !card.contains("missing"), "{card}");
    publish(&dana).await?;
    dana.leave_quiet().await?;
    stage.close().await
}

#[tokio::test]
async fn a_card_is_published_without_scripts() -> Outcome {
    let stage = Stage::open().await?;
    let dana = stage.cast("dana", Look::DESK.without_scripts()).await?;
    dana.goto("/answer").await?;
    dana.fill("#f-text", CLAIM).await?;
    dana.press(".paste button").await?;
    dana.wait_for(QUOTE).await?;
    dana.press(QUOTE).await?;
    dana.wait_for(".factpick :checked").await?;
    dana.press(FRENCH_QUOTE).await?;
    dana.wait_for("#f-french:valid").await?;
    dana.choose("says", "false-high").await?;
    publish(&dana).await?;
    stage.close().await
}

async fn value(visitor: &Visitor, selector: &str) -> Outcome<String> {
    visitor.eval(&format!("document.querySelector({selector:?}).value")).await
}

async fn publish(dana: &Visitor) -> Outcome {
    dana.press(PUBLISH).await?;
    dana.wait_for_text("Your answer is public.").await?;
    dana.wait_for_text("Share it").await?;
    assert!(dana.path().await?.starts_with("/answers/"));
    Ok(())
}
