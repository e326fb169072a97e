use commonround_web::CATALOGUE;
use commonround_web::i18n::{Audit, Languages, audit};

/// Keys found by a code at run time.
const COMPUTED: [&str; 2] = ["error-", "problem-"];

#[test]
fn every_text_is_used_and_every_use_has_its_text() {
    let sources = [
        include_str!("../../src/bell.rs"),
        include_str!("../../src/components/form.rs"),
        include_str!("../../src/components/list.rs"),
        include_str!("../../src/components/mod.rs"),
        include_str!("../../src/page.rs"),
        include_str!("../../src/refusal.rs"),
        include_str!("../../src/ui.rs"),
    ];
    assert_eq!(audit(&[CATALOGUE], &["web-"], &COMPUTED, &sources), Audit::default());
}

#[test]
fn both_languages_say_the_same_things() {
    let languages = Languages::merge(&[CATALOGUE]);
    assert!(languages.is_ok(), "{:?}", languages.err());
}

#[test]
fn french_uses_its_own_apostrophe_and_spaces() {
    for line in CATALOGUE.fr.lines().filter(|line| !line.starts_with('#')) {
        assert!(!line.contains('\''), "{line}");
    }
}

#[test]
fn every_icon_named_here_exists() {
    let sprite = include_str!("../../assets/icons.svg");
    let sources = [
        include_str!("../../src/components/list.rs"),
        include_str!("../../src/components/mod.rs"),
        include_str!("../../src/page.rs"),
    ];
    for source in sources {
        for rest in source.split("icon(\"").skip(1) {
            let name = rest.split('"').next().unwrap();
            if name != "x\\" {
                assert!(sprite.contains(&format!("id=\"{name}\"")), "{name}");
            }
        }
    }
}
