//! Whose signed credentials count here. The operator decides it where the server runs, with keys
//! that are pinned: nothing is fetched, so nobody else can put another key in their place.

use commonround_credential::{Happening, Issuer, Notice, Remit, Trust};
use commonround_db::{Db, Tx, audit};
use commonround_kernel::{Error, Id, Invalid, Result, Timestamp};
use commonround_vocabulary::CredentialIssuer;
use serde::{Deserialize, Serialize};

use super::change_claim::happen;
use super::limits::{
    ISSUER_URL_BYTES_MAX, ISSUERS_MAX, JWKS_BYTES_MAX, NAME_CHARS_MAX, WITHDRAWN_CLAIMS,
};
use super::model::{By, Change, Register};
use super::store;

/// An issuer as the operator names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIssuer {
    /// As in `iss`, character for character: `https://…`.
    pub url: String,
    /// What people know it by.
    pub name: String,
    /// Its public keys as a JWKS document.
    pub jwks: String,
    /// The kind of credential that counts, as in `vct`.
    pub kind: String,
    /// Codes of the registers that it speaks of, with every profession on them.
    pub registers: Vec<String>,
}

/// Something that an issuer may say, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaks {
    pub kind: String,
    pub register: String,
    pub jurisdiction: String,
    pub profession: String,
}

/// An issuer as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuerRow {
    pub id: Id<CredentialIssuer>,
    pub url: String,
    pub name: String,
    pub jwks: String,
    pub speaks: Vec<Speaks>,
    pub added_at: Timestamp,
    pub withdrawn_at: Option<Timestamp>,
}

impl IssuerRow {
    pub(super) fn speaks_of(&self, register: &str, profession: &str) -> bool {
        self.speaks.iter().any(|s| s.register == register && s.profession == profession)
    }

    /// # Errors
    /// `Fault` where its keys do not read, which they did when they were pinned.
    pub(super) fn trusted(&self) -> Result<Issuer> {
        let jwks = serde_json::from_str(&self.jwks).map_err(Error::fault)?;
        let mut issuer = Issuer::with_jwks(&self.url, &jwks).map_err(Error::fault)?;
        issuer.remits = self.speaks.iter().map(Speaks::remit).collect();
        Ok(issuer)
    }
}

impl Speaks {
    fn remit(&self) -> Remit {
        Remit {
            kind: self.kind.clone(),
            profession: Some(self.profession.clone()),
            jurisdiction: Some(self.jurisdiction.clone()),
            register: Some(self.register.clone()),
        }
    }
}

/// Everybody who counts now, and the kinds of credential that they issue.
pub(super) fn trusted(tx: &mut Tx) -> Result<(Trust, Vec<String>)> {
    let rows = store::issuers::current(tx, ISSUERS_MAX)?;
    let issuers = rows.iter().map(IssuerRow::trusted).collect::<Result<Vec<_>>>()?;
    let mut kinds: Vec<_> = rows.into_iter().flat_map(|row| row.speaks).map(|s| s.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    Ok((Trust::new(issuers), kinds))
}

/// Trusts an issuer from now on. One that is known already has these keys and these words from now
/// on, also where it was withdrawn.
///
/// # Errors
/// `Invalid` on `url`, `name`, `jwks`, `kind` or `register`; `too_many_issuers`.
pub async fn add_issuer(db: &Db, new: NewIssuer) -> Result<()> {
    let new = check(new)?;
    db.write(move |tx| {
        let known = store::issuers::by_url(tx, &new.url)?;
        let is_new = known.as_ref().is_none_or(|row| row.withdrawn_at.is_some());
        if is_new && store::issuers::current(tx, ISSUERS_MAX)?.len() == ISSUERS_MAX {
            return Err(Error::Conflict("too_many_issuers"));
        }
        let id = known.map_or_else(|| tx.env().new_id(), |row| row.id);
        let row = IssuerRow { id, added_at: tx.now(), ..new.clone() };
        store::issuers::put(tx, &row)?;
        record(tx, "issuer_trusted", &row)
    })
    .await
}

/// The row that it becomes, but for its id and time.
fn check(new: NewIssuer) -> Result<IssuerRow> {
    let mut invalid = Invalid::default();
    if !new.url.starts_with("https://") || new.url.len() > ISSUER_URL_BYTES_MAX {
        invalid.add("url", "malformed");
    }
    let name = commonround_text::clean_line(&new.name, NAME_CHARS_MAX);
    let name = invalid.take(name.map_err(|why| Invalid::new("name", why)));
    let readable = serde_json::from_str(&new.jwks).ok();
    let is_good = readable.is_some_and(|jwks| Issuer::with_jwks(&new.url, &jwks).is_ok());
    if !is_good || new.jwks.len() > JWKS_BYTES_MAX {
        invalid.add("jwks", "malformed");
    }
    if new.kind.trim().is_empty() || new.kind.len() > ISSUER_URL_BYTES_MAX {
        invalid.add("kind", "malformed");
    }
    let registers: Vec<_> = new.registers.iter().filter_map(|code| Register::known(code)).collect();
    if registers.is_empty() || registers.len() != new.registers.len() {
        invalid.add("register", "unknown");
    }
    invalid.into_result()?;
    let speaks = registers.into_iter().flat_map(|register| speaks(&new.kind, register)).collect();
    let (id, added_at, withdrawn_at) = (Id::from_i64(0), Timestamp::default(), None);
    let (url, name, jwks) = (new.url, name.unwrap_or_default(), new.jwks);
    Ok(IssuerRow { id, url, name, jwks, speaks, added_at, withdrawn_at })
}

fn speaks(kind: &str, register: &'static Register) -> impl Iterator<Item = Speaks> {
    register.professions.iter().map(move |profession| Speaks {
        kind: kind.trim().to_owned(),
        register: register.code.to_owned(),
        jurisdiction: register.jurisdiction.to_owned(),
        profession: (*profession).to_owned(),
    })
}

/// All that were ever trusted, by address.
pub async fn list_issuers(db: &Db) -> Result<Vec<IssuerRow>> {
    db.read(|tx| store::issuers::all(tx, ISSUERS_MAX)).await
}

/// Trusts an issuer no longer. What it vouched for has to be looked at again, and shows no badge
/// until then. Answers how many credentials that were.
///
/// # Errors
/// `NotFound` where no such issuer was ever trusted.
pub async fn withdraw_issuer(db: &Db, url: &str) -> Result<usize> {
    let url = url.trim().to_owned();
    let withdraw = move |tx: &mut Tx| {
        let row = store::issuers::by_url(tx, &url)?.ok_or(Error::NotFound)?;
        if row.withdrawn_at.is_none() {
            store::issuers::set_withdrawn(tx, row.id)?;
            record(tx, "issuer_withdrawn", &row)?;
        }
        Ok(row.id)
    };
    let issuer = db.write(withdraw).await?;
    let mut moved = 0;
    // In pieces. One that was interrupted goes on where this is asked for again.
    loop {
        match db.write(move |tx| unsettle(tx, issuer)).await? {
            0 => return Ok(moved),
            piece => moved += piece,
        }
    }
}

fn unsettle(tx: &mut Tx, issuer: Id<CredentialIssuer>) -> Result<usize> {
    let claims = store::issuers::claims(tx, issuer, WITHDRAWN_CLAIMS)?;
    for claim in &claims {
        happen(tx, claim, Happening::Noticed(Notice::Unreachable), &Change::by(By::Issuer))?;
    }
    Ok(claims.len())
}

fn record(tx: &mut Tx, action: &'static str, row: &IssuerRow) -> Result<()> {
    let object = Some(audit::Named::new("credential_issuer", row.id));
    let entry = audit::Entry::new(audit::Accessor::System, action);
    let reason = Some(row.url.as_str());
    audit::record(tx, &audit::Entry { object, reason, client: Some("command"), ..entry }).map(drop)
}
