use commonround_web::i18n::{Audit, audit};

/// Every file of this part that names texts.
const SOURCES: &[&str] = &[
    include_str!("../views/lists.rs"),
    include_str!("../views/profile.rs"),
    include_str!("../views/relation.rs"),
    include_str!("../views/settings.rs"),
    include_str!("../web/relations.rs"),
    include_str!("../web/requests.rs"),
    include_str!("../web/settings.rs"),
];

#[test]
fn every_text_is_there_and_every_text_is_used() {
    let computed = ["error-", "problem-", "field-"];
    let found = audit(&[crate::people::CATALOGUE], &["commons-people-"], &computed, SOURCES);
    assert_eq!(found, Audit::default());
}
