use commonround_credential::{Known, RowKey, Standing};
use commonround_db::{Row, Tx};
use commonround_kernel::{Error, Result, Timestamp};
use jiff::civil::Date;

use crate::credentials::model::{Registration, read_day};

/// Between former names in one column: no name holds a line break.
pub const NAMES_APART: char = '\n';

const COLUMNS: &str = "number, family, given, former, profession, class, standing, expires,
    conditions, conditions_url, as_of, missing, contact";

fn registration(row: &Row<'_>) -> Result<Registration> {
    let former: String = row.get(3)?;
    let names = former.split(NAMES_APART).filter(|name| !name.is_empty()).map(str::to_owned);
    Ok(Registration {
        number: row.get(0)?,
        family: row.get(1)?,
        given: row.get(2)?,
        former: names.collect(),
        profession: row.get(4)?,
        class: row.get(5)?,
        standing: read_standing(&row.get::<String>(6)?)?,
        expires: read_day(row.get(7)?)?,
        conditions: row.get(8)?,
        conditions_url: row.get(9)?,
        as_of: row.get::<String>(10)?.parse().map_err(Error::fault)?,
        missing: u8::try_from(row.get::<i64>(11)?).unwrap_or(u8::MAX),
        contact: row.get(12)?,
    })
}

pub fn read_standing(word: &str) -> Result<Standing> {
    Standing::from_word(word).ok_or_else(|| Error::fault(format!("unknown standing {word:?}")))
}

pub fn find(tx: &mut Tx, register: &str, number: &str) -> Result<Option<Registration>> {
    let sql =
        format!("SELECT {COLUMNS} FROM identity_registration WHERE register = $1 AND number = $2");
    tx.maybe(&sql, (register, number), registration)
}

/// Up to when a register is known, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    pub as_of: Option<Date>,
    pub at: Timestamp,
}

/// The last whole import of a register.
pub fn imported(tx: &mut Tx, register: &str) -> Result<Option<Imported>> {
    let sql = "SELECT as_of, imported_at FROM identity_register
               WHERE code = $1 AND imported_at IS NOT NULL";
    tx.maybe(sql, (register,), |row| {
        Ok(Imported { as_of: read_day(row.get(0)?)?, at: row.get(1)? })
    })
}

/// What is remembered of every row, for the comparison with a new file.
pub fn known(tx: &mut Tx, register: &str) -> Result<Vec<(RowKey, Known)>> {
    let sql = "SELECT mark, fingerprint, standing, conditions, missing
               FROM identity_registration WHERE register = $1";
    tx.query(sql, (register,), |row| {
        let known = Known {
            fingerprint: row.get::<i64>(1)?.cast_unsigned(),
            standing: read_standing(&row.get::<String>(2)?)?,
            conditions: row.get(3)?,
            missing: u8::try_from(row.get::<i64>(4)?).unwrap_or(u8::MAX),
        };
        Ok((RowKey(row.get::<i64>(0)?.cast_unsigned()), known))
    })
}

/// Every row of a register with its mark, for finding those that are gone.
pub fn each_mark(
    tx: &mut Tx,
    register: &str,
    mut visit: impl FnMut(u64, &str) -> Result<()>,
) -> Result<()> {
    let sql = "SELECT mark, number FROM identity_registration WHERE register = $1";
    tx.each(sql, (register,), |row| {
        visit(row.get::<i64>(0)?.cast_unsigned(), &row.get::<String>(1)?)?;
        Ok(true)
    })
}
