use commonround_web::i18n::{Audit, Languages, audit};

/// Every file of this room that names texts.
const SOURCES: &[&str] = &[
    include_str!("../views/list.rs"),
    include_str!("../views/settings.rs"),
    include_str!("../views/words.rs"),
    include_str!("../web/notices.rs"),
    include_str!("../web/settings.rs"),
];

#[test]
fn every_text_is_there_and_every_text_is_used() {
    let found = audit(&[crate::CATALOGUE], &["notify-"], &["field-"], SOURCES);
    assert_eq!(found, Audit::default());
}

#[test]
fn both_languages_say_the_same_things() {
    Languages::merge(&[commonround_web::CATALOGUE, crate::CATALOGUE]).unwrap();
}
