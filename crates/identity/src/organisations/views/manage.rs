use commonround_kernel::Timestamp;
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, Tone, button, button_link, card, chip, confirm_popover,
    error_summary, field, notice, post_button,
};
use commonround_web::{FormState, Markup, Ui, html};

use super::mine::profile_form;
use super::{kind_and_place, state_chip};
use crate::cards::NameCard;
use crate::limits::HANDLE_CHARS_MAX;
use crate::organisations::check_website::proof_line;
use crate::organisations::limits::{NUMBER_CHARS_MAX, POSITION_CHARS_MAX, REGISTRY_CHARS_MAX};
use crate::organisations::model::{
    AttestationRow, AttestationState, OrganisationRow, State, Statement, StewardRow,
};
use crate::organisations::reads::Managed;
use crate::views::setting;

/// An organisation for its stewards: where it stands, what proves it, who looks after it, what it
/// says about people.
pub fn page(ui: &Ui<'_>, managed: &Managed, state: &FormState) -> Markup {
    let organisation = &managed.organisation;
    let is_verified = organisation.is_verified(ui.now());
    let content = html! {
        p { a href="/settings/organisations" { (ui.t("identity-org-all-yours")) } }
        (error_summary(ui, &state.invalid))
        (standing(ui, organisation))
        @if is_verified { (attestations(ui, managed, state)) }
        (proofs(ui, managed, state))
        (stewards(ui, managed, state))
        (card(Some(ui.t("identity-org-profile")), html! {
            p { (ui.t("identity-org-profile-about")) }
            (profile_form(ui, &path(organisation, "profile"), false, &with_profile(organisation, state)))
        }))
        (ends(ui, organisation))
    };
    setting(ui, &organisation.name, content)
}

fn path(organisation: &OrganisationRow, end: &str) -> String {
    format!("/settings{}/{end}", organisation.path())
}

/// What stands in the form of the profile where nothing else was typed.
fn with_profile(organisation: &OrganisationRow, state: &FormState) -> FormState {
    let state = state.clone();
    if state.values.contains_key("home_page") {
        return state;
    }
    state
        .set("name", &organisation.name)
        .set("kind", organisation.kind.as_str())
        .set("home_page", &organisation.home_page)
        .set("jurisdiction", &organisation.jurisdiction)
}

fn standing(ui: &Ui<'_>, organisation: &OrganisationRow) -> Markup {
    let content = html! {
        p { (state_chip(ui, organisation)) }
        p { (kind_and_place(ui, organisation)) " · " (organisation.domain) }
        p { (ui.t(next_step(organisation, ui.now()))) }
        @if let Some(why) = &organisation.refusal {
            (notice(Tone::Note, "info", html! { p { (ui.t("identity-org-refused")) } p { (why) } }))
        }
        div.row {
            (button_link(&organisation.path(), ui.t("identity-org-see"), ButtonKind::Quiet))
            (button_link(&format!("{}/history", organisation.path()), ui.t("identity-org-history"), ButtonKind::Quiet))
        }
    };
    card(None, content)
}

const fn next_step_of(state: State) -> &'static str {
    match state {
        State::Unverified => "identity-org-next-unverified",
        State::Verified => "identity-org-next-verified",
        State::Lapsed => "identity-org-next-lapsed",
        State::Revoked => "identity-org-next-revoked",
        State::Closed => "identity-org-next-closed",
    }
}

fn next_step(organisation: &OrganisationRow, now: Timestamp) -> &'static str {
    let state = organisation.state_at(now);
    let waits = organisation.asked_at.is_some() && state != State::Verified;
    if waits { "identity-org-next-waiting" } else { next_step_of(state) }
}

/// Every way to prove whose profile it is.
fn proofs(ui: &Ui<'_>, managed: &Managed, state: &FormState) -> Markup {
    let organisation = &managed.organisation;
    let content = html! {
        @if managed.code_sent { (code_form(ui, organisation, state)) }
        (website(ui, organisation))
        h3 { (ui.t("identity-org-mail-title")) }
        p { (ui.ta("identity-org-mail-about", &[("domain", organisation.domain.as_str().into())])) }
        form.stack method="post" action=(path(organisation, "mail")) {
            @let email = FieldSpec::email("email", ui.t("identity-org-mail-email")).required();
            (field(ui, &email, state))
            (button(ui.t("identity-org-mail-send"), ButtonKind::Soft))
        }
        h3 { (ui.t("identity-org-registry-title")) }
        p { (ui.t("identity-org-registry-about")) }
        (registry_form(ui, organisation, state))
    };
    let is_verified = organisation.is_verified(ui.now());
    let title = if is_verified { "identity-org-prove-again" } else { "identity-org-prove" };
    if is_verified && state.invalid.problems().is_empty() && !managed.code_sent {
        return html! { details.card { summary { (ui.t(title)) } (content) } };
    }
    card(Some(ui.t(title)), content)
}

fn code_form(ui: &Ui<'_>, organisation: &OrganisationRow, state: &FormState) -> Markup {
    let code = FieldSpec::text("code", ui.t("identity-org-code"))
        .hint(ui.t("identity-org-code-hint"))
        .required()
        .autocomplete("one-time-code")
        .verbatim();
    html! {
        form.stack method="post" action=(path(organisation, "code")) {
            (field(ui, &code, state))
            (button(ui.t("identity-org-code-submit"), ButtonKind::Primary))
        }
    }
}

fn website(ui: &Ui<'_>, organisation: &OrganisationRow) -> Markup {
    let Some(home) = organisation.page() else { return Markup::default() };
    let profile = ui.site().address_of(&organisation.path());
    html! {
        h3 { (ui.t("identity-org-website-title")) }
        p { (ui.t("identity-org-website-file")) }
        p { code { (home.proof_file()) } }
        p { code.secret { (proof_line(organisation)) } }
        @if home.is_root() {
            p { (ui.t("identity-org-website-link")) }
            p { code.secret { "<link rel=\"me\" href=\"" (profile) "\">" } }
        }
        (post_button(&path(organisation, "website"), ui.t("identity-org-website-check"), ButtonKind::Soft))
    }
}

fn registry_form(ui: &Ui<'_>, organisation: &OrganisationRow, state: &FormState) -> Markup {
    let registry = FieldSpec::text("registry", ui.t("identity-org-registry"))
        .hint(ui.t("identity-org-registry-hint"))
        .required()
        .chars_max(REGISTRY_CHARS_MAX);
    let number = FieldSpec::text("number", ui.t("identity-org-number"))
        .required()
        .chars_max(NUMBER_CHARS_MAX)
        .autocomplete("off")
        .verbatim();
    let kept = |name: &'static str, value: &Option<String>, state: FormState| match value {
        Some(value) if !state.values.contains_key(name) => state.set(name, value),
        _ => state,
    };
    let state = kept("registry", &organisation.registry, state.clone());
    let state = kept("number", &organisation.registry_number, state);
    html! {
        form.stack method="post" action=(path(organisation, "registry")) {
            (field(ui, &registry, &state))
            (field(ui, &number, &state))
            (button(ui.t("identity-org-registry-ask"), ButtonKind::Soft))
        }
    }
}

fn stewards(ui: &Ui<'_>, managed: &Managed, state: &FormState) -> Markup {
    let organisation = &managed.organisation;
    let person = person_field(ui, "steward");
    let content = html! {
        ul.rows role="list" { @for (steward, who) in &managed.stewards { (steward_line(ui, steward, who.as_ref())) } }
        form.stack method="post" action=(path(organisation, "stewards")) {
            (field(ui, &person, state))
            (button(ui.t("identity-org-invite"), ButtonKind::Quiet))
        }
    };
    card(Some(ui.t("identity-org-stewards")), content)
}

/// Where somebody is named by their handle.
fn person_field<'f>(ui: &'f Ui<'f>, name: &'f str) -> FieldSpec<'f> {
    FieldSpec::text(name, ui.t("identity-org-person"))
        .hint(ui.t("identity-org-person-hint"))
        .required()
        .chars_max(HANDLE_CHARS_MAX + 1)
        .autocomplete("off")
        .verbatim()
}

fn steward_line(ui: &Ui<'_>, steward: &StewardRow, who: Option<&NameCard>) -> Markup {
    html! {
        li {
            div { (person(who)) p.meta { (ui.ta("identity-org-steward-since", &[("day", ui.date_text(steward.since).into())])) } }
            @if steward.is_invited { (chip(Tone::Plain, "clock", ui.t("identity-org-steward-asked"))) }
        }
    }
}

fn person(who: Option<&NameCard>) -> Markup {
    html! {
        @if let Some(who) = who { a href={ "/@" (who.handle) } { (who.display_name) } " " span.meta { "@" (who.handle) } }
    }
}

fn attestations(ui: &Ui<'_>, managed: &Managed, state: &FormState) -> Markup {
    let now = ui.now();
    let open = |row: &AttestationRow| row.stands(now) || row.is_offered(now);
    let content = html! {
        p { (ui.t("identity-org-attest-about")) }
        ul.rows role="list" {
            @for (row, who) in managed.attestations.iter().filter(|(row, _)| open(row)) { (attestation_line(ui, row, who.as_ref())) }
        }
        (offer_form(ui, &managed.organisation, state))
    };
    card(Some(ui.t("identity-org-attest")), content)
}

fn attestation_line(ui: &Ui<'_>, row: &AttestationRow, who: Option<&NameCard>) -> Markup {
    let tone = if row.state == AttestationState::Accepted { Tone::Ok } else { Tone::Plain };
    let icon = if row.state == AttestationState::Accepted { "check" } else { "clock" };
    let withdraw = format!("/settings/attestations/{}/withdraw", row.id);
    html! {
        li {
            div {
                (person(who))
                p.meta {
                    (ui.t(row.statement.key()))
                    @if let Some(position) = &row.position { " · " (position) }
                    " · " (ui.ta("identity-org-until", &[("day", ui.date_text(row.expires_at).into())]))
                }
            }
            (chip(tone, icon, ui.t(row.state.key())))
            (post_button(&withdraw, ui.t("identity-org-withdraw"), ButtonKind::Quiet))
        }
    }
}

fn offer_form(ui: &Ui<'_>, organisation: &OrganisationRow, state: &FormState) -> Markup {
    let person = person_field(ui, "person");
    let choices = Statement::ALL.map(|one| Choice::new(one.as_str(), ui.t(one.key())));
    let statement =
        FieldSpec::radios("statement", ui.t("identity-org-statement"), choices.to_vec()).required();
    let position = FieldSpec::text("position", ui.t("identity-org-position"))
        .hint(ui.t("identity-org-position-hint"))
        .chars_max(POSITION_CHARS_MAX);
    html! {
        form.stack method="post" action=(path(organisation, "attestations")) {
            (field(ui, &person, state))
            (field(ui, &statement, state))
            (field(ui, &position, state))
            (button(ui.t("identity-org-offer"), ButtonKind::Primary))
        }
    }
}

fn ends(ui: &Ui<'_>, organisation: &OrganisationRow) -> Markup {
    let ask = |id, text: &str, question: &str, end, kind| {
        let opener = html! { span.btn.quiet { (text) } };
        confirm_popover(ui, id, opener, question, post_button(&path(organisation, end), text, kind))
    };
    html! {
        div.row {
            (ask("leave", ui.t("identity-org-leave"), ui.t("identity-org-leave-ask"), "leave", ButtonKind::Soft))
            (ask("close", ui.t("identity-org-close"), ui.t("identity-org-close-ask"), "close", ButtonKind::Danger))
        }
    }
}
