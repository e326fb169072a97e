//! What programs get. Only ever added to.

mod house;

pub use house::{
    BoundariesJson, ExposureJson, RotaJson, RulesJson, ShiftJson, TransparencyJson, WordJson,
};

use commonround_identity::{NameCard, Standing};
use commonround_kernel::{Id, Persona, Timestamp};
use commonround_vocabulary::{AboutKind, Appeal, Case, Report, Sanction, SanctionAct};
use schemars::JsonSchema;
use serde::Serialize;

use crate::case_view::{CaseView, Queue};
use crate::file_report::Filed;
use crate::model::ladder::Rung;
use crate::model::{
    AppealState, CaseState, Cause, Happening, Level, MeasureState, Outcome, Reason,
};
use crate::store::appeals::AppealRow;
use crate::store::cases::{CaseRow, Entry};
use crate::store::measures::MeasureRow;
use crate::views::SanctionView;

/// A report as its reporter gets it back.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct FiledReport {
    pub id: Id<Report>,
    /// It joined an open report of the same thing by the same person.
    pub joined: bool,
}

impl FiledReport {
    #[must_use]
    pub const fn of(filed: &Filed) -> Self {
        Self { id: filed.report, joined: filed.joined }
    }
}

/// What became of a report.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct DecidedReport {
    pub id: Id<Report>,
    pub closed: bool,
    /// Something was done.
    pub acted: bool,
}

/// A claim is for the evidence: where it goes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ReportAnswer {
    Filed(FiledReport),
    Elsewhere(Elsewhere),
}

/// Nothing was filed here.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Elsewhere {
    pub see: String,
}

/// Whether a helper is on duty.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct HelpersJson {
    pub on_duty: bool,
}

/// Where the next case stands.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NextJson {
    /// The queue, where no case waits.
    pub path: String,
}

/// A case in the queue.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CaseLine {
    pub id: Id<Case>,
    pub kind: AboutKind,
    pub subject: String,
    pub persona: Id<Persona>,
    pub topic: String,
    pub level: Level,
    pub state: CaseState,
    pub due_at: Timestamp,
    pub assignee: Option<Id<Persona>>,
    pub raided: bool,
    pub opened_at: Timestamp,
    pub seen_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub outcome: Option<Outcome>,
    /// The lower level that waits for a second moderator.
    pub second_waits: Option<Level>,
}

impl CaseLine {
    #[must_use]
    pub fn of(case: &CaseRow) -> Self {
        Self {
            id: case.id,
            kind: case.subject.about.kind,
            subject: case.subject.about.id.to_string(),
            persona: case.subject.persona,
            topic: case.topic.clone(),
            level: case.level,
            state: case.state,
            due_at: case.due_at,
            assignee: case.assignee,
            raided: case.raided,
            opened_at: case.opened_at,
            seen_at: case.seen_at,
            closed_at: case.closed_at,
            outcome: case.outcome,
            second_waits: case.lower.as_ref().map(|lower| lower.level),
        }
    }
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QueueJson {
    /// What is due first, first.
    pub cases: Vec<CaseLine>,
    pub appeals: Vec<AppealJson>,
    /// Nobody is on duty: urgent cases call no one.
    pub staffed: bool,
}

impl QueueJson {
    #[must_use]
    pub fn of(queue: &Queue) -> Self {
        Self {
            cases: queue.cases.iter().map(|(case, _)| CaseLine::of(case)).collect(),
            appeals: queue.appeals.iter().map(|(appeal, _)| AppealJson::of(appeal)).collect(),
            staffed: !queue.on_duty.is_empty(),
        }
    }
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReportJson {
    pub id: Id<Report>,
    pub reason: Reason,
    pub comment: String,
    pub created_at: Timestamp,
}

/// Words that a rule matched.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuoteJson {
    pub rule: String,
    pub words: String,
    pub level: Level,
}

/// Who a case is about.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WhoJson {
    pub persona: Id<Persona>,
    pub handle: String,
    pub display_name: String,
    pub verified: bool,
    /// What was checked.
    pub standing: Standing,
}

impl WhoJson {
    #[must_use]
    pub fn of(card: &NameCard) -> Self {
        Self {
            persona: card.persona,
            handle: card.handle.clone(),
            display_name: card.display_name.clone(),
            verified: card.standing.is_verified(),
            standing: card.standing.clone(),
        }
    }
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CaseJson {
    #[serde(flatten)]
    pub case: CaseLine,
    pub who: Option<WhoJson>,
    /// `null` where it was taken away, or the case is about a person.
    pub text: Option<String>,
    pub path: Option<String>,
    pub reports: Vec<ReportJson>,
    pub report_count: u64,
    pub quotes: Vec<QuoteJson>,
    pub measures: Vec<MeasureJson>,
    /// Strikes that count against the person now.
    pub strikes: u64,
}

impl CaseJson {
    #[must_use]
    pub fn of(view: &CaseView) -> Self {
        let reports = view.reports.iter().map(|report| ReportJson {
            id: report.id,
            reason: report.reason,
            comment: report.comment.clone(),
            created_at: report.created_at,
        });
        let quotes = view.quotes.iter().map(|quote| QuoteJson {
            rule: quote.rule.clone(),
            words: quote.words.clone(),
            level: quote.level,
        });
        Self {
            case: CaseLine::of(&view.case),
            who: view.cards.get(&view.case.subject.persona).map(WhoJson::of),
            text: view.thing.as_ref().map(|thing| thing.text.clone()),
            path: view.thing.as_ref().map(|thing| thing.path.clone()),
            reports: reports.collect(),
            report_count: view.report_count,
            quotes: quotes.collect(),
            measures: view.measures.iter().map(MeasureJson::of).collect(),
            strikes: view.strikes,
        }
    }
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HistoryJson {
    pub id: Id<Case>,
    /// Oldest first.
    pub entries: Vec<EntryJson>,
    pub pages: Vec<PageJson>,
}

impl HistoryJson {
    #[must_use]
    pub fn of(view: &CaseView) -> Self {
        let pages = view.pages.iter().map(|page| PageJson {
            rung: page.rung,
            persona: page.persona,
            at: page.at,
            late_secs: page.late_secs,
        });
        let entries = view.history.iter().map(EntryJson::of).collect();
        Self { id: view.case.id, entries, pages: pages.collect() }
    }
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EntryJson {
    /// `null`: a rule or a timer.
    pub by: Option<Id<Persona>>,
    pub what: Happening,
    pub detail: String,
    pub at: Timestamp,
}

impl EntryJson {
    fn of(entry: &Entry) -> Self {
        Self { by: entry.by, what: entry.what, detail: entry.detail.clone(), at: entry.at }
    }
}

/// A page that went out; without a persona nobody was there.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PageJson {
    pub rung: Option<Rung>,
    pub persona: Option<Id<Persona>>,
    pub at: Timestamp,
    /// How long after its time, where the server was away.
    pub late_secs: u64,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MeasureJson {
    pub id: Id<Sanction>,
    pub act: SanctionAct,
    pub cause: Cause,
    pub words: String,
    pub state: MeasureState,
    pub began_at: Option<Timestamp>,
    pub ends_at: Option<Timestamp>,
    /// A rule took it, no person.
    pub by_rule: bool,
}

impl MeasureJson {
    #[must_use]
    pub fn of(row: &MeasureRow) -> Self {
        Self {
            id: row.id,
            act: row.act,
            cause: row.cause,
            words: row.words.clone(),
            state: row.state,
            began_at: row.began_at,
            ends_at: row.ends_at,
            by_rule: row.by.is_none(),
        }
    }
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AppealJson {
    pub id: Id<Appeal>,
    pub measure: Id<Sanction>,
    pub state: AppealState,
    pub words: String,
    pub answer: String,
    pub made_at: Timestamp,
    pub due_at: Timestamp,
}

impl AppealJson {
    #[must_use]
    pub fn of(row: &AppealRow) -> Self {
        Self {
            id: row.id,
            measure: row.measure,
            state: row.state,
            words: row.words.clone(),
            answer: row.answer.clone(),
            made_at: row.made_at,
            due_at: row.due_at,
        }
    }
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SanctionJson {
    #[serde(flatten)]
    pub measure: MeasureJson,
    pub appeal: Option<AppealJson>,
    pub appeal_until: Option<Timestamp>,
}

impl SanctionJson {
    #[must_use]
    pub fn of(view: &SanctionView) -> Self {
        Self {
            measure: MeasureJson::of(&view.measure),
            appeal: view.appeal.as_ref().map(AppealJson::of),
            appeal_until: view.appeal_until,
        }
    }
}

/// A measure that was asked for.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct TakenJson {
    pub id: Id<Sanction>,
    /// It waits for a second moderator.
    pub waits: bool,
}
