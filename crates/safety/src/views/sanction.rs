use commonround_kernel::Timestamp;
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, FormState, Tone, button, card, error_summary, field, notice,
    post_button,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::small::act_key;
use crate::limits::WORDS_CHARS_MAX;
use crate::model::{AppealState, MeasureState, Ruling, page_of};
use crate::store::appeals::AppealRow;
use crate::store::measures::MeasureRow;

/// A measure as the person it is against, or a moderator, reads it.
#[derive(Debug, Clone)]
pub struct SanctionView {
    pub measure: MeasureRow,
    pub appeal: Option<AppealRow>,
    /// The reader is the person.
    pub is_own: bool,
    pub appeal_until: Option<Timestamp>,
}

/// What was done, why, until when, and how to ask for another look.
#[must_use]
pub fn sanction_page(ui: &Ui<'_>, view: &SanctionView, form: &FormState) -> Markup {
    let row = &view.measure;
    let body = html! {
        (error_summary(ui, &form.invalid))
        section.card.stack {
            p { b { (ui.t(row.cause.label_key())) } }
            @if !row.words.is_empty() { blockquote.letter dir="auto" { (row.words) } }
            dl.facts {
                dt { (ui.t("safety-sanction-state")) } dd { (ui.t(row.state.label_key())) }
                @if let Some(began) = row.began_at { dt { (ui.t("safety-sanction-since")) } dd { (ui.date(began)) } }
                @if let Some(ends) = row.ends_at { dt { (ui.t("safety-sanction-until")) } dd { (ui.date(ends)) } }
            }
            @if row.by.is_none() { p.meta { (ui.t("safety-sanction-by-rule")) } }
            @if let Some(page) = page_of(row.subject.about) { p { a href=(page) { (ui.t("safety-sanction-thing")) } } }
        }
        (appeal(ui, view, form))
        @if !view.is_own {
            @if row.state == MeasureState::Active {
                (post_button(&format!("/sanctions/{}/lift", row.id), ui.t("safety-lift"), ButtonKind::Quiet))
            }
            p { a href={ "/moderation/cases/" (row.case) } { (ui.t("safety-sanction-case")) } }
        }
        p.meta { a href="/rules" { (ui.t("safety-sanction-rules")) } " · " a href="/help" { (ui.t("safety-report-help")) } }
    };
    Page::new(ui, ui.t(act_key(row.act))).noindex().main_class("narrow").body(body)
}

fn appeal(ui: &Ui<'_>, view: &SanctionView, form: &FormState) -> Markup {
    match (&view.appeal, view.appeal_until) {
        (Some(appeal), _) => made(ui, view, appeal, form),
        (None, Some(until))
            if view.is_own && ui.now() < until && view.measure.state != MeasureState::Lifted =>
        {
            ask(ui, view, until, form)
        }
        (None, Some(_)) if view.is_own => html! { p.meta { (ui.t("safety-appeal-too-late")) } },
        (None, _) => html! {},
    }
}

fn ask(ui: &Ui<'_>, view: &SanctionView, until: Timestamp, form: &FormState) -> Markup {
    let words = FieldSpec::area("words", ui.t("safety-appeal-words"), 5)
        .required()
        .chars_max(WORDS_CHARS_MAX);
    let until = ui.ta("safety-appeal-until", &[("date", ui.date_text(until).into())]);
    html! {
        form.card.stack method="post" action={ "/sanctions/" (view.measure.id) "/appeal" } {
            h2 { (ui.t("safety-appeal-ask")) }
            p { (ui.t("safety-appeal-who")) }
            (field(ui, &words, form))
            p.meta { (until) }
            (button(ui.t("safety-appeal-send"), ButtonKind::Primary))
        }
    }
}

fn made(ui: &Ui<'_>, view: &SanctionView, appeal: &AppealRow, form: &FormState) -> Markup {
    let body = html! {
        blockquote.letter dir="auto" { (appeal.words) }
        p.meta { (ui.date(appeal.made_at)) }
        @if appeal.state == AppealState::Open {
            @let due = ui.ta("safety-appeal-due", &[("date", ui.date_text(appeal.due_at).into())]);
            p { (due) }
            @if !view.is_own { (ruling(ui, appeal, form)) }
        } @else {
            (notice(Tone::Note, "scale", html! { p { b { (ui.t(appeal.state.label_key())) } } p.letter dir="auto" { (appeal.answer) } }))
        }
    };
    card(Some(ui.t("safety-appeal")), body)
}

fn ruling(ui: &Ui<'_>, appeal: &AppealRow, form: &FormState) -> Markup {
    let rulings =
        Ruling::ALL.iter().map(|r| Choice::new(r.as_str(), ui.t(r.label_key()))).collect();
    let ruling = FieldSpec::radios("ruling", ui.t("safety-ruling"), rulings).required();
    let answer = FieldSpec::area("answer", ui.t("safety-ruling-answer"), 4)
        .required()
        .chars_max(WORDS_CHARS_MAX);
    html! {
        form.stack method="post" action={ "/moderation/appeals/" (appeal.id) } {
            (field(ui, &ruling, form))
            (field(ui, &answer, form))
            p.meta { (ui.t("safety-ruling-another")) }
            (button(ui.t("safety-ruling-send"), ButtonKind::Primary))
        }
    }
}
