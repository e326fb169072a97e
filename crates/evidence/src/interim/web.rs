use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Invalid, Result};
use commonround_text::excerpt;
use commonround_vocabulary::{Interim, Status};
use commonround_web::{
    Answer, Auth, Caller, Done, FormState, Input, Paging, Path, Routes, State, StatusCode, doc,
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::beside::signers;
use super::model::{InterimBody, InterimState, StoredInterim};
use super::pages::{self, Form, InterimForm, InterimPage, InterimsPage, Listing, Shown};
use super::place_notice::class_of;
use super::{Place, store};
use crate::Evidence;
use crate::limits::EXCERPT_CHARS;

pub fn routes() -> Routes<Evidence> {
    Routes::new()
        .get(
            "/interim",
            list_interims,
            doc("list_interims", "Notices against a danger that wait for a second signature.")
                .auth(Auth::Confirmed)
                .paged()
                .answers::<InterimsPage>(),
        )
        .get(
            "/statuses/{id}/interim",
            new_interim,
            doc("new_interim", "Whether a notice may be placed beside a status.")
                .auth(Auth::Confirmed)
                .answers::<InterimForm>(),
        )
        .post(
            "/statuses/{id}/interim",
            place_interim,
            doc("place_interim", "Places a notice beside a status with something dangerous.")
                .auth(Auth::Confirmed)
                .takes::<InterimInput>()
                .answers::<InterimPage>()
                .creates()
                .refuses(&[
                    "not_verified",
                    "notice_on_own_status",
                    "no_danger",
                    "interim_exists",
                    "interim_used",
                    "too_many_interims",
                ]),
        )
        .get(
            "/interim/{id}",
            show_interim,
            doc("show_interim", "A notice, who signed it, and how it came to stand.")
                .answers::<InterimPage>(),
        )
        .post(
            "/interim/{id}/sign",
            sign_interim,
            doc("sign_interim", "Signs a notice as a second professional of another profession.")
                .auth(Auth::Confirmed)
                .answers::<InterimPage>()
                .refuses(&[
                    "not_verified",
                    "notice_on_own_status",
                    "own_interim",
                    "same_profession",
                    "interim_signed",
                    "interim_over",
                ]),
        )
        .post(
            "/interim/{id}/end",
            end_interim,
            doc("end_interim", "Ends a notice before its time.")
                .auth(Auth::Confirmed)
                .takes::<EndInput>()
                .answers::<InterimPage>()
                .refuses(&["not_signer", "interim_over"]),
        )
}

/// A notice as it is sent.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct InterimInput {
    /// Neutral words.
    pub text: String,
    /// An address of a public authority.
    pub source: String,
}

/// Why a moderator takes a notice away.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EndInput {
    pub reason: String,
}

async fn list_interims(
    State(evidence): State<Evidence>,
    caller: Caller,
    Paging(slice): Paging,
) -> Answer {
    let (ports, viewer) = (evidence.ports.clone(), caller.require()?.persona);
    let read = move |tx: &mut Tx<'_>| -> Result<Listing> {
        let mut found = store::waiting(tx, slice)?;
        let is_over = found.len() > slice.limit;
        found.truncate(slice.limit);
        let next = found.last().filter(|_| is_over).map(|one| one.id.to_string());
        let mut notices = Vec::new();
        for one in found {
            if ports.statuses.status_text(tx, Some(viewer), one.status)?.is_some() {
                notices.push(one);
            }
        }
        Ok(Listing { notices, next })
    };
    let list = evidence.db.read(read).await?;
    Ok(caller.show(|| InterimsPage::of(&list), |ui| pages::waiting(ui, &list)))
}

async fn form_of(evidence: &Evidence, caller: &Caller, status: Id<Status>) -> Result<Form> {
    let (ports, viewer) = (evidence.ports.clone(), caller.require()?.persona);
    let read = move |tx: &mut Tx<'_>| -> Result<Form> {
        let words = ports.statuses.status_text(tx, Some(viewer), status)?.ok_or(Error::NotFound)?;
        let is_danger = class_of(tx, status, &words.text)?.is_some();
        let said = excerpt(&words.text, EXCERPT_CHARS);
        Ok(Form { status, status_path: words.path, said, is_danger })
    };
    evidence.db.read(read).await
}

async fn new_interim(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(status): Path<Id<Status>>,
) -> Answer {
    let form = form_of(&evidence, &caller, status).await?;
    let state = FormState::new();
    Ok(caller.show(|| InterimForm::of(&form), |ui| pages::form(ui, &form, &state)))
}

async fn place_interim(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(status): Path<Id<Status>>,
    Input(input): Input<InterimInput>,
) -> Answer {
    let (actor, room) = (caller.require()?.clone(), evidence.clone());
    let placed = match InterimBody::parse(&input.text, &input.source) {
        Ok(body) => {
            let cmd = Place { status, body };
            evidence.db.write(move |tx| super::place_notice(tx, &room, &actor, &cmd)).await
        }
        Err(invalid) => Err(invalid.into()),
    };
    match placed {
        Ok(id) => done(&evidence, &caller, id, Done::created(pages::path(id))).await,
        Err(Error::Invalid(invalid)) => {
            let form = form_of(&evidence, &caller, status).await?;
            let state = FormState::new().set("text", &input.text).set("source", &input.source);
            let state = state.with(invalid.clone());
            caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, |ui| {
                pages::form(ui, &form, &state)
            })
        }
        Err(other) => Err(other.into()),
    }
}

async fn load(evidence: &Evidence, caller: &Caller, id: Id<Interim>) -> Result<Shown> {
    let (ports, actor) = (evidence.ports.clone(), caller.actor().cloned());
    let read = move |tx: &mut Tx<'_>| -> Result<Shown> {
        let notice = store::get(tx, id)?;
        let viewer = actor.as_ref().map(|actor| actor.persona);
        let status = ports.statuses.status_text(tx, viewer, notice.status)?;
        let status_path = status.ok_or(Error::NotFound)?.path;
        let cards = (ports.people)(tx, &signers(std::slice::from_ref(&notice)))?;
        let running = notice.state.is_running();
        let has_signed = actor.as_ref().is_some_and(|actor| has_signed(actor, &notice));
        let moderates = actor.as_ref().is_some_and(|actor| actor.moderator);
        let may_sign = match &actor {
            Some(actor) if !has_signed && notice.state == InterimState::Placed => {
                let card = (ports.people)(tx, &[actor.persona])?.remove(&actor.persona);
                card.is_some_and(|card| card.standing.is_verified())
            }
            _ => false,
        };
        Ok(Shown {
            history: store::history(tx, id)?,
            cards,
            status_path,
            may_sign,
            may_withdraw: running && has_signed,
            may_remove: running && moderates,
            notice,
        })
    };
    evidence.db.read(read).await
}

fn has_signed(actor: &Actor, notice: &StoredInterim) -> bool {
    let second = notice.countersigned.as_ref().map(|signed| signed.persona);
    actor.persona == notice.placed.persona || Some(actor.persona) == second
}

async fn show_interim(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<Interim>>,
) -> Answer {
    let shown = load(&evidence, &caller, id).await?;
    let state = FormState::new();
    Ok(caller.show(|| InterimPage::of(&shown), |ui| pages::one(ui, &shown, &state)))
}

async fn done(evidence: &Evidence, caller: &Caller, id: Id<Interim>, done: Done) -> Answer {
    let shown = load(evidence, caller, id).await?;
    Ok(caller.done(done.saying("evidence-note-noted"), || InterimPage::of(&shown)))
}

async fn sign_interim(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<Interim>>,
) -> Answer {
    let (actor, room) = (caller.require()?.clone(), evidence.clone());
    evidence.db.write(move |tx| super::sign_notice(tx, &room, &actor, id)).await?;
    done(&evidence, &caller, id, Done::to(pages::path(id))).await
}

async fn end_interim(
    State(evidence): State<Evidence>,
    caller: Caller,
    Path(id): Path<Id<Interim>>,
    Input(input): Input<EndInput>,
) -> Answer {
    let (actor, reason) = (caller.require()?.clone(), input.reason.clone());
    let ended = evidence.db.write(move |tx| super::end_notice(tx, &actor, id, &reason)).await;
    match ended {
        Ok(()) => done(&evidence, &caller, id, Done::to(pages::path(id))).await,
        Err(Error::Invalid(invalid)) => refuse(&evidence, &caller, id, &input, &invalid).await,
        Err(other) => Err(other.into()),
    }
}

async fn refuse(
    evidence: &Evidence,
    caller: &Caller,
    id: Id<Interim>,
    input: &EndInput,
    invalid: &Invalid,
) -> Answer {
    let shown = load(evidence, caller, id).await?;
    let state = FormState::new().set("reason", &input.reason).with(invalid.clone());
    caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, invalid, |ui| {
        pages::one(ui, &shown, &state)
    })
}
