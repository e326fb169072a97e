use std::collections::HashMap;

use commonround_kernel::Invalid;
use commonround_web::Ui;
use commonround_web::components::{Tone, card, hidden, icon, notice};
use maud::{Markup, html};

use super::{Desk, Known};
use crate::answers::model::platform;
use crate::limits::FACTS_AT_ONCE;
use crate::model::FactCard;
use crate::views::tier_chip;

/// What fits the claim: the script brings it anew while somebody types. Facts are ticked.
pub fn found(ui: &Ui<'_>, desk: &Desk, wrong: &Invalid) -> Markup {
    let problem = wrong.problems().iter().find(|problem| problem.field == "facts");
    let (now, later) = at_once(desk);
    html! {
        div #found data-say=(count(ui, desk)) {
            (before(ui, desk))
            @if !desk.query.text.trim().is_empty() || !desk.facts.is_empty() {
                fieldset #f-facts.factpick.bad[problem.is_some()] {
                    legend { (ui.t("evidence-desk-facts")) }
                    @if let Some(problem) = problem { p.wrong { (ui.problem(problem.why)) } }
                    p.hint { (ui.t(if desk.facts.is_empty() { "evidence-desk-facts-none" } else { "evidence-desk-facts-hint" })) }
                    @for card in &now { (fact(ui, desk, card)) }
                    @if !later.is_empty() {
                        details.options { summary { (more(ui, later.len())) }
                            @for card in &later { (fact(ui, desk, card)) }
                        }
                    }
                }
            }
        }
    }
}

/// Ticked facts and the best few of each language; then the others.
fn at_once(desk: &Desk) -> (Vec<&FactCard>, Vec<&FactCard>) {
    let mut shown = HashMap::new();
    desk.facts.iter().partition(|card| {
        let of_language: &mut usize = shown.entry(card.language.as_str()).or_default();
        *of_language += 1;
        *of_language <= FACTS_AT_ONCE || is_chosen(desk, card)
    })
}

fn is_chosen(desk: &Desk, card: &FactCard) -> bool {
    let id = card.id.to_string();
    desk.input.facts.iter().any(|chosen| *chosen == id)
}

fn more(ui: &Ui<'_>, facts: usize) -> String {
    let n = u64::try_from(facts).unwrap_or_default();
    ui.ta("evidence-desk-more", &[("n", n.into())])
}

/// The same for whoever only reads.
pub fn found_to_read(ui: &Ui<'_>, desk: &Desk) -> Markup {
    html! {
        div #found data-say=(count(ui, desk)) {
            (before(ui, desk))
            @if !desk.query.text.trim().is_empty() && desk.facts.is_empty() { p.meta { (ui.t("evidence-desk-facts-none")) } }
            @if !desk.facts.is_empty() {
                h2 { (ui.t("evidence-claim-facts")) }
                div.feed { (crate::views::fact_rows(ui, &desk.facts)) }
            }
        }
    }
}

fn count(ui: &Ui<'_>, desk: &Desk) -> String {
    let n = u64::try_from(desk.facts.len()).unwrap_or_default();
    ui.ta("evidence-desk-found", &[("n", n.into())])
}

/// What stands in front of the facts: that a link alone says nothing, and what was answered already.
fn before(ui: &Ui<'_>, desk: &Desk) -> Markup {
    let query = &desk.query;
    html! {
        @if query.text.trim().is_empty() && !query.link.trim().is_empty() {
            (notice(Tone::Note, "link", html! { p { (link_alone(ui, &query.link)) } }))
        }
        @if !desk.known.is_empty() && desk.edits.is_none() { (known(ui, &desk.known)) }
    }
}

fn link_alone(ui: &Ui<'_>, link: &str) -> String {
    let place = platform(link).unwrap_or_default();
    ui.ta("evidence-desk-link-alone", &[("place", place.into())])
}

/// Somebody may have answered it already.
fn known(ui: &Ui<'_>, known: &[Known]) -> Markup {
    card(
        Some(ui.t("evidence-claim-same")),
        html! {
            ul.rows role="list" { @for Known { claim, answer } in known { li {
                div {
                    a href=(ui.href(&format!("/claims/{}", claim.id))) lang=[claim.language.as_deref()] { (claim.text) }
                    p.meta { (ui.t(claim.state.label_key())) }
                }
                @if let Some(answer) = answer {
                    a.btn.quiet.sm href=(ui.href(&format!("/answers/{answer}"))) { (ui.t("evidence-claim-read")) }
                }
            } } }
        },
    )
}

/// A fact to tick, with sentences to quote, readable on its own page.
fn fact(ui: &Ui<'_>, desk: &Desk, card: &FactCard) -> Markup {
    let (id, name) = (format!("fact-{}", card.id), card.id.to_string());
    let reviewed = match card.reviewed_on {
        Some(day) => ui.ta("evidence-reviewed-on", &[("day", ui.day_text(day).into())]),
        None => ui.t("evidence-reviewed-never").to_owned(),
    };
    html! {
        div.choice id={ (id) "-row" } {
            input id=(id) type="checkbox" name="facts" value=(name) checked[is_chosen(desk, card)]
                data-say={ (card.title) " (" (card.publisher.name) ")" };
            div {
                label for=(id) lang=(card.language) { (card.title) }
                (sentences(ui, desk, card))
                p.meta.row {
                    (tier_chip(ui, card.publisher.tier))
                    span { (card.publisher.name) }
                    span { (reviewed) }
                    a href=(ui.href(&format!("/facts/{}", card.id))) target="_blank" rel="noopener" {
                        (ui.t("evidence-desk-read")) (hidden(ui.t("evidence-desk-new-tab")))
                    }
                }
            }
        }
    }
}

/// Each sentence is a button that takes it into the answer of its language.
fn sentences(ui: &Ui<'_>, desk: &Desk, card: &FactCard) -> Markup {
    let whole = desk.sentences.get(&card.id.get()).map(Vec::as_slice).unwrap_or_default();
    let field = if card.language == "fr" { "french" } else { "english" };
    html! {
        @if whole.is_empty() { p lang=(card.language) { (card.excerpt) } }
        @for sentence in whole {
            button.quote type="submit" name="quote" formaction="/answer/draft" formnovalidate
                value={ (card.id) " " (card.language) " " (marked(card, sentence)) }
                data-into=(field) data-said=(ui.t("evidence-desk-quoted")) {
                (icon("quote")) (hidden(ui.t("evidence-desk-quote"))) span lang=(card.language) { (sentence) }
            }
        }
    }
}

/// A sentence between the quotation marks of its language, with whom it is of.
fn marked(card: &FactCard, sentence: &str) -> String {
    let name = &card.publisher.name;
    match card.language.as_str() {
        "fr" => format!("«\u{a0}{sentence}\u{a0}» ({name})"),
        _ => format!("“{sentence}” ({name})"),
    }
}
