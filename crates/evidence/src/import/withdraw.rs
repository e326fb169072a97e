use commonround_db::{Db, search};
use commonround_kernel::{Error, Id, Result};
use commonround_vocabulary::Fact;

use super::scan::Scanned;
use crate::limits::BATCH_FACTS;
use crate::model::fingerprint;
use crate::store::{FACT_SHELF, facts};

/// Withdraws the shown facts of the file's publishers that the file no longer holds.
pub async fn withdraw_missing(db: &Db, scanned: &Scanned) -> Result<u64> {
    let mut withdrawn = 0;
    for code in scanned.publishers.keys() {
        let mut after = 0;
        loop {
            let page = keys_after(db, code, after).await?;
            let Some((last, _)) = page.last() else { break };
            after = last.get();
            let is_missing = |key: &str| !scanned.seen.contains(&fingerprint(code, key));
            let missing = page.iter().filter(|(_, key)| is_missing(key)).map(|(id, _)| *id);
            withdrawn += withdraw(db, missing.collect()).await?;
        }
    }
    Ok(withdrawn)
}

async fn keys_after(db: &Db, code: &str, after: i64) -> Result<Vec<(Id<Fact>, String)>> {
    let code = code.to_owned();
    db.read(move |tx| facts::keys_after(tx, &code, after, BATCH_FACTS)).await
}

async fn withdraw(db: &Db, missing: Vec<Id<Fact>>) -> Result<u64> {
    let count = u64::try_from(missing.len()).map_err(Error::fault)?;
    if count > 0 {
        db.write(move |tx| {
            for id in &missing {
                facts::withdraw(tx, *id)?;
                search::remove(tx, FACT_SHELF, id.get())?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(count)
}
