//! Pages whoever is on duty for a RED case until somebody takes it. The timer is a row: it survives a
//! restart, and one that comes late says by how much.

use std::time::Duration;

use commonround_db::{Tx, jobs, outbox};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{About, AboutKind, Case, NoticeKind, NoticeRaised};

use crate::duty;
use crate::model::ladder::{self, Rung};
use crate::model::{CaseState, Happening};
use crate::store::{cases, duty as store};

/// Job kind; its key is the id of the case.
pub const PAGE: &str = "safety.page";

/// Begins at the first rung, now.
pub fn start(tx: &mut Tx<'_>, case: Id<Case>) -> Result<()> {
    let now = tx.now();
    cases::mark_paged(tx, case, now)?;
    jobs::schedule(tx, PAGE, case.get(), &(), now)
}

/// Somebody took the case, or it is no longer urgent.
pub fn stop(tx: &mut Tx<'_>, case: Id<Case>) -> Result<()> {
    jobs::cancel(tx, PAGE, case.get()).map(drop)
}

/// One step: pages whom it reaches and sets the next timer. Harmless where the case needs none.
pub fn climb(tx: &mut Tx<'_>, case: Id<Case>, late_by: Duration) -> Result<()> {
    let found = cases::get(tx, case)?;
    let Some(since) = found.paged_at.filter(|_| found.state == CaseState::Open) else {
        return Ok(());
    };
    if !found.level.is_urgent() {
        return Ok(());
    }
    let step = ladder::step(tx.now().since(since));
    let here = duty::on_duty(tx, &found.topic)?;
    let rungs = ladder::staffed(&step, |rung| here.iter().any(|one| one.0 == rung));
    let called: Vec<_> = here.into_iter().filter(|(rung, _)| rungs.contains(rung)).collect();
    call(tx, case, &called, late_by.as_secs())?;
    match step.next {
        Some(next) => jobs::schedule(tx, PAGE, case.get(), &(), since + next),
        None => Ok(()),
    }
}

fn call(tx: &mut Tx<'_>, case: Id<Case>, called: &[(Rung, Id<Persona>)], late: u64) -> Result<()> {
    for (rung, persona) in called {
        notify(tx, *persona, case)?;
        store::add_page(tx, case, Some((*rung, *persona)), late)?;
    }
    if called.is_empty() {
        store::add_page(tx, case, None, late)?;
        metrics::counter!("safety_pages_unstaffed_total").increment(1);
    }
    let rungs: Vec<&str> = called.iter().map(|(rung, _)| rung.as_str()).collect();
    cases::add_history(tx, case, None, Happening::Paged, &rungs.join(" "))
}

/// Tells one person that there is work for them.
pub fn notify(tx: &mut Tx<'_>, to: Id<Persona>, case: Id<Case>) -> Result<()> {
    let about = About { kind: AboutKind::Case, id: case.get() };
    outbox::emit(tx, &NoticeRaised { to, kind: NoticeKind::DutyCalls, by: None, about })
}

/// Calls the operator on call, once: something is under way.
pub fn call_operator(tx: &mut Tx<'_>, case: Id<Case>, topic: &str) -> Result<()> {
    let here = duty::on_duty(tx, topic)?;
    let called: Vec<_> = here.into_iter().filter(|(rung, _)| *rung == Rung::Operator).collect();
    call(tx, case, &called, 0)
}
