use commonround_db::Tx;
use commonround_kernel::{Error, Id, Result, Timestamp};
use commonround_vocabulary::{CredentialClaim, Mail};

/// What a code proves when it comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// The contact of the register's row.
    Contact,
    /// A mailbox of an institution.
    Institution,
    /// The word that a wallet has to answer with.
    Wallet,
}

impl CodeKind {
    const ALL: [Self; 3] = [Self::Contact, Self::Institution, Self::Wallet];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Institution => "institution",
            Self::Wallet => "wallet",
        }
    }

    fn read(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == raw);
        found.ok_or_else(|| Error::fault(format!("unknown kind of code {raw:?}")))
    }
}

/// The stored half of a code: the other half is a key of the ring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRow {
    pub claim: Id<CredentialClaim>,
    pub kind: CodeKind,
    pub mail: Option<Id<Mail>>,
    pub nonce: Vec<u8>,
    pub tries: i64,
    pub expires_at: Timestamp,
}

/// Takes the place of an earlier one.
pub fn put(tx: &mut Tx, row: &CodeRow) -> Result<()> {
    tx.exec(
        "INSERT INTO identity_claim_code (claim, kind, mail, nonce, tries, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (claim) DO UPDATE SET kind = excluded.kind, mail = excluded.mail,
            nonce = excluded.nonce, tries = excluded.tries, expires_at = excluded.expires_at",
        (row.claim, row.kind.as_str(), row.mail, &row.nonce[..], row.tries, row.expires_at),
    )?;
    Ok(())
}

const ROW: &str =
    "SELECT claim, kind, mail, nonce, tries, expires_at FROM identity_claim_code WHERE";

fn code(row: &commonround_db::Row<'_>) -> Result<CodeRow> {
    Ok(CodeRow {
        claim: row.get(0)?,
        kind: CodeKind::read(&row.get::<String>(1)?)?,
        mail: row.get(2)?,
        nonce: row.get(3)?,
        tries: row.get(4)?,
        expires_at: row.get(5)?,
    })
}

pub fn find(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<Option<CodeRow>> {
    tx.maybe(&format!("{ROW} claim = $1"), (claim,), code)
}

/// The code that a letter carries.
pub fn of_mail(tx: &mut Tx, mail: Id<Mail>) -> Result<Option<CodeRow>> {
    tx.maybe(&format!("{ROW} mail = $1"), (mail,), code)
}

pub fn count_try(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<()> {
    let sql = "UPDATE identity_claim_code SET tries = tries + 1 WHERE claim = $1";
    tx.exec(sql, (claim,))?;
    Ok(())
}

/// It works once.
pub fn spend(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<()> {
    tx.exec("DELETE FROM identity_claim_code WHERE claim = $1", (claim,))?;
    Ok(())
}

pub fn sweep(tx: &mut Tx, now: Timestamp) -> Result<()> {
    tx.exec("DELETE FROM identity_claim_code WHERE expires_at <= $1", (now,))?;
    Ok(())
}
