//! An import in the making: what it changes is staged, and taken over once all of it is there.

use commonround_credential::{Change, Compact, RowKey};
use commonround_db::{Tx, Value};
use commonround_kernel::{Id, Result};
use jiff::civil::Date;

use super::claims::{COLUMNS as CLAIM, row as claim_row};
use super::registers::{NAMES_APART, read_standing};
use crate::credentials::limits::IMPORT_ROWS_A_STATEMENT;
use crate::credentials::model::{ClaimRow, Number};

/// Id marker: one import of one file.
pub struct Import;

/// A row that differs from what is known, about to be staged.
pub struct Staged {
    pub change: Change,
    pub compact: Compact,
    pub row: commonround_credential::Row,
    pub contact: Option<Vec<u8>>,
}

/// How far an import came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub import: Id<Import>,
    /// All is staged: it is taken over, come what may.
    pub is_applying: bool,
}

/// The import that is under way in a register, or was when the machine stopped.
pub fn under_way(tx: &mut Tx, register: &str) -> Result<Option<Standing>> {
    let sql = "SELECT staged_import, applying FROM identity_register
               WHERE code = $1 AND staged_import IS NOT NULL";
    tx.maybe(sql, (register,), |row| Ok(Standing { import: row.get(0)?, is_applying: row.get(1)? }))
}

/// Begins an import in the place of one that never became whole.
pub fn begin(tx: &mut Tx, register: &str) -> Result<Id<Import>> {
    let import: Id<Import> = tx.env().new_id();
    tx.exec(
        "INSERT INTO identity_register (code, staged_import, applying) VALUES ($1, $2, FALSE)
         ON CONFLICT (code) DO UPDATE SET staged_import = excluded.staged_import,
            applying = FALSE",
        (register, import),
    )?;
    Ok(import)
}

/// Takes some of the rows away that no import claims. `false` once none is left.
pub fn sweep(tx: &mut Tx, keep: Id<Import>, limit: usize) -> Result<bool> {
    let removed = tx.exec(
        "DELETE FROM identity_registration_staged WHERE (import, place) IN (
            SELECT import, place FROM identity_registration_staged WHERE import <> $1
                AND import NOT IN (SELECT staged_import FROM identity_register
                    WHERE staged_import IS NOT NULL)
            LIMIT $2)",
        (keep, limit),
    )?;
    Ok(removed > 0)
}

const FIELDS: usize = 19;

fn insert_sql(rows: usize) -> String {
    let values: Vec<String> = (0..rows)
        .map(|row| {
            let holes: Vec<_> =
                (1..=FIELDS).map(|field| format!("${}", row * FIELDS + field)).collect();
            format!("({})", holes.join(", "))
        })
        .collect();
    format!(
        "INSERT INTO identity_registration_staged (import, place, change, register, number, mark,
            fingerprint, standing, conditions, missing, family, given, former, profession, class,
            expires, conditions_url, contact, as_of)
         VALUES {}",
        values.join(", ")
    )
}

/// Rows from `place` on, many in one statement.
pub fn insert(tx: &mut Tx, import: Id<Import>, place: i64, rows: &[Staged]) -> Result<()> {
    let whole = insert_sql(IMPORT_ROWS_A_STATEMENT);
    let mut place = place;
    for some in rows.chunks(IMPORT_ROWS_A_STATEMENT) {
        let mut values = Vec::with_capacity(some.len() * FIELDS);
        for staged in some {
            push(&mut values, import, place, staged);
            place += 1;
        }
        if some.len() == IMPORT_ROWS_A_STATEMENT {
            tx.exec(&whole, values)?;
        } else {
            tx.exec(&insert_sql(some.len()), values)?;
        }
    }
    Ok(())
}

fn push(values: &mut Vec<Value>, import: Id<Import>, place: i64, staged: &Staged) {
    let (row, compact) = (&staged.row, &staged.compact);
    let day = |day: Option<Date>| day.map_or(Value::Null, |day| day.to_string().into());
    let text = |text: Option<&str>| text.map_or(Value::Null, Value::from);
    let RowKey(mark) = compact.key;
    values.extend([
        import.into(),
        place.into(),
        staged.change.code().into(),
        row.register.as_str().into(),
        Number::folded(&row.reg_no).as_str().into(),
        mark.cast_signed().into(),
        compact.fingerprint.cast_signed().into(),
        row.standing.word().into(),
        row.conditions.into(),
        0_i64.into(),
        row.family.as_str().into(),
        row.given.as_str().into(),
        row.former_names.join(&NAMES_APART.to_string()).into(),
        row.profession.as_str().into(),
        row.class.as_str().into(),
        day(row.expires),
        text(row.conditions_url.as_deref()),
        staged.contact.clone().map_or(Value::Null, Value::from),
        row.as_of.to_string().into(),
    ]);
}

/// A row that the file no longer has: as it was, and missing so many times.
pub fn insert_gone(
    tx: &mut Tx,
    import: Id<Import>,
    place: i64,
    register: &str,
    gone: &(String, u8),
) -> Result<()> {
    let (number, missing) = gone;
    tx.exec(
        "INSERT INTO identity_registration_staged (import, place, change, register, number, mark,
            fingerprint, standing, conditions, missing, family, given, former, profession, class,
            expires, conditions_url, contact, as_of)
         SELECT $1, $2, 'vanished', register, number, mark, fingerprint, standing, conditions, $5,
            family, given, former, profession, class, expires, conditions_url, contact, as_of
         FROM identity_registration WHERE register = $3 AND number = $4",
        (import, place, register, number.as_str(), i64::from(*missing)),
    )?;
    Ok(())
}

/// From here on nothing stops the import but its end.
pub fn set_applying(tx: &mut Tx, register: &str, import: Id<Import>) -> Result<bool> {
    let sql = "UPDATE identity_register SET applying = TRUE
               WHERE code = $1 AND staged_import = $2";
    Ok(tx.exec(sql, (register, import))? == 1)
}

/// The first place that is still to be taken over.
pub fn first_place(tx: &mut Tx, import: Id<Import>) -> Result<Option<i64>> {
    let sql = "SELECT MIN(place) FROM identity_registration_staged WHERE import = $1";
    tx.one(sql, (import,), |row| row.get(0))
}

/// Claims on rows before place `upto` that change, with what the file says now.
pub fn claims(tx: &mut Tx, import: Id<Import>, upto: i64) -> Result<Vec<(ClaimRow, News)>> {
    let columns: Vec<String> =
        CLAIM.split(',').map(|column| format!("c.{}", column.trim())).collect();
    let sql = format!(
        "SELECT {}, s.change, s.standing, s.conditions, s.missing, s.mark, s.fingerprint, s.expires,
            s.class, s.conditions_url
         FROM identity_registration_staged s
         JOIN identity_claim c ON c.register = s.register AND c.number = s.number
         WHERE s.import = $1 AND s.place < $2",
        columns.join(", ")
    );
    tx.query(&sql, (import, upto), |row| Ok((claim_row(row)?, news(row, columns.len())?)))
}

/// What a file says of a row that somebody claims.
#[derive(Debug, Clone)]
pub struct News {
    pub change: String,
    pub missing: u8,
    pub compact: Compact,
    pub expires: Option<String>,
    pub class: String,
    pub conditions_url: Option<String>,
}

fn news(row: &commonround_db::Row<'_>, at: usize) -> Result<News> {
    Ok(News {
        change: row.get(at)?,
        missing: u8::try_from(row.get::<i64>(at + 3)?).unwrap_or(u8::MAX),
        compact: Compact {
            key: RowKey(row.get::<i64>(at + 4)?.cast_unsigned()),
            fingerprint: row.get::<i64>(at + 5)?.cast_unsigned(),
            standing: read_standing(&row.get::<String>(at + 1)?)?,
            conditions: row.get(at + 2)?,
            line: 0,
        },
        expires: row.get(at + 6)?,
        class: row.get(at + 7)?,
        conditions_url: row.get(at + 8)?,
    })
}

const ROW: &str = "register, number, mark, fingerprint, standing, conditions, missing, family,
    given, former, profession, class, expires, conditions_url, contact, as_of";

/// Takes rows before place `upto` over into what is known, and off the stage.
pub fn take_over(tx: &mut Tx, import: Id<Import>, upto: i64) -> Result<u64> {
    let sql = format!(
        "INSERT INTO identity_registration ({ROW})
         SELECT {ROW} FROM identity_registration_staged WHERE import = $1 AND place < $2
         ORDER BY register ASC NULLS LAST, number ASC NULLS LAST
         ON CONFLICT (register, number) DO UPDATE SET mark = excluded.mark,
            fingerprint = excluded.fingerprint, standing = excluded.standing,
            conditions = excluded.conditions, missing = excluded.missing,
            family = excluded.family, given = excluded.given, former = excluded.former,
            profession = excluded.profession, class = excluded.class,
            expires = excluded.expires, conditions_url = excluded.conditions_url,
            contact = excluded.contact, as_of = excluded.as_of"
    );
    tx.exec(&sql, (import, upto))?;
    let sql = "DELETE FROM identity_registration_staged WHERE import = $1 AND place < $2";
    tx.exec(sql, (import, upto))
}

/// The import is what is known of the register now. Everybody whose row it has was checked with it.
pub fn finish(
    tx: &mut Tx,
    register: &str,
    import: Id<Import>,
    as_of: Option<Date>,
    day_millis: i64,
    year_millis: i64,
) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE identity_register SET current_import = $2, staged_import = NULL, applying = FALSE,
            as_of = COALESCE($3, as_of), imported_at = $4
         WHERE code = $1 AND staged_import = $2",
        (register, import, as_of.map(|day| day.to_string()), now),
    )?;
    let (next, forced) = (now.millis().saturating_add(day_millis), year_millis);
    tx.exec(
        "UPDATE identity_claim SET checked_at = $2,
            next_check_at = CASE WHEN proved_at + $4 < $3 THEN proved_at + $4 ELSE $3 END
         WHERE register = $1 AND state IN ('verified', 'conditions') AND EXISTS (
            SELECT 1 FROM identity_registration r
            WHERE r.register = $1 AND r.number = identity_claim.number AND r.missing = 0)",
        (register, now, next, forced),
    )?;
    Ok(())
}
