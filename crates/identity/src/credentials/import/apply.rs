use std::sync::Arc;

use commonround_credential::{Change as RowChange, Happening, Notice};
use commonround_db::{Db, Tx, outbox};
use commonround_kernel::{Error, Id, Result};
use commonround_vocabulary::CredentialChanged;
use jiff::civil::Date;

use super::{RegisterProgress, RegisterReport};
use crate::credentials::change_claim::happen;
use crate::credentials::limits::APPLY_ROWS;
use crate::credentials::model::{By, Change, ClaimRow};
use crate::credentials::store::staging::{self, Import, News};
use crate::credentials::{store, timers};

const DAY_MILLIS: i64 = 86_400_000;
const YEAR_MILLIS: i64 = 365 * DAY_MILLIS;

/// Brings an import to its end that was whole when the machine stopped.
pub async fn catch_up(
    db: &Db,
    register: &Arc<str>,
    progress: &mut (dyn FnMut(RegisterProgress) + Send),
) -> Result<()> {
    let code = Arc::clone(register);
    let found = db.read(move |tx| staging::under_way(tx, &code)).await?;
    match found.filter(|standing| standing.is_applying) {
        Some(standing) => move_all(db, register, standing.import, None, progress).await.map(|_| ()),
        None => Ok(()),
    }
}

/// From here on the import goes on to its end, whatever happens to the machine.
pub async fn take_over(
    db: &Db,
    register: &Arc<str>,
    import: Id<Import>,
    as_of: Option<Date>,
    report: RegisterReport,
    progress: &mut (dyn FnMut(RegisterProgress) + Send),
) -> Result<RegisterReport> {
    let code = Arc::clone(register);
    if !db.write(move |tx| staging::set_applying(tx, &code, import)).await? {
        return Err(Error::Conflict("import_overtaken"));
    }
    let claims_changed = move_all(db, register, import, as_of, progress).await?;
    Ok(RegisterReport { claims_changed, ..report })
}

async fn move_all(
    db: &Db,
    register: &Arc<str>,
    import: Id<Import>,
    as_of: Option<Date>,
    progress: &mut (dyn FnMut(RegisterProgress) + Send),
) -> Result<u64> {
    let mut claims_changed = 0;
    while let Some((moved, changed)) = db.write(move |tx| move_some(tx, import)).await? {
        claims_changed += changed;
        progress(RegisterProgress::TakenOver(moved));
    }
    let code = Arc::clone(register);
    db.write(move |tx| staging::finish(tx, &code, import, as_of, DAY_MILLIS, YEAR_MILLIS)).await?;
    Ok(claims_changed)
}

/// Rows and the claims on them in one unit. `None` once nothing is left.
fn move_some(tx: &mut Tx, import: Id<Import>) -> Result<Option<(u64, u64)>> {
    let Some(first) = staging::first_place(tx, import)? else { return Ok(None) };
    let upto = first.saturating_add(i64::try_from(APPLY_ROWS).map_err(Error::fault)?);
    let mut changed = 0;
    for (claim, news) in staging::claims(tx, import, upto)? {
        changed += u64::from(hear(tx, &claim, &news)?);
    }
    let moved = staging::take_over(tx, import, upto)?;
    Ok(Some((moved, changed)))
}

/// What a file says reaches a claim that was proved; an unproved one it makes neither better nor
/// worse. `true` where the claim is in another state now.
fn hear(tx: &mut Tx, claim: &ClaimRow, news: &News) -> Result<bool> {
    if !claim.holds_number() {
        return Ok(false);
    }
    let is_there = news.change != "vanished";
    if is_there {
        let url = news.conditions_url.as_deref();
        store::claims::set_registration(tx, claim.id, news.expires.clone(), &news.class, url)?;
        outbox::emit(tx, &CredentialChanged { persona: claim.persona })?;
    }
    let notice = Notice::of(change_of(news), &news.compact);
    let moved = match notice {
        Some(notice) => happen(tx, claim, Happening::Noticed(notice), &Change::by(By::Register)),
        None => Ok(claim.state),
    };
    timers::set(tx, claim.id)?;
    match moved {
        Ok(state) => Ok(state != claim.state),
        // A claim for which the news is none, such as a revoked one whose row has a new date.
        Err(Error::Conflict(_)) => Ok(false),
        Err(other) => Err(other),
    }
}

fn change_of(news: &News) -> RowChange {
    match news.change.as_str() {
        "registered" => RowChange::Registered,
        "changed" => RowChange::Changed,
        "suspended" => RowChange::Suspended,
        "revoked" => RowChange::Revoked,
        "lapsed" => RowChange::Lapsed,
        "conditions" => RowChange::Conditions,
        "reinstated" => RowChange::Reinstated,
        "vanished" => RowChange::Vanished { imports: news.missing },
        _ => RowChange::Same,
    }
}
