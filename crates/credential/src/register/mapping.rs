use std::collections::BTreeMap;

use csv::StringRecord;
use jiff::civil::Date;

use super::layout::column;
use super::row::{COLUMNS, Contact, Row};
use super::trouble::{What, quoted};
use super::values::{ISO, address, date, flag, names, required, standing, text};

/// How the columns of one source become the canonical ones.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub(super) delimiter: u8,
    /// One for each of `COLUMNS`, in their order.
    pub(super) fields: Vec<Field>,
}

/// Where the values of one canonical column come from.
#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    pub source: Source,
    /// A file may come without these columns.
    pub is_optional: bool,
    /// The source's words and ours; empty: they are the same.
    pub words: BTreeMap<String, String>,
    /// Of a date; empty for ISO.
    pub format: String,
}

#[derive(Debug, Clone, Default)]
pub(super) enum Source {
    #[default]
    Nothing,
    Constant(String),
    /// Names of columns, whose values are joined.
    Columns(Vec<String>),
}

impl Mapping {
    /// The canonical file: every column under its own name, the last one perhaps.
    #[must_use]
    pub fn canonical() -> Self {
        let field = |name: &&str| Field {
            source: Source::Columns(vec![(*name).to_owned()]),
            is_optional: *name == "contact",
            ..Field::default()
        };
        Self { delimiter: b',', fields: COLUMNS.iter().map(field).collect() }
    }
}

/// A mapping that has found its columns.
pub struct MappedPlan(Vec<Place>);

struct Place {
    column: &'static str,
    values: Values,
    words: BTreeMap<String, String>,
    format: String,
}

enum Values {
    Constant(String),
    At(Vec<usize>),
}

impl MappedPlan {
    pub fn new(mapping: &Mapping, header: &StringRecord) -> Result<Self, What> {
        let pairs = COLUMNS.iter().zip(&mapping.fields);
        pairs
            .map(|(name, field)| Place::new(name, field, header))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    pub fn row(&self, record: &StringRecord, line: u64) -> Result<Row, What> {
        let standing = standing(&self.raw(8, record)?)?;
        Ok(Row {
            line,
            register: self.required(0, record)?,
            jurisdiction: self.required(1, record)?,
            reg_no: self.required(2, record)?,
            family: self.required(3, record)?,
            given: self.text(4, record)?,
            former_names: names(COLUMNS[5], &self.raw(5, record)?)?,
            profession: self.required(6, record)?,
            class: self.text(7, record)?,
            standing,
            status_from: self.date(9, record)?,
            expires: self.date(10, record)?,
            conditions: flag(COLUMNS[11], &self.raw(11, record)?)?,
            conditions_url: address(COLUMNS[12], &self.raw(12, record)?)?,
            employer: self.text(13, record)?,
            as_of: self.as_of(record)?,
            contact: Contact::of(self.text(15, record)?),
        })
    }

    fn raw<'r>(&'r self, at: usize, record: &'r StringRecord) -> Result<Raw<'r>, What> {
        self.0.get(at).map_or(Ok(Raw::Borrowed("")), |place| place.raw(record))
    }

    fn text(&self, at: usize, record: &StringRecord) -> Result<String, What> {
        text(COLUMNS[at], &self.raw(at, record)?)
    }

    fn required(&self, at: usize, record: &StringRecord) -> Result<String, What> {
        required(COLUMNS[at], &self.raw(at, record)?)
    }

    fn date(&self, at: usize, record: &StringRecord) -> Result<Option<Date>, What> {
        let format = self.0.get(at).map_or(ISO, |place| place.format.as_str());
        date(COLUMNS[at], &self.raw(at, record)?, if format.is_empty() { ISO } else { format })
    }

    fn as_of(&self, record: &StringRecord) -> Result<Date, What> {
        self.date(14, record)?.ok_or(What::MissingValue { column: COLUMNS[14] })
    }
}

type Raw<'a> = std::borrow::Cow<'a, str>;

impl Place {
    fn new(name: &'static str, field: &Field, header: &StringRecord) -> Result<Self, What> {
        let values = match &field.source {
            Source::Nothing => Values::At(Vec::new()),
            Source::Constant(value) => Values::Constant(value.clone()),
            Source::Columns(columns) => {
                let places = columns.iter().map(|name| column(header, name));
                let places = places.filter(|found| found.is_ok() || !field.is_optional);
                Values::At(places.collect::<Result<_, _>>()?)
            }
        };
        Ok(Self { column: name, values, words: field.words.clone(), format: field.format.clone() })
    }

    fn raw<'r>(&'r self, record: &'r StringRecord) -> Result<Raw<'r>, What> {
        let value = match &self.values {
            Values::Constant(value) => Raw::Borrowed(value.as_str()),
            Values::At(places) => self.joined(places, record),
        };
        match self.words.get(value.trim()) {
            Some(word) => Ok(Raw::Borrowed(word.as_str())),
            // What is empty stays empty; where it must not be, that is told.
            None if self.words.is_empty() || value.trim().is_empty() => Ok(value),
            None => Err(self.unmapped(&value)),
        }
    }

    fn joined<'r>(&self, places: &[usize], record: &'r StringRecord) -> Raw<'r> {
        let values = places.iter().filter_map(|at| record.get(*at));
        if let [only] = places {
            return Raw::Borrowed(record.get(*only).unwrap_or_default());
        }
        let between = if self.column == "former_names" { ";" } else { " " };
        let filled: Vec<_> = values.map(str::trim).filter(|value| !value.is_empty()).collect();
        Raw::Owned(filled.join(between))
    }

    fn unmapped(&self, value: &str) -> What {
        let value = quoted(value.trim());
        match self.column {
            "status" => What::UnknownStatus { value },
            column => What::UnmappedValue { column, value },
        }
    }
}
