use commonround_credential::{NameMatch, State};
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, Tone, button, card, chip, empty, error_summary, field, notice,
    post_button,
};
use commonround_web::{FormState, Markup, Page, Ui, html};

use super::claims::changes;
use super::{register_name, state_words, title};
use crate::cards::NameCard;
use crate::credentials::limits::NOTE_CHARS_MAX;
use crate::credentials::model::{Method, Reason, Register, Registration};
use crate::credentials::officer::{Desk, Queue, Waiting};
use crate::credentials::store::decisions::DecisionRow;

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
                tbody { @for waiting in &queue.waiting { (line(ui, waiting, &heads)) } }
            }
        }
    };
    Page::new(ui, ui.t("identity-cred-queue")).noindex().body(body)
}

fn line(ui: &Ui<'_>, waiting: &Waiting, heads: &[&str; 4]) -> Markup {
    let claim = &waiting.claim;
    let (key, tone, icon) = state_words(ui, claim);
    html! {
        tr {
            td data-label=(heads[0]) {
                a href={ "/officer/claims/" (claim.id) } {
                    @if let Some(case) = waiting.case { "CR-" (case) " · " }
                    (claim.name)
                }
                @if let Some(who) = &waiting.who { " " span.meta { "@" (who.handle) } }
            }
            td data-label=(heads[1]) { (title(ui, &claim.profession)) }
            td data-label=(heads[2]) {
                @if waiting.decided {
                    (chip(Tone::Note, "users", ui.t("identity-cred-needs-second")))
                } @else {
                    (chip(tone, icon, ui.t(key)))
                }
            }
            td data-label=(heads[3]) { (ui.ago(claim.created_at)) }
        }
    }
}

/// One claim on one screen: what is said, what the register says, the list, yes or no.
pub fn desk(ui: &Ui<'_>, desk: &Desk, state: &FormState) -> Markup {
    let claim = &desk.claim;
    let heading = match desk.case {
        Some(case) => format!("CR-{} · {}", case.number, claim.name),
        None => claim.name.clone(),
    };
    let body = html! {
        p { a href="/officer/claims" { (ui.t("identity-cred-queue")) } }
        (error_summary(ui, &state.invalid))
        (compare(ui, desk))
        @if !desk.rivals.is_empty() { (rivals(ui, desk)) }
        @match &desk.decision {
            Some(decision) => (second(ui, desk, decision)),
            None => {
                @if matches!(claim.state, State::Pending | State::Conflict | State::Recheck | State::Expired) {
                    (approve(ui, desk, state))
                }
                (reject(ui, desk, state))
            },
        }
        @if !desk.history.evidence.is_empty() { (evidence(ui, desk)) }
        (card(Some(ui.t("identity-cred-history")), changes(ui, &desk.history)))
    };
    Page::new(ui, heading).noindex().sensitive().body(body)
}

/// What was proved before, by whatever path.
fn evidence(ui: &Ui<'_>, desk: &Desk) -> Markup {
    let content = html! {
        ul.rows role="list" {
            @for proof in &desk.history.evidence {
                li { div.grow {
                    b { (ui.t(proof.method.key())) }
                    p.meta { (ui.date(proof.at)) @if let Some(note) = &proof.note { " · " (note) } }
                } }
            }
        }
    };
    card(Some(ui.t("identity-cred-evidence")), content)
}

/// Claim and register side by side.
fn compare(ui: &Ui<'_>, desk: &Desk) -> Markup {
    let claim = &desk.claim;
    let heads = ["identity-cred-claim", "identity-cred-register"].map(|key| ui.t(key));
    let row = desk.row.as_ref();
    let cell = |read: fn(&Registration) -> String| row.map_or_else(|| "—".to_owned(), read);
    let lines = [
        (
            "identity-cred-name",
            claim.name.clone(),
            cell(|row| format!("{} {}", row.given, row.family)),
        ),
        ("identity-cred-number", claim.number.clone(), cell(|row| row.number.clone())),
        (
            "identity-cred-title",
            title(ui, &claim.profession),
            row.map_or_else(|| "—".to_owned(), |row| title(ui, &row.profession)),
        ),
        ("identity-cred-standing", "—".to_owned(), cell(|row| row.standing.word().to_owned())),
        (
            "identity-cred-until",
            "—".to_owned(),
            row.and_then(|row| row.expires).map_or_else(|| "—".to_owned(), |day| ui.day_text(day)),
        ),
    ];
    let content = html! {
        table.table {
            thead { tr { td {} @for head in heads { th scope="col" { (head) } } } }
            tbody {
                @for (key, said, found) in lines {
                    tr {
                        th scope="row" { (ui.t(key)) }
                        td data-label=(heads[0]) { (said) }
                        td data-label=(heads[1]) { (found) }
                    }
                }
            }
        }
        (register_says(ui, desk))
        @if let Some(register) = Register::known(&claim.register) {
            p { a.btn.soft href=(register.page) target="_blank" rel="noopener" { (ui.t("identity-cred-open-register")) } }
        }
    };
    card(Some(register_name(ui, &claim.register)), content)
}

fn register_says(ui: &Ui<'_>, desk: &Desk) -> Markup {
    let Some(row) = &desk.row else {
        return notice(Tone::Note, "info", html! { p { (ui.t("identity-cred-no-row")) } });
    };
    let (tone, key) = match row.match_name(&desk.claim.name) {
        NameMatch::Exact => (Tone::Ok, "identity-cred-match-exact"),
        NameMatch::Former => (Tone::Ok, "identity-cred-match-former"),
        NameMatch::Near => (Tone::Note, "identity-cred-match-near"),
        NameMatch::Different => (Tone::Danger, "identity-cred-match-different"),
    };
    html! {
        (notice(tone, "scale", html! { p { (ui.t(key)) } }))
        p.meta { (ui.ta("identity-cred-as-of", &[("day", ui.day_text(row.as_of).into())])) }
    }
}

fn rivals(ui: &Ui<'_>, desk: &Desk) -> Markup {
    let content = html! {
        ul.rows role="list" {
            @for (rival, who) in &desk.rivals {
                @let (key, tone, icon) = state_words(ui, rival);
                li {
                    div.grow { b { (rival.name) } p.meta { (handle(who.as_ref())) } }
                    (chip(tone, icon, ui.t(key)))
                    a href={ "/officer/claims/" (rival.id) } { (ui.t("identity-cred-open")) }
                }
            }
        }
    };
    card(Some(ui.t("identity-cred-rivals")), content)
}

fn handle(who: Option<&NameCard>) -> String {
    who.map_or_else(String::new, |card| format!("@{}", card.handle))
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
    let content = html! {
        form.stack method="post" action={ "/officer/claims/" (desk.claim.id) "/reject" } {
            (field(ui, &reason, state))
            (button(ui.t("identity-cred-reject"), ButtonKind::Danger))
        }
    };
    card(Some(ui.t("identity-cred-reject-title")), content)
}

/// A decision that waits for another officer.
fn second(ui: &Ui<'_>, desk: &Desk, decision: &DecisionRow) -> Markup {
    let path = |end: &str| format!("/officer/claims/{}/{end}", desk.claim.id);
    let what = if decision.yes { "identity-cred-decided-yes" } else { "identity-cred-decided-no" };
    let reason = Reason::ALL.into_iter().find(|reason| reason.as_str() == decision.word);
    let counts = ui.date_text(decision.counts_at);
    let content = html! {
        p { b { (ui.t(what)) } @if let Some(reason) = reason { ": " (ui.t(reason.key())) } }
        @if let Some(note) = &decision.note { p { (note) } }
        p.meta { (ui.ta("identity-cred-counts-alone", &[("day", counts.into())])) }
        div.row {
            (post_button(&path("agree"), ui.t("identity-cred-agree"), ButtonKind::Primary))
            (post_button(&path("undo"), ui.t("identity-cred-undo"), ButtonKind::Quiet))
        }
    };
    card(Some(ui.t("identity-cred-needs-second")), content)
}
