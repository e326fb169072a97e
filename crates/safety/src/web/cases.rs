use std::sync::Arc;

use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Invalid, KeyRing, Result, Timestamp};
use commonround_vocabulary::Case;
use commonround_web::{Answer, Caller, Done, FormState, Input, Lang, Nothing, Path, Query, State};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::Safety;
use crate::api::{CaseJson, HistoryJson, NextJson, QueueJson, TakenJson};
use crate::case_view::{self, CaseView};
use crate::model::{Level, Measure, Outcome};
use crate::store::cases;
use crate::take_measure::take_measure;
use crate::views::{self, CasePage};
use crate::work_case::{
    CaseNote, close_case, look_at_case, note_case, release_case, set_level, take_case,
};

/// Where the next page of the queue begins.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct QueueQuery {
    /// The due time of the last case shown, in milliseconds.
    pub from: i64,
    /// Its id.
    pub past: i64,
}

/// A template to start the words from.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CaseQuery {
    /// Its place in the list, from 0.
    pub template: Option<usize>,
    /// `en` or `fr`.
    #[serde(rename = "in")]
    pub lang: String,
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MeasureInput {
    /// `label`, `limit`, `hide`, `suspend`, `strike`, `suspend_person`.
    pub act: String,
    /// Why, from the list.
    pub cause: String,
    /// What the person reads. Needed for `other`.
    pub words: String,
    /// How many days it lasts; needed for `suspend`.
    pub days: String,
}

impl MeasureInput {
    fn values(&self) -> FormState {
        let form = FormState::new().set("act", &self.act).set("cause", &self.cause);
        form.set("words", &self.words).set("days", &self.days)
    }
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LevelInput {
    /// `green`, `amber`, `red`, `black`.
    pub level: String,
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NoteInput {
    pub note: String,
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CloseInput {
    /// How it ended. Needed for RED and BLACK.
    pub outcome: String,
}

pub async fn show_queue(
    State(safety): State<Safety>,
    caller: Caller,
    Query(query): Query<QueueQuery>,
) -> Answer {
    let me = caller.require()?.persona;
    let after = (Timestamp::from_millis(query.from), query.past);
    let queue = safety.db.read(move |tx| case_view::queue(tx, me, after)).await?;
    Ok(caller.show(|| QueueJson::of(&queue), |ui| views::queue_page(ui, &queue)))
}

/// The next case that nobody has; the queue where there is none.
pub async fn next_case(State(safety): State<Safety>, caller: Caller) -> Answer {
    let to = next_path(&safety, &caller).await?;
    Ok(caller.done(Done::to(to.clone()), || NextJson { path: to }))
}

async fn next_path(safety: &Safety, caller: &Caller) -> Result<String> {
    let me = caller.require()?.persona;
    let next = safety.db.read(move |tx| cases::next_open(tx, me)).await?;
    Ok(next.map_or_else(|| "/moderation".to_owned(), |case| format!("/moderation/cases/{case}")))
}

/// Opens a case, which is written down, and reads it.
async fn open(safety: &Safety, caller: &Caller, case: Id<Case>) -> Result<CaseView> {
    let (actor, reportable) = (caller.require()?.clone(), safety.reportable.clone());
    let keys = safety.keys.clone();
    let open = move |tx: &mut Tx<'_>| {
        let found = look_at_case(tx, &actor, case)?;
        case_view::case_view(tx, &*reportable, &keys, actor.persona, found)
    };
    safety.db.write(open).await
}

pub async fn show_case(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Case>>,
    Query(query): Query<CaseQuery>,
) -> Answer {
    let view = open(&safety, &caller, id).await?;
    let form = FormState::new().set("words", template(&caller, &query));
    let page = CasePage { view: &view, form: &form, was_late: false };
    Ok(caller.show(|| CaseJson::of(&view), |ui| views::case_page(ui, &page)))
}

fn template(caller: &Caller, query: &CaseQuery) -> String {
    let key = query.template.and_then(|at| views::TEMPLATES.get(at));
    let lang = Lang::known(&query.lang).unwrap_or(caller.lang());
    let text = key.and_then(|key| caller.site().languages.plain(lang, key));
    text.unwrap_or_default().to_owned()
}

pub async fn show_history(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Case>>,
) -> Answer {
    let view = open(&safety, &caller, id).await?;
    Ok(caller.show(|| HistoryJson::of(&view), |ui| views::history_page(ui, &view)))
}

/// Runs a write and leads back to the case; where it refuses, the case again with what is wrong.
async fn act(
    safety: &Safety,
    caller: &Caller,
    case: Id<Case>,
    form: FormState,
    write: impl Fn(&mut Tx<'_>, &KeyRing, &Actor) -> Result<()> + Send + 'static,
) -> Answer {
    let (actor, keys) = (caller.require()?.clone(), Arc::clone(&safety.keys));
    match safety.db.write(move |tx| write(tx, &keys, &actor)).await {
        Ok(()) => {
            let done = Done::to(format!("/moderation/cases/{case}")).saying("safety-notice-done");
            Ok(caller.done(done, Nothing::default))
        }
        Err(error) => refused(safety, caller, case, form, error).await,
    }
}

async fn refused(
    safety: &Safety,
    caller: &Caller,
    case: Id<Case>,
    form: FormState,
    error: Error,
) -> Answer {
    let was_late = matches!(error, Error::Conflict("case_taken"));
    let invalid = match &error {
        Error::Invalid(invalid) => invalid.clone(),
        _ if was_late => Invalid::default(),
        _ => return Err(error.into()),
    };
    let view = open(safety, caller, case).await?;
    let form = form.with(invalid);
    let page = CasePage { view: &view, form: &form, was_late };
    caller.refused_with(error, |ui| views::case_page(ui, &page))
}

pub async fn take(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Case>>,
) -> Answer {
    let write = move |tx: &mut Tx<'_>, keys: &KeyRing, actor: &Actor| {
        take_case(tx, keys, actor, id).map(drop)
    };
    act(&safety, &caller, id, FormState::new(), write).await
}

pub async fn release(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Case>>,
) -> Answer {
    let write =
        move |tx: &mut Tx<'_>, keys: &KeyRing, actor: &Actor| release_case(tx, keys, actor, id);
    act(&safety, &caller, id, FormState::new(), write).await
}

pub async fn note(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Case>>,
    Input(input): Input<NoteInput>,
) -> Answer {
    let form = FormState::new().set("note", &input.note);
    let write = move |tx: &mut Tx<'_>, keys: &KeyRing, actor: &Actor| {
        note_case(tx, keys, actor, id, &CaseNote::parse(&input.note)?)
    };
    act(&safety, &caller, id, form, write).await
}

pub async fn level(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Case>>,
    Input(input): Input<LevelInput>,
) -> Answer {
    let acts = safety.acts.clone();
    let write = move |tx: &mut Tx<'_>, keys: &KeyRing, actor: &Actor| {
        set_level(tx, &acts, keys, actor, id, Level::parse("level", &input.level)?)
    };
    act(&safety, &caller, id, FormState::new(), write).await
}

pub async fn measure(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Case>>,
    Input(input): Input<MeasureInput>,
) -> Answer {
    let form = input.values();
    let parsed = Measure::parse(&input.act, &input.cause, &input.words, &input.days, caller.now());
    let measure = match parsed {
        Ok(measure) => measure,
        Err(invalid) => return refused(&safety, &caller, id, form, invalid.into()).await,
    };
    let (actor, keys) = (caller.require()?.clone(), Arc::clone(&safety.keys));
    let acts = safety.acts.clone();
    let write = move |tx: &mut Tx<'_>| take_measure(tx, &acts, &keys, &actor, id, &measure);
    match safety.db.write(write).await {
        Ok(taken) => {
            let said = if taken.waits { "safety-notice-second" } else { "safety-notice-done" };
            let done = Done::created(format!("/moderation/cases/{id}")).saying(said);
            let json = || TakenJson { id: taken.measure, waits: taken.waits };
            Ok(caller.done(done, json))
        }
        Err(error) => refused(&safety, &caller, id, form, error).await,
    }
}

/// Closes the case and leads to the next one.
pub async fn close(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Case>>,
    Input(input): Input<CloseInput>,
) -> Answer {
    let form = FormState::new().set("outcome", &input.outcome);
    let (actor, keys) = (caller.require()?.clone(), Arc::clone(&safety.keys));
    let write = move |tx: &mut Tx<'_>| {
        let outcome = match input.outcome.as_str() {
            "" => None,
            code => Some(Outcome::parse("outcome", code)?),
        };
        close_case(tx, &keys, &actor, id, outcome)
    };
    match safety.db.write(write).await {
        Ok(()) => {
            let to = next_path(&safety, &caller).await?;
            Ok(caller.done(Done::to(to).saying("safety-notice-closed"), Nothing::default))
        }
        Err(error) => refused(&safety, &caller, id, form, error).await,
    }
}
