use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use super::table::Table;
use super::trouble::{Trouble, What};
use crate::limits::FILES_MAX;

/// A file, unpacked as it is read where it is compressed.
pub type Input = Box<dyn Read>;

/// Files of one kind in a folder, in the order of their numbers: `ratings-00000.tsv`,
/// `ratings-00001.tsv.gz` and so on, or `ratings.tsv`.
pub fn find(folder: &Path, kind: &str) -> Result<Vec<PathBuf>, Trouble> {
    let about = |what| Trouble { file: kind.to_owned(), line: 0, what };
    let entries = folder.read_dir().map_err(|_| about(What::Unreadable))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|_| about(What::Unreadable))?.path();
        if is_of_kind(&name(&path), kind) {
            found.push(path);
        }
    }
    if found.len() > FILES_MAX {
        return Err(about(What::TooManyFiles));
    }
    found.sort();
    Ok(found)
}

fn is_of_kind(name: &str, kind: &str) -> bool {
    let plain = name.strip_suffix(".gz").unwrap_or(name);
    let stem = plain.strip_suffix(".tsv").and_then(|stem| stem.strip_prefix(kind));
    stem.is_some_and(|rest| match rest.strip_prefix('-') {
        Some(number) => !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()),
        None => rest.is_empty(),
    })
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Opens a file and reads its header.
pub fn open(path: &Path) -> Result<Table<Input>, Trouble> {
    let name = name(path);
    let Ok(file) = File::open(path) else {
        return Err(Trouble { file: name, line: 0, what: What::Unreadable });
    };
    let packed = path.extension().is_some_and(|end| end == "gz");
    let input: Input = if packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    Table::open(name, input)
}
