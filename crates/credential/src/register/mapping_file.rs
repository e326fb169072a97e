use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::mapping::{Field, Mapping, Source};
use super::row::{COLUMNS, Standing};
use super::values::ISO;
use crate::limits::MAPPING_BYTES_MAX;

/// What a mapping must tell; the others may stay empty.
const NEEDED: &[&str] =
    &["register", "jurisdiction", "reg_no", "family", "profession", "status", "as_of"];
const DATES: &[&str] = &["status_from", "expires", "as_of"];

/// Why a mapping cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    #[error("the mapping is too long")]
    TooLong,
    #[error("the mapping is not TOML of this shape: {0}")]
    NotThisShape(String),
    #[error("{0:?} is not a column of ours")]
    UnknownColumn(String),
    #[error("{0} is both a column and a constant")]
    SaidTwice(String),
    #[error("the mapping does not tell where {0} comes from")]
    Untold(&'static str),
    #[error("{0} cannot be optional")]
    NotOptional(String),
    #[error("{0} is not a date")]
    NotADate(String),
    #[error("the format of {0} does not write a date that it reads again")]
    WrongFormat(String),
    #[error("status {0:?} is none of ours")]
    UnknownStatus(String),
    #[error("the delimiter is not one ASCII character")]
    WrongDelimiter,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// For people only.
    #[serde(default, rename = "name")]
    _name: String,
    #[serde(default = "comma")]
    delimiter: String,
    #[serde(default)]
    columns: BTreeMap<String, OneOrMore>,
    /// Ours whose columns a file may come without.
    #[serde(default)]
    optional: Vec<String>,
    #[serde(default)]
    constants: BTreeMap<String, String>,
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    dates: BTreeMap<String, String>,
}

fn comma() -> String {
    ",".to_owned()
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Mapping {
    /// Reads a mapping, with the day of the file where the file itself does not tell it.
    ///
    /// # Errors
    /// Where it names what does not exist, says something twice, or leaves out what is needed.
    pub fn parse(raw: &str, as_of: Option<Date>) -> Result<Self, MappingError> {
        if raw.len() > MAPPING_BYTES_MAX {
            return Err(MappingError::TooLong);
        }
        let file: File = toml::from_str(raw).map_err(|why| shape(&why))?;
        file.check_names()?;
        let [delimiter] = *file.delimiter.as_bytes() else {
            return Err(MappingError::WrongDelimiter);
        };
        if !delimiter.is_ascii() || matches!(delimiter, b'"' | b'\n' | b'\r') {
            return Err(MappingError::WrongDelimiter);
        }
        let fields =
            COLUMNS.iter().map(|name| file.field(name, as_of)).collect::<Result<_, _>>()?;
        Ok(Self { delimiter, fields })
    }
}

/// The message with its place, without the picture of the lines around it.
fn shape(why: &toml::de::Error) -> MappingError {
    MappingError::NotThisShape(why.message().chars().take(200).collect())
}

impl File {
    fn check_names(&self) -> Result<(), MappingError> {
        let columns = self.columns.keys().chain(self.constants.keys());
        let mut all = columns.chain(self.values.keys()).chain(self.dates.keys());
        if let Some(name) = all.find(|name| !COLUMNS.contains(&name.as_str())) {
            return Err(MappingError::UnknownColumn(name.clone()));
        }
        let may_miss =
            |name: &&String| self.columns.contains_key(*name) && !NEEDED.contains(&name.as_str());
        match self.optional.iter().find(|name| !may_miss(name)) {
            Some(name) => Err(MappingError::NotOptional(name.clone())),
            None => Ok(()),
        }
    }

    fn field(&self, name: &'static str, as_of: Option<Date>) -> Result<Field, MappingError> {
        let source = self.source(name, as_of)?;
        let words = self.values.get(name).cloned().unwrap_or_default();
        if let Some(word) = words.values().find(|word| name == "status" && !is_standing(word)) {
            return Err(MappingError::UnknownStatus(word.clone()));
        }
        // A constant date is ours, and so it is written our way.
        let format = match source {
            Source::Columns(_) => self.dates.get(name).cloned().unwrap_or_default(),
            _ => String::new(),
        };
        check_format(name, &format)?;
        let is_optional = self.optional.iter().any(|optional| optional == name);
        Ok(Field { source, is_optional, words, format })
    }

    fn source(&self, name: &'static str, as_of: Option<Date>) -> Result<Source, MappingError> {
        match (self.columns.get(name), self.constants.get(name)) {
            (Some(_), Some(_)) => Err(MappingError::SaidTwice(name.to_owned())),
            (Some(OneOrMore::One(column)), None) => Ok(Source::Columns(vec![column.clone()])),
            (Some(OneOrMore::More(columns)), None) => Ok(Source::Columns(columns.clone())),
            (None, Some(value)) => constant(name, value),
            (None, None) => match as_of.filter(|_| name == "as_of") {
                Some(day) => Ok(Source::Constant(day.to_string())),
                None if NEEDED.contains(&name) => Err(MappingError::Untold(name)),
                None => Ok(Source::Nothing),
            },
        }
    }
}

fn constant(name: &str, value: &str) -> Result<Source, MappingError> {
    if DATES.contains(&name) && value.parse::<Date>().is_err() {
        return Err(MappingError::NotADate(name.to_owned()));
    }
    Ok(Source::Constant(value.to_owned()))
}

fn is_standing(word: &str) -> bool {
    Standing::from_word(word).is_some()
}

/// A format is good where what it writes reads as the same day again.
fn check_format(name: &str, format: &str) -> Result<(), MappingError> {
    if format.is_empty() || format == ISO {
        return Ok(());
    }
    let wrong = || MappingError::WrongFormat(name.to_owned());
    let sample = jiff::civil::date(2026, 11, 30);
    let written = jiff::fmt::strtime::format(format, sample).map_err(|_| wrong())?;
    let again = Date::strptime(format, &written).map_err(|_| wrong())?;
    if again == sample && DATES.contains(&name) { Ok(()) } else { Err(wrong()) }
}
