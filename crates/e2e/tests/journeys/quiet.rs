//! The browser has nothing to complain about: no policy is broken, no script fails, no file is
//! missing.

use commonround_e2e::{Look, Outcome, Stage, Visitor};

use crate::pages;

#[tokio::test]
async fn no_page_makes_the_browser_complain() -> Outcome {
    let stage = Stage::open().await?;
    let visitor = stage.visitor(Look::DESK).await?;
    let public = pages::public(&visitor).await?;
    let mut heard = walk(&visitor, public.iter().map(String::as_str)).await?;
    let dana = stage.cast("dana", Look::DESK).await?;
    heard.extend(walk(&dana, pages::OWN.iter().copied()).await?);
    stage.close().await?;
    if heard.is_empty() { Ok(()) } else { Err(heard.join("\n").into()) }
}

async fn walk(visitor: &Visitor, paths: impl Iterator<Item = &str>) -> Outcome<Vec<String>> {
    let mut heard = Vec::new();
    for path in paths {
        visitor.goto(path).await?;
        visitor.shot(&format!("page{}", path.replace(|c: char| !c.is_alphanumeric(), "-"))).await?;
        heard.extend(visitor.complaints().into_iter().map(|what| format!("{path}: {what}")));
    }
    Ok(heard)
}
