//! Without a pointer.

use commonround_e2e::{Look, Outcome, Stage};

use crate::marks::{COMPOSER_SUBMIT, COMPOSER_TEXT};

#[tokio::test]
async fn a_status_is_published_by_keyboard_alone() -> Outcome {
    let stage = Stage::open().await?;
    let dana = stage.cast("dana", Look::DESK).await?;
    dana.goto("/").await?;
    dana.tab_to("a[href='/statuses/new']").await?;
    dana.key("Enter").await?;
    dana.wait_for(COMPOSER_TEXT).await?;
    dana.tab_to(COMPOSER_TEXT).await?;
    dana.keys("Written without a mouse").await?;
    dana.tab_to(COMPOSER_SUBMIT).await?;
    dana.key("Enter").await?;
    dana.wait_for_text("Written without a mouse").await?;
    dana.leave_quiet().await?;
    stage.close().await
}

#[tokio::test]
async fn the_first_tab_offers_to_skip_the_navigation() -> Outcome {
    let stage = Stage::open().await?;
    let visitor = stage.visitor(Look::DESK).await?;
    visitor.goto("/local").await?;
    visitor.key("Tab").await?;
    let skips = "document.activeElement.matches('a[href=\"#main\"]')";
    assert!(visitor.eval::<bool>(skips).await?);
    visitor.key("Enter").await?;
    visitor.key("Tab").await?;
    assert!(visitor.eval::<bool>("!!document.activeElement.closest('#main')").await?);
    stage.close().await
}
