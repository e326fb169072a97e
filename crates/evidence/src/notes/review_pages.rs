use commonround_identity::profession_title;
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, FormState, Tone, button, card, empty, field, notice,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::json::{Listing, Shown};
use super::pages::path;
use super::store::reviews::Review;
use crate::limits::REVIEW_REASON_CHARS_MAX;

/// Notes on which a moderator has to decide, the oldest first.
pub fn queue(ui: &Ui<'_>, list: &Listing) -> Markup {
    let body = html! {
        p { (ui.t("evidence-reviews-intro")) }
        @if list.notes.is_empty() {
            (empty(ui, ui.t("evidence-notes-none"), None))
        } @else {
            ul #feed.card.rows role="list" { @for note in &list.notes { li { div {
                a.name href=(ui.href(&path(note.id))) lang=[note.language.as_deref()] { (note.text) }
                p.meta { (ui.date(note.created_at)) }
            } } } }
        }
    };
    Page::new(ui, ui.t("evidence-reviews")).noindex().body(body)
}

/// The review of a note, and what its viewer may do about it.
pub fn review(ui: &Ui<'_>, shown: &Shown, state: &FormState) -> Markup {
    html! {
        @if shown.note.awaits_review() || shown.review.is_some() {
            (card(Some(ui.t("evidence-review")), html! {
                @match &shown.review {
                    Some((review, name)) => { (said(ui, review, name)) },
                    None => { p { (ui.t("evidence-review-waits")) } },
                }
                @if shown.may.vouch { (vouch_form(ui, shown, state)) }
                @if shown.may.decide { (decide_form(ui, shown, state)) }
            }))
        }
    }
}

fn said(ui: &Ui<'_>, review: &Review, name: &str) -> Markup {
    let title = profession_title(&review.profession).text(ui.lang()).to_owned();
    let who =
        ui.ta("evidence-interim-by", &[("who", name.to_owned().into()), ("title", title.into())]);
    html! {
        p { (ui.ta("evidence-review-vouched", &[("who", who.into())])) }
        blockquote { (review.reason) }
        @if let Some((verdict, why, at)) = &review.decided {
            p { strong { (ui.t(if verdict == "lift" { "evidence-review-lifted" } else { "evidence-review-kept" })) }
                " " (ui.date(*at)) }
            blockquote { (why) }
        } @else {
            (notice(Tone::Plain, "clock", html! { p { (ui.t("evidence-review-decision-waits")) } }))
        }
    }
}

fn reason<'u>(ui: &'u Ui<'_>) -> FieldSpec<'u> {
    FieldSpec::area("reason", ui.t("evidence-review-reason"), 3)
        .chars_max(REVIEW_REASON_CHARS_MAX)
        .required()
}

fn vouch_form(ui: &Ui<'_>, shown: &Shown, state: &FormState) -> Markup {
    html! {
        p { (ui.t("evidence-review-vouch-hint")) }
        form.stack method="post" action=(format!("{}/review", path(shown.note.id))) {
            (field(ui, &reason(ui), state))
            (button(ui.t("evidence-review-vouch"), ButtonKind::Primary))
        }
    }
}

fn decide_form(ui: &Ui<'_>, shown: &Shown, state: &FormState) -> Markup {
    let choices = vec![
        Choice::new("lift", ui.t("evidence-review-lift")),
        Choice::new("keep", ui.t("evidence-review-keep")),
    ];
    html! {
        form.stack method="post" action=(format!("{}/review/decide", path(shown.note.id))) {
            (field(ui, &FieldSpec::radios("verdict", ui.t("evidence-review-decide"), choices).required(), state))
            (field(ui, &reason(ui), state))
            (button(ui.t("evidence-review-send"), ButtonKind::Primary))
        }
    }
}
