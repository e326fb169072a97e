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
];

#[test]
fn every_text_is_used_and_exists() {
    let found = audit(crate::CATALOGUES, &["evidence-"], &["error-"], SOURCES);
    assert_eq!(found, Default::default());
}
