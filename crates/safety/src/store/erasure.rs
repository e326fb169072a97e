use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};

/// Forgets what an erased persona wrote here, and closes what stood open about it: there is nothing
/// left to look at. That something was reported, decided or done stays.
pub fn erase(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let now = tx.now();
    tx.exec("UPDATE safety_report SET comment = '' WHERE reporter = $1", (persona,))?;
    tx.exec(
        "UPDATE safety_report SET state = 'closed', comment = '', updated_at = $2
         WHERE persona = $1 AND state = 'open'",
        (persona, now),
    )?;
    tx.exec(
        "DELETE FROM safety_quote WHERE case_id IN (SELECT id FROM safety_case WHERE persona = $1)",
        (persona,),
    )?;
    tx.exec(
        "UPDATE safety_case SET state = 'closed', closed_at = $2
         WHERE persona = $1 AND state <> 'closed'",
        (persona, now),
    )?;
    tx.exec(
        "UPDATE safety_appeal SET words = '', answer = '' WHERE measure IN (
             SELECT id FROM safety_measure WHERE persona = $1)",
        (persona,),
    )?;
    tx.exec("UPDATE safety_measure SET words = '' WHERE persona = $1", (persona,))?;
    forget_duties(tx, persona)
}

fn forget_duties(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    tx.exec("DELETE FROM safety_shift WHERE persona = $1", (persona,))?;
    tx.exec("DELETE FROM safety_wellbeing WHERE persona = $1", (persona,))?;
    tx.exec("DELETE FROM safety_exposure WHERE persona = $1", (persona,))?;
    tx.exec("DELETE FROM safety_boundary WHERE persona = $1", (persona,))?;
    Ok(())
}
