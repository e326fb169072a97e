use commonround_kernel::Invalid;
use commonround_web::components::{ButtonKind, FieldSpec, button, card, error_summary, field};
use commonround_web::{FormState, Markup, Ui, html};

use super::join::new_password;
use super::setting;
use super::settings::unconfirmed;
use crate::limits::EMAIL_CHARS_MAX;
use crate::my_account::MyAccount;

/// The two forms of the page: one of them may have come back.
#[derive(Default)]
pub struct Forms {
    email: FormState,
    password: FormState,
}

impl Forms {
    pub fn email(state: FormState) -> Self {
        Self { email: state, ..Self::default() }
    }

    pub fn password(state: FormState) -> Self {
        Self { password: state, ..Self::default() }
    }

    fn invalid(&self) -> &Invalid {
        if self.email.invalid.problems().is_empty() {
            &self.password.invalid
        } else {
            &self.email.invalid
        }
    }
}

pub fn page(ui: &Ui<'_>, mine: &MyAccount, forms: &Forms) -> Markup {
    let content = html! {
        @if !mine.confirmed { (unconfirmed(ui, &mine.email)) }
        (error_summary(ui, forms.invalid()))
        (card(Some(ui.t("identity-email")), email_form(ui, mine, &forms.email)))
        (card(Some(ui.t("identity-password")), password_form(ui, &forms.password)))
    };
    setting(ui, ui.t("identity-place-account"), content)
}

fn email_form(ui: &Ui<'_>, mine: &MyAccount, state: &FormState) -> Markup {
    let email = FieldSpec::email("email", ui.t("identity-new-email"))
        .hint(ui.t("identity-new-email-hint"))
        .required()
        .chars_max(EMAIL_CHARS_MAX)
        .autocomplete("email")
        .verbatim();
    html! {
        p { (ui.ta("identity-email-now", &[("email", mine.email.as_str().into())])) }
        form.stack method="post" action="/settings/email" {
            (field(ui, &email, state))
            (current_password(ui, state))
            (button(ui.t("identity-new-email-submit"), ButtonKind::Soft))
        }
    }
}

fn password_form(ui: &Ui<'_>, state: &FormState) -> Markup {
    html! {
        form.stack method="post" action="/settings/password" {
            (current_password(ui, state))
            (new_password(ui, "new_password", state))
            (button(ui.t("identity-new-password-submit"), ButtonKind::Soft))
        }
        p.meta { (ui.t("identity-new-password-effect")) }
    }
}

/// Asked before everything that could lock somebody out.
pub fn current_password(ui: &Ui<'_>, state: &FormState) -> Markup {
    let spec = FieldSpec::password("current_password", ui.t("identity-current-password"))
        .required()
        .autocomplete("current-password");
    field(ui, &spec, state)
}
