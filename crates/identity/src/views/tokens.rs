use commonround_kernel::{Scopes, Secret};
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, Tone, button, card, chip, empty, error_summary, field, icon,
    notice, post_button,
};
use commonround_web::{FormState, Markup, Ui, html};

use super::setting;
use crate::limits::TOKEN_LABEL_CHARS_MAX;
use crate::store::tokens::TokenRow;

pub fn page(ui: &Ui<'_>, rows: &[TokenRow], state: &FormState, made: Option<&Secret>) -> Markup {
    let content = html! {
        p { (ui.t("identity-tokens-intro")) }
        @if let Some(secret) = made { (shown_once(ui, secret)) }
        (error_summary(ui, &state.invalid))
        (card(Some(ui.t("identity-token-new")), form(ui, state)))
        @if rows.is_empty() {
            (empty(ui, ui.t("identity-tokens-none"), None))
        } @else {
            section.card { ul.rows role="list" { @for row in rows { (token(ui, row)) } } }
        }
    };
    setting(ui, ui.t("identity-place-tokens"), content)
}

fn shown_once(ui: &Ui<'_>, secret: &Secret) -> Markup {
    let content = html! {
        p { b { (ui.t("identity-token-made")) } }
        p { code.secret { (secret.reveal()) } }
        p { (ui.t("identity-token-made-once")) }
    };
    notice(Tone::Ok, "key", content)
}

fn form(ui: &Ui<'_>, state: &FormState) -> Markup {
    let label = FieldSpec::text("label", ui.t("identity-token-label"))
        .hint(ui.t("identity-token-label-hint"))
        .required()
        .chars_max(TOKEN_LABEL_CHARS_MAX)
        .autocomplete("off");
    let scopes = vec![
        Choice::new("read", ui.t("identity-scope-read")),
        Choice::new("read write", ui.t("identity-scope-write")),
    ];
    let scopes = FieldSpec::radios("scopes", ui.t("identity-token-scopes"), scopes).required();
    let lives = vec![
        Choice::new("30", ui.t("identity-token-30")),
        Choice::new("90", ui.t("identity-token-90")),
        Choice::new("365", ui.t("identity-token-365")),
        Choice::new("never", ui.t("identity-token-never")),
    ];
    let expires = FieldSpec::select("expires", ui.t("identity-token-expires"), lives).required();
    html! {
        form.stack method="post" action="/settings/tokens" {
            (field(ui, &label, state))
            (field(ui, &scopes, state))
            (field(ui, &expires, state))
            (button(ui.t("identity-token-submit"), ButtonKind::Soft))
        }
    }
}

fn token(ui: &Ui<'_>, row: &TokenRow) -> Markup {
    let ended = row.expires_at.is_some_and(|end| end <= ui.now());
    let action = format!("/settings/tokens/{}/revoke", row.id);
    let scopes =
        if row.scopes == Scopes::ALL { "identity-scope-write" } else { "identity-scope-read" };
    html! {
        li {
            (icon("key"))
            div {
                b { (row.label) }
                p.meta { (ui.t(scopes)) }
                p.meta {
                    @match row.used_day {
                        Some(day) => { (ui.t("identity-token-used")) " " (ui.date(day)) },
                        None => (ui.t("identity-token-unused")),
                    }
                }
                @if let Some(end) = row.expires_at.filter(|_| !ended) {
                    p.meta { (ui.t("identity-token-until")) " " (ui.date(end)) }
                }
            }
            @if ended { (chip(Tone::Plain, "clock", ui.t("identity-token-ended"))) }
            (post_button(&action, ui.t("identity-token-revoke"), ButtonKind::Quiet))
        }
    }
}
