//! The architecture as a test, and a few habits that a compiler does not check.
//!
//! Each check is a function from text to findings, so that its own tests are strings.

mod catalogue;
mod habits;
mod languages;
mod markup;
mod retention;
mod sizes;
mod tables;
mod tiers;
mod tokens;

use std::collections::BTreeSet;
use std::fmt;

use crate::Outcome;
use crate::terminal::say;
use crate::workspace::{self, File};
use tokens::Source;

/// Something that must be put right, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    pub path: String,
    /// From one; zero means the file as a whole.
    pub line: usize,
    pub what: String,
}

impl Finding {
    pub fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.what),
            line => write!(f, "{}:{line}: {}", self.path, self.what),
        }
    }
}

/// Checks the whole repository: prints findings and, without failing, what has grown long.
pub fn run() -> Outcome {
    let files = workspace::files()?;
    let (sources, mut found) = read_sources(&files);
    found.extend(tiers::check(&tiers::manifests()?));
    found.extend(files.iter().flat_map(habits::check));
    found.extend(sources.iter().flat_map(each_source));
    found.extend(missing_readmes(&files));
    found.extend(files.iter().filter(|f| f.path.ends_with(".sql")).flat_map(retention::check_sql));
    found.extend(languages::check(&files, &sources));
    found.extend(catalogue::check(&files, &sources));
    say(&sizes::report(&files, &sources));
    report(&found)
}

/// Writes the pages that are generated from the code.
pub fn write_pages() -> Outcome {
    let files = workspace::files()?;
    let (sources, _) = read_sources(&files);
    catalogue::write(&sources)
}

fn read_sources(files: &[File]) -> (Vec<Source<'_>>, Vec<Finding>) {
    let (mut sources, mut found) = (Vec::new(), Vec::new());
    for file in files.iter().filter(|file| file.is_rust()) {
        match Source::parse(file) {
            Ok(source) => sources.push(source),
            Err(why) => found.push(Finding::new(&file.path, 0, format!("not Rust: {why}"))),
        }
    }
    (sources, found)
}

fn each_source(source: &Source<'_>) -> Vec<Finding> {
    let checks = [habits::check_source, markup::check, tables::check, retention::check_source];
    checks.iter().flat_map(|check| check(source)).collect()
}

fn missing_readmes(files: &[File]) -> Vec<Finding> {
    let crates: BTreeSet<&str> = files.iter().filter_map(File::krate).collect();
    let has = |krate: &&str| {
        let readme = format!("crates/{krate}/README.md");
        files.iter().any(|file| file.path == readme)
    };
    let missing = crates.into_iter().filter(|krate| !has(krate));
    missing.map(|krate| Finding::new(&format!("crates/{krate}"), 0, "has no README.md")).collect()
}

fn report(found: &[Finding]) -> Outcome {
    if found.is_empty() {
        return Ok(());
    }
    found.iter().for_each(|finding| say(&finding.to_string()));
    Err(format!("tidy found {}", found.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> File {
        File { path: path.to_owned(), text: String::new() }
    }

    #[test]
    fn a_crate_without_a_readme_is_found() {
        let files = [file("crates/a/src/lib.rs"), file("crates/b/README.md"), file("README.md")];
        assert_eq!(missing_readmes(&files), [Finding::new("crates/a", 0, "has no README.md")]);
    }
}
