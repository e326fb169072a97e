use csv::StringRecord;
use jiff::civil::Date;

use super::mapping::{MappedPlan, Mapping};
use super::nppes::NppesPlan;
use super::row::Row;
use super::trouble::What;

/// How a file is laid out.
#[derive(Debug, Clone)]
pub enum Layout {
    /// The canonical file, or any file with a mapping.
    Mapped(Mapping),
    /// The monthly or weekly file of the American NPI numbers, `npidata_pfile_*.csv`. It says who
    /// somebody is, never that a licence is in force.
    Nppes { as_of: Date },
}

impl Layout {
    #[must_use]
    pub fn canonical() -> Self {
        Self::Mapped(Mapping::canonical())
    }

    pub(super) const fn delimiter(&self) -> u8 {
        match self {
            Self::Mapped(mapping) => mapping.delimiter,
            Self::Nppes { .. } => b',',
        }
    }

    pub(super) fn plan(&self, header: &StringRecord) -> Result<Plan, What> {
        match self {
            Self::Mapped(mapping) => MappedPlan::new(mapping, header).map(Plan::Mapped),
            Self::Nppes { as_of } => NppesPlan::new(header, *as_of).map(Plan::Nppes),
        }
    }
}

/// A layout that has found its columns in a header.
pub enum Plan {
    Mapped(MappedPlan),
    Nppes(NppesPlan),
}

impl Plan {
    /// `None` for a row that is not about a person.
    pub fn row(&self, record: &StringRecord, line: u64) -> Result<Option<Row>, What> {
        match self {
            Self::Mapped(plan) => plan.row(record, line).map(Some),
            Self::Nppes(plan) => plan.row(record, line),
        }
    }
}

/// Where a column stands. Blanks around a name do not count, and its case does.
pub fn column(header: &StringRecord, name: &str) -> Result<usize, What> {
    let found = header.iter().position(|column| column.trim() == name);
    found.ok_or_else(|| What::MissingColumn { column: name.to_owned() })
}
