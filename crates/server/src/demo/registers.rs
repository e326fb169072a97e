//! The registers of Maple: files in the data directory, to be changed and imported again as those of
//! real registers are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use commonround_credential::{COLUMNS, Layout};
use commonround_identity::{self as identity, RegisterOptions};
use commonround_kernel::{Error, Result, Timestamp};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;

use crate::config::Register;
use crate::instance::Instance;

/// How long the registrations of Maple are good for.
const GOOD_FOR_MONTHS: i64 = 14;

/// A registration, as `trust.json` has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    pub register: String,
    pub profession: String,
    pub number: String,
    pub family: String,
    pub given: String,
    /// Where the register reaches the person; empty where it does not say.
    pub contact: String,
    pub class: String,
    /// Who of the cast proves it; empty where it is nobody's yet.
    pub holder: String,
}

impl Registration {
    /// Its line of the canonical file.
    fn line(&self, today: Date) -> Result<String> {
        let expires = today.checked_add(GOOD_FOR_MONTHS.months()).map_err(Error::fault)?;
        let (today, expires) = (today.to_string(), expires.to_string());
        let cell = |column: &str| match column {
            "register" => self.register.as_str(),
            "jurisdiction" => "CA-ON",
            "reg_no" => &self.number,
            "family" => &self.family,
            "given" => &self.given,
            "profession" => &self.profession,
            "class" => &self.class,
            "status" => "active",
            "status_from" => "2019-06-03",
            "expires" => &expires,
            "conditions" => "no",
            "as_of" => &today,
            "contact" => &self.contact,
            _ => "",
        };
        Ok(COLUMNS.map(cell).join(","))
    }
}

/// Where the files stand.
pub fn folder(data: &Path) -> PathBuf {
    data.join("registers")
}

/// Writes one file a register. One that is there stays as it is.
///
/// # Errors
/// `Fault` where the folder does not take them.
pub fn write(data: &Path, rows: &[Registration], now: Timestamp) -> Result<()> {
    let today = now.to_jiff().to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut files: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in rows {
        let lines = files.entry(&row.register).or_insert_with(|| vec![COLUMNS.join(",")]);
        lines.push(row.line(today)?);
    }
    std::fs::create_dir_all(folder(data)).map_err(Error::fault)?;
    for (register, lines) in files {
        let file = folder(data).join(format!("{register}.csv"));
        if !file.exists() {
            std::fs::write(file, lines.join("\n") + "\n").map_err(Error::fault)?;
        }
    }
    Ok(())
}

/// The files of the folder, to be looked at as those that a configuration names; none where there is
/// no folder, as after a restore.
///
/// # Errors
/// `Fault` where the folder does not read.
pub fn files(data: &Path) -> Result<Vec<Register>> {
    if !folder(data).exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder(data)).map_err(Error::fault)? {
        let file = entry.map_err(Error::fault)?.path();
        if file.extension().is_some_and(|kind| kind == "csv") {
            let code = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            found.push(Register { code, file, mapping: None, bundled: false });
        }
    }
    found.sort_by(|one, other| one.code.cmp(&other.code));
    Ok(found)
}

/// Imports them all.
///
/// # Errors
/// What the database says; `Fault` where a file is not good.
pub async fn import(instance: &Instance) -> Result<()> {
    for Register { code, file, .. } in files(&instance.config.data)? {
        let options = RegisterOptions { register: code.clone(), accept_vanished: false };
        let reader = std::fs::File::open(file).map_err(Error::fault)?;
        let keys = Arc::clone(&instance.keys);
        let (db, layout) = (&instance.db, Layout::canonical());
        let report =
            identity::import_register(db, &keys, reader, layout, options, &mut |_| {}).await?;
        if report.end != identity::RegisterEnd::Done {
            return Err(Error::fault(format!("the register {code}: {:?}", report.end)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let rows = super::super::trust::Trust::bundled().unwrap().registrations;
        write(dir.path(), &rows, Timestamp::from_millis(1_795_000_000_007)).unwrap();
        let file = folder(dir.path()).join("cno.csv");
        let written = std::fs::read_to_string(&file).unwrap();
        assert!(written.contains(
            "cno,CA-ON,0123456,Roy,Dana,,registered_nurse,General,active,2019-06-03,2028-01-18,no,,,\
             2026-11-18,dana.roy@maple.example\n"
        ), "{written}");
        std::fs::write(&file, "changed").unwrap();
        write(dir.path(), &rows, Timestamp::from_millis(1_795_000_000_007)).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "changed");
    }
}
