use commonround_vocabulary::SanctionAct;
use commonround_web::components::card;
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::queue::topic;
use super::small::{act_key, moderator_tabs, name};
use crate::case_view::CaseView;
use crate::model::{Happening, Level, Outcome};
use crate::store::cases::Entry;
use crate::store::duty::PageRow;

/// What happened in a case, as a card of its page.
pub fn history(ui: &Ui<'_>, view: &CaseView) -> Markup {
    card(
        Some(ui.t("safety-case-history")),
        html! {
            ol.rows role="list" { @for entry in &view.history { li { (entry_line(ui, view, entry)) } } }
            p.meta { a href={ "/moderation/cases/" (view.case.id) "/history" } { (ui.t("safety-case-history-page")) } }
        },
    )
}

fn entry_line(ui: &Ui<'_>, view: &CaseView, entry: &Entry) -> Markup {
    html! {
        div {
            b { (ui.t(entry.what.label_key())) }
            @if !entry.detail.is_empty() { " " (detail(ui, entry)) }
            p.meta {
                @match entry.by {
                    Some(by) => { (name(ui, view.cards.get(&by))) " · " },
                    None if is_automatic(entry.what) => { (ui.t("safety-by-itself")) " · " },
                    None => {},
                }
                (ui.ago(entry.at))
            }
        }
    }
}

/// All that happened in a case, and who was paged.
#[must_use]
pub fn history_page(ui: &Ui<'_>, view: &CaseView) -> Markup {
    let body = html! {
        p { a href={ "/moderation/cases/" (view.case.id) } { (ui.t("safety-case-back")) } }
        section.card { ol.rows role="list" { @for entry in &view.history { li { (entry_line(ui, view, entry)) } } } }
        @if !view.pages.is_empty() {
            (card(Some(ui.t("safety-pages")), html! { ol.rows role="list" { @for page in &view.pages { li { (page_line(ui, view, page)) } } } }))
        }
    };
    Page::new(ui, ui.t("safety-case-history"))
        .noindex()
        .sensitive()
        .tab_bar(moderator_tabs(ui, ""))
        .body(body)
}

fn page_line(ui: &Ui<'_>, view: &CaseView, page: &PageRow) -> Markup {
    let late = ui.ta("safety-page-late", &[("n", (page.late_secs / 60).into())]);
    html! {
        div {
            @match (page.rung, page.persona) {
                (Some(rung), Some(persona)) => { b { (name(ui, view.cards.get(&persona))) } " · " (ui.t(rung.label_key())) }
                _ => { b { (ui.t("safety-page-nobody")) } }
            }
            p.meta { (ui.ago(page.at)) @if page.late_secs >= 60 { " · " (late) } }
        }
    }
}

/// Done by a rule or a timer. Who reports and who agrees is a person, whom the history does not name.
const fn is_automatic(what: Happening) -> bool {
    matches!(
        what,
        Happening::RuleHit | Happening::MeasureBegan | Happening::MeasureEnded | Happening::Paged
    )
}

/// A code in words; what a moderator wrote as it is.
fn detail(ui: &Ui<'_>, entry: &Entry) -> Markup {
    let code = entry.detail.as_str();
    let level = Level::known(code).map(|level| ui.t(level.label_key()));
    let act = SanctionAct::known(code).map(|act| ui.t(act_key(act)));
    let outcome = Outcome::known(code).map(|outcome| ui.t(outcome.label_key()));
    match entry.what {
        Happening::Noted => html! { p.letter dir="auto" { (code) } },
        Happening::Opened | Happening::Reported | Happening::RuleHit => html! { (topic(ui, code)) },
        Happening::Paged | Happening::DebriefDue | Happening::AppealDecided => html! { (code) },
        _ => html! { (level.or(act).or(outcome).unwrap_or(code)) },
    }
}
