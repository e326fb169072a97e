use commonround_web::i18n::{Audit, audit};

/// Every file of this part that names texts.
const SOURCES: &[&str] = &[
    include_str!("../views/actions.rs"),
    include_str!("../views/card.rs"),
    include_str!("../views/composer.rs"),
    include_str!("../views/disclosure.rs"),
    include_str!("../views/feed.rs"),
    include_str!("../views/menu.rs"),
    include_str!("../views/tags.rs"),
    include_str!("../views/thread.rs"),
    include_str!("../web/disclosure.rs"),
    include_str!("../web/publishing.rs"),
    include_str!("../web/statuses.rs"),
];

#[test]
fn every_text_is_there_and_every_text_is_used() {
    let computed = ["error-", "problem-", "field-"];
    let found = audit(&crate::CATALOGUES[..1], &["commons-"], &computed, SOURCES);
    assert_eq!(found, Audit::default());
}
