//! axe finds nothing on any page, at any width, in either scheme; nothing scrolls sideways, also at
//! 400 % zoom and from right to left; nothing moves for those who asked for less motion.

use commonround_e2e::{Look, Outcome, Scheme, Stage, Visitor};

use crate::marks::first_link;
use crate::pages;

#[tokio::test]
async fn public_pages_are_clean_in_light() -> Outcome {
    public_pages(Scheme::Light).await
}

#[tokio::test]
async fn public_pages_are_clean_in_the_dark() -> Outcome {
    public_pages(Scheme::Dark).await
}

#[tokio::test]
async fn own_pages_are_clean_in_light() -> Outcome {
    own_pages(Scheme::Light).await
}

#[tokio::test]
async fn own_pages_are_clean_in_the_dark() -> Outcome {
    own_pages(Scheme::Dark).await
}

#[tokio::test]
async fn pages_of_duty_are_clean_in_light() -> Outcome {
    pages_of_duty(Scheme::Light).await
}

#[tokio::test]
async fn pages_of_duty_are_clean_in_the_dark() -> Outcome {
    pages_of_duty(Scheme::Dark).await
}

async fn public_pages(scheme: Scheme) -> Outcome {
    let stage = Stage::open().await?;
    let visitor = stage.visitor(Look::DESK.scheme(scheme)).await?;
    let mut found = Vec::new();
    for path in pages::public(&visitor).await? {
        found.extend(stumbles(&visitor, &path, scheme).await?);
    }
    found.extend(stumbles(&visitor, "/nothing-is-here", scheme).await?);
    stage.close().await?;
    none(&found)
}

async fn own_pages(scheme: Scheme) -> Outcome {
    let stage = Stage::open().await?;
    let dana = stage.cast("dana", Look::DESK.scheme(scheme)).await?;
    dana.goto("/@amira").await?;
    let mut own: Vec<String> = pages::OWN.iter().map(|&path| path.to_owned()).collect();
    dana.goto("/local").await?;
    own.push(first_link(&dana, r"^\/@[^/]+\/\d+$").await?);
    dana.goto("/notes").await?;
    own.push(first_link(&dana, r"^\/notes\/\d+$").await?);
    let mut found = Vec::new();
    for path in own {
        found.extend(stumbles(&dana, &path, scheme).await?);
    }
    stage.close().await?;
    none(&found)
}

async fn pages_of_duty(scheme: Scheme) -> Outcome {
    let stage = Stage::open().await?;
    let mut found = Vec::new();
    for (who, fixed, link) in [
        ("jules", pages::OFFICER, pages::OFFICER_LINK),
        ("hugo", pages::MODERATOR, pages::MODERATOR_LINK),
    ] {
        let visitor = stage.cast(who, Look::DESK.scheme(scheme)).await?;
        for path in pages::of_duty(&visitor, fixed, link).await? {
            found.extend(stumbles(&visitor, &path, scheme).await?);
        }
    }
    stage.close().await?;
    none(&found)
}

/// Everything a person would stumble over on one page.
async fn stumbles(visitor: &Visitor, path: &str, scheme: Scheme) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    visitor.look(Look::PHONE.scheme(scheme)).await?;
    visitor.open(path).await?;
    for look in [Look::PHONE, Look::TABLET, Look::DESK] {
        visitor.look(look.scheme(scheme)).await?;
        let violations = visitor.axe().await?;
        found.extend(violations.iter().map(|v| format!("{path} at {} px, {v}", look.width)));
    }
    let movers = visitor.movers().await?;
    if !movers.is_empty() {
        found.push(format!("{path} moves although less was asked for: {}", movers.join(", ")));
    }
    found.extend(tight(visitor, path, scheme).await?);
    visitor.mirror().await?;
    found.extend(tight(visitor, path, scheme).await?.iter().map(|f| format!("mirrored: {f}")));
    Ok(found)
}

/// What is wrong in a window that is narrow, low or both.
async fn tight(visitor: &Visitor, path: &str, scheme: Scheme) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for look in [Look::NARROW, Look::ZOOMED] {
        visitor.look(look.scheme(scheme)).await?;
        let (width, height) = (look.width, look.height);
        let sideways = visitor.sideways().await?;
        if sideways > 0 {
            let wide = visitor.wide_elements().await?.join(", ");
            found.push(format!("{path} scrolls {sideways} px sideways at {width}: {wide}"));
        }
        let bars = visitor.height_of_bars().await?;
        if bars > height / 3 {
            found.push(format!("{path} keeps {bars} of {height} px for its bars"));
        }
    }
    Ok(found)
}

fn none(found: &[String]) -> Outcome {
    if found.is_empty() {
        Ok(())
    } else {
        Err(format!("{}\n{}", found.len(), found.join("\n")).into())
    }
}
