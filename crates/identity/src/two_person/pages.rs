//! Pages of the acts that wait for a second person. Functions of plain values.

use commonround_kernel::Actor;
use commonround_web::components::{FieldSpec, Tone, card, chip, empty, error_summary, field};
use commonround_web::{FormState, Markup, Page, Ui, html};

use super::limits::REASON_CHARS_MAX;
use super::model::{Proposal, ProposalState};
use super::web::ProposalStep;
use crate::NameCard;

/// One proposal with what a reader needs to judge it.
pub struct Shown {
    pub proposal: Proposal,
    pub title_key: &'static str,
    /// The page with what it stands on.
    pub path: String,
    pub proposer: Option<NameCard>,
    pub subject: Option<NameCard>,
    /// The reader may second it.
    pub mine_to_second: bool,
}

/// What waits for a second, the oldest first.
#[must_use]
pub fn list(ui: &Ui<'_>, waiting: &[Shown]) -> Markup {
    let body = html! {
        @if waiting.is_empty() { (empty(ui, ui.t("identity-duties-none"), None)) }
        @else {
            table.table {
                thead { tr {
                    th scope="col" { (ui.t("identity-duties-what")) }
                    th scope="col" { (ui.t("identity-duties-about")) }
                    th scope="col" { (ui.t("identity-duties-by")) }
                    th scope="col" { (ui.t("identity-duties-until")) }
                } }
                tbody { @for one in waiting { (line(ui, one)) } }
            }
        }
    };
    Page::new(ui, ui.t("identity-duties-title")).main_class("wide").noindex().body(body)
}

fn line(ui: &Ui<'_>, one: &Shown) -> Markup {
    html! {
        tr {
            td data-label=(ui.t("identity-duties-what")) {
                a href={ "/duties/" (one.proposal.id) } { (ui.t(one.title_key)) }
                @if one.mine_to_second { " " (chip(Tone::Note, "hand-heart", ui.t("identity-duties-yours"))) }
            }
            td data-label=(ui.t("identity-duties-about")) { (name(ui, one.subject.as_ref())) }
            td data-label=(ui.t("identity-duties-by")) { (name(ui, one.proposer.as_ref())) }
            td data-label=(ui.t("identity-duties-until")) { (ui.date(one.proposal.expires_at)) }
        }
    }
}

fn name(ui: &Ui<'_>, card: Option<&NameCard>) -> Markup {
    html! {
        @match card {
            Some(card) => a href={ "/@" (card.handle) } { (card.display_name) " @" (card.handle) },
            None => (ui.t("identity-duties-nobody")),
        }
    }
}

/// One proposal, and the form of a second where the reader may be one.
#[must_use]
pub fn one(ui: &Ui<'_>, shown: &Shown, state: &FormState) -> Markup {
    let proposal = &shown.proposal;
    let body = html! {
        p { a href="/duties" { (ui.t("identity-duties-back")) } }
        (card(None, html! {
            dl.facts {
                dt { (ui.t("identity-duties-about")) } dd { (name(ui, shown.subject.as_ref())) }
                dt { (ui.t("identity-duties-by")) } dd { (name(ui, shown.proposer.as_ref())) }
                dt { (ui.t("identity-duties-why")) } dd { (proposal.reason) }
                dt { (ui.t("identity-duties-state")) } dd { (ui.t(state_key(proposal.state))) }
                @if let Some(at) = proposal.effective_at.filter(|_| proposal.state == ProposalState::Open) {
                    dt { (ui.t("identity-duties-alone")) } dd { (ui.date(at)) }
                }
                @if let Some(reason) = &proposal.second_reason {
                    dt { (ui.t("identity-duties-second-why")) } dd { (reason) }
                }
            }
            p { a href=(shown.path) { (ui.t("identity-duties-evidence")) } }
            p { a href={ "/duties/" (proposal.id) "/history" } { (ui.t("identity-duties-history")) } }
        }))
        @if shown.mine_to_second { (form(ui, proposal, state)) }
        @else if proposal.state == ProposalState::Open { p.meta { (ui.t("identity-duties-not-yours")) } }
    };
    Page::new(ui, ui.t(shown.title_key)).main_class("narrow").noindex().body(body)
}

/// What happened to a proposal.
#[must_use]
pub fn history(ui: &Ui<'_>, shown: &Shown, steps: &[ProposalStep]) -> Markup {
    let heads = ["identity-duties-when", "identity-duties-state", "identity-duties-why"];
    let heads = heads.map(|key| ui.t(key));
    let body = html! {
        p { a href={ "/duties/" (shown.proposal.id) } { (ui.t(shown.title_key)) } }
        table.table {
            thead { tr { @for head in heads { th scope="col" { (head) } } } }
            tbody { @for step in steps {
                tr {
                    td data-label=(heads[0]) { (ui.date(step.at)) }
                    td data-label=(heads[1]) { (ui.t(state_key(step.state))) }
                    td data-label=(heads[2]) { (step.reason.as_deref().unwrap_or("–")) }
                }
            } }
        }
    };
    Page::new(ui, ui.t("identity-duties-history")).main_class("narrow").noindex().body(body)
}

fn form(ui: &Ui<'_>, proposal: &Proposal, state: &FormState) -> Markup {
    let reason = FieldSpec::area("reason", ui.t("identity-duties-your-reason"), 3)
        .required()
        .chars_max(REASON_CHARS_MAX);
    html! {
        (error_summary(ui, &state.invalid))
        form.stack method="post" action={ "/duties/" (proposal.id) } {
            (field(ui, &reason, state))
            div.row {
                button.btn name="verdict" value="agree" { (ui.t("identity-duties-agree")) }
                button.btn.quiet name="verdict" value="decline" { (ui.t("identity-duties-decline")) }
            }
        }
    }
}

/// The words for a state.
#[must_use]
pub const fn state_key(state: ProposalState) -> &'static str {
    match state {
        ProposalState::Open => "identity-duties-state-open",
        ProposalState::Agreed => "identity-duties-state-agreed",
        ProposalState::Declined => "identity-duties-state-declined",
        ProposalState::TookEffect => "identity-duties-state-took-effect",
        ProposalState::Expired => "identity-duties-state-expired",
        ProposalState::Withdrawn => "identity-duties-state-withdrawn",
        ProposalState::Void => "identity-duties-state-void",
    }
}

/// Whether the reader has any duty that seconds.
#[must_use]
pub fn has_duty(actor: &Actor) -> bool {
    actor.officer || actor.moderator
}
