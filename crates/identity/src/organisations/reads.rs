//! What the pages of organisations show.

use std::collections::HashMap;

use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_vocabulary::Organisation;

use super::found_organisation::resembles;
use super::limits::NAME_CHARS_MAX;
use super::model::{AttestationRow, HistoryRow, OrganisationRow, State, StewardRow};
use super::policy::{self, MayManage};
use super::store;
use crate::cards::{NameCard, cards};
use crate::identity::Identity;
use crate::model::fold_handle;

/// An organisation that the actor looks after, with the permit to do so.
///
/// # Errors
/// `NotFound`, also where others look after it; `organisation_closed`.
pub fn managed(
    tx: &mut Tx<'_>,
    actor: &Actor,
    handle: &str,
) -> Result<(OrganisationRow, MayManage)> {
    let organisation = store::organisations::by_handle(tx, &fold_handle(handle))?;
    let stewards = store::stewards::of(tx, organisation.id)?;
    let permit = policy::may_manage(actor, &organisation, &stewards)?;
    Ok((organisation, permit))
}

/// One that is open, for everybody.
///
/// # Errors
/// `NotFound`; `organisation_closed`.
pub fn open(tx: &mut Tx<'_>, handle: &str) -> Result<OrganisationRow> {
    let organisation = store::organisations::by_handle(tx, &fold_handle(handle))?;
    match organisation.state {
        State::Closed => Err(Error::Gone("organisation_closed")),
        _ => Ok(organisation),
    }
}

/// An organisation as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub organisation: OrganisationRow,
    /// The verified one that its name nearly is.
    pub resembles: Option<OrganisationRow>,
    /// The reader looks after it.
    pub is_mine: bool,
}

/// # Errors
/// `NotFound`; `organisation_closed`.
pub async fn show(identity: &Identity, reader: Option<Id<Persona>>, handle: &str) -> Result<Shown> {
    let handle = handle.to_owned();
    let read = move |tx: &mut Tx<'_>| {
        let organisation = open(tx, &handle)?;
        let stewards = store::stewards::of(tx, organisation.id)?;
        let is_mine = reader.is_some_and(|reader| policy::is_steward(reader, &stewards));
        Ok(Shown { resembles: resembles(tx, &organisation)?, organisation, is_mine })
    };
    identity.db().snapshot(read).await
}

/// An organisation and what happened to it, the newest first.
///
/// # Errors
/// `NotFound`; `organisation_closed`.
pub async fn history(
    identity: &Identity,
    handle: &str,
) -> Result<(OrganisationRow, Vec<HistoryRow>)> {
    let handle = handle.to_owned();
    let read = move |tx: &mut Tx<'_>| {
        let organisation = open(tx, &handle)?;
        let changes = store::changes::of(tx, organisation.id)?;
        Ok((organisation, changes))
    };
    identity.db().snapshot(read).await
}

/// Those whose name holds what is asked for, the verified ones first.
pub async fn list(identity: &Identity, asked: &str) -> Result<Vec<OrganisationRow>> {
    let words: String = asked.trim().chars().take(NAME_CHARS_MAX).collect();
    let folded = commonround_text::fold(&words);
    identity.db().read(move |tx| store::organisations::list(tx, &folded)).await
}

/// What somebody has to do with organisations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mine {
    /// Looked after, or (`true`) asked to.
    pub organisations: Vec<(OrganisationRow, bool)>,
    /// What is said, or offered to be said, about the person.
    pub attestations: Vec<(AttestationRow, OrganisationRow)>,
}

pub async fn mine(identity: &Identity, actor: &Actor) -> Result<Mine> {
    let persona = actor.persona;
    let read = move |tx: &mut Tx<'_>| {
        let mut attestations = Vec::new();
        for row in store::attestations::of_persona(tx, persona)? {
            let by = store::organisations::get(tx, row.organisation)?;
            if by.state != State::Closed {
                attestations.push((row, by));
            }
        }
        Ok(Mine { organisations: store::organisations::of_steward(tx, persona)?, attestations })
    };
    identity.db().snapshot(read).await
}

/// An organisation as its stewards see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Managed {
    pub organisation: OrganisationRow,
    pub stewards: Vec<(StewardRow, Option<NameCard>)>,
    pub attestations: Vec<(AttestationRow, Option<NameCard>)>,
    /// A code is out, and was not entered yet.
    pub code_sent: bool,
}

/// # Errors
/// `NotFound`, also where others look after it; `organisation_closed`.
pub async fn manage(identity: &Identity, actor: &Actor, handle: &str) -> Result<Managed> {
    let (actor, handle) = (actor.clone(), handle.to_owned());
    let read = move |tx: &mut Tx<'_>| {
        let (organisation, _) = managed(tx, &actor, &handle)?;
        let stewards = store::stewards::of(tx, organisation.id)?;
        let attestations = store::attestations::of_organisation(tx, organisation.id)?;
        let people = people(tx, &stewards, &attestations)?;
        let card = |persona: Id<Persona>| people.get(&persona).cloned();
        let code = store::codes::find(tx, organisation.id)?;
        let code_sent = code.is_some_and(|code| code.expires_at > tx.now());
        let stewards = stewards.into_iter().map(|one| (one.clone(), card(one.persona)));
        let attestations = attestations.into_iter().map(|one| (one.clone(), card(one.persona)));
        Ok(Managed {
            stewards: stewards.collect(),
            attestations: attestations.collect(),
            organisation,
            code_sent,
        })
    };
    identity.db().snapshot(read).await
}

fn people(
    tx: &mut Tx<'_>,
    stewards: &[StewardRow],
    attestations: &[AttestationRow],
) -> Result<HashMap<Id<Persona>, NameCard>> {
    let all = stewards.iter().map(|one| one.persona);
    let mut all: Vec<_> = all.chain(attestations.iter().map(|one| one.persona)).collect();
    all.sort_unstable();
    all.dedup();
    cards(tx, &all)
}

/// The name of an organisation, for notices about it. `None` where it is closed.
///
/// # Errors
/// As `Tx::query`.
pub fn name_of(tx: &mut Tx<'_>, id: Id<Organisation>) -> Result<Option<String>> {
    let found = store::organisations::find(tx, id)?;
    Ok(found.filter(|one| one.state != State::Closed).map(|one| one.name))
}
