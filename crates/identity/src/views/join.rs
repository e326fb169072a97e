use commonround_kernel::Role;
use commonround_web::components::{ButtonKind, Choice, FieldSpec, button, error_summary, field};
use commonround_web::{FormState, Markup, Ui, html};

use super::door;
use crate::limits::{EMAIL_CHARS_MAX, HANDLE_CHARS_MAX};
use crate::model::{AgeBand, UNDER_13};

pub fn page(ui: &Ui<'_>, state: &FormState) -> Markup {
    let content = html! {
        p { (ui.t("identity-join-intro")) }
        (error_summary(ui, &state.invalid))
        form.stack method="post" action=(ui.href("/join")) {
            (fields(ui, state))
            (button(ui.t("identity-join-submit"), ButtonKind::Primary))
        }
        p.meta {
            (ui.t("identity-join-have-account")) " "
            a href=(ui.href("/sign-in")) { (ui.t("identity-sign-in-title")) }
        }
    };
    door(ui, ui.t("identity-join-title"), content)
}

/// The five things asked.
pub fn fields(ui: &Ui<'_>, state: &FormState) -> Markup {
    let email = FieldSpec::email("email", ui.t("identity-email"))
        .hint(ui.t("identity-email-hint"))
        .required()
        .chars_max(EMAIL_CHARS_MAX)
        .autocomplete("email")
        .verbatim();
    let handle = FieldSpec::text("handle", ui.t("identity-handle"))
        .hint(ui.t("identity-handle-hint"))
        .required()
        .chars_max(HANDLE_CHARS_MAX + 1)
        .autocomplete("username")
        .verbatim();
    let age = FieldSpec::select("age_band", ui.t("identity-age"), ages(ui))
        .hint(ui.t("identity-age-hint"))
        .required();
    let role = FieldSpec::radios("role", ui.t("identity-role"), roles(ui)).required();
    html! {
        (field(ui, &email, state))
        (field(ui, &handle, state))
        (new_password(ui, "password", state))
        (field(ui, &age, state))
        (field(ui, &role, state))
    }
}

pub fn new_password(ui: &Ui<'_>, name: &str, state: &FormState) -> Markup {
    let label = if name == "password" { "identity-password" } else { "identity-new-password" };
    let spec = FieldSpec::password(name, ui.t(label))
        .hint(ui.t("identity-password-hint"))
        .required()
        .autocomplete("new-password");
    field(ui, &spec, state)
}

fn ages<'u>(ui: &Ui<'u>) -> Vec<Choice<'u>> {
    let first = [
        Choice::new("", ui.t("identity-age-choose")),
        Choice::new(UNDER_13, ui.t("identity-age-under-13")),
    ];
    let bands = AgeBand::ALL.map(|band| Choice::new(band.as_str(), ui.t(age_key(band))));
    first.into_iter().chain(bands).collect()
}

const fn age_key(band: AgeBand) -> &'static str {
    match band {
        AgeBand::From13 => "identity-age-13",
        AgeBand::From16 => "identity-age-16",
        AgeBand::From18 => "identity-age-18",
        AgeBand::From25 => "identity-age-25",
        AgeBand::From45 => "identity-age-45",
        AgeBand::From65 => "identity-age-65",
    }
}

fn roles<'u>(ui: &Ui<'u>) -> Vec<Choice<'u>> {
    Role::ALL
        .map(|role| {
            let (name, hint) = role_keys(role);
            Choice::new(role.as_str(), ui.t(name)).hint(ui.t(hint))
        })
        .to_vec()
}

const fn role_keys(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Patient => ("identity-role-patient", "identity-role-patient-hint"),
        Role::Caregiver => ("identity-role-caregiver", "identity-role-caregiver-hint"),
        Role::HealthWorker => ("identity-role-health-worker", "identity-role-health-worker-hint"),
        Role::Organisation => ("identity-role-organisation", "identity-role-organisation-hint"),
    }
}
