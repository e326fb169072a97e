use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result, Timestamp};
use commonround_vocabulary::Case;

use crate::limits::SHIFTS_MAX;
use crate::model::Level;
use crate::model::ladder::Rung;
use crate::policy::MayModerate;

/// Id marker: one shift of the rota.
pub struct Shift;

/// A time in which somebody stands on a rung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftRow {
    pub id: Id<Shift>,
    pub persona: Id<Persona>,
    pub rung: Rung,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
}

/// How a moderator is, for the rota.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wellbeing {
    /// IANA name.
    pub time_zone: String,
    /// Codes of reasons and rules whose cases they leave to others.
    pub topics_off: Vec<String>,
    pub away_until: Option<Timestamp>,
    pub rest_until: Option<Timestamp>,
}

impl Default for Wellbeing {
    fn default() -> Self {
        let time_zone = "UTC".to_owned();
        Self { time_zone, topics_off: Vec::new(), away_until: None, rest_until: None }
    }
}

/// Shifts that are not over, the first to begin first.
pub fn shifts(tx: &mut Tx<'_>) -> Result<Vec<ShiftRow>> {
    let now = tx.now();
    tx.query(
        "SELECT id, persona, rung, starts_at, ends_at FROM safety_shift WHERE ends_at > $1
         ORDER BY starts_at, id LIMIT $2",
        (now, SHIFTS_MAX),
        |row| {
            let (id, persona, rung) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(ShiftRow { id, persona, rung, starts_at: row.get(3)?, ends_at: row.get(4)? })
        },
    )
}

pub fn add_shift(
    tx: &mut Tx<'_>,
    permit: &MayModerate,
    rung: Rung,
    starts_at: Timestamp,
    ends_at: Timestamp,
) -> Result<Id<Shift>> {
    let id = tx.env().new_id::<Shift>();
    tx.exec(
        "INSERT INTO safety_shift (id, persona, rung, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5)",
        (id, permit.by(), rung, starts_at, ends_at),
    )?;
    Ok(id)
}

/// One's own only.
pub fn remove_shift(tx: &mut Tx<'_>, permit: &MayModerate, id: Id<Shift>) -> Result<bool> {
    let sql = "DELETE FROM safety_shift WHERE id = $1 AND persona = $2";
    Ok(tx.exec(sql, (id, permit.by()))? == 1)
}

pub fn wellbeing(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Wellbeing> {
    let found = tx.maybe(
        "SELECT time_zone, topics_off, away_until, rest_until FROM safety_wellbeing WHERE persona = $1",
        (persona,),
        |row| {
            let topics = row.text(1)?.split_whitespace().map(str::to_owned).collect();
            let (time_zone, away_until) = (row.get(0)?, row.get(2)?);
            Ok(Wellbeing { time_zone, topics_off: topics, away_until, rest_until: row.get(3)? })
        },
    )?;
    Ok(found.unwrap_or_default())
}

pub fn set_wellbeing(tx: &mut Tx<'_>, persona: Id<Persona>, how: &Wellbeing) -> Result<()> {
    let topics = how.topics_off.join(" ");
    tx.exec(
        "INSERT INTO safety_wellbeing (persona, time_zone, topics_off, away_until, rest_until)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (persona) DO UPDATE SET time_zone = excluded.time_zone,
             topics_off = excluded.topics_off, away_until = excluded.away_until,
             rest_until = excluded.rest_until",
        (persona, &how.time_zone, topics, how.away_until, how.rest_until),
    )?;
    Ok(())
}

/// Counts that somebody took a case on, once for each case.
pub fn expose(tx: &mut Tx<'_>, persona: Id<Persona>, case: Id<Case>, level: Level) -> Result<()> {
    let (id, now) = (tx.env().new_id::<Wellbeing>(), tx.now());
    tx.exec(
        "INSERT INTO safety_exposure (id, persona, case_id, level, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (case_id, persona) DO UPDATE SET level = excluded.level",
        (id, persona, case, level, now),
    )?;
    Ok(())
}

/// How many RED and BLACK cases somebody took on since a moment.
pub fn urgent_since(tx: &mut Tx<'_>, persona: Id<Persona>, since: Timestamp) -> Result<usize> {
    tx.one(
        "SELECT COUNT(*) FROM safety_exposure
         WHERE persona = $1 AND at > $2 AND level IN ('red', 'black')",
        (persona, since),
        |row| row.get(0),
    )
}

/// Cases that each moderator took on since a moment, as (persona, all, urgent).
pub fn exposure_since(tx: &mut Tx<'_>, since: Timestamp) -> Result<Vec<(Id<Persona>, u64, u64)>> {
    tx.query(
        "SELECT persona, COUNT(*),
             CAST(SUM(CASE WHEN level IN ('red', 'black') THEN 1 ELSE 0 END) AS BIGINT)
         FROM safety_exposure WHERE at > $1 GROUP BY persona ORDER BY persona LIMIT $2",
        (since, SHIFTS_MAX),
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// A page that went out, or that nobody was there for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRow {
    pub rung: Option<Rung>,
    pub persona: Option<Id<Persona>>,
    pub at: Timestamp,
    pub late_secs: u64,
}

pub fn add_page(
    tx: &mut Tx<'_>,
    case: Id<Case>,
    to: Option<(Rung, Id<Persona>)>,
    late_secs: u64,
) -> Result<()> {
    let (id, now) = (tx.env().new_id::<PageRow>(), tx.now());
    let (rung, persona) = to.unzip();
    let late = i64::try_from(late_secs).unwrap_or(i64::MAX);
    tx.exec(
        "INSERT INTO safety_page (id, case_id, rung, persona, at, late_secs)
         VALUES ($1, $2, $3, $4, $5, $6)",
        (id, case, rung, persona, now, late),
    )?;
    Ok(())
}

pub fn pages(tx: &mut Tx<'_>, case: Id<Case>, limit: usize) -> Result<Vec<PageRow>> {
    let mut pages = tx.query(
        "SELECT rung, persona, at, late_secs FROM safety_page WHERE case_id = $1
         ORDER BY id DESC LIMIT $2",
        (case, limit),
        |row| {
            let (rung, persona) = (row.get(0)?, row.get(1)?);
            Ok(PageRow { rung, persona, at: row.get(2)?, late_secs: row.get(3)? })
        },
    )?;
    pages.reverse();
    Ok(pages)
}
