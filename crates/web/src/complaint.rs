//! What serde says about an input, as a field and a stable code.

use commonround_kernel::Error;
use serde_path_to_error::{Error as Located, Path, Segment};

pub(crate) fn json_error(error: &Located<serde_json::Error>) -> Error {
    let inner = error.inner();
    if inner.is_syntax() || inner.is_eof() {
        return Error::invalid("", "malformed");
    }
    complaint(error.path(), &inner.to_string())
}

pub(crate) fn form_error(error: &Located<serde_html_form::de::Error>) -> Error {
    complaint(error.path(), &error.inner().to_string())
}

/// serde tells kinds of errors apart by their words only; the words are those of its
/// `de::Error` constructors, and the tests of `tests/it/input.rs` hold them to it.
fn complaint(path: &Path, message: &str) -> Error {
    let here = || path.iter().map(segment).collect::<Vec<_>>().join(".");
    let named = || {
        let name = message.split('`').nth(1).unwrap_or_default();
        let parent = here();
        // The path already ends in an unknown field's own name, but not in a missing one's.
        if parent.is_empty() || parent == name || parent.ends_with(&format!(".{name}")) {
            if parent.is_empty() { name.to_owned() } else { parent }
        } else {
            format!("{parent}.{name}")
        }
    };
    if message.starts_with("missing field") {
        Error::invalid(&named(), "missing")
    } else if message.starts_with("unknown field") {
        Error::invalid(&named(), "unknown_field")
    } else if message.starts_with("duplicate field") {
        Error::invalid(&named(), "duplicate")
    } else if message.starts_with("unknown variant") {
        Error::invalid(&here(), "unknown")
    } else {
        Error::invalid(&here(), "wrong_type")
    }
}

fn segment(segment: &Segment) -> String {
    match segment {
        Segment::Seq { index } => index.to_string(),
        Segment::Map { key } => key.clone(),
        Segment::Enum { variant } => variant.clone(),
        Segment::Unknown => String::new(),
    }
}
