use commonround_web::components::{Tone, card, chip};
use commonround_web::{Markup, Page, Ui, html};

use super::badge::details;
use crate::credentials::verify::Verified;
use crate::organisations::attestation_facts;

/// What was checked about a person, for whoever asks.
pub fn page(ui: &Ui<'_>, verified: &Verified) -> Markup {
    let person = &verified.card;
    let is_current = person.standing.is_verified();
    let numbers = verified.current.iter().filter(|claim| claim.show_number);
    let body = html! {
        p { a href=(ui.href(&format!("/@{}", person.handle))) { (person.display_name) " · @" (person.handle) } }
        p {
            @if is_current {
                (chip(Tone::Ok, "badge-check", ui.t("identity-cred-verify-active")))
            } @else {
                (chip(Tone::Plain, "circle-slash", ui.t("identity-cred-verify-not-current")))
            }
        }
        @for badge in &person.standing.badges { (card(None, details(ui, badge))) }
        @for claim in numbers {
            p { (ui.t("identity-cred-number")) ": " (claim.number) }
        }
        @if is_current { p { (ui.t("identity-cred-badge-means")) } }
        @if !person.standing.attestations.is_empty() {
            (card(None, attestation_facts(ui, &person.standing.attestations)))
        }
        p.meta { (ui.t("identity-cred-verify-signed")) " "
            a href={ "/verify/@" (person.handle) ".json" } { (ui.t("identity-cred-verify-json")) } }
    };
    let title =
        ui.ta("identity-cred-verify-title", &[("name", person.display_name.as_str().into())]);
    Page::new(ui, title).main_class("narrow").body(body)
}
