//! The file of American NPI numbers, `npidata_pfile_*.csv`: 330 columns of which a dozen are kept.
//! Names, order and dates as in exhibit 2-1 of the readme that CMS publishes with it, of 1 February
//! 2025. `tests/it/nppes.rs` writes the whole header.

use csv::StringRecord;
use jiff::civil::Date;

use super::layout::column;
use super::professions::profession;
use super::row::{Row, Standing};
use super::trouble::What;
use super::values::{date, text};
use crate::ladder::is_npi;

const DATE: &str = "%m/%d/%Y";
const TAXONOMIES: usize = 15;
/// `Entity Type Code`.
const PERSON: &str = "1";
const ORGANISATION: &str = "2";
/// `Provider Other Last Name Type Code`: former, professional, other.
const OTHER_NAMES: &[&str] = &["1", "2", "5"];

pub struct NppesPlan {
    as_of: Date,
    number: usize,
    entity: usize,
    family: usize,
    given: usize,
    middle: usize,
    other_family: usize,
    other_type: usize,
    enumerated: usize,
    deactivated: usize,
    reactivated: usize,
    taxonomies: Vec<Taxonomy>,
}

struct Taxonomy {
    code: usize,
    state: usize,
    primary: usize,
}

impl NppesPlan {
    pub fn new(header: &StringRecord, as_of: Date) -> Result<Self, What> {
        let at = |name: &str| column(header, name);
        Ok(Self {
            as_of,
            number: at("NPI")?,
            entity: at("Entity Type Code")?,
            family: at("Provider Last Name (Legal Name)")?,
            given: at("Provider First Name")?,
            middle: at("Provider Middle Name")?,
            other_family: at("Provider Other Last Name")?,
            other_type: at("Provider Other Last Name Type Code")?,
            enumerated: at("Provider Enumeration Date")?,
            deactivated: at("NPI Deactivation Date")?,
            reactivated: at("NPI Reactivation Date")?,
            taxonomies: (1..=TAXONOMIES)
                .map(|n| Taxonomy::new(header, n))
                .collect::<Result<_, _>>()?,
        })
    }

    /// A deactivated number keeps nothing but itself and its dates: it has neither a type nor a
    /// name any more.
    pub fn row(&self, record: &StringRecord, line: u64) -> Result<Option<Row>, What> {
        let get = |at: usize| record.get(at).unwrap_or_default().trim();
        if get(self.entity) == ORGANISATION {
            return Ok(None);
        }
        let (standing, since) = self.standing(record)?;
        if get(self.entity) != PERSON && standing == Standing::Active {
            return Ok(None);
        }
        if !is_npi(get(self.number)) {
            return Err(What::WrongNumber);
        }
        let (class, jurisdiction) = self.primary(record);
        let family = text("family", get(self.family))?;
        if family.is_empty() && standing == Standing::Active {
            return Err(What::MissingValue { column: "family" });
        }
        Ok(Some(Row {
            line,
            register: "nppes".to_owned(),
            jurisdiction,
            reg_no: get(self.number).to_owned(),
            family,
            given: text("given", format!("{} {}", get(self.given), get(self.middle)).trim())?,
            former_names: self.former_names(record)?,
            profession: profession(class).to_owned(),
            class: text("class", class)?,
            standing,
            status_from: since,
            expires: None,
            conditions: false,
            conditions_url: None,
            employer: String::new(),
            as_of: self.as_of,
            contact: None,
        }))
    }

    fn standing(&self, record: &StringRecord) -> Result<(Standing, Option<Date>), What> {
        let day = |at: usize| date("status_from", record.get(at).unwrap_or_default(), DATE);
        let (gone, back) = (day(self.deactivated)?, day(self.reactivated)?);
        match (gone, back) {
            (Some(gone), None) => Ok((Standing::Inactive, Some(gone))),
            (Some(gone), Some(back)) if back < gone => Ok((Standing::Inactive, Some(gone))),
            (_, back) => Ok((Standing::Active, back.or(day(self.enumerated)?))),
        }
    }

    /// The taxonomy marked as primary, or else the first, with the state that licensed it.
    fn primary<'r>(&self, record: &'r StringRecord) -> (&'r str, String) {
        let get = |at: usize| record.get(at).unwrap_or_default().trim();
        let marked = self.taxonomies.iter().find(|taxonomy| get(taxonomy.primary) == "Y");
        let Some(taxonomy) = marked.or(self.taxonomies.first()) else {
            return ("", "US".to_owned());
        };
        let state = get(taxonomy.state);
        let is_state = state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase());
        let jurisdiction = if is_state { format!("US-{state}") } else { "US".to_owned() };
        (get(taxonomy.code), jurisdiction)
    }

    fn former_names(&self, record: &StringRecord) -> Result<Vec<String>, What> {
        let name = text("former_names", record.get(self.other_family).unwrap_or_default())?;
        let kind = record.get(self.other_type).unwrap_or_default().trim();
        let counts = !name.is_empty() && OTHER_NAMES.contains(&kind);
        Ok(if counts { vec![name] } else { Vec::new() })
    }
}

impl Taxonomy {
    fn new(header: &StringRecord, n: usize) -> Result<Self, What> {
        Ok(Self {
            code: column(header, &format!("Healthcare Provider Taxonomy Code_{n}"))?,
            state: column(header, &format!("Provider License Number State Code_{n}"))?,
            primary: column(header, &format!("Healthcare Provider Primary Taxonomy Switch_{n}"))?,
        })
    }
}
