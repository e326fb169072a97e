use commonround_db::Tx;
use commonround_kernel::{Error, Id, Result};
use commonround_text::{TextLang, detect_language};
use commonround_vocabulary::{About, AboutKind, ClaimRecord, Status};
use commonround_web::{
    Answer, Auth, Caller, Done, FormState, Input, Paging, Path, Query, Routes, State, StatusCode,
    doc,
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::model::ClaimText;
use super::open_claim::{OpenClaim, open_claim as open_claim_now};
use super::pages::{self, ClaimInfo, ClaimPage, ClaimsPage, Listing, Matches, NewClaim, Shown};
use super::{candidates, store, suggested_facts, withdraw_claim as withdraw};
use crate::Evidence;
use crate::answers::store as answers;
use crate::hidden::must_see;
use crate::limits::CLAIM_STATUSES_SHOWN_MAX;
use crate::ports::{Ports, StatusWords};

pub fn routes() -> Routes<Evidence> {
    Routes::new()
        .get(
            "/claims",
            list_claims,
            doc("list_claims", "Claims that people hold for false, newest first.")
                .paged()
                .answers::<ClaimsPage>(),
        )
        .post(
            "/claims",
            open_claim,
            doc("open_claim", "Opens a claim, or joins the one with the same words.")
                .auth(Auth::Confirmed)
                .takes::<ClaimInput>()
                .answers::<ClaimInfo>()
                .creates()
                .refuses(&["too_many_claims"]),
        )
        .get(
            "/claims/new",
            new_claim,
            doc(
                "new_claim",
                "Claims and facts that fit a text or a status, for a person to choose.",
            )
            .auth(Auth::Confirmed)
            .query::<ClaimInput>()
            .answers::<Matches>(),
        )
        .get(
            "/claims/{id}",
            show_claim,
            doc("show_claim", "A claim, who says it, its answers, and how it came to stand.")
                .answers::<ClaimPage>(),
        )
        .post(
            "/claims/{id}/withdraw",
            withdraw_claim,
            doc("withdraw_claim", "Takes an open claim back.")
                .auth(Auth::Confirmed)
                .answers::<ClaimInfo>()
                .refuses(&["not_opener", "claim_answered"]),
        )
}

/// What may be false: a text, or a status; `claim` names the one that a status joins.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimInput {
    pub text: String,
    pub status: String,
    pub claim: String,
}

impl ClaimInput {
    fn parse(&self) -> Result<OpenClaim> {
        let joins = id::<ClaimRecord>("claim", &self.claim)?;
        match id::<Status>("status", &self.status)? {
            Some(status) => Ok(OpenClaim::Status { status, joins }),
            None => Ok(OpenClaim::Words(ClaimText::parse(&self.text)?)),
        }
    }
}

/// An id of a form; empty is none.
pub fn id<K>(field: &'static str, raw: &str) -> Result<Option<Id<K>>> {
    match raw.trim() {
        "" => Ok(None),
        given => given.parse().map(Some).map_err(|_| Error::invalid(field, "malformed")),
    }
}

async fn list_claims(
    State(evidence): State<Evidence>,
    caller: Caller,
    Paging(slice): Paging,
) -> Answer {
    let mut claims = evidence.db.read(move |tx| store::page(tx, slice)).await?;
    let is_over = claims.len() > slice.limit;
    claims.truncate(slice.limit);
    let next = claims.last().filter(|_| is_over).map(|claim| claim.id.to_string());
    let list = Listing { claims, next };
    Ok(caller.show(|| ClaimsPage::of(&list), |ui| pages::list(ui, &list)))
}

async fn new_claim(
    State(evidence): State<Evidence>,
    caller: Caller,
    Query(input): Query<ClaimInput>,
) -> Answer {
    let (ports, viewer) = (evidence.ports.clone(), caller.require()?.persona);
    let reader = match caller.lang() {
        commonround_web::Lang::En => TextLang::En,
        commonround_web::Lang::Fr => TextLang::Fr,
    };
    let read = move |tx: &mut Tx<'_>| -> Result<NewClaim> {
        let status = id::<Status>("status", &input.status)?;
        let said = match status {
            Some(id) => {
                ports.statuses.status_text(tx, Some(viewer), id)?.ok_or(Error::NotFound)?.text
            }
            None => input.text.clone(),
        };
        let lang = detect_language(&said).or(Some(reader));
        let (candidates, facts) = (candidates(tx, &said, lang)?, suggested_facts(tx, &said, lang)?);
        Ok(NewClaim { status, said, candidates, facts })
    };
    let new = evidence.db.read(read).await?;
    Ok(caller.show(|| Matches::of(&new), |ui| pages::new(ui, &new, &FormState::new())))
}

async fn open_claim(
    State(evidence): State<Evidence>,
    caller: Caller,
    Input(input): Input<ClaimInput>,
) -> Answer {
    let actor = caller.require()?.clone();
    let cmd = match input.parse() {
        Ok(cmd) => cmd,
        Err(Error::Invalid(invalid)) => {
            let state = FormState::new().set("text", &input.text).with(invalid.clone());
            let empty = NewClaim { said: input.text.clone(), ..NewClaim::default() };
            return caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, |ui| {
                pages::new(ui, &empty, &state)
            });
        }
        Err(other) => return Err(other.into()),
    };
    let ports = evidence.ports.clone();
    let write = move |tx: &mut Tx<'_>| {
        let opened = open_claim_now(tx, &ports, &actor, &cmd)?;
        Ok((store::get(tx, opened.claim)?, opened.joined))
    };
    let (claim, joined) = evidence.db.write(write).await?;
    let path = format!("/claims/{}", claim.id);
    let done = if joined { Done::to(path) } else { Done::created(path) };
    Ok(caller.done(done.saying("evidence-notice-claim-noted"), || ClaimInfo::of(&claim)))
}

async fn show_claim(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<ClaimRecord>>,
) -> Answer {
    let ports = evidence.ports.clone();
    let actor = caller.actor().cloned();
    let read = move |tx: &mut Tx<'_>| -> Result<Shown> {
        let claim = store::get(tx, id)?;
        let about = About { kind: AboutKind::ClaimRecord, id: id.get() };
        must_see(tx, about, claim.opened_by, actor.as_ref())?;
        let mine = actor.as_ref().is_some_and(|a| a.persona == claim.opened_by || a.moderator);
        let viewer = actor.as_ref().map(|a| a.persona);
        Ok(Shown {
            history: store::history(tx, id)?,
            statuses: visible(tx, &ports, viewer, id)?,
            answers: answers::of_claim(tx, id)?,
            claim,
            mine,
        })
    };
    let shown = evidence.db.read(read).await?;
    Ok(caller.show(|| ClaimPage::of(&shown), |ui| pages::one(ui, &shown)))
}

/// The statuses of a claim that the viewer may see.
fn visible(
    tx: &mut Tx<'_>,
    ports: &Ports,
    viewer: Option<Id<commonround_kernel::Persona>>,
    claim: Id<ClaimRecord>,
) -> Result<Vec<StatusWords>> {
    let mut seen = Vec::new();
    for status in store::statuses(tx, claim, CLAIM_STATUSES_SHOWN_MAX)? {
        seen.extend(ports.statuses.status_text(tx, viewer, status)?);
    }
    Ok(seen)
}

async fn withdraw_claim(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<ClaimRecord>>,
) -> Answer {
    let actor = caller.require()?.clone();
    let write = move |tx: &mut Tx<'_>| {
        withdraw(tx, &actor, id)?;
        store::get(tx, id)
    };
    let claim = evidence.db.write(write).await?;
    Ok(caller.done(Done::to(format!("/claims/{id}")), || ClaimInfo::of(&claim)))
}
