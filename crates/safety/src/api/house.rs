use commonround_kernel::{Id, Persona, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

use crate::boundaries::{Boundaries, QuietHours};
use crate::case_view::Rota;
use crate::model::ladder::Rung;
use crate::model::{Level, Watch};
use crate::rules::CrisisRule;
use crate::store::duty::{Shift, ShiftRow};
use crate::store::words::{Word, WordRow};
use crate::transparency::Line;
use crate::views::RulesView;

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RotaJson {
    pub shifts: Vec<ShiftJson>,
    pub staffed: bool,
    pub time_zone: String,
    pub topics_off: Vec<String>,
    pub away_until: Option<Timestamp>,
    pub rest_until: Option<Timestamp>,
    /// Cases taken on in the last seven days.
    pub exposure: Vec<ExposureJson>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShiftJson {
    pub id: Id<Shift>,
    pub persona: Id<Persona>,
    pub rung: Rung,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ExposureJson {
    pub persona: Id<Persona>,
    pub cases: u64,
    pub urgent: u64,
}

impl RotaJson {
    #[must_use]
    pub fn of(rota: &Rota) -> Self {
        let shift = |s: &ShiftRow| ShiftJson {
            id: s.id,
            persona: s.persona,
            rung: s.rung,
            starts_at: s.starts_at,
            ends_at: s.ends_at,
        };
        let exposure = rota.exposure.iter();
        let exposed =
            |&(persona, cases, urgent): &(_, u64, u64)| ExposureJson { persona, cases, urgent };
        Self {
            shifts: rota.shifts.iter().map(shift).collect(),
            staffed: !rota.on_duty.is_empty(),
            time_zone: rota.how.time_zone.clone(),
            topics_off: rota.how.topics_off.clone(),
            away_until: rota.how.away_until,
            rest_until: rota.how.rest_until,
            exposure: exposure.map(exposed).collect(),
        }
    }
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RulesJson {
    pub words: Vec<WordJson>,
    pub crisis: CrisisRule,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WordJson {
    pub id: Id<Word>,
    pub phrase: String,
    /// Empty for any language.
    pub lang: String,
    pub level: Level,
    pub watch: Watch,
}

impl RulesJson {
    #[must_use]
    pub fn of(view: &RulesView) -> Self {
        let word = |WordRow { id, watched }: &WordRow| WordJson {
            id: *id,
            phrase: watched.phrase.clone(),
            lang: watched.lang.clone(),
            level: watched.level,
            watch: watched.watch,
        };
        Self { words: view.words.iter().map(word).collect(), crisis: view.crisis }
    }
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TransparencyJson {
    /// Newest month first.
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BoundariesJson {
    pub strangers: bool,
    pub redirect: String,
    pub redirect_url: String,
    pub shield_until: Option<Timestamp>,
    pub quiet_from: Option<u32>,
    pub quiet_to: Option<u32>,
    pub time_zone: String,
}

impl BoundariesJson {
    #[must_use]
    pub fn of(set: &Boundaries) -> Self {
        Self {
            strangers: set.strangers,
            redirect: set.redirect.clone(),
            redirect_url: set.redirect_url.clone(),
            shield_until: set.shield_until,
            quiet_from: set.quiet.map(QuietHours::from),
            quiet_to: set.quiet.map(QuietHours::to),
            time_zone: set.time_zone.clone(),
        }
    }
}
