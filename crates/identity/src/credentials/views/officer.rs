use commonround_credential::State;
use commonround_web::components::{Tone, chip, empty, error_summary};
use commonround_web::{FormState, Markup, Page, Ui, html};

use super::{desk_acts, desk_facts, state_words, title};
use crate::credentials::officer::{Desk, Queue, Waiting};

/// What waits, the oldest first.
pub fn queue(ui: &Ui<'_>, queue: &Queue) -> Markup {
    let heads = [
        "identity-cred-who",
        "identity-cred-registration",
        "identity-cred-state",
        "identity-cred-since",
    ]
    .map(|key| ui.t(key));
    let body = html! {
        p { (ui.ta("identity-cred-queue-count", &[("n", queue.count.into())])) }
        @if queue.waiting.is_empty() {
            (empty(ui, ui.t("identity-cred-queue-empty"), None))
        } @else {
            table.table {
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody {
                    @for (place, waiting) in queue.waiting.iter().enumerate() {
                        (line(ui, waiting, &heads, place == 0))
                    }
                }
            }
        }
    };
    Page::new(ui, ui.t("identity-cred-queue")).noindex().body(body)
}

/// The first one has the focus: Enter opens it.
fn line(ui: &Ui<'_>, waiting: &Waiting, heads: &[&str; 4], first: bool) -> Markup {
    let claim = &waiting.claim;
    let (key, tone, icon) = state_words(ui, claim);
    html! {
        tr {
            td data-label=(heads[0]) {
                a href={ "/officer/claims/" (claim.id) } autofocus[first] {
                    @if let Some(case) = waiting.case { "CR-" (case) " · " }
                    (claim.name)
                }
                @if let Some(who) = &waiting.who { " " span.meta { "@" (who.handle) } }
            }
            td data-label=(heads[1]) { (title(ui, &claim.profession)) }
            td data-label=(heads[2]) {
                @if claim.state == State::Rejected {
                    (chip(Tone::Warm, "scale", ui.t("identity-cred-appeal-waits")))
                } @else if waiting.decided {
                    (chip(Tone::Note, "users", ui.t("identity-cred-needs-second")))
                } @else {
                    (chip(tone, icon, ui.t(key)))
                }
            }
            td data-label=(heads[3]) { (ui.ago(claim.created_at)) }
        }
    }
}

/// One claim on one screen: what is said and what the register says, beside what can be decided.
pub fn desk(ui: &Ui<'_>, desk: &Desk, state: &FormState) -> Markup {
    let claim = &desk.claim;
    let heading = match desk.case {
        Some(case) => format!("CR-{} · {}", case.number, claim.name),
        None => claim.name.clone(),
    };
    let (key, tone, icon) = state_words(ui, claim);
    let body = html! {
        p.casehead {
            (chip(tone, icon, ui.t(key)))
            a href="/officer/claims" { (ui.t("identity-cred-queue")) }
            a.skipto href="#acts" { (ui.t("identity-cred-to-acts")) }
        }
        (error_summary(ui, &state.invalid))
        div.casefile {
            div.stack { (desk_facts::facts(ui, desk, state.invalid.problems().is_empty())) }
            div #acts.stack tabindex="-1" { (desk_acts::acts(ui, desk, state)) }
        }
    };
    Page::new(ui, heading).noindex().sensitive().main_class("wide").body(body)
}
