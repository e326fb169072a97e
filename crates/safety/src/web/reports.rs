use commonround_db::Tx;
use commonround_identity::{card_by_handle, cards};
use commonround_kernel::{Error, Id, Result};
use commonround_vocabulary::{About, AboutKind, Report};
use commonround_web::{
    Answer, Caller, Done, FormState, Input, LimitClass, Nothing, Path, State, StatusCode,
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::api::{DecidedReport, Elsewhere, FiledReport, ReportAnswer};
use crate::file_report::{Filed, file_report};
use crate::model::{Complaint, Reason, Subject};
use crate::views::{self, Reported};
use crate::{Safety, policy, store};

/// Where what may be false goes.
const CLAIMS: &str = "/claims";

/// Why somebody should look.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReportInput {
    /// One of the short list: `harmful_advice`, `may_be_false`, `danger_to_self`, `harassment`,
    /// `impersonation`, `privacy`, `spam`, `other`.
    pub reason: String,
    /// Needed for `other`.
    pub comment: String,
}

impl ReportInput {
    fn values(&self) -> FormState {
        FormState::new().set("reason", &self.reason).set("comment", &self.comment)
    }
}

pub async fn new_persona_report(
    State(safety): State<Safety>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    let reported = find_persona(&safety, &caller, handle).await?;
    Ok(caller.show(Nothing::default, |ui| views::report(ui, &reported, &FormState::new())))
}

pub async fn report_persona(
    State(safety): State<Safety>,
    caller: Caller,
    Path(handle): Path<String>,
    Input(input): Input<ReportInput>,
) -> Answer {
    let reported = find_persona(&safety, &caller, handle).await?;
    file(&safety, &caller, &input, reported).await
}

/// Shows the form for a thing that has an id.
pub async fn new_report(
    kind: AboutKind,
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer {
    let reported = find_thing(&safety, &caller, About { kind, id }).await?;
    Ok(caller.show(Nothing::default, |ui| views::report(ui, &reported, &FormState::new())))
}

pub async fn report_thing(
    kind: AboutKind,
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<i64>,
    Input(input): Input<ReportInput>,
) -> Answer {
    let reported = find_thing(&safety, &caller, About { kind, id }).await?;
    file(&safety, &caller, &input, reported).await
}

async fn find_persona(safety: &Safety, caller: &Caller, handle: String) -> Result<Reported> {
    let actor = caller.require()?.clone();
    let card = safety.db.read(move |tx| card_by_handle(tx, &handle)).await?;
    policy::may_report(&actor, Subject::persona(card.persona))?;
    let path = format!("/@{}", card.handle);
    Ok(Reported { about: Subject::persona(card.persona).about, card, path })
}

async fn find_thing(safety: &Safety, caller: &Caller, about: About) -> Result<Reported> {
    let actor = caller.require()?.clone();
    let reportable = safety.reportable.clone();
    let find = move |tx: &mut Tx<'_>| -> Result<Reported> {
        let thing = reportable.find(tx, about, Some(actor.persona))?;
        policy::may_report(&actor, Subject { persona: thing.author, about })?;
        let card = cards(tx, &[thing.author])?.remove(&thing.author).ok_or(Error::NotFound)?;
        Ok(Reported { card, about, path: thing.path })
    };
    safety.db.read(find).await
}

async fn file(safety: &Safety, caller: &Caller, input: &ReportInput, reported: Reported) -> Answer {
    let complaint = match Complaint::parse(&input.reason, &input.comment) {
        Ok(complaint) => complaint,
        Err(invalid) => {
            let form = input.values().with(invalid.clone());
            return caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, |ui| {
                views::report(ui, &reported, &form)
            });
        }
    };
    if complaint.reason == Reason::MayBeFalse {
        return Ok(elsewhere(caller, &reported));
    }
    safety.limiter.check(LimitClass::Report, &caller.limit_key())?;
    let filed = write(safety, caller, &reported, complaint).await?;
    let done = Done::to(reported.path).saying("safety-notice-reported");
    Ok(caller.done(done, || ReportAnswer::Filed(FiledReport::of(&filed))))
}

/// Somebody doubts what is said: the evidence looks at it, nobody is reported for it. A note is
/// rated on its own page.
fn elsewhere(caller: &Caller, reported: &Reported) -> commonround_web::Response {
    let see = match reported.about.kind {
        AboutKind::Status => format!("{CLAIMS}/new?status={}", reported.about.id),
        AboutKind::Note => reported.path.clone(),
        _ => CLAIMS.to_owned(),
    };
    caller.done(Done::to(see.clone()), || ReportAnswer::Elsewhere(Elsewhere { see }))
}

/// What is reported is found again in the unit that writes.
async fn write(
    safety: &Safety,
    caller: &Caller,
    reported: &Reported,
    complaint: Complaint,
) -> Result<Filed> {
    let (actor, reportable) = (caller.require()?.clone(), safety.reportable.clone());
    let Reported { about, card, .. } = reported;
    let (about, persona) = (*about, card.persona);
    let write = move |tx: &mut Tx<'_>| -> Result<Filed> {
        let persona = match about.kind {
            AboutKind::Persona => persona,
            _ => reportable.find(tx, about, Some(actor.persona))?.author,
        };
        file_report(tx, &actor, Subject { persona, about }, &complaint)
    };
    safety.db.write(write).await
}

/// What became of an own report.
pub async fn show_report(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Report>>,
) -> Answer {
    let me = caller.require()?.persona;
    let read = move |tx: &mut Tx<'_>| store::reports::outcome(tx, id, me);
    let (closed, acted) = safety.db.read(read).await?;
    let acted = closed && acted;
    let json = || DecidedReport { id, closed, acted };
    Ok(caller.show(json, |ui| views::decided(ui, closed, acted)))
}
