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
    ];
    let found = [fact, source, thread];
    Ok(fixed.into_iter().map(str::to_owned).chain(found).collect())
}

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
];
