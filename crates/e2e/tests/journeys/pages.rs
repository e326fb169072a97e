//! The pages that every screen check walks through.

use commonround_e2e::{Outcome, Visitor};

use crate::marks::first_link;

/// Open to everybody.
pub async fn public(visitor: &Visitor) -> Outcome<Vec<String>> {
    visitor.goto("/facts").await?;
    let fact = first_link(visitor, r"^\/facts\/\d+$").await?;
    visitor.goto("/sources").await?;
    let source = first_link(visitor, r"^\/sources\/[a-z0-9-]+$").await?;
    visitor.goto("/@dana").await?;
    let thread = first_link(visitor, r"^\/@dana\/\d+$").await?;
    visitor.goto("/claims").await?;
    let claim = first_link(visitor, r"^\/claims\/\d+$").await?;
    let answer = an_answer(visitor).await?;
    let fixed = [
        "/",
        "/local",
        "/tags/ADHD",
        "/search",
        "/search?q=sleep",
        "/search?q=sleep&in=facts",
        "/search?q=sleep&in=posts",
        "/search?q=sleep&in=people",
        "/facts",
        "/sources",
        "/@dana",
        "/@dana/followers",
        "/people",
        "/join",
        "/sign-in",
        "/forgot",
        "/help",
        "/about",
        "/privacy",
        "/rules",
        "/demo",
        "/claims",
        "/verify/@dana",
        "/about/moderation",
        "/sources/allow-list",
    ];
    let found = [fact, source, thread, claim, answer];
    Ok(fixed.into_iter().map(str::to_owned).chain(found).collect())
}

/// The page of an answer that the demo has.
async fn an_answer(visitor: &Visitor) -> Outcome<String> {
    let claims = visitor.json("/claims").await?;
    let answered = claims["claims"].as_array().into_iter().flatten();
    let mut answered = answered.filter(|claim| claim["state"] == "answered");
    let claim = answered.next().ok_or("no claim is answered")?;
    let claim = visitor.json(claim["path"].as_str().unwrap_or_default()).await?;
    let id = claim["answers"][0].as_str().ok_or("no answer")?;
    Ok(format!("/answers/{id}"))
}

/// A page to each thing that waits on the desk of whoever has a duty.
pub async fn of_duty(visitor: &Visitor, fixed: &[&str], link: &str) -> Outcome<Vec<String>> {
    visitor.goto(fixed[0]).await?;
    let first = first_link(visitor, link).await?;
    Ok(fixed.iter().map(|&path| path.to_owned()).chain([first]).collect())
}

/// Of whoever checks credentials, and the address of one claim.
pub const OFFICER: &[&str] = &["/officer/claims", "/duties"];
pub const OFFICER_LINK: &str = r"^\/officer\/claims\/\d+$";

/// Of whoever moderates, and the address of one case.
pub const MODERATOR: &[&str] = &["/moderation", "/moderation/duty", "/moderation/rules", "/duties"];
pub const MODERATOR_LINK: &str = r"^\/moderation\/cases\/\d+$";

/// Of somebody who is signed in.
pub const OWN: &[&str] = &[
    "/",
    "/local",
    "/tags/ADHD",
    "/search?q=sleep",
    "/@dana",
    "/@amira",
    "/statuses/new",
    "/follow-requests",
    "/@amira/report",
    "/settings",
    "/settings/profile",
    "/settings/account",
    "/settings/devices",
    "/settings/tokens",
    "/settings/appearance",
    "/settings/tags",
    "/settings/blocks",
    "/settings/mutes",
    "/settings/delete",
    "/answer",
    "/answer?text=With+heart+failure+you+can+stop+your+water+tablets",
    "/answer?text=https%3A%2F%2Fvideos.example%2F1",
    "/claims/new?text=Antibiotics+help+against+a+cold",
    "/notes",
    "/notifications",
    "/settings/credentials",
    "/settings/notifications",
    "/settings/boundaries",
    "/settings/views",
];
