//! The rota, the rules, the public counts, and one's own boundaries.

use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Invalid, Result};
use commonround_web::{Answer, Caller, Done, FormState, Input, Nothing, Path, State};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::api::{BoundariesJson, RotaJson, RulesJson, TransparencyJson};
use crate::boundaries::{self, Boundaries, Change, Fields, QuietHours};
use crate::duty::{NewShift, Wishes, add_shift, come_back, remove_shift, set_wishes, step_away};
use crate::model::parse_watched;
use crate::rules::{CrisisRule, add_word, crisis_rule, remove_word, set_crisis_rule};
use crate::store::duty::Shift;
use crate::store::words::{self, Word};
use crate::views::{self, RulesView};
use crate::{Safety, case_view, transparency};

const DUTY: &str = "/moderation/duty";
const RULES: &str = "/moderation/rules";

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ShiftInput {
    /// `first`, `second`, `operator`.
    pub rung: String,
    /// Local time in one's own zone: `2026-11-25T20:00`.
    pub starts: String,
    /// How long, in hours.
    pub hours: String,
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WishesInput {
    pub time_zone: String,
    /// Codes of reasons whose cases one leaves to others.
    pub topics_off: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WordInput {
    pub phrase: String,
    /// `en`, `fr`, or empty for any.
    pub lang: String,
    /// `green`, `amber`, `red`.
    pub level: String,
    /// `case` or `label`.
    pub watch: String,
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CrisisInput {
    /// `nothing`, `page`, `hold`.
    pub crisis: String,
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BoundariesInput {
    /// People one does not follow may reply.
    pub strangers: bool,
    pub redirect: String,
    pub redirect_url: String,
    /// A new shield of so many hours; 0 ends it.
    pub shield_hours: String,
    /// An hour of the day.
    pub quiet_from: String,
    pub quiet_to: String,
    pub time_zone: String,
}

async fn rota(safety: &Safety, caller: &Caller) -> Result<case_view::Rota> {
    let me = caller.require()?.persona;
    safety.db.read(move |tx| case_view::rota(tx, me)).await
}

pub async fn show_duty(State(safety): State<Safety>, caller: Caller) -> Answer {
    let rota = rota(&safety, &caller).await?;
    Ok(caller.show(|| RotaJson::of(&rota), |ui| views::duty_page(ui, &rota, &FormState::new())))
}

/// Runs a write of the rota and leads back to it.
async fn on_duty(
    safety: &Safety,
    caller: &Caller,
    form: FormState,
    write: impl Fn(&mut Tx<'_>, &Actor) -> Result<()> + Send + 'static,
) -> Answer {
    let actor = caller.require()?.clone();
    match safety.db.write(move |tx| write(tx, &actor)).await {
        Ok(()) => Ok(caller.done(Done::to(DUTY).saying("safety-notice-done"), Nothing::default)),
        Err(Error::Invalid(invalid)) => {
            let rota = rota(safety, caller).await?;
            let form = form.with(invalid.clone());
            caller.refused_with(invalid.into(), |ui| views::duty_page(ui, &rota, &form))
        }
        Err(other) => Err(other.into()),
    }
}

pub async fn new_shift(
    State(safety): State<Safety>,
    caller: Caller,
    Input(input): Input<ShiftInput>,
) -> Answer {
    let form = FormState::new().set("rung", &input.rung).set("starts", &input.starts);
    let form = form.set("hours", &input.hours);
    let write = move |tx: &mut Tx<'_>, actor: &Actor| {
        let zone = crate::store::duty::wellbeing(tx, actor.persona)?.time_zone;
        let new = NewShift::parse(&input.rung, &input.starts, &input.hours, &zone, tx.now())?;
        add_shift(tx, actor, new).map(drop)
    };
    on_duty(&safety, &caller, form, write).await
}

pub async fn end_shift(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Shift>>,
) -> Answer {
    let write = move |tx: &mut Tx<'_>, actor: &Actor| remove_shift(tx, actor, id);
    on_duty(&safety, &caller, FormState::new(), write).await
}

pub async fn wishes(
    State(safety): State<Safety>,
    caller: Caller,
    Input(input): Input<WishesInput>,
) -> Answer {
    let write = move |tx: &mut Tx<'_>, actor: &Actor| {
        set_wishes(tx, actor, &Wishes::parse(&input.time_zone, &input.topics_off)?)
    };
    on_duty(&safety, &caller, FormState::new(), write).await
}

pub async fn away(State(safety): State<Safety>, caller: Caller) -> Answer {
    on_duty(&safety, &caller, FormState::new(), step_away).await
}

pub async fn back(State(safety): State<Safety>, caller: Caller) -> Answer {
    on_duty(&safety, &caller, FormState::new(), come_back).await
}

async fn rules(safety: &Safety, caller: &Caller) -> Result<RulesView> {
    let is_operator = caller.require()?.operator;
    let read = move |tx: &mut Tx<'_>| {
        Ok(RulesView { words: words::all(tx)?, crisis: crisis_rule(tx)?, is_operator })
    };
    safety.db.read(read).await
}

pub async fn show_rules(State(safety): State<Safety>, caller: Caller) -> Answer {
    let view = rules(&safety, &caller).await?;
    Ok(caller.show(|| RulesJson::of(&view), |ui| views::rules_page(ui, &view, &FormState::new())))
}

pub async fn new_word(
    State(safety): State<Safety>,
    caller: Caller,
    Input(input): Input<WordInput>,
) -> Answer {
    let word = match parse_watched(&input.phrase, &input.lang, &input.level, &input.watch) {
        Ok(word) => word,
        Err(invalid) => return rules_again(&safety, &caller, &input, invalid).await,
    };
    let actor = caller.require()?.clone();
    safety.db.write(move |tx| add_word(tx, &actor, &word)).await?;
    Ok(caller.done(Done::to(RULES).saying("safety-notice-done"), Nothing::default))
}

async fn rules_again(
    safety: &Safety,
    caller: &Caller,
    input: &WordInput,
    invalid: Invalid,
) -> Answer {
    let view = rules(safety, caller).await?;
    let form = FormState::new().set("phrase", &input.phrase).set("lang", &input.lang);
    let form = form.set("level", &input.level).set("watch", &input.watch).with(invalid.clone());
    caller.refused_with(invalid.into(), |ui| views::rules_page(ui, &view, &form))
}

pub async fn end_word(
    State(safety): State<Safety>,
    caller: Caller,
    Path(id): Path<Id<Word>>,
) -> Answer {
    let actor = caller.require()?.clone();
    safety.db.write(move |tx| remove_word(tx, &actor, id)).await?;
    Ok(caller.done(Done::to(RULES).saying("safety-notice-done"), Nothing::default))
}

pub async fn crisis(
    State(safety): State<Safety>,
    caller: Caller,
    Input(input): Input<CrisisInput>,
) -> Answer {
    let rule = CrisisRule::parse("crisis", &input.crisis)?;
    let actor = caller.require()?.clone();
    safety.db.write(move |tx| set_crisis_rule(tx, &actor, rule)).await?;
    Ok(caller.done(Done::to(RULES).saying("safety-notice-done"), Nothing::default))
}

pub async fn show_transparency(State(safety): State<Safety>, caller: Caller) -> Answer {
    let lines = safety.db.read(transparency::counts).await?;
    let page = lines.clone();
    let json = || TransparencyJson { lines };
    Ok(caller.show(json, |ui| views::transparency(ui, &page)))
}

async fn own(safety: &Safety, caller: &Caller) -> Result<Boundaries> {
    let me = caller.require()?.persona;
    safety.db.read(move |tx| boundaries::boundaries_of(tx, me)).await
}

fn form_of(set: &Boundaries) -> FormState {
    let hour = |hour: Option<u32>| hour.map_or_else(String::new, |hour| hour.to_string());
    FormState::new()
        .tick("strangers", set.strangers)
        .set("redirect", &set.redirect)
        .set("redirect_url", &set.redirect_url)
        .set("quiet_from", hour(set.quiet.map(QuietHours::from)))
        .set("quiet_to", hour(set.quiet.map(QuietHours::to)))
        .set("time_zone", &set.time_zone)
}

pub async fn show_boundaries(State(safety): State<Safety>, caller: Caller) -> Answer {
    let set = own(&safety, &caller).await?;
    let page = |ui: &commonround_web::Ui<'_>| views::boundaries(ui, &set, &form_of(&set));
    Ok(caller.show(|| BoundariesJson::of(&set), page))
}

pub async fn set_boundaries(
    State(safety): State<Safety>,
    caller: Caller,
    Input(input): Input<BoundariesInput>,
) -> Answer {
    let change = match Change::parse(&fields(&input)) {
        Ok(change) => change,
        Err(invalid) => return boundaries_again(&safety, &caller, &input, invalid).await,
    };
    let actor = caller.require()?.clone();
    let write = move |tx: &mut Tx<'_>| boundaries::set_boundaries(tx, &actor, &change);
    let set = safety.db.write(write).await?;
    let done = Done::to("/settings/boundaries").saying("safety-notice-done");
    Ok(caller.done(done, || BoundariesJson::of(&set)))
}

fn fields(input: &BoundariesInput) -> Fields<'_> {
    Fields {
        strangers: input.strangers,
        redirect: &input.redirect,
        redirect_url: &input.redirect_url,
        shield_hours: &input.shield_hours,
        quiet_from: &input.quiet_from,
        quiet_to: &input.quiet_to,
        time_zone: &input.time_zone,
    }
}

async fn boundaries_again(
    safety: &Safety,
    caller: &Caller,
    input: &BoundariesInput,
    invalid: Invalid,
) -> Answer {
    let set = own(safety, caller).await?;
    let form = FormState::new()
        .tick("strangers", input.strangers)
        .set("redirect", &input.redirect)
        .set("redirect_url", &input.redirect_url)
        .set("shield_hours", &input.shield_hours)
        .set("quiet_from", &input.quiet_from)
        .set("quiet_to", &input.quiet_to)
        .set("time_zone", &input.time_zone)
        .with(invalid.clone());
    caller.refused_with(invalid.into(), |ui| views::boundaries(ui, &set, &form))
}
