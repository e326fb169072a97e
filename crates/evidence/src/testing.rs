//! Builders for tests and demo worlds: small libraries of invented publishers.

use std::io::Cursor;

use commonround_db::Db;
use commonround_kernel::{Error, Result};
use serde_json::{Map, Value};

use crate::import::{self, ImportReport, Options};
use crate::model::Registry;

/// The codes of the two invented publishers: an English and a French one.
pub const ENGLISH: &str = "LAKE";
pub const FRENCH: &str = "RIVE";

/// The invented publishers.
///
/// # Panics
/// Where the list below is broken.
#[must_use]
pub fn registry() -> Registry {
    Registry::parse(PUBLISHERS).expect("the list below is one")
}

const PUBLISHERS: &str = r#"[
  {"slug": "lake-health", "code": "LAKE", "name": "Lake Health Authority", "accreditor": "Province of Maple",
   "licence": "CC BY 4.0", "licence_url": "https://creativecommons.org/licenses/by/4.0/",
   "attribution": "Lake Health Authority, invented for tests.", "tier": "A",
   "homepage": "https://lake.example/", "language": "en"},
  {"slug": "rive-sante", "code": "RIVE", "name": "Santé Rive", "accreditor": "Collège de Maple",
   "licence": "CC BY 4.0", "licence_url": "https://creativecommons.org/licenses/by/4.0/",
   "attribution": "Santé Rive, inventé pour les essais.", "tier": "B",
   "homepage": "https://rive.example/", "language": "fr"}
]"#;

/// One line of an import.
#[derive(Debug, Clone)]
pub struct Line(Map<String, Value>);

/// A line with everything an import asks for.
#[must_use]
pub fn line(code: &str, id: &str, topic: &str, question: &str, answer: &str) -> Line {
    let line = Line(Map::new()).with("id", id).with("source", code).with("focus", topic);
    line.with("url", &format!("https://example.org/{id}"))
        .with("qtype", "information")
        .with("question", question)
        .with("answer", answer)
}

impl Line {
    #[must_use]
    pub fn with(mut self, field: &str, value: &str) -> Self {
        self.0.insert(field.to_owned(), Value::from(value));
        self
    }

    #[must_use]
    pub fn without(mut self, field: &str) -> Self {
        self.0.remove(field);
        self
    }

    #[must_use]
    pub fn json(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }
}

/// The lines as a file.
#[must_use]
pub fn file(lines: &[Line]) -> String {
    lines.iter().map(|line| line.json() + "\n").collect()
}

/// Imports a text with the invented publishers next to the bundled ones.
///
/// # Errors
/// Those of `import::run`.
pub async fn import_text(db: &Db, text: impl Into<Vec<u8>>) -> Result<ImportReport> {
    let options = Options { registry: Registry::bundled().and(registry())?, is_complete: false };
    let reader = Cursor::new(text.into());
    import::run(db, db.env(), reader, options, &mut |_| {}).await
}

/// Imports lines that are all good.
///
/// # Errors
/// A `Fault` where one was left out; else those of `import::run`.
pub async fn stock(db: &Db, lines: &[Line]) -> Result<ImportReport> {
    let report = import_text(db, file(lines)).await?;
    match report.rejections.first() {
        Some(rejection) => Err(Error::fault(rejection.to_string())),
        None => Ok(report),
    }
}
