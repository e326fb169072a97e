//! Pages: functions of plain values. No queries, no actor, no clock.

use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, Tone, button, card, chip, empty, error_summary, field, icon,
    post_button,
};
use commonround_web::{FormState, Markup, Ui, html};

use super::counting::{Colleague, Vouched, Weighed};
use super::limits::WORDS_CHARS_MAX;
use super::model::{Known, VouchRow, VouchState};
use super::reads::Asked;
use crate::cards::NameCard;
use crate::credentials::badge;
use crate::credentials::badges::title_of;
use crate::limits::HANDLE_CHARS_MAX;
use crate::views::setting;

/// What colleagues say on a profile, in words. Nothing where nobody does.
#[must_use]
pub fn vouched(ui: &Ui<'_>, all: &[Vouched]) -> Markup {
    html! {
        @for one in all {
            div.attested {
                (icon("users"))
                div {
                    @let title = one.title.text(ui.lang());
                    @let n = i64::try_from(one.by.len()).unwrap_or(i64::MAX);
                    details {
                        summary { (ui.ta("identity-vouch-shown", &[("n", n.into()), ("title", title.into())])) }
                        ul role="list" { @for who in &one.by { li { (colleague(ui, who)) } } }
                        p.meta { (ui.t("identity-vouch-shown-means")) }
                    }
                    p.meta { @for (place, who) in one.by.iter().enumerate() { @if place > 0 { ", " } a href={ "/@" (who.handle) } { (who.display_name) } } }
                }
            }
        }
    }
}

fn colleague(ui: &Ui<'_>, who: &Colleague) -> Markup {
    let known = Known::read(who.known).map_or("", |known| ui.t(known.key()));
    html! { b { (who.display_name) } " · " (known) ": “" (who.words) "” · " (ui.date(who.at)) }
}

/// Who was asked about a claim, and whom to ask: a part of the claim's page.
pub fn on_claim(ui: &Ui<'_>, action: &str, asked: &[Weighed], state: &FormState) -> Markup {
    let person = FieldSpec::text("person", ui.t("identity-vouch-person"))
        .hint(ui.t("identity-vouch-person-hint"))
        .required()
        .chars_max(HANDLE_CHARS_MAX + 1)
        .autocomplete("off")
        .verbatim();
    let open = asked.iter().filter(|one| {
        matches!(one.row.state, VouchState::Asked | VouchState::Given | VouchState::Declined)
    });
    let content = html! {
        p { (ui.t("identity-vouch-about")) }
        ul.rows role="list" { @for one in open { (asked_line(ui, one)) } }
        form.stack method="post" action=(action) {
            (field(ui, &person, state))
            (button(ui.t("identity-vouch-ask"), ButtonKind::Quiet))
        }
    };
    card(Some(ui.t("identity-vouch-title")), content)
}

fn asked_line(ui: &Ui<'_>, one: &Weighed) -> Markup {
    let end = format!("/settings/vouching/{}/end", one.row.id);
    let (tone, icon_name, key) = match one.row.state {
        VouchState::Given if one.counts() => (Tone::Ok, "check", one.row.state.key()),
        VouchState::Given => (Tone::Plain, "clock", "identity-vouch-not-counting"),
        state => (Tone::Plain, "clock", state.key()),
    };
    html! {
        li {
            div {
                @if let Some(who) = &one.who { (name(who)) }
                @if let Some(words) = &one.row.words { p.meta { (words) } }
            }
            (chip(tone, icon_name, ui.t(key)))
            @if one.row.state != VouchState::Declined {
                (post_button(&end, ui.t("identity-vouch-take-back"), ButtonKind::Quiet))
            }
        }
    }
}

fn name(who: &NameCard) -> Markup {
    html! { a href={ "/@" (who.handle) } { (who.display_name) } " " span.meta { "@" (who.handle) } }
}

/// What colleagues ask of the reader, and what the reader said.
pub fn page(ui: &Ui<'_>, asked: &Asked, state: &FormState) -> Markup {
    let content = html! {
        p { (ui.t("identity-vouch-intro")) }
        (error_summary(ui, &state.invalid))
        @if asked.waiting.is_empty() && asked.given.is_empty() {
            (empty(ui, ui.t("identity-vouch-none"), None))
        }
        @for (row, who) in &asked.waiting { (question(ui, row, who, state)) }
        @if !asked.given.is_empty() {
            (card(Some(ui.t("identity-vouch-given")), html! {
                ul.rows role="list" { @for (row, who) in &asked.given { (given_line(ui, row, who)) } }
            }))
        }
    };
    setting(ui, ui.t("identity-place-vouching"), content)
}

/// One colleague who asks: a page of its own holds the form, since each has the same fields.
fn question(ui: &Ui<'_>, row: &VouchRow, who: &NameCard, state: &FormState) -> Markup {
    let title = title_of(&row.profession).text(ui.lang()).to_owned();
    let asks = [("name", who.display_name.as_str().into()), ("title", title.into())];
    let path = |end: &str| format!("/settings/vouching/{}/{end}", row.id);
    let is_this = state.value("vouch") == row.id.to_string();
    let content = html! {
        p { (name(who)) " " (badge(ui, who, &format!("vouch-{}", row.id))) }
        p { (ui.t("identity-vouch-before")) }
        @if is_this { (give_form(ui, &path("give"), state)) }
        @else { p { a.btn.soft href={ "/settings/vouching?answer=" (row.id) "#answer" } { (ui.t("identity-vouch-answer")) } } }
        (post_button(&path("decline"), ui.t("identity-vouch-decline"), ButtonKind::Quiet))
    };
    html! {
        section.card id=[is_this.then_some("answer")] {
            h2 { (ui.ta("identity-vouch-asks", &asks)) }
            (content)
        }
    }
}

fn give_form(ui: &Ui<'_>, action: &str, state: &FormState) -> Markup {
    let choices = Known::ALL.map(|known| Choice::new(known.as_str(), ui.t(known.key())));
    let known =
        FieldSpec::radios("known", ui.t("identity-vouch-known"), choices.to_vec()).required();
    let words = FieldSpec::text("acquaintance", ui.t("identity-vouch-words"))
        .hint(ui.t("identity-vouch-words-hint"))
        .required()
        .chars_max(WORDS_CHARS_MAX);
    html! {
        form.stack method="post" action=(action) {
            (field(ui, &known, state))
            (field(ui, &words, state))
            (button(ui.t("identity-vouch-give"), ButtonKind::Primary))
        }
    }
}

fn given_line(ui: &Ui<'_>, row: &VouchRow, who: &NameCard) -> Markup {
    let title = title_of(&row.profession).text(ui.lang()).to_owned();
    let end = format!("/settings/vouching/{}/end", row.id);
    html! {
        li {
            div {
                (name(who))
                p.meta { (title) @if let Some(words) = &row.words { " · " (words) } @if let Some(at) = row.given_at { " · " (ui.date(at)) } }
            }
            (post_button(&end, ui.t("identity-vouch-take-back"), ButtonKind::Quiet))
        }
    }
}
