use std::sync::Arc;

use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Invalid, Result};
use commonround_vocabulary::{Appeal, Sanction};
use commonround_web::{Answer, Caller, Done, FormState, Input, LimitClass, Nothing, Path, State};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::api::SanctionJson;
use crate::appeal::{Words, file_appeal, rule_on_appeal};
use crate::model::Ruling;
use crate::store::{appeals, measures};
use crate::take_measure::lift_measure;
use crate::views::{self, SanctionView};
use crate::{Safety, policy};

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AppealInput {
    /// Why somebody else should look.
    pub words: String,
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RulingInput {
    /// `uphold` or `overturn`.
    pub ruling: String,
    /// What the person reads.
    pub answer: String,
}

async fn read(safety: &Safety, caller: &Caller, id: Id<Sanction>) -> Result<SanctionView> {
    let actor = caller.require()?.clone();
    safety.db.read(move |tx| view(tx, &actor, id)).await
}

/// For the person it is against, and for moderators; for anybody else it is not there. A measure
/// that waits for its second is the moderators' only.
fn view(tx: &mut Tx<'_>, actor: &Actor, id: Id<Sanction>) -> Result<SanctionView> {
    let measure = measures::get(tx, id)?;
    let is_own = measure.subject.persona == actor.persona;
    let is_seen =
        if is_own { measure.began_at.is_some() } else { policy::may_moderate(actor).is_ok() };
    if !is_seen {
        return Err(Error::NotFound);
    }
    let appeal = appeals::of_measure(tx, id)?;
    let appeal_until = policy::appeal_until(&measure);
    Ok(SanctionView { measure, appeal, is_own, appeal_until })
}

pub async fn show_sanction(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Sanction>>,
) -> Answer {
    let view = read(&safety, &caller, id).await?;
    let json = || SanctionJson::of(&view);
    Ok(caller.show(json, |ui| views::sanction_page(ui, &view, &FormState::new())))
}

pub async fn appeal_sanction(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Sanction>>,
    Input(input): Input<AppealInput>,
) -> Answer {
    let words = match Words::parse("words", &input.words) {
        Ok(words) => words,
        Err(invalid) => {
            let form = FormState::new().set("words", &input.words);
            return again(&safety, &caller, id, form, invalid).await;
        }
    };
    safety.limiter.check(LimitClass::Report, &caller.limit_key())?;
    let actor = caller.require()?.clone();
    let write = move |tx: &mut Tx<'_>| file_appeal(tx, &actor, id, &words).map(drop);
    safety.db.write(write).await?;
    let done = Done::created(format!("/sanctions/{id}")).saying("safety-notice-appealed");
    Ok(caller.done(done, Nothing::default))
}

async fn again(
    safety: &Safety,
    caller: &Caller,
    id: Id<Sanction>,
    form: FormState,
    invalid: Invalid,
) -> Answer {
    let view = read(safety, caller, id).await?;
    let form = form.with(invalid.clone());
    caller.refused_with(invalid.into(), |ui| views::sanction_page(ui, &view, &form))
}

pub async fn lift_sanction(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Sanction>>,
) -> Answer {
    let (actor, keys) = (caller.require()?.clone(), Arc::clone(&safety.keys));
    let write = move |tx: &mut Tx<'_>| {
        lift_measure(tx, &keys, &actor, id)?;
        Ok(measures::get(tx, id)?.case)
    };
    let case = safety.db.write(write).await?;
    let done = Done::to(format!("/moderation/cases/{case}")).saying("safety-notice-done");
    Ok(caller.done(done, Nothing::default))
}

pub async fn rule_appeal(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Appeal>>,
    Input(input): Input<RulingInput>,
) -> Answer {
    let mut invalid = Invalid::default();
    let ruling = invalid.take(Ruling::parse("ruling", &input.ruling));
    let answer = invalid.take(Words::parse("answer", &input.answer));
    let (Some(ruling), Some(answer)) = (ruling, answer) else {
        let sanction = safety.db.read(move |tx| Ok(appeals::get(tx, id)?.measure)).await?;
        let form = FormState::new().set("ruling", &input.ruling).set("answer", &input.answer);
        return again(&safety, &caller, sanction, form, invalid).await;
    };
    let (actor, keys) = (caller.require()?.clone(), Arc::clone(&safety.keys));
    let write = move |tx: &mut Tx<'_>| rule_on_appeal(tx, &keys, &actor, id, ruling, &answer);
    safety.db.write(write).await?;
    Ok(caller.done(Done::to("/moderation").saying("safety-notice-done"), Nothing::default))
}
