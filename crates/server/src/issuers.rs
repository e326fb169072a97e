//! `commonround admin issuer …`.

use std::path::Path;

use commonround_identity::{self as identity, IssuerRow, NewIssuer};
use commonround_kernel::{Error, Result};

use crate::chores::Told;
use crate::cli::Issuer;
use crate::instance::Instance;

/// Relative paths mean the directory the command was typed in.
///
/// # Errors
/// `Fault` where that directory is gone.
pub fn anchored(issuer: Issuer) -> Result<Issuer> {
    match issuer {
        Issuer::Add { url, name, jwks, kind, register } => {
            let jwks = std::path::absolute(jwks).map_err(Error::fault)?;
            Ok(Issuer::Add { url, name, jwks, kind, register })
        }
        other => Ok(other),
    }
}

/// # Errors
/// `Fault` where the file of keys can't be read; as the use cases.
pub async fn run(instance: &Instance, issuer: &Issuer, told: &Told) -> Result<()> {
    match issuer {
        Issuer::Add { url, name, jwks, kind, register } => {
            let (jwks, registers) = (keys(jwks)?, register.clone());
            let (url, name, kind) = (url.clone(), name.clone(), kind.clone());
            let new = NewIssuer { url, name, jwks, kind, registers };
            identity::add_issuer(&instance.db, new).await?;
            told.answer("its credentials count from now on");
        }
        Issuer::List => {
            let all = identity::list_issuers(&instance.db).await?;
            all.iter().for_each(|issuer| told.answer(&line(issuer)));
            told.answer(&format!("{} issuers", all.len()));
        }
        Issuer::Withdraw { url } => {
            let moved = identity::withdraw_issuer(&instance.db, url).await?;
            told.answer(&format!("trusted no longer: {moved} credentials show no badge now"));
        }
    }
    Ok(())
}

fn keys(file: &Path) -> Result<String> {
    let read = std::fs::read_to_string(file);
    read.map_err(|cause| Error::fault(format!("{}: {cause}", file.display())))
}

fn line(issuer: &IssuerRow) -> String {
    let IssuerRow { url, name, speaks, added_at, withdrawn_at, .. } = issuer;
    let mut registers: Vec<_> = speaks.iter().map(|s| s.register.as_str()).collect();
    registers.dedup();
    let registers = registers.join(", ");
    let end = withdrawn_at.map(|at| format!(", withdrawn {at}")).unwrap_or_default();
    format!("{url} {name:?} {registers} since {added_at}{end}")
}
