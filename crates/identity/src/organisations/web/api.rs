//! What programs send and get. Additive only.

use commonround_kernel::{Id, Invalid, Result, Timestamp};
use commonround_vocabulary as vocabulary;
use commonround_web::FormState;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::cards::NameCard;
use crate::organisations::decide_registry::Desk;
use crate::organisations::model::{
    AttestationRow, HistoryRow, OrganisationRow, Profile, StewardRow,
};
use crate::organisations::reads::{Managed, Mine, Shown};

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OrganisationsQuery {
    /// Part of a name.
    pub q: String,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FoundInput {
    /// For its address here: as a person's.
    pub handle: String,
    pub name: String,
    /// `hospital`, `clinic`, `association`, `charity`, `school`, `public_body`, `company`, `other`.
    pub kind: String,
    pub home_page: String,
    /// ISO 3166, such as `CA-ON`; `INT` for several countries.
    pub jurisdiction: String,
}

impl FoundInput {
    pub fn profile(&self) -> Result<Profile, Invalid> {
        Profile::parse(&self.name, &self.kind, &self.home_page, &self.jurisdiction)
    }

    pub fn state(&self) -> FormState {
        FormState::new()
            .set("handle", &self.handle)
            .set("name", &self.name)
            .set("kind", &self.kind)
            .set("home_page", &self.home_page)
            .set("jurisdiction", &self.jurisdiction)
    }
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OrganisationProfileInput {
    pub name: String,
    pub kind: String,
    pub home_page: String,
    pub jurisdiction: String,
}

impl OrganisationProfileInput {
    pub fn profile(&self) -> Result<Profile, Invalid> {
        Profile::parse(&self.name, &self.kind, &self.home_page, &self.jurisdiction)
    }

    pub fn state(&self) -> FormState {
        FormState::new()
            .set("name", &self.name)
            .set("kind", &self.kind)
            .set("home_page", &self.home_page)
            .set("jurisdiction", &self.jurisdiction)
    }
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DomainMailInput {
    /// A mailbox that speaks for the domain, such as `info@`.
    pub email: String,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DomainCodeInput {
    pub code: String,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RegistryInput {
    pub registry: String,
    pub number: String,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StewardInput {
    /// A handle.
    pub steward: String,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OfferInput {
    /// A handle.
    pub person: String,
    /// `member` or `works_here`.
    pub statement: String,
    /// What the person does there; may be empty.
    pub position: String,
}

impl OfferInput {
    pub fn state(&self) -> FormState {
        FormState::new()
            .set("person", &self.person)
            .set("statement", &self.statement)
            .set("position", &self.position)
    }
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OrganisationVerdictInput {
    /// `verify`, `refuse` or `revoke`.
    pub verdict: String,
    pub reason: String,
}

/// An organisation, for everybody.
#[derive(Serialize, JsonSchema)]
pub struct Organisation {
    pub id: Id<vocabulary::Organisation>,
    pub handle: String,
    pub name: String,
    pub kind: &'static str,
    pub home_page: String,
    pub domain: String,
    pub jurisdiction: String,
    /// As of now: `unverified`, `verified`, `lapsed`, `revoked`.
    pub state: &'static str,
    /// `domain_file`, `domain_link`, `domain_mail` or `registry`; null while nothing is checked.
    pub verified_by: Option<&'static str>,
    pub verified_at: Option<Timestamp>,
    pub verified_until: Option<Timestamp>,
    /// Where a registry lists it, once officers found it there.
    pub registry: Option<String>,
    pub registry_number: Option<String>,
}

impl Organisation {
    pub fn of(row: &OrganisationRow, now: Timestamp) -> Self {
        let method = row.checked_by(now);
        let listed = method.is_some_and(|method| !method.is_of_domain());
        Self {
            id: row.id,
            handle: row.handle.clone(),
            name: row.name.clone(),
            kind: row.kind.as_str(),
            home_page: row.home_page.clone(),
            domain: row.domain.clone(),
            jurisdiction: row.jurisdiction.clone(),
            state: row.state_at(now).as_str(),
            verified_by: method.map(|method| method.as_str()),
            verified_at: row.verified_at.filter(|_| method.is_some()),
            verified_until: row.verified_until.filter(|_| method.is_some()),
            registry: row.registry.clone().filter(|_| listed),
            registry_number: row.registry_number.clone().filter(|_| listed),
        }
    }
}

/// The page of an organisation.
#[derive(Serialize, JsonSchema)]
pub struct ShownOrganisation {
    #[serde(flatten)]
    pub organisation: Organisation,
    /// The handle of the verified organisation that its name nearly is.
    pub resembles: Option<String>,
    /// The caller looks after it.
    pub mine: bool,
}

impl ShownOrganisation {
    pub fn of(shown: &Shown, now: Timestamp) -> Self {
        Self {
            organisation: Organisation::of(&shown.organisation, now),
            resembles: shown.resembles.as_ref().map(|other| other.handle.clone()),
            mine: shown.is_mine,
        }
    }
}

#[derive(Serialize, JsonSchema)]
pub struct OrganisationChange {
    pub at: Timestamp,
    pub state: &'static str,
    /// `steward`, `officer` or `clock`.
    pub by: &'static str,
    pub method: Option<&'static str>,
}

impl OrganisationChange {
    pub fn of(row: &HistoryRow) -> Self {
        let method = row.method.map(|method| method.as_str());
        Self { at: row.at, state: row.state.as_str(), by: row.by.as_str(), method }
    }
}

/// A sentence of an organisation about somebody, for both sides.
#[derive(Serialize, JsonSchema)]
pub struct AttestationInfo {
    pub id: Id<vocabulary::Attestation>,
    /// The handle of the organisation; null on its own page.
    pub organisation: Option<String>,
    /// The handle of the person; null on the person's own page.
    pub person: Option<String>,
    pub statement: &'static str,
    pub position: Option<String>,
    /// `offered`, `accepted`, `declined` or `withdrawn`.
    pub state: &'static str,
    pub offered_at: Timestamp,
    pub expires_at: Timestamp,
}

impl AttestationInfo {
    fn of(row: &AttestationRow, organisation: Option<&str>, who: Option<&NameCard>) -> Self {
        Self {
            id: row.id,
            organisation: organisation.map(str::to_owned),
            person: who.map(|who| who.handle.clone()),
            statement: row.statement.as_str(),
            position: row.position.clone(),
            state: row.state.as_str(),
            offered_at: row.offered_at,
            expires_at: row.expires_at,
        }
    }
}

/// What the caller has to do with organisations.
#[derive(Serialize, JsonSchema)]
pub struct MyOrganisations {
    pub organisations: Vec<Organisation>,
    /// Those that the caller was asked to look after.
    pub invitations: Vec<Organisation>,
    pub attestations: Vec<AttestationInfo>,
}

impl MyOrganisations {
    pub fn of(mine: &Mine, now: Timestamp) -> Self {
        let (invitations, organisations): (Vec<_>, Vec<_>) =
            mine.organisations.iter().partition(|(_, invited)| *invited);
        let all = |rows: Vec<&(OrganisationRow, bool)>| {
            rows.into_iter().map(|(row, _)| Organisation::of(row, now)).collect()
        };
        let said = mine.attestations.iter();
        let said = said.map(|(row, by)| AttestationInfo::of(row, Some(&by.handle), None));
        Self {
            organisations: all(organisations),
            invitations: all(invitations),
            attestations: said.collect(),
        }
    }
}

#[derive(Serialize, JsonSchema)]
pub struct FoundedOrganisation {
    pub id: Id<vocabulary::Organisation>,
    pub handle: String,
}

#[derive(Serialize, JsonSchema)]
pub struct OfferedAttestation {
    pub id: Id<vocabulary::Attestation>,
}

#[derive(Serialize, JsonSchema)]
pub struct Steward {
    pub handle: Option<String>,
    /// Asked, and has not answered.
    pub invited: bool,
    pub since: Timestamp,
}

impl Steward {
    fn of(row: &StewardRow, who: Option<&NameCard>) -> Self {
        let handle = who.map(|who| who.handle.clone());
        Self { handle, invited: row.is_invited, since: row.since }
    }
}

/// An organisation, for its stewards.
#[derive(Serialize, JsonSchema)]
pub struct ManagedOrganisation {
    #[serde(flatten)]
    pub organisation: Organisation,
    /// The line that `/.well-known/commonround.txt` of its website has to carry.
    pub proof: String,
    /// A code is out to a mailbox.
    pub code_sent: bool,
    /// Officers were asked to look it up.
    pub waits_for_officer: bool,
    /// Why they did not find it, the last time.
    pub refusal: Option<String>,
    pub stewards: Vec<Steward>,
    pub attestations: Vec<AttestationInfo>,
}

impl ManagedOrganisation {
    pub fn of(managed: &Managed, now: Timestamp) -> Self {
        let row = &managed.organisation;
        let stewards = managed.stewards.iter();
        let said = managed.attestations.iter();
        Self {
            organisation: Organisation::of(row, now),
            proof: crate::organisations::check_website::proof_line(row),
            code_sent: managed.code_sent,
            waits_for_officer: row.asked_at.is_some(),
            refusal: row.refusal.clone(),
            stewards: stewards.map(|(one, who)| Steward::of(one, who.as_ref())).collect(),
            attestations: said
                .map(|(one, who)| AttestationInfo::of(one, None, who.as_ref()))
                .collect(),
        }
    }
}

/// An organisation on the desk of officers.
#[derive(Serialize, JsonSchema)]
pub struct DeskOrganisation {
    #[serde(flatten)]
    pub organisation: Organisation,
    /// What is to be looked up.
    pub asked_registry: Option<String>,
    pub asked_number: Option<String>,
    pub asked_at: Option<Timestamp>,
    pub resembles: Option<String>,
    /// An act waits for a second officer.
    pub waits_for_second: bool,
}

impl DeskOrganisation {
    pub fn of(desk: &Desk, now: Timestamp) -> Self {
        Self::waiting(&desk.organisation, now).with(desk)
    }

    pub fn waiting(row: &OrganisationRow, now: Timestamp) -> Self {
        Self {
            organisation: Organisation::of(row, now),
            asked_registry: row.registry.clone(),
            asked_number: row.registry_number.clone(),
            asked_at: row.asked_at,
            resembles: None,
            waits_for_second: false,
        }
    }

    fn with(self, desk: &Desk) -> Self {
        let resembles = desk.resembles.as_ref().map(|other| other.handle.clone());
        Self { resembles, waits_for_second: desk.waits, ..self }
    }
}
