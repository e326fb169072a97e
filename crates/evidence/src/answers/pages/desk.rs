mod facts;
mod preview;
mod words;

use std::collections::HashMap;

use commonround_identity::NameCard;
use commonround_kernel::{Id, Invalid, Role};
use commonround_vocabulary::AnswerCard;
use commonround_web::components::{
    ButtonKind, FieldSpec, FormState, Tone, button, card, error_summary, field, hidden_input,
    notice,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::one::Shown;
use crate::answers::input::{AnswerInput, DeskQuery};
use crate::answers::model::ChosenSource;
use crate::claims::Claim;
use crate::limits::{CLAIM_CHARS_MAX, URL_CHARS_MAX};
use crate::model::FactCard;

/// The place where an answer is written.
#[derive(Debug)]
pub struct Desk {
    pub query: DeskQuery,
    pub input: AnswerInput,
    pub facts: Vec<FactCard>,
    /// What can be quoted of each.
    pub sentences: HashMap<i64, Vec<String>>,
    pub known: Vec<Known>,
    /// Claims that wait, where nothing was pasted yet.
    pub open: Vec<Claim>,
    pub me: NameCard,
    /// The answer that is written anew.
    pub edits: Option<Id<AnswerCard>>,
}

/// A claim that may be the same.
#[derive(Debug)]
pub struct Known {
    pub claim: Claim,
    /// Its latest answer.
    pub answer: Option<Id<AnswerCard>>,
}

impl Desk {
    /// The caller's credential counts now.
    pub fn may(&self) -> bool {
        self.me.standing.is_verified()
    }

    /// Where a draft is published.
    fn action(&self) -> String {
        self.edits.map_or_else(|| "/answer".to_owned(), |id| format!("/answers/{id}"))
    }

    /// Where the script looks for facts while somebody types.
    fn lookup(&self) -> String {
        self.edits.map_or_else(|| "/answer".to_owned(), |id| format!("/answers/{id}/edit"))
    }
}

/// An answer as the form that made it.
pub fn as_input(shown: &Shown) -> AnswerInput {
    let body = &shown.answer.body;
    let mut input = AnswerInput {
        claim: shown.claim.id.to_string(),
        text: shown.claim.text.clone(),
        link: body.link.clone().unwrap_or_default(),
        verdict: body.verdict.as_str().to_owned(),
        certainty: body.certainty.as_str().to_owned(),
        english: body.english.clone(),
        french: body.french.clone(),
        ..AnswerInput::default()
    };
    for source in &body.sources {
        match source {
            ChosenSource::Fact(id) => input.facts.push(id.to_string()),
            ChosenSource::Address(url) => {
                input.addresses.push_str(url);
                input.addresses.push('\n');
            }
        }
    }
    input
}

/// One page from the pasted claim to the published card.
pub fn desk(ui: &Ui<'_>, desk: &Desk, wrong: &Invalid) -> Markup {
    let body = html! {
        p { (ui.t("evidence-desk-intro")) }
        (error_summary(ui, wrong))
        @if desk.may() { (write(ui, desk, wrong)) } @else { (ask(ui, desk)) }
        @if !desk.open.is_empty() { (waiting(ui, &desk.open)) }
    };
    Page::new(ui, ui.t("evidence-desk")).noindex().main_class("wide").script("desk.js").body(body)
}

/// Everything in one form, so that nothing written is lost whichever button is pressed.
fn write(ui: &Ui<'_>, desk: &Desk, wrong: &Invalid) -> Markup {
    html! {
        form.desk method="post" action=(desk.action()) data-find=(ui.href(&desk.lookup())) {
            (hidden_input("claim", &desk.query.claim))
            @if let Some(id) = desk.edits { (hidden_input("answer", &id.to_string())) }
            div.deskform {
                (pasted(ui, desk, wrong))
                (facts::found(ui, desk, wrong))
                div.later {
                    (other_words(ui, desk))
                    (words::scale(ui, &desk.input, wrong))
                    (words::tongues(ui, &desk.input, wrong))
                    (words::addresses(ui, &desk.input, wrong))
                }
            }
            (preview::preview(ui, desk))
        }
    }
}

/// The claim comes first: facts follow from it.
fn pasted(ui: &Ui<'_>, desk: &Desk, wrong: &Invalid) -> Markup {
    let query = &desk.query;
    let state =
        FormState::new().set("text", &query.text).set("link", &query.link).with(wrong.clone());
    html! {
        div.stack.paste {
            @if desk.edits.is_some() {
                (hidden_input("text", &query.text)) (hidden_input("link", &query.link))
                blockquote.claimed { (query.text) }
            } @else {
                (field(ui, &claim_field(ui), &state))
                div.later { (field(ui, &FieldSpec::url("link", ui.t("evidence-desk-link")).hint(ui.t("evidence-desk-link-hint")).chars_max(URL_CHARS_MAX), &state)) }
            }
            button.btn.soft.plain type="submit" formaction="/answer/draft" formnovalidate { (ui.t("evidence-desk-look")) }
        }
    }
}

fn claim_field<'u>(ui: &'u Ui<'_>) -> FieldSpec<'u> {
    FieldSpec::area("text", ui.t("evidence-desk-claim"), 2)
        .hint(ui.t("evidence-desk-claim-hint"))
        .chars_max(CLAIM_CHARS_MAX)
        .required()
}

fn other_words(ui: &Ui<'_>, desk: &Desk) -> Markup {
    let state = FormState::new().set("q", &desk.query.q);
    html! {
        (field(ui, &FieldSpec::text("q", ui.t("evidence-desk-other")).chars_max(200), &state))
        button.btn.soft.plain type="submit" formaction="/answer/draft" formnovalidate { (ui.t("evidence-desk-look")) }
    }
}

/// Whoever may not publish sees the facts and can ask for an answer.
fn ask(ui: &Ui<'_>, desk: &Desk) -> Markup {
    let state = FormState::new().set("text", &desk.query.text);
    let is_worker = ui.caller().actor().is_some_and(|actor| actor.role == Role::HealthWorker);
    html! {
        (notice(Tone::Brand, "info", html! {
            p { (ui.t("evidence-desk-not-verified")) }
            @if is_worker { p { a href="/settings/credentials" { (ui.t("evidence-desk-get-checked")) } } }
        }))
        form.desk.asking method="post" action="/claims" data-find=(ui.href("/answer")) {
            div.deskform {
                div.stack.paste {
                    (field(ui, &claim_field(ui), &state))
                    button.btn.soft.plain type="submit" formaction="/answer" formmethod="get" formnovalidate { (ui.t("evidence-desk-look")) }
                }
                (facts::found_to_read(ui, desk))
                div.later { (button(ui.t("evidence-desk-suggest"), ButtonKind::Primary)) }
            }
        }
    }
}

/// What people ask, for whoever came without a claim.
fn waiting(ui: &Ui<'_>, open: &[Claim]) -> Markup {
    let answering = |claim: &Claim| {
        format!("/answer?claim={}&text={}", claim.id, crate::views::encoded(&claim.text))
    };
    html! {
        div.waiting { (card(
            Some(ui.t("evidence-desk-waiting")),
            html! {
                ul.rows role="list" { @for claim in open { li {
                    div { a href=(ui.href(&format!("/claims/{}", claim.id))) lang=[claim.language.as_deref()] { (claim.text) } }
                    a.btn.soft.sm href=(ui.href(&answering(claim))) { (ui.t("evidence-claim-answer")) }
                } } }
            },
        )) }
    }
}
