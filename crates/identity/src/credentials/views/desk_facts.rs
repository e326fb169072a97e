//! What an officer reads: the claim beside the register, who else claims it, what was proved and
//! decided before.

use commonround_credential::NameMatch;
use commonround_web::components::{Tone, card, chip, notice};
use commonround_web::{Markup, Ui, html};

use super::claims::changes;
use super::own::papers;
use super::{register_name, state_words, title};
use crate::cards::NameCard;
use crate::credentials::model::{Reason, Register, Registration};
use crate::credentials::officer::{Desk, Earlier};
use crate::titles::labels;
use crate::two_person::state_key;

pub fn facts(ui: &Ui<'_>, desk: &Desk, start_here: bool) -> Markup {
    let at = format!("/officer/claims/{}/documents", desk.claim.id);
    html! {
        (who(ui, desk))
        (compare(ui, desk, start_here))
        @if !desk.rivals.is_empty() { (rivals(ui, desk)) }
        @if !desk.documents.is_empty() {
            (card(Some(ui.t("identity-cred-documents")), html! {
                (papers(ui, &desk.documents, Some(&at)))
                p.meta { (ui.t("identity-cred-documents-noted")) }
            }))
        }
        (proofs(ui, desk))
        @if !desk.earlier.is_empty() { (earlier(ui, &desk.earlier)) }
        (card(Some(ui.t("identity-cred-history")), changes(ui, &desk.history, "identity-cred-by-claimant")))
    }
}

/// The person as others see them, and what counts against them.
fn who(ui: &Ui<'_>, desk: &Desk) -> Markup {
    let content = html! {
        @if let Some(who) = &desk.who {
            p { a href={ "/@" (who.handle) } { b { (who.display_name) } " @" (who.handle) } " " (labels(ui, who)) }
        }
        p.meta { (ui.ta("identity-cred-strikes", &[("n", desk.strikes.into())])) }
    };
    card(Some(ui.t("identity-cred-who")), content)
}

/// Claim and register side by side. The work starts at the register's own page.
fn compare(ui: &Ui<'_>, desk: &Desk, start_here: bool) -> Markup {
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
            p { a.btn.soft href=(register.page) target="_blank" rel="noopener" autofocus[start_here] { (ui.t("identity-cred-open-register")) } }
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

/// What was proved so far, by whatever path.
fn proofs(ui: &Ui<'_>, desk: &Desk) -> Markup {
    let content = html! {
        @if desk.history.evidence.is_empty() { p { (ui.t("identity-cred-no-proofs")) } }
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

/// What officers decided before, and what came of it.
fn earlier(ui: &Ui<'_>, all: &[Earlier]) -> Markup {
    let content = html! {
        ul.rows role="list" {
            @for one in all {
                li { div.grow {
                    b { (ui.t(decided_key(one.decision.is_yes()))) }
                    @if let Some(reason) = reason(one.decision.word()) { ": " (ui.t(reason.key())) }
                    p.meta { (ui.t(state_key(one.state))) " · " (ui.date(one.at)) }
                } }
            }
        }
    };
    card(Some(ui.t("identity-cred-earlier")), content)
}

pub const fn decided_key(yes: bool) -> &'static str {
    if yes { "identity-cred-decided-yes" } else { "identity-cred-decided-no" }
}

pub fn reason(word: &str) -> Option<Reason> {
    word.parse().ok()
}
