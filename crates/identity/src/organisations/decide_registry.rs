//! Officers look an organisation up in a public registry. A yes takes two of them, and so does
//! taking a check back; not having found it takes one.

use commonround_db::Tx;
use commonround_db::audit::Accessor;
use commonround_kernel::{Actor, Error, Id, Invalid, Result};
use commonround_vocabulary::Organisation;
use serde::{Deserialize, Serialize};

use super::change_standing::{end, tell_stewards, verify};
use super::model::{By, Method, OrganisationRow, State};
use super::note_act::note_act;
use super::{policy, store};
use crate::identity::Identity;
use crate::two_person::{self, Accepted, Duty, Executor, Reason, TwoPerson};

/// Verify an organisation by its entry in a registry.
const VERIFY: &str = "organisation_verify";
/// Take the check of an organisation back.
const REVOKE: &str = "organisation_revoke";

/// What the proposer looked at: an entry that was changed since is not what was agreed on.
#[derive(Debug, Serialize, Deserialize)]
struct Seen {
    asked_at: i64,
}

/// What officers can do with an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Verify,
    Refuse,
    Revoke,
}

impl Act {
    const ALL: [Self; 3] = [Self::Verify, Self::Refuse, Self::Revoke];

    /// # Errors
    /// On `verdict`: `required`, `unknown`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let why = if raw.trim().is_empty() { "required" } else { "unknown" };
        let found = Self::ALL.into_iter().find(|act| act.as_str() == raw.trim());
        found.ok_or_else(|| Invalid::new("verdict", why))
    }

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Refuse => "refuse",
            Self::Revoke => "revoke",
        }
    }
}

/// Opens an organisation on the officer's desk. That somebody looked is written down.
///
/// # Errors
/// `officer_only`, `own_case`, `NotFound`, `organisation_closed`.
pub async fn open_organisation(
    identity: &Identity,
    actor: &Actor,
    id: Id<Organisation>,
) -> Result<Desk> {
    let actor = actor.clone();
    let look = move |tx: &mut Tx<'_>| {
        let (organisation, _) = decidable(tx, &actor, id)?;
        let by = Accessor::Account(actor.account);
        note_act(tx, by, "organisation_opened", organisation.id, None)?;
        let object = organisation.id.get();
        let waits =
            two_person::waits(tx, VERIFY, object)? || two_person::waits(tx, REVOKE, object)?;
        let resembles = super::found_organisation::resembles(tx, &organisation)?;
        Ok(Desk { organisation, resembles, waits })
    };
    identity.db().write(look).await
}

/// An organisation on the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    pub organisation: OrganisationRow,
    /// The verified one that its name nearly is.
    pub resembles: Option<OrganisationRow>,
    /// An act waits for a second officer.
    pub waits: bool,
}

/// What waits for officers, the longest first.
///
/// # Errors
/// `officer_only`.
pub async fn list_waiting(identity: &Identity, actor: &Actor) -> Result<Vec<OrganisationRow>> {
    if !actor.officer {
        return Err(Error::Denied("officer_only"));
    }
    identity.db().read(store::organisations::waiting).await
}

fn decidable(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: Id<Organisation>,
) -> Result<(OrganisationRow, policy::MayDecide)> {
    let organisation = store::organisations::get(tx, id)?;
    let stewards = store::stewards::of(tx, organisation.id)?;
    let permit = policy::may_decide(actor, &organisation, &stewards)?;
    Ok((organisation, permit))
}

/// Proposes to verify or to revoke, which a second officer agrees to, or says at once that the
/// registry has no such entry.
///
/// # Errors
/// `officer_only`, `own_case`, `NotFound`, `organisation_closed`; `registry_not_asked`,
/// `organisation_unverified` where there is nothing to decide; `already_proposed`; `Invalid` on
/// `reason`.
pub async fn decide_organisation(
    identity: &Identity,
    actor: &Actor,
    id: Id<Organisation>,
    act: Act,
    reason: &str,
) -> Result<()> {
    let reason = Reason::parse(reason)?;
    let (acts, actor) = (identity.acts().clone(), actor.clone());
    let decide = move |tx: &mut Tx<'_>| {
        let (organisation, permit) = decidable(tx, &actor, id)?;
        match act {
            Act::Verify => propose_verify(tx, &acts, &actor, &organisation, reason.as_str()),
            Act::Revoke => propose_revoke(tx, &acts, &actor, &organisation, reason.as_str()),
            Act::Refuse => refuse(tx, &actor, &organisation, &permit, reason.as_str()),
        }
    };
    identity.db().write(decide).await
}

fn propose_verify(
    tx: &mut Tx<'_>,
    acts: &TwoPerson,
    actor: &Actor,
    organisation: &OrganisationRow,
    reason: &str,
) -> Result<()> {
    let asked = organisation.asked_at.ok_or(Error::Conflict("registry_not_asked"))?;
    let seen = Seen { asked_at: asked.millis() };
    let payload = serde_json::to_string(&seen).map_err(Error::fault)?;
    propose(tx, acts, actor, organisation, VERIFY, reason, payload)
}

fn propose_revoke(
    tx: &mut Tx<'_>,
    acts: &TwoPerson,
    actor: &Actor,
    organisation: &OrganisationRow,
    reason: &str,
) -> Result<()> {
    if !organisation.is_verified(tx.now()) {
        return Err(Error::Conflict("organisation_unverified"));
    }
    propose(tx, acts, actor, organisation, REVOKE, reason, String::new())
}

fn propose(
    tx: &mut Tx<'_>,
    acts: &TwoPerson,
    actor: &Actor,
    organisation: &OrganisationRow,
    kind: &'static str,
    reason: &str,
    payload: String,
) -> Result<()> {
    let (object, subject) = (organisation.id.get(), organisation.asked_by);
    let new = two_person::New { kind, object, subject, reason, payload };
    two_person::propose(tx, acts, actor, &new).map(drop)
}

fn refuse(
    tx: &mut Tx<'_>,
    actor: &Actor,
    organisation: &OrganisationRow,
    permit: &policy::MayDecide,
    reason: &str,
) -> Result<()> {
    if organisation.asked_at.is_none() {
        return Err(Error::Conflict("registry_not_asked"));
    }
    store::organisations::refuse(tx, permit, reason)?;
    tell_stewards(tx, organisation.id, None)?;
    let by = Accessor::Account(actor.account);
    note_act(tx, by, "organisation_refused", organisation.id, Some(reason))
}

/// How these acts are carried out once two officers agree.
#[must_use]
pub fn executors() -> Vec<Executor> {
    vec![
        Executor::new(VERIFY, Duty::Officer, "identity-org-act-verify", desk_path, run_verify),
        Executor::new(REVOKE, Duty::Officer, "identity-org-act-revoke", desk_path, run_revoke),
    ]
}

fn desk_path(proposal: &two_person::Proposal) -> String {
    format!("/officer/organisations/{}", proposal.object)
}

fn run_verify(tx: &mut Tx<'_>, accepted: &Accepted) -> Result<()> {
    let organisation = decided(tx, accepted)?;
    let seen: Seen = serde_json::from_str(&accepted.payload).map_err(Error::fault)?;
    let is_same = organisation.asked_at.is_some_and(|at| at.millis() == seen.asked_at);
    let done = if is_same {
        verify(tx, &organisation, Method::Registry, By::Officer, None)
    } else {
        Err(Error::Conflict("organisation_changed"))
    };
    match done {
        Ok(()) => {
            let by = Accessor::Account(accepted.proposer);
            let why = Some(accepted.reason.as_str());
            note_act(tx, by, "organisation_verified", organisation.id, why)
        }
        // Nobody is there to be told: what has changed meanwhile is proposed anew, if at all.
        Err(Error::Conflict(_) | Error::Gone(_)) if accepted.second.is_none() => Ok(()),
        Err(other) => Err(other),
    }
}

fn run_revoke(tx: &mut Tx<'_>, accepted: &Accepted) -> Result<()> {
    let organisation = decided(tx, accepted)?;
    end(tx, &organisation, State::Revoked, By::Officer, None)?;
    let by = Accessor::Account(accepted.proposer);
    note_act(tx, by, "organisation_revoked", organisation.id, Some(&accepted.reason))
}

/// The organisation of an act, which no steward of it seconds.
fn decided(tx: &mut Tx<'_>, accepted: &Accepted) -> Result<OrganisationRow> {
    let organisation = store::organisations::get(tx, Id::from_i64(accepted.object))?;
    if let Some(second) = accepted.second {
        let persona = crate::store::accounts::get(tx, second)?.primary_persona;
        let stewards = store::stewards::of(tx, organisation.id)?;
        if stewards.iter().any(|one| one.persona == persona) {
            return Err(Error::Denied("own_case"));
        }
    }
    Ok(organisation)
}
