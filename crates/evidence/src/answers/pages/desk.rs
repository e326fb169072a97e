use commonround_kernel::{Id, Invalid};
use commonround_vocabulary::AnswerCard;
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, FormState, Tone, button, card, error_summary, field,
    hidden_input, notice,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::one::Shown;
use crate::answers::model::{Certainty, ChosenSource, Verdict};
use crate::answers::web::{AnswerInput, DeskQuery};
use crate::claims::Candidate;
use crate::limits::{ANSWER_TEXT_CHARS_MAX, CLAIM_CHARS_MAX, URL_CHARS_MAX};
use crate::model::FactCard;
use crate::views::tier_chip;

/// The place where an answer is written.
#[derive(Debug)]
pub struct Desk {
    pub query: DeskQuery,
    pub input: AnswerInput,
    pub facts: Vec<FactCard>,
    pub claims: Vec<Candidate>,
    /// The caller's credential counts now.
    pub may: bool,
    /// The answer that is written anew.
    pub edits: Option<Id<AnswerCard>>,
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
    let has_claim = !desk.query.text.trim().is_empty();
    let body = html! {
        p { (ui.t("evidence-desk-intro")) }
        (error_summary(ui, wrong))
        (look(ui, desk))
        @if has_claim {
            @if !desk.claims.is_empty() { (known(ui, &desk.claims)) }
            @if desk.may { (write(ui, desk, wrong)) } @else { (suggest(ui, desk)) }
        }
    };
    Page::new(ui, ui.t("evidence-desk")).noindex().body(body)
}

/// The claim comes first: facts follow from it.
fn look(ui: &Ui<'_>, desk: &Desk) -> Markup {
    let action = match desk.edits {
        Some(id) => format!("/answers/{id}/edit"),
        None => "/answer".to_owned(),
    };
    let state = FormState::new()
        .set("text", &desk.query.text)
        .set("link", &desk.query.link)
        .set("q", &desk.query.q);
    html! {
        form.stack action=(action) {
            @if ui.href("/") != "/" { (hidden_input("lang", ui.lang().as_str())) }
            @if !desk.query.claim.is_empty() { (hidden_input("claim", &desk.query.claim)) }
            @if desk.edits.is_none() {
                (field(ui, &FieldSpec::area("text", ui.t("evidence-desk-claim"), 2).hint(ui.t("evidence-desk-claim-hint")).chars_max(CLAIM_CHARS_MAX).required(), &state))
                (field(ui, &FieldSpec::url("link", ui.t("evidence-desk-link")).hint(ui.t("evidence-desk-link-hint")).chars_max(URL_CHARS_MAX), &state))
            }
            @if !desk.query.text.is_empty() {
                (field(ui, &FieldSpec::text("q", ui.t("evidence-desk-other")).chars_max(200), &state))
            }
            (button(ui.t("evidence-desk-look"), look_kind(desk)))
        }
    }
}

fn look_kind(desk: &Desk) -> ButtonKind {
    if desk.query.text.is_empty() { ButtonKind::Primary } else { ButtonKind::Soft }
}

/// Somebody may have answered it already.
fn known(ui: &Ui<'_>, claims: &[Candidate]) -> Markup {
    card(
        Some(ui.t("evidence-claim-same")),
        html! {
            ul.rows role="list" { @for candidate in claims { li { div {
                a href=(ui.href(&format!("/claims/{}", candidate.claim.id))) lang=[candidate.claim.language.as_deref()] { (candidate.claim.text) }
                p.meta { (ui.t(candidate.claim.state.label_key())) }
            } } } }
        },
    )
}

fn write(ui: &Ui<'_>, desk: &Desk, wrong: &Invalid) -> Markup {
    let input = &desk.input;
    let state = FormState::new()
        .set("verdict", &input.verdict)
        .set("certainty", &input.certainty)
        .set("english", &input.english)
        .set("french", &input.french)
        .set("addresses", &input.addresses)
        .with(wrong.clone());
    let action = desk.edits.map_or_else(|| "/answer".to_owned(), |id| format!("/answers/{id}"));
    html! {
        form.stack method="post" action=(action) {
            (hidden_input("text", &desk.query.text))
            (hidden_input("link", &desk.query.link))
            (hidden_input("claim", &desk.query.claim))
            (facts(ui, desk, wrong))
            (field(ui, &FieldSpec::area("addresses", ui.t("evidence-desk-addresses"), 2).hint(ui.t("evidence-desk-addresses-hint")).verbatim(), &state))
            (field(ui, &FieldSpec::radios("verdict", ui.t("evidence-desk-verdict"), verdicts(ui)).required(), &state))
            (field(ui, &FieldSpec::radios("certainty", ui.t("evidence-desk-certainty"), certainties(ui)).hint(ui.t("evidence-desk-certainty-hint")).required(), &state))
            (field(ui, &words("english", ui.t("evidence-desk-english")), &state))
            (field(ui, &words("french", ui.t("evidence-desk-french")), &state))
            (button(ui.t("evidence-desk-publish"), ButtonKind::Primary))
        }
    }
}

fn words<'f>(name: &'f str, label: &'f str) -> FieldSpec<'f> {
    FieldSpec::area(name, label, 4).chars_max(ANSWER_TEXT_CHARS_MAX).required()
}

fn verdicts<'u>(ui: &'u Ui<'_>) -> Vec<Choice<'u>> {
    let choice = |verdict: Verdict| Choice {
        value: verdict.as_str(),
        text: ui.t(verdict.label_key()),
        hint: None,
    };
    Verdict::ALL.into_iter().map(choice).collect()
}

fn certainties<'u>(ui: &'u Ui<'_>) -> Vec<Choice<'u>> {
    let choice = |certainty: Certainty| Choice {
        value: certainty.as_str(),
        text: ui.t(certainty.label_key()),
        hint: None,
    };
    Certainty::ALL.into_iter().map(choice).collect()
}

/// Facts to tick, each readable on its own page.
fn facts(ui: &Ui<'_>, desk: &Desk, wrong: &Invalid) -> Markup {
    let problem = wrong.problems().iter().find(|problem| problem.field == "facts");
    html! {
        fieldset #f-facts.factpick {
            legend { (ui.t("evidence-desk-facts")) }
            @if let Some(problem) = problem { p.wrong { (ui.problem(problem.why)) } }
            @if desk.facts.is_empty() { p.meta { (ui.t("evidence-desk-facts-none")) } }
            @for card in &desk.facts { (fact(ui, card, &desk.input.facts)) }
        }
    }
}

fn fact(ui: &Ui<'_>, card: &FactCard, chosen: &[String]) -> Markup {
    let (id, name) = (format!("fact-{}", card.id), card.id.to_string());
    let reviewed = match card.reviewed_on {
        Some(day) => ui.ta("evidence-reviewed-on", &[("day", ui.day_text(day).into())]),
        None => ui.t("evidence-reviewed-never").to_owned(),
    };
    html! {
        div.choice {
            input id=(id) type="checkbox" name="facts" value=(name) checked[chosen.contains(&name)];
            div {
                label for=(id) lang=(card.language) { (card.title) }
                p lang=(card.language) { (card.excerpt) }
                p.meta.row {
                    (tier_chip(ui, card.publisher.tier))
                    span { (card.publisher.name) }
                    span { (reviewed) }
                    a href=(ui.href(&format!("/facts/{}", card.id))) { (ui.t("evidence-desk-read")) }
                }
            }
        }
    }
}

/// Whoever may not publish can still ask for an answer.
fn suggest(ui: &Ui<'_>, desk: &Desk) -> Markup {
    html! {
        (notice(Tone::Brand, "info", html! { p { (ui.t("evidence-desk-not-verified")) } }))
        form method="post" action="/claims" {
            (hidden_input("text", &desk.query.text))
            (button(ui.t("evidence-desk-suggest"), ButtonKind::Primary))
        }
        (crate::views::fact_rows(ui, &desk.facts))
    }
}
