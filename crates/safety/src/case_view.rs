//! Everything that stands on the pages of moderators, read in one go.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use commonround_db::Tx;
use commonround_identity::{NameCard, cards, strikes};
use commonround_kernel::{Error, Id, KeyRing, Persona, Result, Timestamp};
use commonround_vocabulary::AboutKind;

use crate::duty;
use crate::model::ladder::Rung;
use crate::ports::{Reportable, Thing};
use crate::store::appeals::{self, AppealRow};
use crate::store::cases::{self, CaseRow, Entry, Quote};
use crate::store::duty::{self as store_duty, PageRow, ShiftRow, Wellbeing};
use crate::store::measures::{self, MeasureRow};
use crate::store::reports::{self, ReportRow};

const WEEK: Duration = Duration::from_secs(7 * 86_400);
const OTHERS_SHOWN: usize = 5;
const PAGES_SHOWN: usize = 20;
/// Cases and appeals on one page of the queue.
pub const QUEUE_SHOWN: usize = 40;

pub type Cards = HashMap<Id<Persona>, NameCard>;

/// A case with all that a decision needs.
#[derive(Debug, Clone)]
pub struct CaseView {
    pub case: CaseRow,
    /// `None`: it was taken away.
    pub thing: Option<Thing>,
    pub reports: Vec<ReportRow>,
    pub report_count: u64,
    pub quotes: Vec<Quote>,
    pub history: Vec<Entry>,
    pub pages: Vec<PageRow>,
    pub measures: Vec<MeasureRow>,
    /// Measures against the same persona in other cases.
    pub before: Vec<MeasureRow>,
    /// Strikes that count against the person now, under whatever name.
    pub strikes: u64,
    pub others: Vec<CaseRow>,
    pub appeals: Vec<AppealRow>,
    pub cards: Cards,
    pub staffed: bool,
    pub me: Id<Persona>,
}

/// Reads a case for a moderator who was let in.
pub fn case_view(
    tx: &mut Tx<'_>,
    reportable: &dyn Reportable,
    keys: &KeyRing,
    me: Id<Persona>,
    case: CaseRow,
) -> Result<CaseView> {
    let (id, persona) = (case.id, case.subject.persona);
    let measures = measures::of_case(tx, id)?;
    let mut before = measures::of_persona(tx, persona)?;
    before.retain(|row| row.case != id);
    let mut view = CaseView {
        thing: thing_of(tx, reportable, &case)?,
        reports: reports::of_case(tx, id)?,
        report_count: reports::count_of(tx, id)?,
        quotes: cases::quotes(tx, id)?,
        history: cases::history(tx, id)?,
        pages: store_duty::pages(tx, id, PAGES_SHOWN)?,
        others: cases::others(tx, persona, id, OTHERS_SHOWN)?,
        appeals: appeals_of(tx, &measures)?,
        staffed: duty::is_staffed(tx)?,
        strikes: strikes::count(tx, keys, persona)?,
        cards: Cards::new(),
        measures,
        before,
        me,
        case,
    };
    view.cards = cards_of(tx, &view)?;
    Ok(view)
}

fn thing_of(tx: &mut Tx<'_>, reportable: &dyn Reportable, case: &CaseRow) -> Result<Option<Thing>> {
    if case.subject.about.kind == AboutKind::Persona {
        return Ok(None);
    }
    match reportable.find(tx, case.subject.about, None) {
        Ok(thing) => Ok(Some(thing)),
        Err(Error::NotFound | Error::Gone(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

fn appeals_of(tx: &mut Tx<'_>, measures: &[MeasureRow]) -> Result<Vec<AppealRow>> {
    let mut all = Vec::new();
    for measure in measures {
        all.extend(appeals::of_measure(tx, measure.id)?);
    }
    Ok(all)
}

fn cards_of(tx: &mut Tx<'_>, view: &CaseView) -> Result<Cards> {
    let mut wanted = BTreeSet::from([view.case.subject.persona]);
    wanted.extend(view.case.assignee);
    wanted.extend(view.case.lower.iter().map(|lower| lower.by));
    wanted.extend(view.reports.iter().map(|report| report.reporter));
    wanted.extend(view.history.iter().filter_map(|entry| entry.by));
    wanted.extend(view.pages.iter().filter_map(|page| page.persona));
    wanted.extend(view.measures.iter().filter_map(|row| row.by));
    cards(tx, &wanted.into_iter().collect::<Vec<_>>())
}

/// The queue of a moderator.
#[derive(Debug, Clone)]
pub struct Queue {
    pub cases: Vec<(CaseRow, u64)>,
    pub appeals: Vec<(AppealRow, MeasureRow)>,
    /// Where the next page begins.
    pub next: Option<(Timestamp, i64)>,
    pub cards: Cards,
    pub on_duty: Vec<(Rung, Id<Persona>)>,
    pub me: Id<Persona>,
}

/// Cases by due time, from after a position on, and all appeals that wait.
pub fn queue(tx: &mut Tx<'_>, me: Id<Persona>, after: (Timestamp, i64)) -> Result<Queue> {
    let mut found = cases::queue(tx, after, QUEUE_SHOWN + 1)?;
    let more = found.len() > QUEUE_SHOWN;
    found.truncate(QUEUE_SHOWN);
    let next = found.last().filter(|_| more).map(|case| (case.due_at, case.id.get()));
    let mut list = Vec::with_capacity(found.len());
    for case in found.into_iter().filter(|case| case.subject.persona != me) {
        let count = reports::count_of(tx, case.id)?;
        list.push((case, count));
    }
    let appeals = open_appeals(tx, me)?;
    let on_duty = duty::on_duty(tx, "")?;
    let mut wanted: BTreeSet<Id<Persona>> = on_duty.iter().map(|one| one.1).collect();
    wanted.extend(list.iter().map(|(case, _)| case.subject.persona));
    wanted.extend(list.iter().filter_map(|(case, _)| case.assignee));
    wanted.extend(appeals.iter().map(|(_, measure)| measure.subject.persona));
    let cards = cards(tx, &wanted.into_iter().collect::<Vec<_>>())?;
    Ok(Queue { cases: list, appeals, next, cards, on_duty, me })
}

fn open_appeals(tx: &mut Tx<'_>, me: Id<Persona>) -> Result<Vec<(AppealRow, MeasureRow)>> {
    let mut all = Vec::new();
    for appeal in appeals::queue(tx, QUEUE_SHOWN)? {
        let measure = measures::get(tx, appeal.measure)?;
        if measure.subject.persona != me {
            all.push((appeal, measure));
        }
    }
    Ok(all)
}

/// The rota, and how one is.
#[derive(Debug, Clone)]
pub struct Rota {
    pub shifts: Vec<ShiftRow>,
    pub on_duty: Vec<(Rung, Id<Persona>)>,
    pub how: Wellbeing,
    /// Cases and urgent cases of each moderator in the last seven days.
    pub exposure: Vec<(Id<Persona>, u64, u64)>,
    pub cards: Cards,
    pub me: Id<Persona>,
}

pub fn rota(tx: &mut Tx<'_>, me: Id<Persona>) -> Result<Rota> {
    let since = tx.now() - WEEK;
    let (shifts, on_duty) = (store_duty::shifts(tx)?, duty::on_duty(tx, "")?);
    let exposure = store_duty::exposure_since(tx, since)?;
    let mut wanted: BTreeSet<Id<Persona>> = shifts.iter().map(|shift| shift.persona).collect();
    wanted.extend(exposure.iter().map(|one| one.0));
    let cards = cards(tx, &wanted.into_iter().collect::<Vec<_>>())?;
    Ok(Rota { shifts, on_duty, how: store_duty::wellbeing(tx, me)?, exposure, cards, me })
}
