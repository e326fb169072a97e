//! The figures of `docs/trust/lexica.md` are those of this run.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::{crisis, danger, identifiers, titles};

const MARK: &str = "<!-- figures: made by the tests of crates/text -->\n";

fn figures() -> String {
    let parts = [
        ("Titles", titles::report()),
        ("Identifiers", identifiers::report()),
        ("Crisis", crisis::report()),
        ("Danger", danger::report()),
    ];
    parts.iter().map(|(name, report)| format!("\n### {name}\n{report}")).collect()
}

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/trust/lexica.md")
}

/// `INSTA_UPDATE=always`, as `cargo xtask golden` has it, writes what came out.
#[test]
fn the_page_says_what_the_lists_say() {
    let stands = fs::read_to_string(page()).unwrap();
    let (text, said) = stands.split_once(MARK).unwrap();
    let figures = figures();
    if env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(page(), format!("{text}{MARK}{figures}")).unwrap();
        return;
    }
    assert_eq!(said, figures, "docs/trust/lexica.md: cargo xtask golden");
}
