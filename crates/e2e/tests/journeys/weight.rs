//! A feed page is light enough for an old phone on a poor line.

use commonround_e2e::{Look, Outcome, Stage, Weight};

const PAGE_BYTES_MAX: u64 = 60_000;
const SCRIPT_BYTES_MAX: u64 = 10_000;

#[tokio::test]
async fn feeds_stay_within_the_budget() -> Outcome {
    let stage = Stage::open().await?;
    for path in ["/", "/local", "/tags/ADHD", "/@dana"] {
        // Each from an empty cache.
        let dana = stage.cast("dana", Look::PHONE).await?;
        let signed_out = stage.visitor(Look::PHONE).await?;
        signed_out.goto(path).await?;
        within_budget(path, &signed_out.weight().await?);
        dana.goto(path).await?;
        let own = dana.weight().await?;
        assert!(own.page <= PAGE_BYTES_MAX, "{path}: {own:?}");
    }
    stage.close().await
}

fn within_budget(path: &str, weight: &Weight) {
    assert!(weight.total() <= PAGE_BYTES_MAX, "{path}: {} bytes {weight:?}", weight.total());
    assert!(weight.scripts() <= SCRIPT_BYTES_MAX, "{path}: {} bytes {weight:?}", weight.scripts());
    assert!(weight.parts.iter().any(|part| part.name.ends_with(".css")), "no style: {weight:?}");
    assert!(weight.scripts() > 0, "no script: {weight:?}");
}
