use commonround_web::i18n::audit;

/// Every source that names a text.
const SOURCES: &[&str] = &[
    include_str!("../model/kind.rs"),
    include_str!("../model/registry.rs"),
    include_str!("../views/mod.rs"),
    include_str!("../views/fact.rs"),
    include_str!("../views/list.rs"),
    include_str!("../views/sources.rs"),
    include_str!("../sources/pages.rs"),
    include_str!("../claims/model.rs"),
    include_str!("../claims/pages.rs"),
    include_str!("../claims/web.rs"),
    include_str!("../answers/model.rs"),
    include_str!("../answers/web.rs"),
    include_str!("../answers/pages/desk.rs"),
    include_str!("../answers/pages/desk/facts.rs"),
    include_str!("../answers/pages/desk/preview.rs"),
    include_str!("../answers/pages/desk/words.rs"),
    include_str!("../answers/pages/share.rs"),
    include_str!("../answers/pages/one.rs"),
    include_str!("../notes/model.rs"),
    include_str!("../notes/pages.rs"),
    include_str!("../notes/web.rs"),
    include_str!("../notes/study.rs"),
    include_str!("../notes/review_pages.rs"),
    include_str!("../notes/downloading.rs"),
    include_str!("../interim/model.rs"),
    include_str!("../interim/pages.rs"),
    include_str!("../views_kept/pages.rs"),
    include_str!("../views_kept/web.rs"),
];

#[test]
fn every_text_is_used_and_exists() {
    let found =
        audit(crate::CATALOGUES, &["evidence-"], &["error-", "problem-", "field-"], SOURCES);
    assert_eq!(found, Default::default());
}
