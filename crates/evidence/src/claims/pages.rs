use commonround_kernel::{Id, Role, Timestamp};
use commonround_text::excerpt;
use commonround_vocabulary::{AnswerCard, ClaimRecord, Status};
use commonround_web::components::{
    ButtonKind, FieldSpec, FormState, Tone, button, button_link, card, chip, empty, error_summary,
    field, hidden_input, more_link, post_button,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::{Claim, ClaimState};
use super::suggest::Candidate;
use crate::api::FactSummary;
use crate::limits::{CLAIM_CHARS_MAX, EXCERPT_CHARS};
use crate::model::FactCard;
use crate::ports::StatusWords;
use crate::views::{encoded, fact_rows, report_link};

/// A page of claims.
#[derive(Debug)]
pub struct Listing {
    pub claims: Vec<Claim>,
    pub next: Option<String>,
}

/// What fits a text that may be false.
#[derive(Debug, Default)]
pub struct NewClaim {
    pub status: Option<Id<Status>>,
    pub said: String,
    pub candidates: Vec<Candidate>,
    pub facts: Vec<FactCard>,
}

/// A claim and all that hangs on it.
#[derive(Debug)]
pub struct Shown {
    pub claim: Claim,
    pub history: Vec<(ClaimState, Timestamp)>,
    pub statuses: Vec<StatusWords>,
    pub answers: Vec<Id<AnswerCard>>,
    /// The viewer may withdraw it.
    pub mine: bool,
}

/// A claim.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClaimInfo {
    pub id: Id<ClaimRecord>,
    pub path: String,
    pub text: String,
    pub language: Option<String>,
    pub state: ClaimState,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
}

/// Claims, newest first.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClaimsPage {
    pub claims: Vec<ClaimInfo>,
    /// `before` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// A claim with its answers, statuses and history.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClaimPage {
    #[serde(flatten)]
    pub claim: ClaimInfo,
    pub history: Vec<StateSince>,
    /// Paths of the statuses that say so, where the caller may see them.
    pub statuses: Vec<String>,
    pub answers: Vec<Id<AnswerCard>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct StateSince {
    pub state: ClaimState,
    pub since: Timestamp,
}

/// What fits a text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Matches {
    pub candidates: Vec<CandidateInfo>,
    pub facts: Vec<FactSummary>,
}

/// A claim that may be the same.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CandidateInfo {
    pub claim: ClaimInfo,
    /// The words that both have.
    pub shared: Vec<String>,
}

impl ClaimInfo {
    pub fn of(claim: &Claim) -> Self {
        Self {
            id: claim.id,
            path: path(claim),
            text: claim.text.clone(),
            language: claim.language.clone(),
            state: claim.state,
            created_at: claim.created_at,
            changed_at: claim.changed_at,
        }
    }
}

impl ClaimsPage {
    pub fn of(list: &Listing) -> Self {
        Self { claims: list.claims.iter().map(ClaimInfo::of).collect(), next: list.next.clone() }
    }
}

impl ClaimPage {
    pub fn of(shown: &Shown) -> Self {
        let since =
            |(state, since): &(ClaimState, Timestamp)| StateSince { state: *state, since: *since };
        Self {
            claim: ClaimInfo::of(&shown.claim),
            history: shown.history.iter().map(since).collect(),
            statuses: shown.statuses.iter().map(|status| status.path.clone()).collect(),
            answers: shown.answers.clone(),
        }
    }
}

impl Matches {
    pub fn of(new: &NewClaim) -> Self {
        let info = |c: &Candidate| CandidateInfo {
            claim: ClaimInfo::of(&c.claim),
            shared: c.shared.clone(),
        };
        Self {
            candidates: new.candidates.iter().map(info).collect(),
            facts: FactSummary::all(&new.facts),
        }
    }
}

fn path(claim: &Claim) -> String {
    format!("/claims/{}", claim.id)
}

fn state_chip(ui: &Ui<'_>, state: ClaimState) -> Markup {
    let (tone, icon) = match state {
        ClaimState::Open => (Tone::Warm, "info"),
        ClaimState::Answered => (Tone::Ok, "circle-check"),
        ClaimState::Withdrawn => (Tone::Plain, "x"),
    };
    chip(tone, icon, ui.t(state.label_key()))
}

fn row(ui: &Ui<'_>, claim: &Claim, why: Option<&str>) -> Markup {
    html! {
        li { div {
            a.name href=(ui.href(&path(claim))) lang=[claim.language.as_deref()] {
                (excerpt(&claim.text, EXCERPT_CHARS))
            }
            @if let Some(why) = why { p.meta { (why) } }
            p { (state_chip(ui, claim.state)) " " span.meta { (ui.date(claim.created_at)) } }
        } }
    }
}

pub fn list(ui: &Ui<'_>, list: &Listing) -> Markup {
    let body = html! {
        p { (ui.t("evidence-claims-intro")) }
        form.stack action="/claims/new" {
            @if ui.href("/") != "/" { (hidden_input("lang", ui.lang().as_str())) }
            (field(ui, &words(ui), &FormState::new()))
            (button(ui.t("evidence-claim-look"), ButtonKind::Primary))
        }
        @if list.claims.is_empty() {
            (empty(ui, ui.t("evidence-claims-none"), None))
        } @else {
            ul #feed.card.rows role="list" { @for claim in &list.claims { (row(ui, claim, None)) } }
        }
        @if let Some(next) = &list.next { (more_link(ui, &format!("/claims?before={next}"))) }
    };
    Page::new(ui, ui.t("evidence-claims")).description(ui.t("evidence-claims-intro")).body(body)
}

fn words<'u>(ui: &'u Ui<'_>) -> FieldSpec<'u> {
    FieldSpec::area("text", ui.t("evidence-claim-words"), 3)
        .hint(ui.t("evidence-claim-words-hint"))
        .chars_max(CLAIM_CHARS_MAX)
        .required()
}

/// Likely matches first: a person decides whether it is the same.
pub fn new(ui: &Ui<'_>, new: &NewClaim, state: &FormState) -> Markup {
    let body = html! {
        (error_summary(ui, &state.invalid))
        @if !new.candidates.is_empty() { (same(ui, new)) }
        (open_form(ui, new, state))
        @if !new.facts.is_empty() {
            h2 { (ui.t("evidence-claim-facts")) }
            div.feed { (fact_rows(ui, &new.facts)) }
        }
    };
    Page::new(ui, ui.t("evidence-claim-new")).noindex().body(body)
}

fn open_form(ui: &Ui<'_>, new: &NewClaim, state: &FormState) -> Markup {
    let filled = match state.value("text") {
        "" => FormState::new().set("text", &new.said),
        _ => state.clone(),
    };
    html! {
        form.stack method="post" action="/claims" {
            @match new.status {
                Some(status) => {
                    blockquote.claimed { (excerpt(&new.said, CLAIM_CHARS_MAX)) }
                    (hidden_input("status", &status.to_string()))
                },
                None => (field(ui, &words(ui), &filled)),
            }
            div.row {
                (button(ui.t("evidence-claim-open-it"), ButtonKind::Primary))
                @if is_worker(ui) && !new.said.trim().is_empty() {
                    (button_link(&ui.href(&format!("/answer?text={}", encoded(&excerpt(&new.said, CLAIM_CHARS_MAX)))), ui.t("evidence-claim-answer"), ButtonKind::Soft))
                }
            }
        }
    }
}

fn is_worker(ui: &Ui<'_>) -> bool {
    ui.caller().actor().is_some_and(|actor| actor.role == Role::HealthWorker)
}

fn same(ui: &Ui<'_>, new: &NewClaim) -> Markup {
    card(
        Some(ui.t("evidence-claim-same")),
        html! {
            ul.rows role="list" { @for candidate in &new.candidates {
                (row(ui, &candidate.claim, Some(&why(ui, candidate))))
                @if let Some(status) = new.status {
                    li { form method="post" action="/claims" {
                        (hidden_input("status", &status.to_string()))
                        (hidden_input("claim", &candidate.claim.id.to_string()))
                        (button(ui.t("evidence-claim-join"), ButtonKind::Soft))
                    } }
                }
            } }
        },
    )
}

fn why(ui: &Ui<'_>, candidate: &Candidate) -> String {
    let words = candidate.shared.join(", ");
    ui.ta("evidence-claim-why", &[("words", words.into())])
}

pub fn one(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let claim = &shown.claim;
    let body = html! {
        p { (state_chip(ui, claim.state)) }
        blockquote.claimed lang=[claim.language.as_deref()] { (claim.text) }
        @for answer in &shown.answers {
            p { (button_link(&ui.href(&format!("/answers/{answer}")), ui.t("evidence-claim-read"), ButtonKind::Primary)) }
        }
        @if shown.answers.is_empty() && claim.state == ClaimState::Open {
            p { (button_link(&ui.href(&answering(claim)), ui.t("evidence-claim-answer"), ButtonKind::Primary)) }
        }
        @if shown.mine && claim.state == ClaimState::Open {
            (post_button(&format!("{}/withdraw", path(claim)), ui.t("evidence-claim-withdraw"), ButtonKind::Quiet))
        }
        @if !shown.statuses.is_empty() { (said_in(ui, &shown.statuses)) }
        (card(Some(ui.t("evidence-claim-history")), html! {
            ul.rows role="list" { @for (state, since) in &shown.history {
                li { div { (state_chip(ui, *state)) " " (ui.date(*since)) } }
            } }
        }))
        (report_link(ui, &path(claim)))
    };
    Page::new(ui, ui.t("evidence-claim")).body(body)
}

fn answering(claim: &Claim) -> String {
    format!("/answer?claim={}&text={}", claim.id, encoded(&claim.text))
}

fn said_in(ui: &Ui<'_>, statuses: &[StatusWords]) -> Markup {
    card(
        Some(ui.t("evidence-claim-said-in")),
        html! {
            ul.rows role="list" { @for status in statuses {
                li { a href=(ui.href(&status.path)) lang=[status.language.as_deref()] {
                    (excerpt(&status.text, EXCERPT_CHARS))
                } }
            } }
        },
    )
}
