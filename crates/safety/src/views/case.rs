use commonround_kernel::Id;
use commonround_vocabulary::{AboutKind, Proposal, SanctionAct};
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, FormState, Tone, button, card, chip, error_summary, field,
    notice, post_button,
};
use commonround_web::{Lang, Page, Ui};
use maud::{Markup, html};

use super::history::history;
use super::queue::topic;
use super::small::{act_key, due, level_chip, moderator_tabs, name, named, unstaffed, who};
use crate::case_view::CaseView;
use crate::limits::{NOTE_CHARS_MAX, WORDS_CHARS_MAX};
use crate::model::{CaseState, Cause, Happening, Level, MeasureState, Outcome};
use crate::store::cases::Lower;
use crate::store::measures::MeasureRow;
use crate::store::reports::ReportRow;

/// Words that moderators start from, in both languages.
pub const TEMPLATES: [&str; 4] = [
    "safety-template-medicine",
    "safety-template-kindness",
    "safety-template-privacy",
    "safety-template-support",
];

/// A case with what stands in its forms, and who was faster where somebody was.
pub struct CasePage<'a> {
    pub view: &'a CaseView,
    pub form: &'a FormState,
    /// Somebody else took it first: their name is shown with the time.
    pub was_late: bool,
}

/// One case on one screen: what, who, why, what was done, and what can be done.
#[must_use]
pub fn case_page(ui: &Ui<'_>, page: &CasePage<'_>) -> Markup {
    let CasePage { view, form, was_late } = page;
    let body = html! {
        div.casehead {
            (level_chip(ui, view.case.level))
            @if view.case.state != CaseState::Closed { (due(ui, view.case.due_at)) }
            @if view.case.raided { (chip(Tone::Warm, "megaphone", ui.t("safety-raid"))) }
            span.meta { (ui.t(view.case.state.label_key())) @if let Some(who) = view.case.assignee { ": " (named(ui, view.cards.get(&who), "assignee")) } }
            a.skipto href="#acts" { (ui.t("safety-case-to-acts")) }
        }
        (error_summary(ui, &form.invalid))
        @if *was_late { (too_late(ui, view)) }
        @if view.case.level.is_urgent() && view.case.state == CaseState::Open && !view.staffed { (unstaffed(ui)) }
        div.casefile {
            div.stack { (what(ui, view)) (why(ui, view)) (done_before(ui, view)) (history(ui, view)) }
            div #acts.stack tabindex="-1" { (acts(ui, view, form)) }
        }
    };
    Page::new(ui, title(ui, view))
        .noindex()
        .sensitive()
        .main_class("wide")
        .tab_bar(moderator_tabs(ui, ""))
        .body(body)
}

fn title(ui: &Ui<'_>, view: &CaseView) -> String {
    let whose = name(ui, view.cards.get(&view.case.subject.persona));
    ui.ta(crate::model::kind_key(view.case.subject.about.kind), &[("name", whose.into())])
}

fn too_late(ui: &Ui<'_>, view: &CaseView) -> Markup {
    let taken = view.history.iter().rev().find(|entry| entry.what == Happening::Taken);
    let Some((entry, by)) = taken.and_then(|entry| Some((entry, entry.by?))) else {
        return html! {};
    };
    let words = ui.ta("safety-case-taken-by", &[("name", name(ui, view.cards.get(&by)).into())]);
    notice(Tone::Note, "info", html! { p { (words) " " (ui.ago(entry.at)) } })
}

fn what(ui: &Ui<'_>, view: &CaseView) -> Markup {
    let persona = view.case.subject.persona;
    card(
        Some(ui.t("safety-case-what")),
        html! {
            (who(ui, view.cards.get(&persona)))
            p.meta { (ui.ta("safety-strikes", &[("n", view.strikes.into())])) }
            @match &view.thing {
                Some(thing) => {
                    blockquote.letter lang=[thing.lang.as_deref()] dir="auto" { (thing.text) }
                    p.row.meta { (ui.ago(thing.created_at)) a href=(thing.path) { (ui.t("safety-case-open-thing")) } }
                }
                None if view.case.subject.about.kind == AboutKind::Persona => { p.meta { (ui.t("safety-case-person")) } }
                None => { p.meta { (ui.t("safety-case-gone")) } }
            }
        },
    )
}

fn why(ui: &Ui<'_>, view: &CaseView) -> Markup {
    let counted = ui.ta("safety-reports", &[("n", view.report_count.into())]);
    card(
        Some(ui.t("safety-case-why")),
        html! {
            @if !view.quotes.is_empty() {
                ul.rows role="list" {
                    @for quote in &view.quotes {
                        li { div { b { (topic(ui, &quote.rule)) } p { mark { (quote.words) } } } (level_chip(ui, quote.level)) }
                    }
                }
            }
            p.meta { (counted) }
            ul.rows role="list" { @for report in &view.reports { li { (one_report(ui, view, report)) } } }
        },
    )
}

fn one_report(ui: &Ui<'_>, view: &CaseView, report: &ReportRow) -> Markup {
    html! {
        div {
            b { (ui.t(report.reason.label_key())) }
            @if !report.comment.is_empty() { p.letter dir="auto" { (report.comment) } }
            div.meta { (named(ui, view.cards.get(&report.reporter), &report.id.to_string())) " · " (ui.ago(report.created_at)) }
        }
    }
}

fn done_before(ui: &Ui<'_>, view: &CaseView) -> Markup {
    html! {
        @if !view.before.is_empty() || !view.others.is_empty() {
            (card(Some(ui.t("safety-case-before")), html! {
                ul.rows role="list" {
                    @for row in &view.before { li { (measure_line(ui, row)) } }
                    @for case in &view.others {
                        li { div { a href={ "/moderation/cases/" (case.id) } { (topic(ui, &case.topic)) } p.meta { (ui.t(case.state.label_key())) " · " (ui.ago(case.opened_at)) } } (level_chip(ui, case.level)) }
                    }
                }
            }))
        }
    }
}

fn measure_line(ui: &Ui<'_>, row: &MeasureRow) -> Markup {
    html! {
        div {
            a href={ "/sanctions/" (row.id) } { (ui.t(act_key(row.act))) }
            p.meta {
                (ui.t(row.cause.label_key())) " · " (ui.t(row.state.label_key())) " · " (ui.ago(row.made_at))
                @if let Some(end) = row.ends_at { " · " (ui.ta("safety-measure-until", &[("date", ui.date_text(end).into())])) }
            }
        }
    }
}

fn acts(ui: &Ui<'_>, view: &CaseView, form: &FormState) -> Markup {
    let case = &view.case;
    let path = format!("/moderation/cases/{}", case.id);
    let is_mine = case.assignee == Some(view.me);
    html! {
        @if let Some(lower) = &case.lower { (second_level(ui, view, lower)) }
        @for row in view.measures.iter().filter(|row| row.state == MeasureState::Proposed) { (second_measure(ui, view, row)) }
        @if case.state == CaseState::Closed {
            (card(None, html! { p { (ui.t("safety-case-is-closed")) } (next(ui)) }))
        } @else {
            @if case.state == CaseState::Open { (post_button(&format!("{path}/take"), ui.t("safety-case-take"), ButtonKind::Primary)) }
            @if is_mine { (close(ui, view, form, &path)) }
            (measure(ui, view, form, &path))
            (level(ui, view, &path))
            (note(ui, form, &path))
            @if is_mine { (post_button(&format!("{path}/release"), ui.t("safety-case-release"), ButtonKind::Quiet)) }
        }
        @if !view.measures.is_empty() { (measures(ui, view)) }
    }
}

fn next(ui: &Ui<'_>) -> Markup {
    html! { p { a.btn href="/moderation/next" { (ui.t("safety-queue-next")) } } }
}

fn second_level(ui: &Ui<'_>, view: &CaseView, lower: &Lower) -> Markup {
    let name = name(ui, view.cards.get(&lower.by));
    let to = ui.t(lower.level.label_key());
    let words = ui.ta("safety-second-level", &[("name", name.into()), ("level", to.into())]);
    second_card(ui, &words, lower.by != view.me, lower.proposal)
}

fn second_measure(ui: &Ui<'_>, view: &CaseView, row: &MeasureRow) -> Markup {
    let by = row.by.and_then(|by| view.cards.get(&by));
    let args = [("name", name(ui, by).into()), ("act", ui.t(act_key(row.act)).into())];
    let words = ui.ta("safety-second-measure", &args);
    html! {
        @if let Some(proposal) = row.proposal {
            (second_card(ui, &words, row.by != Some(view.me), proposal))
        }
    }
}

fn second_card(ui: &Ui<'_>, words: &str, may: bool, proposal: Id<Proposal>) -> Markup {
    let body = html! {
        p { (words) }
        @if may { p { a href={ "/duties/" (proposal) } { (ui.t("safety-second-answer")) } } }
        @else { p.meta { (ui.t("safety-second-not-you")) } }
    };
    notice(Tone::Note, "users", body)
}

fn close(ui: &Ui<'_>, view: &CaseView, form: &FormState, path: &str) -> Markup {
    let none = Choice::new("", ui.t("safety-outcome-none"));
    let choices = Outcome::ALL.iter().map(|o| Choice::new(o.as_str(), ui.t(o.label_key())));
    let choices: Vec<Choice<'_>> = std::iter::once(none).chain(choices).collect();
    let outcome = FieldSpec::select("outcome", ui.t("safety-outcome"), choices);
    let outcome = if view.case.level.is_urgent() { outcome.required() } else { outcome };
    card(
        Some(ui.t("safety-case-close")),
        html! {
            form.stack method="post" action={ (path) "/close" } {
                (field(ui, &outcome, form))
                (button(ui.t("safety-case-close-next"), ButtonKind::Primary))
            }
        },
    )
}

fn measure(ui: &Ui<'_>, view: &CaseView, form: &FormState, path: &str) -> Markup {
    let acts = SanctionAct::ALL.iter().map(|act| Choice::new(act.as_str(), ui.t(act_key(*act))));
    let causes = Cause::ALL.iter().filter(|cause| **cause != Cause::Worry);
    let causes = causes.map(|cause| Choice::new(cause.as_str(), ui.t(cause.label_key())));
    let act = FieldSpec::select("act", ui.t("safety-act"), acts.collect()).required();
    let cause = FieldSpec::select("cause", ui.t("safety-cause"), causes.collect()).required();
    let days =
        FieldSpec::text("days", ui.t("safety-days")).hint(ui.t("safety-days-hint")).verbatim();
    let words = FieldSpec::area("words", ui.t("safety-words"), 4)
        .hint(ui.t("safety-words-hint"))
        .chars_max(WORDS_CHARS_MAX);
    let is_open = form
        .invalid
        .problems()
        .iter()
        .any(|p| ["act", "cause", "days", "words"].contains(&p.field.as_str()));
    let is_begun = is_open || !form.value("words").is_empty();
    html! {
        details.card open[is_begun] {
            summary { (ui.t("safety-case-measure")) }
            form.stack method="post" action={ (path) "/measures" } {
                (field(ui, &act, form))
                (field(ui, &cause, form))
                (field(ui, &days, form))
                (field(ui, &words, form))
                (templates(ui, path))
                @if is_verified(view) { p.meta { (ui.t("safety-second-due")) } }
                (button(ui.t("safety-case-measure-take"), ButtonKind::Danger))
            }
        }
    }
}

fn is_verified(view: &CaseView) -> bool {
    let card = view.cards.get(&view.case.subject.persona);
    card.is_some_and(|card| card.standing.is_verified())
}

/// Each template in each language, as a link that fills the words.
fn templates(ui: &Ui<'_>, path: &str) -> Markup {
    html! {
        div.formfield {
            p.hint { (ui.t("safety-templates")) }
            ul.filters.row role="list" {
                @for (at, key) in TEMPLATES.iter().enumerate() {
                    @for lang in Lang::ALL {
                        li { a.chip href={ (path) "?template=" (at) "&in=" (lang.as_str()) "#acts" } { (ui.t(template_name(key))) " · " (lang.as_str().to_uppercase()) } }
                    }
                }
            }
        }
    }
}

fn template_name(key: &str) -> &'static str {
    match key {
        "safety-template-medicine" => "safety-template-name-medicine",
        "safety-template-kindness" => "safety-template-name-kindness",
        "safety-template-privacy" => "safety-template-name-privacy",
        _ => "safety-template-name-support",
    }
}

fn level(ui: &Ui<'_>, view: &CaseView, path: &str) -> Markup {
    let levels = Level::ALL.iter().map(|l| Choice::new(l.as_str(), ui.t(l.label_key()))).collect();
    let state = FormState::new().set("level", view.case.level.as_str());
    let level = FieldSpec::select("level", ui.t("safety-level"), levels).required();
    html! {
        details.card {
            summary { (ui.t("safety-case-level")) }
            form.stack method="post" action={ (path) "/level" } {
                (field(ui, &level, &state))
                @if view.case.level.is_urgent() { p.meta { (ui.t("safety-case-level-two")) } }
                (button(ui.t("safety-case-level-set"), ButtonKind::Soft))
            }
        }
    }
}

fn note(ui: &Ui<'_>, form: &FormState, path: &str) -> Markup {
    let note = FieldSpec::area("note", ui.t("safety-note"), 3).required().chars_max(NOTE_CHARS_MAX);
    html! {
        details.card open[form.problem("note").is_some()] {
            summary { (ui.t("safety-case-note")) }
            form.stack method="post" action={ (path) "/notes" } {
                (field(ui, &note, form))
                (button(ui.t("safety-case-note-add"), ButtonKind::Soft))
            }
        }
    }
}

fn measures(ui: &Ui<'_>, view: &CaseView) -> Markup {
    card(
        Some(ui.t("safety-case-measures")),
        html! {
            ul.rows role="list" {
                @for row in &view.measures {
                    li {
                        (measure_line(ui, row))
                        @if row.state == MeasureState::Active {
                            form method="post" action={ "/sanctions/" (row.id) "/lift" } {
                                button.btn.quiet.sm type="submit" { (ui.t("safety-lift")) }
                            }
                        }
                    }
                }
            }
        },
    )
}
