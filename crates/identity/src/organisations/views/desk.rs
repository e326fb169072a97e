use commonround_web::components::{FieldSpec, Tone, card, empty, error_summary, field, notice};
use commonround_web::{FormState, Markup, Page, Ui, html};

use super::public::facts;
use super::{kind_and_place, state_chip};
use crate::organisations::decide_registry::{Act, Desk};
use crate::organisations::model::OrganisationRow;
use crate::two_person::limits::REASON_CHARS_MAX;

/// What waits for officers, the longest first.
pub fn queue(ui: &Ui<'_>, waiting: &[OrganisationRow]) -> Markup {
    let heads = ["identity-org-name", "identity-org-registry", "identity-org-asked-on"];
    let heads = heads.map(|key| ui.t(key));
    let body = html! {
        @if waiting.is_empty() {
            (empty(ui, ui.t("identity-org-queue-empty"), None))
        } @else {
            table.table {
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody {
                    @for one in waiting {
                        tr {
                            td data-label=(heads[0]) { a href={ "/officer/organisations/" (one.id) } { (one.name) } }
                            td data-label=(heads[1]) { (entry(one)) }
                            td data-label=(heads[2]) { @if let Some(at) = one.asked_at { (ui.ago(at)) } }
                        }
                    }
                }
            }
        }
    };
    Page::new(ui, ui.t("identity-org-queue")).noindex().body(body)
}

fn entry(organisation: &OrganisationRow) -> String {
    let number = organisation.registry_number.as_deref().unwrap_or_default();
    organisation
        .registry
        .as_ref()
        .map_or_else(|| "—".to_owned(), |name| format!("{name} · {number}"))
}

/// One organisation on one screen: what it says, what there is to look up, yes or no.
pub fn page(ui: &Ui<'_>, desk: &Desk, state: &FormState) -> Markup {
    let organisation = &desk.organisation;
    let body = html! {
        p { a href="/officer/organisations" { (ui.t("identity-org-queue")) } }
        (error_summary(ui, &state.invalid))
        section.card {
            p { (state_chip(ui, organisation)) }
            p { (kind_and_place(ui, organisation)) }
            (facts(ui, organisation))
            @if organisation.asked_at.is_some() {
                dl.facts { dt { (ui.t("identity-org-registry")) } dd { b { (entry(organisation)) } } }
            }
            @if let Some(other) = &desk.resembles {
                (notice(Tone::Note, "info", html! { p { (ui.ta("identity-org-resembles", &[("name", other.name.as_str().into())])) } }))
            }
        }
        @if desk.waits {
            (notice(Tone::Note, "users", html! { p { (ui.t("identity-org-waits-second")) " " a href="/duties" { (ui.t("identity-duties-title")) } } }))
        } @else {
            (acts(ui, desk, state))
        }
    };
    Page::new(ui, organisation.name.as_str()).noindex().body(body)
}

/// What can be decided now, with one reason for it.
fn acts(ui: &Ui<'_>, desk: &Desk, state: &FormState) -> Markup {
    let organisation = &desk.organisation;
    let (waits, is_verified) =
        (organisation.asked_at.is_some(), organisation.is_verified(ui.now()));
    if !waits && !is_verified {
        return html! { p { (ui.t("identity-org-desk-nothing")) } };
    }
    let reason = FieldSpec::area("reason", ui.t("identity-org-desk-reason"), 2)
        .hint(ui.t("identity-org-desk-reason-hint"))
        .required()
        .chars_max(REASON_CHARS_MAX);
    let content = html! {
        @if waits { p { (ui.t("identity-org-desk-about")) } }
        form.stack method="post" action={ "/officer/organisations/" (organisation.id) } {
            (field(ui, &reason, state))
            div.row {
                @if waits {
                    button.btn name="verdict" value=(Act::Verify.as_str()) { (ui.t("identity-org-desk-verify")) }
                    button.btn.quiet name="verdict" value=(Act::Refuse.as_str()) { (ui.t("identity-org-desk-refuse")) }
                }
                @if is_verified {
                    button.btn.danger name="verdict" value=(Act::Revoke.as_str()) { (ui.t("identity-org-desk-revoke")) }
                }
            }
        }
    };
    card(Some(ui.t("identity-org-desk-decide")), content)
}
