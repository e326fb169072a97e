//! A working day without a pointer: from the home page to the desk, and through three items each.

use std::time::Duration;

use commonround_e2e::{Look, Outcome, Stage, Visitor};

/// Presses of Tab to anything on a desk, the skipping of the navigation included.
const TABS_MAX: usize = 30;
const PATIENCE: Duration = Duration::from_secs(10);

/// Presses what can be reached by Tab.
async fn enter(visitor: &Visitor, selector: &str) -> Outcome {
    visitor.reach(selector, TABS_MAX).await?;
    visitor.key("Enter").await
}

/// From the home page by way of the settings.
async fn go_to_desk(visitor: &Visitor, desk: &str) -> Outcome {
    visitor.goto("/").await?;
    visitor.tab_to("a[href='/settings']").await?;
    visitor.key("Enter").await?;
    visitor.wait_until("location.pathname === '/settings'", PATIENCE).await?;
    enter(visitor, &format!("main a[href='{desk}']")).await?;
    visitor.wait_until(&format!("location.pathname === '{desk}'"), PATIENCE).await
}

/// Waits for another page than the one that stood here.
async fn left(visitor: &Visitor, before: &str) -> Outcome {
    let elsewhere =
        format!("document.readyState === 'complete' && location.pathname !== {before:?}");
    visitor.wait_until(&elsewhere, PATIENCE).await
}

async fn place(visitor: &Visitor) -> Outcome<String> {
    visitor.eval("location.pathname").await
}

#[tokio::test]
async fn a_moderator_works_through_three_cases_by_keyboard() -> Outcome {
    let stage = Stage::open().await?;
    let hugo = stage.cast("hugo", Look::DESK).await?;
    go_to_desk(&hugo, "/moderation").await?;
    enter(&hugo, "a[href='/moderation/next']").await?;
    left(&hugo, "/moderation").await?;
    for _ in 0..3 {
        let case = place(&hugo).await?;
        assert!(case.starts_with("/moderation/cases/"), "{case}");
        enter(&hugo, "form[action$='/take'] button").await?;
        hugo.wait_for("form[action$='/close']").await?;
        hugo.reach("form[action$='/close'] select", TABS_MAX).await?;
        hugo.pick("Noth", "nothing_wrong").await?;
        enter(&hugo, "form[action$='/close'] button").await?;
        left(&hugo, &case).await?;
    }
    hugo.leave_quiet().await?;
    stage.close().await
}

#[tokio::test]
async fn an_officer_works_through_three_claims_by_keyboard() -> Outcome {
    let stage = Stage::open().await?;
    let jules = stage.cast("jules", Look::DESK).await?;
    go_to_desk(&jules, "/officer/claims").await?;
    enter(&jules, "main a[href^='/officer/claims/']").await?;
    left(&jules, "/officer/claims").await?;
    confirm(&jules).await?;
    for _ in 0..2 {
        let claim = place(&jules).await?;
        jules.reach("form[action$='/reject'] select", TABS_MAX).await?;
        jules.pick("No", "no_proof").await?;
        enter(&jules, "form[action$='/reject'] button").await?;
        left(&jules, &claim).await?;
    }
    let second = stage.cast("kofi", Look::DESK).await?;
    go_to_desk(&second, "/officer/claims").await?;
    enter(&second, "main a[href^='/officer/claims/']").await?;
    left(&second, "/officer/claims").await?;
    let claim = place(&second).await?;
    enter(&second, "form[action$='/agree'] button").await?;
    left(&second, &claim).await?;
    second.goto("/verify/@sam").await?;
    second.wait_for_text("Physician").await?;
    jules.leave_quiet().await?;
    second.leave_quiet().await?;
    stage.close().await
}

/// Ticks the list, says what was seen, confirms.
async fn confirm(jules: &Visitor) -> Outcome {
    let claim = place(jules).await?;
    for check in ["check_register", "check_name", "check_person"] {
        jules.reach(&format!("form[action$='/approve'] [name={check}]"), TABS_MAX).await?;
        jules.key(" ").await?;
    }
    jules.reach("form[action$='/approve'] [name=method]", TABS_MAX).await?;
    jules.key(" ").await?;
    jules.reach("form[action$='/approve'] [name=finding]", TABS_MAX).await?;
    jules.keys("Postgraduate register open, badge and face seen in the call.").await?;
    enter(jules, "form[action$='/approve'] button").await?;
    left(jules, &claim).await
}
