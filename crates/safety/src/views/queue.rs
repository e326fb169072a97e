use commonround_web::components::{ButtonKind, Tone, button_link, card, chip, empty, notice};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::small::{act_key, due, level_chip, moderator_tabs, name, unstaffed};
use crate::case_view::Queue;
use crate::model::{Reason, kind_key};
use crate::resources;
use crate::store::appeals::AppealRow;
use crate::store::cases::CaseRow;
use crate::store::measures::MeasureRow;

/// The queue: what is due first stands first, and one key leads to it.
#[must_use]
pub fn queue_page(ui: &Ui<'_>, queue: &Queue) -> Markup {
    let body = html! {
        @if resources::is_stale(ui.now()) {
            (notice(Tone::Danger, "phone", html! { p { (ui.t("safety-numbers-stale")) } }))
        }
        (duty_line(ui, queue))
        @if !queue.appeals.is_empty() {
            (card(Some(ui.t("safety-appeals")), appeals(ui, queue)))
        }
        @if queue.cases.is_empty() {
            (empty(ui, ui.t("safety-queue-empty"), None))
        } @else {
            p.row { (button_link("/moderation/next", ui.t("safety-queue-next"), ButtonKind::Primary)) span.meta { (ui.t("safety-queue-order")) } }
            (table(ui, queue))
            @if let Some((due_at, id)) = queue.next {
                p.more { a href={ "/moderation?from=" (due_at.millis()) "&past=" (id) } { (ui.t("safety-queue-more")) } }
            }
        }
    };
    Page::new(ui, ui.t("safety-moderation"))
        .noindex()
        .sensitive()
        .main_class("wide")
        .tab_bar(moderator_tabs(ui, "/moderation"))
        .body(body)
}

fn duty_line(ui: &Ui<'_>, queue: &Queue) -> Markup {
    if queue.on_duty.is_empty() {
        return unstaffed(ui);
    }
    let names: Vec<String> = queue
        .on_duty
        .iter()
        .map(|(rung, who)| {
            format!("{} ({})", name(ui, queue.cards.get(who)), ui.t(rung.label_key()))
        })
        .collect();
    let words = ui.ta("safety-on-duty", &[("names", names.join(", ").into())]);
    notice(Tone::Plain, "user-check", html! { p { (words) } })
}

fn table(ui: &Ui<'_>, queue: &Queue) -> Markup {
    let heads = [
        "safety-col-level",
        "safety-col-due",
        "safety-col-about",
        "safety-col-why",
        "safety-col-who",
    ];
    html! {
        table.table.queue {
            thead { tr { @for head in heads { th scope="col" { (ui.t(head)) } } } }
            tbody { @for (case, reports) in &queue.cases { (line(ui, queue, case, *reports)) } }
        }
    }
}

fn line(ui: &Ui<'_>, queue: &Queue, case: &CaseRow, reports: u64) -> Markup {
    let whose = name(ui, queue.cards.get(&case.subject.persona));
    let about = ui.ta(kind_key(case.subject.about.kind), &[("name", whose.into())]);
    let counted = ui.ta("safety-reports", &[("n", reports.into())]);
    html! {
        tr {
            td data-label=(ui.t("safety-col-level")) { (level_chip(ui, case.level)) }
            td data-label=(ui.t("safety-col-due")) { (due(ui, case.due_at)) }
            td data-label=(ui.t("safety-col-about")) {
                a href={ "/moderation/cases/" (case.id) } { (about) }
                @if case.raided { " " (chip(Tone::Warm, "megaphone", ui.t("safety-raid"))) }
            }
            td data-label=(ui.t("safety-col-why")) { (topic(ui, &case.topic)) br; span.meta { (counted) } }
            td data-label=(ui.t("safety-col-who")) { (holder(ui, queue, case)) }
        }
    }
}

fn holder(ui: &Ui<'_>, queue: &Queue, case: &CaseRow) -> Markup {
    html! {
        @match case.assignee {
            Some(who) if who == queue.me => { b { (ui.t("safety-you")) } }
            Some(who) => { (name(ui, queue.cards.get(&who))) }
            None => { span.meta { (ui.t("safety-nobody-yet")) } }
        }
        @if case.lower.is_some() { " " (chip(Tone::Note, "users", ui.t("safety-second-waits"))) }
    }
}

/// A reason of a report, or a rule, in words.
pub fn topic<'u>(ui: &Ui<'u>, code: &str) -> &'u str {
    let reason = Reason::known(code).map(Reason::label_key);
    ui.t(reason.unwrap_or_else(|| rule_key(code)))
}

fn rule_key(code: &str) -> &'static str {
    match code {
        "stop_medicine" => "safety-rule-stop-medicine",
        "dose_advice" => "safety-rule-dose-advice",
        "delaying_emergency" => "safety-rule-delaying-emergency",
        "infant_harm" => "safety-rule-infant-harm",
        "ingestion" => "safety-rule-ingestion",
        "self_harm_method" => "safety-rule-self-harm-method",
        "self_harm_encouragement" => "safety-rule-self-harm-encouragement",
        "watched_words" => "safety-rule-watched-words",
        "asked_for_help" => "safety-rule-asked-for-help",
        "crisis_words" => "safety-rule-crisis-words",
        _ => "safety-rule-other",
    }
}

fn appeals(ui: &Ui<'_>, queue: &Queue) -> Markup {
    html! {
        ul.rows role="list" {
            @for (appeal, measure) in &queue.appeals { li { (appeal_line(ui, queue, appeal, measure)) } }
        }
    }
}

fn appeal_line(ui: &Ui<'_>, queue: &Queue, appeal: &AppealRow, measure: &MeasureRow) -> Markup {
    let whose = name(ui, queue.cards.get(&measure.subject.persona));
    html! {
        div {
            a href={ "/sanctions/" (measure.id) } { (ui.t(act_key(measure.act))) ": " (whose) }
            p.meta { (due(ui, appeal.due_at)) }
        }
    }
}
