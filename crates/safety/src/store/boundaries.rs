use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};

use crate::boundaries::{Boundaries, MaySetBoundaries, QuietHours};

pub fn of(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Option<Boundaries>> {
    tx.maybe(
        "SELECT strangers, redirect, redirect_url, shield_until, quiet_from, quiet_to, time_zone
         FROM safety_boundary WHERE persona = $1",
        (persona,),
        |row| {
            let quiet = match (row.get::<Option<u32>>(4)?, row.get::<Option<u32>>(5)?) {
                (Some(from), Some(to)) => QuietHours::of(from, to),
                _ => None,
            };
            Ok(Boundaries {
                strangers: row.get(0)?,
                redirect: row.get(1)?,
                redirect_url: row.get(2)?,
                shield_until: row.get(3)?,
                quiet,
                time_zone: row.get(6)?,
            })
        },
    )
}

pub fn set(tx: &mut Tx<'_>, permit: MaySetBoundaries, new: &Boundaries) -> Result<()> {
    let (from, to) = (new.quiet.map(QuietHours::from), new.quiet.map(QuietHours::to));
    tx.exec(
        "INSERT INTO safety_boundary (persona, strangers, redirect, redirect_url, shield_until,
             quiet_from, quiet_to, time_zone) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (persona) DO UPDATE SET strangers = excluded.strangers,
             redirect = excluded.redirect, redirect_url = excluded.redirect_url,
             shield_until = excluded.shield_until, quiet_from = excluded.quiet_from,
             quiet_to = excluded.quiet_to, time_zone = excluded.time_zone",
        (
            permit.persona(),
            new.strangers,
            &new.redirect,
            &new.redirect_url,
            new.shield_until,
            from,
            to,
            &new.time_zone,
        ),
    )?;
    Ok(())
}
