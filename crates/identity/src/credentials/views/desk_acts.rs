//! What an officer decides.

use commonround_credential::State;
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, button, card, field, post_button,
};
use commonround_web::{FormState, Markup, Ui, html};

use super::desk_facts::{decided_key, reason};
use crate::credentials::limits::{APPEAL_CHARS_MAX, NOTE_CHARS_MAX};
use crate::credentials::model::{AppealRow, Method, Reason};
use crate::credentials::officer::{Desk, WaitingDecision};

/// One thing to do: answer an appeal, second a decision, or decide.
pub fn acts(ui: &Ui<'_>, desk: &Desk, state: &FormState) -> Markup {
    let to_prove = [State::Pending, State::Conflict, State::Recheck, State::Expired];
    html! {
        @match (&desk.appeal, &desk.decision) {
            (Some(appeal), _) => (rule(ui, desk, appeal, state)),
            (None, Some(waiting)) => (second(ui, desk, waiting, state)),
            (None, None) => {
                @if to_prove.contains(&desk.claim.state) { (approve(ui, desk, state)) }
                (reject(ui, desk, state))
            },
        }
    }
}

fn approve(ui: &Ui<'_>, desk: &Desk, state: &FormState) -> Markup {
    let checks = [
        ("check_register", "identity-cred-check-register"),
        ("check_name", "identity-cred-check-name"),
        ("check_person", "identity-cred-check-person"),
    ];
    let methods = vec![
        Choice::new("officer_call", ui.t(Method::OfficerCall.key())),
        Choice::new("employer_attestation", ui.t(Method::EmployerAttestation.key())),
    ];
    let method = FieldSpec::radios("method", ui.t("identity-cred-how"), methods).required();
    let content = html! {
        form.stack method="post" action={ "/officer/claims/" (desk.claim.id) "/approve" } {
            @for (name, key) in checks { (field(ui, &FieldSpec::tick(name, ui.t(key)).required(), state)) }
            (field(ui, &method, state))
            (field(ui, &finding(ui).required(), state))
            (button(ui.t("identity-cred-approve"), ButtonKind::Primary))
        }
    };
    card(Some(ui.t("identity-cred-approve-title")), content)
}

fn finding<'f>(ui: &'f Ui<'f>) -> FieldSpec<'f> {
    FieldSpec::area("finding", ui.t("identity-cred-finding"), 2)
        .hint(ui.t("identity-cred-finding-hint"))
        .chars_max(NOTE_CHARS_MAX)
}

fn reject(ui: &Ui<'_>, desk: &Desk, state: &FormState) -> Markup {
    let reasons = Reason::ALL.map(|reason| Choice::new(reason.as_str(), ui.t(reason.key())));
    let reason =
        FieldSpec::select("reason", ui.t("identity-cred-reason"), reasons.to_vec()).required();
    let note =
        FieldSpec::area("finding", ui.t("identity-cred-finding"), 2).chars_max(NOTE_CHARS_MAX);
    let content = html! {
        form.stack method="post" action={ "/officer/claims/" (desk.claim.id) "/reject" } {
            (field(ui, &reason, state))
            (field(ui, &note, state))
            (button(ui.t("identity-cred-reject"), ButtonKind::Danger))
        }
    };
    card(Some(ui.t("identity-cred-reject-title")), content)
}

/// A decision that waits for another officer.
fn second(ui: &Ui<'_>, desk: &Desk, waiting: &WaitingDecision, state: &FormState) -> Markup {
    let path = |end: &str| format!("/officer/claims/{}/{end}", desk.claim.id);
    let decision = &waiting.decision;
    let content = html! {
        p {
            b { (ui.t(decided_key(decision.is_yes()))) }
            @if let Some(reason) = reason(decision.word()) { ": " (ui.t(reason.key())) }
        }
        @if let Some(note) = decision.note() { p.letter dir="auto" { (note) } }
        @match waiting.counts_at {
            Some(at) => p.meta { (ui.ta("identity-cred-counts-alone", &[("day", ui.date_text(at).into())])) },
            None => p.meta { (ui.t("identity-cred-counts-seconded")) },
        }
        @if waiting.may_second { (answer(ui, &path, state)) }
        @else if waiting.is_mine { (post_button(&path("undo"), ui.t("identity-cred-undo"), ButtonKind::Quiet)) }
        @else { p { (ui.t("identity-duties-not-yours")) } }
    };
    card(Some(ui.t("identity-cred-needs-second")), content)
}

/// Agreeing takes one key; a no says why.
fn answer(ui: &Ui<'_>, path: &dyn Fn(&str) -> String, state: &FormState) -> Markup {
    let words = FieldSpec::area("finding", ui.t("identity-cred-second-words"), 2)
        .hint(ui.t("identity-cred-second-hint"))
        .chars_max(NOTE_CHARS_MAX);
    html! {
        form.stack method="post" action=(path("agree")) {
            (field(ui, &words, state))
            div.row {
                (button(ui.t("identity-cred-agree"), ButtonKind::Primary))
                button.btn.quiet formaction=(path("decline")) { (ui.t("identity-cred-decline")) }
            }
        }
    }
}

/// An appeal: its words, and the answer of an officer who had no part in the decision.
fn rule(ui: &Ui<'_>, desk: &Desk, appeal: &AppealRow, state: &FormState) -> Markup {
    let rulings = vec![
        Choice::new("uphold", ui.t("identity-cred-appeal-uphold")),
        Choice::new("grant", ui.t("identity-cred-appeal-grant")),
    ];
    let ruling = FieldSpec::radios("ruling", ui.t("identity-cred-appeal-ruling"), rulings);
    let words = FieldSpec::area("answer", ui.t("identity-cred-appeal-answer"), 3)
        .hint(ui.t("identity-cred-appeal-answer-hint"))
        .required()
        .chars_max(APPEAL_CHARS_MAX);
    let content = html! {
        p.letter dir="auto" { (appeal.words) }
        p.meta { (ui.ago(appeal.made_at)) }
        @if desk.may_rule {
            form.stack method="post" action={ "/officer/claims/" (desk.claim.id) "/appeal" } {
                (field(ui, &ruling.required(), state))
                (field(ui, &words, state))
                (button(ui.t("identity-cred-appeal-send"), ButtonKind::Primary))
            }
        } @else { p { (ui.t("identity-cred-appeal-not-yours")) } }
    };
    card(Some(ui.t("identity-cred-appeal-title")), content)
}
