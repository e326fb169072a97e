use commonround_web::components::{card, empty};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::queue::topic;
use super::small::act_key;
use crate::model::{AppealState, Level};
use crate::transparency::Line;

/// What moderation did, month by month.
#[must_use]
pub fn transparency(ui: &Ui<'_>, lines: &[Line]) -> Markup {
    let body = html! {
        section.card.prose {
            p { (ui.t("safety-transparency-how")) }
            p { (ui.t("safety-transparency-two")) }
            p { (ui.t("safety-transparency-small")) }
        }
        @if lines.is_empty() { (empty(ui, ui.t("safety-transparency-none"), None)) }
        @for month in lines.chunk_by(|a, b| a.month == b.month) {
            (card(Some(&ui.month_text(&month[0].month)), table(ui, month)))
        }
    };
    Page::new(ui, ui.t("safety-transparency")).body(body)
}

fn table(ui: &Ui<'_>, lines: &[Line]) -> Markup {
    html! {
        table.table {
            thead { tr { th scope="col" { (ui.t("safety-transparency-what")) } th scope="col" { (ui.t("safety-transparency-which")) } th scope="col" { (ui.t("safety-transparency-count")) } } }
            tbody { @for line in lines {
                tr {
                    td data-label=(ui.t("safety-transparency-what")) { (ui.t(what_key(line.what))) }
                    td data-label=(ui.t("safety-transparency-which")) { (which(ui, line)) }
                    td data-label=(ui.t("safety-transparency-count")) {
                        @match line.count { Some(n) => (ui.number(n)), None => (ui.t("safety-transparency-few")) }
                    }
                }
            } }
        }
    }
}

fn what_key(what: &str) -> &'static str {
    match what {
        "report" => "safety-counted-report",
        "case" => "safety-counted-case",
        "measure" => "safety-counted-measure",
        _ => "safety-counted-appeal",
    }
}

fn which<'u>(ui: &Ui<'u>, line: &Line) -> &'u str {
    let level = Level::known(&line.code).map(Level::label_key);
    let act = commonround_vocabulary::SanctionAct::known(&line.code).map(act_key);
    let state = AppealState::known(&line.code).map(AppealState::label_key);
    match level.or(act).or(state) {
        Some(key) => ui.t(key),
        None => topic(ui, &line.code),
    }
}
