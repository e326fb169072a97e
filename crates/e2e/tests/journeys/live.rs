//! Two people, two windows, one conversation.

use std::time::Duration;

use commonround_e2e::{Look, Outcome, Stage, Visitor};

use crate::marks::{COMPOSER_SUBMIT, COMPOSER_TEXT, PILL, address_of, publish};

/// How soon the other sees it.
const LIVE: Duration = Duration::from_secs(1);

#[tokio::test]
async fn new_posts_wait_behind_the_pill_and_nothing_moves() -> Outcome {
    let stage = Stage::open().await?;
    let dana = stage.cast("dana", Look::DESK).await?;
    let amira = stage.cast("amira", Look::PHONE).await?;
    amira.goto("/local").await?;
    amira.eval::<bool>("(scrollTo(0, 500), true)").await?;
    let before = place_of_what_is_read(&amira).await?;
    for n in 1..=3 {
        publish(&dana, &format!("Lamp number {n} over the desk")).await?;
        let shown = format!(
            "!document.querySelector('{PILL}')?.hidden && document.querySelector('{PILL}').innerText.includes('{n}')"
        );
        amira.wait_until(&shown, LIVE).await?;
    }
    assert_eq!(place_of_what_is_read(&amira).await?, before, "something moved under a thumb");
    amira.shot("pill").await?;
    amira.press(PILL).await?;
    for n in 1..=3 {
        amira.wait_for_text_within(&format!("Lamp number {n} over the desk"), LIVE).await?;
    }
    dana.leave_quiet().await?;
    amira.leave_quiet().await?;
    stage.close().await
}

#[tokio::test]
async fn two_of_the_cast_see_each_others_post_reaction_and_reply() -> Outcome {
    let stage = Stage::open().await?;
    let dana = stage.cast("dana", Look::DESK).await?;
    let amira = stage.cast("amira", Look::PHONE).await?;
    publish(&dana, "How do you remember the evening tablet?").await?;
    amira.goto("/local").await?;
    let thread = address_of(&amira, "How do you remember the evening tablet?").await?;
    dana.goto(&thread).await?;
    amira.goto(&thread).await?;

    amira.press("form[action$='/reactions']:has([value=helped_me]) button").await?;
    let status = thread.rsplit('/').next().unwrap_or("");
    let helped = format!("/1\\s+Helped me/.test(document.querySelector('#a-{status}').innerText)");
    dana.wait_until(&helped, LIVE).await?;

    amira.fill(COMPOSER_TEXT, "I put it beside my toothbrush.").await?;
    amira.press(COMPOSER_SUBMIT).await?;
    see_new(&dana, "I put it beside my toothbrush.").await?;
    amira.wait_for_text("I put it beside my toothbrush.").await?;

    dana.fill(COMPOSER_TEXT, "Thank you, I will try that.").await?;
    dana.press(COMPOSER_SUBMIT).await?;
    see_new(&amira, "Thank you, I will try that.").await?;
    dana.shot("thread").await?;
    dana.leave_quiet().await?;
    amira.leave_quiet().await?;
    stage.close().await
}

/// Sees new words in time, at once or behind the pill.
async fn see_new(visitor: &Visitor, text: &str) -> Outcome {
    let pill = format!("document.querySelector('{PILL}')?.checkVisibility()");
    let there = format!("document.body.innerText.includes({text:?})");
    visitor.wait_until(&format!("!!({pill} || {there})"), LIVE).await?;
    if !visitor.eval::<bool>(&there).await? {
        visitor.press(PILL).await?;
    }
    visitor.wait_for_text_within(text, LIVE).await
}

/// Where the first post in the window stands, and which it is.
async fn place_of_what_is_read(visitor: &Visitor) -> Outcome<(String, i64)> {
    visitor
        .eval(
            "(() => {
                const read = [...document.querySelectorAll('article')]
                    .find(article => article.getBoundingClientRect().top > 0);
                return [read.id, Math.round(read.getBoundingClientRect().top)];
            })()",
        )
        .await
}
