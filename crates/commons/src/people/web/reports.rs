use commonround_db::Tx;
use commonround_identity::{NameCard, card_by_handle, cards};
use commonround_kernel::{Error, Id, Result};
use commonround_vocabulary::Status;
use commonround_web::{
    Answer, Caller, Done, FormState, Input, LimitClass, Nothing, Path, State, StatusCode,
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::Commons;
use crate::people::api::FiledReport;
use crate::people::policy;
use crate::people::report::{Complaint, Subject};
use crate::people::views::{self, Reported};
use crate::people::{self, Filed, reportable_author};

/// Why somebody should look.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReportInput {
    /// One of the short list: `harmful_advice`, `danger_to_self`, `harassment`, `impersonation`,
    /// `privacy`, `spam`, `other`.
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
    State(commons): State<Commons>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    let reported = find_persona(&commons, &caller, handle).await?;
    Ok(caller.show(Nothing::default, |ui| views::report(ui, &reported, &FormState::new())))
}

pub async fn report_persona(
    State(commons): State<Commons>,
    caller: Caller,
    Path(handle): Path<String>,
    Input(input): Input<ReportInput>,
) -> Answer {
    let reported = find_persona(&commons, &caller, handle).await?;
    file(&commons, &caller, &input, reported).await
}

pub async fn new_status_report(
    State(commons): State<Commons>,
    caller: Caller,
    Path(id): Path<Id<Status>>,
) -> Answer {
    let reported = find_status(&commons, &caller, id).await?;
    Ok(caller.show(Nothing::default, |ui| views::report(ui, &reported, &FormState::new())))
}

pub async fn report_status(
    State(commons): State<Commons>,
    caller: Caller,
    Path(id): Path<Id<Status>>,
    Input(input): Input<ReportInput>,
) -> Answer {
    let reported = find_status(&commons, &caller, id).await?;
    file(&commons, &caller, &input, reported).await
}

async fn find_persona(commons: &Commons, caller: &Caller, handle: String) -> Result<Reported> {
    let actor = caller.require()?.clone();
    let card = commons.db.read(move |tx| card_by_handle(tx, &handle)).await?;
    policy::may_report(&actor, Subject { persona: card.persona, status: None })?;
    Ok(Reported { card, status: None })
}

async fn find_status(commons: &Commons, caller: &Caller, status: Id<Status>) -> Result<Reported> {
    let actor = caller.require()?.clone();
    let find = move |tx: &mut Tx<'_>| -> Result<NameCard> {
        let persona = reportable_author(tx, &actor, status)?;
        policy::may_report(&actor, Subject { persona, status: Some(status) })?;
        cards(tx, &[persona])?.remove(&persona).ok_or(Error::NotFound)
    };
    Ok(Reported { card: commons.db.read(find).await?, status: Some(status) })
}

async fn file(
    commons: &Commons,
    caller: &Caller,
    input: &ReportInput,
    reported: Reported,
) -> Answer {
    let complaint = match Complaint::parse(&input.reason, &input.comment) {
        Ok(complaint) => complaint,
        Err(invalid) => {
            let form = input.values().with(invalid.clone());
            return caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, |ui| {
                views::report(ui, &reported, &form)
            });
        }
    };
    commons.limiter.check(LimitClass::Report, &caller.limit_key())?;
    let actor = caller.require()?.clone();
    let (persona, status) = (reported.card.persona, reported.status);
    let write = move |tx: &mut Tx<'_>| -> Result<Filed> {
        match status {
            Some(status) => people::report_status(tx, &actor, status, &complaint),
            None => people::report_persona(tx, &actor, persona, &complaint),
        }
    };
    let filed = commons.db.write(write).await?;
    let done = Done::to(reported.path()).saying("commons-people-notice-reported");
    Ok(caller.done(done, || FiledReport::of(&filed)))
}
