//! Where the repository stands and which files are part of it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::command::output;

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Where cargo puts what it builds.
#[must_use]
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Every text file that is, or is about to be, part of the repository.
pub fn files() -> Outcome<Vec<File>> {
    let mut list = Command::new("git");
    list.args(["ls-files", "--cached", "--others", "--exclude-standard"]).current_dir(root());
    let mut files: Vec<File> = output(&mut list)?.lines().filter_map(File::read).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// A file of the repository.
#[derive(Debug)]
pub struct File {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
}

impl File {
    /// `None`: not there any more, or not text.
    fn read(path: &str) -> Option<Self> {
        let text = std::fs::read_to_string(root().join(path)).ok()?;
        Some(Self { path: path.to_owned(), text })
    }

    /// The crate whose folder the file stands in.
    #[must_use]
    pub fn krate(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split_once('/').map(|(name, _)| name)
    }

    #[must_use]
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}
