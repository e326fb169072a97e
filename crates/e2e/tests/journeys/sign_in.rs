//! The way in.

use commonround_e2e::{Look, Outcome, Stage};

#[tokio::test]
async fn a_wrong_password_is_told_without_saying_whose() -> Outcome {
    let stage = Stage::open().await?;
    let visitor = stage.visitor(Look::PHONE).await?;
    let mut told = Vec::new();
    for handle in ["dana", "nobody-of-that-name"] {
        visitor.goto("/sign-in").await?;
        visitor.fill("form[action='/sign-in'] [name=login]", handle).await?;
        visitor.fill("form[action='/sign-in'] [name=password]", "not the password").await?;
        visitor.press("form[action='/sign-in'] button[type=submit]").await?;
        told.push(visitor.text("[role=alert]").await?);
    }
    assert_eq!(told[0], told[1]);
    visitor.shot("wrong-password").await?;
    stage.close().await
}

#[tokio::test]
async fn a_person_signs_out_and_is_out() -> Outcome {
    let stage = Stage::open().await?;
    let dana = stage.cast("dana", Look::DESK).await?;
    dana.goto("/settings").await?;
    dana.press("form[action='/sign-out'] button").await?;
    dana.wait_for("a[href^='/sign-in']").await?;
    assert_eq!(dana.open("/settings").await?, 401);
    stage.close().await
}
