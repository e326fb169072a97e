use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, Tone, button, card, chip, error_summary, field, post_button,
};
use commonround_web::{FormState, Markup, Ui, html};

use super::{kind_and_place, state_chip};
use crate::limits::HANDLE_CHARS_MAX;
use crate::organisations::limits::{HOME_PAGE_CHARS_MAX, NAME_CHARS_MAX};
use crate::organisations::model::{
    AttestationRow, AttestationState, Kind, OrganisationRow, PLACES, Statement,
};
use crate::organisations::reads::Mine;
use crate::views::setting;

/// What somebody has to do with organisations, and a new one.
pub fn page(ui: &Ui<'_>, mine: &Mine, state: &FormState) -> Markup {
    let now = ui.now();
    let offers: Vec<_> = mine.attestations.iter().filter(|(row, _)| row.is_offered(now)).collect();
    let standing: Vec<_> = mine.attestations.iter().filter(|(row, _)| row.stands(now)).collect();
    let content = html! {
        p { (ui.t("identity-org-intro")) }
        (error_summary(ui, &state.invalid))
        @if !offers.is_empty() {
            (card(Some(ui.t("identity-org-offers")), html! {
                p { (ui.t("identity-org-offers-about")) }
                ul.rows role="list" { @for (row, by) in offers { (offer(ui, row, by)) } }
            }))
        }
        @if !standing.is_empty() {
            (card(Some(ui.t("identity-org-about-you")), html! {
                ul.rows role="list" { @for (row, by) in standing { (said(ui, row, by)) } }
            }))
        }
        @if !mine.organisations.is_empty() {
            (card(Some(ui.t("identity-org-yours")), html! {
                ul.rows role="list" {
                    @for (organisation, invited) in &mine.organisations { (line(ui, organisation, *invited)) }
                }
            }))
        }
        (card(Some(ui.t("identity-org-found-title")), html! {
            p { (ui.t("identity-org-found-about")) }
            (profile_form(ui, "/settings/organisations", true, state))
        }))
        p { a href="/organisations" { (ui.t("identity-org-list")) } }
    };
    setting(ui, ui.t("identity-place-organisations"), content)
}

fn line(ui: &Ui<'_>, organisation: &OrganisationRow, is_invited: bool) -> Markup {
    let path = |end: &str| format!("/settings{}{end}", organisation.path());
    html! {
        li {
            div {
                @if is_invited {
                    a href=(organisation.path()) { (organisation.name) }
                    p.meta { (ui.t("identity-org-invited")) }
                } @else {
                    a href=(path("")) { (organisation.name) }
                    p.meta { (kind_and_place(ui, organisation)) }
                }
            }
            @if is_invited {
                div.row {
                    (post_button(&path("/join"), ui.t("identity-org-join"), ButtonKind::Soft))
                    (post_button(&path("/leave"), ui.t("identity-org-decline"), ButtonKind::Quiet))
                }
            } @else {
                (state_chip(ui, organisation))
            }
        }
    }
}

fn offer(ui: &Ui<'_>, row: &AttestationRow, by: &OrganisationRow) -> Markup {
    let path = |end: &str| format!("/settings/attestations/{}/{end}", row.id);
    html! {
        li {
            div { (sentence(ui, row, by)) }
            (state_chip(ui, by))
            div.row {
                (post_button(&path("accept"), ui.t("identity-org-accept"), ButtonKind::Soft))
                (post_button(&path("decline"), ui.t("identity-org-decline"), ButtonKind::Quiet))
            }
        }
    }
}

fn said(ui: &Ui<'_>, row: &AttestationRow, by: &OrganisationRow) -> Markup {
    let shown = by.is_verified(ui.now());
    let path = format!("/settings/attestations/{}/withdraw", row.id);
    html! {
        li {
            div { (sentence(ui, row, by)) }
            @if !shown { (chip(Tone::Plain, "eye-off", ui.t("identity-org-silent"))) }
            (post_button(&path, ui.t("identity-org-withdraw"), ButtonKind::Quiet))
        }
    }
}

/// What is said, by whom and until when.
fn sentence(ui: &Ui<'_>, row: &AttestationRow, by: &OrganisationRow) -> Markup {
    let words = match row.statement {
        Statement::Member => ui.t("identity-org-member-of"),
        Statement::WorksHere => ui.t("identity-org-works-at"),
    };
    html! {
        b { (words) " " (by.name) @if let Some(position) = &row.position { " · " (position) } }
        p.meta {
            (ui.ta("identity-org-until", &[("day", ui.date_text(row.expires_at).into())]))
            @if row.state == AttestationState::Offered { " · " a href=(by.path()) { (by.domain) } }
        }
    }
}

/// The form of what an organisation says of itself; a new one has a handle.
pub fn profile_form(ui: &Ui<'_>, action: &str, is_new: bool, state: &FormState) -> Markup {
    let choose = ui.t("identity-org-choose");
    let mut kinds = vec![Choice::new("", choose)];
    kinds.extend(Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), ui.t(kind.key()))));
    let mut places = vec![Choice::new("", choose)];
    places.extend(PLACES.iter().map(|place| Choice::new(place.code, place.text(ui.lang()))));
    let name = FieldSpec::text("name", ui.t("identity-org-name"))
        .required()
        .chars_max(NAME_CHARS_MAX)
        .autocomplete("organization");
    let handle = FieldSpec::text("handle", ui.t("identity-org-handle"))
        .hint(ui.t("identity-org-handle-hint"))
        .required()
        .chars_max(HANDLE_CHARS_MAX)
        .autocomplete("off")
        .verbatim();
    let home = FieldSpec::text("home_page", ui.t("identity-org-home-page"))
        .hint(ui.t("identity-org-home-page-hint"))
        .required()
        .chars_max(HOME_PAGE_CHARS_MAX)
        .autocomplete("url")
        .verbatim();
    let (submit, kind) = if is_new {
        ("identity-org-found", ButtonKind::Primary)
    } else {
        ("identity-org-save", ButtonKind::Quiet)
    };
    html! {
        form.stack method="post" action=(action) {
            (field(ui, &name, state))
            @if is_new { (field(ui, &handle, state)) }
            (field(ui, &FieldSpec::select("kind", ui.t("identity-org-kind"), kinds).required(), state))
            (field(ui, &home, state))
            (field(ui, &FieldSpec::select("jurisdiction", ui.t("identity-org-jurisdiction"), places).required(), state))
            (button(ui.t(submit), kind))
        }
    }
}
