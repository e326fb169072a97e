use commonround_db::Tx;
use commonround_kernel::{Id, Result};
use commonround_vocabulary::{Mail, NoticeKind};

/// Says what a letter that was just queued tells of, and where that stands.
pub fn set(tx: &mut Tx, mail: Id<Mail>, kind: NoticeKind, path: &str) -> Result<()> {
    let sql = "UPDATE identity_mail SET notice = $2, path = $3 WHERE id = $1";
    tx.exec(sql, (mail, kind.as_str(), path))?;
    Ok(())
}

/// `None` where the letter tells of nothing that this release knows.
pub fn get(tx: &mut Tx, mail: Id<Mail>) -> Result<Option<(NoticeKind, String)>> {
    let sql = "SELECT notice, path FROM identity_mail
               WHERE id = $1 AND notice IS NOT NULL AND path IS NOT NULL";
    let found = tx.maybe(sql, (mail,), |row| {
        let path: String = row.get(1)?;
        Ok(NoticeKind::known(row.text(0)?).map(|kind| (kind, path)))
    })?;
    Ok(found.flatten())
}
