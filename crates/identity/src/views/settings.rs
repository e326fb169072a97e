use commonround_web::components::{ButtonKind, Tone, icon, notice, post_button};
use commonround_web::{Markup, Page, Ui, html};

use crate::my_account::MyAccount;

/// Address, icon, name and one line about it.
type Place = (&'static str, &'static str, &'static str, &'static str);

const PLACES: [Place; 15] = [
    (
        "/settings/profile",
        "user-round-pen",
        "identity-place-profile",
        "identity-place-profile-about",
    ),
    (
        "/settings/credentials",
        "badge-check",
        "identity-place-credentials",
        "identity-place-credentials-about",
    ),
    (
        "/settings/organisations",
        "briefcase",
        "identity-place-organisations",
        "identity-place-organisations-about",
    ),
    ("/settings/vouching", "users", "identity-place-vouching", "identity-place-vouching-about"),
    ("/settings/account", "key-round", "identity-place-account", "identity-place-account-about"),
    (
        "/settings/appearance",
        "sun-moon",
        "identity-place-appearance",
        "identity-place-appearance-about",
    ),
    (
        "/settings/notifications",
        "bell",
        "identity-place-notifications",
        "identity-place-notifications-about",
    ),
    (
        "/settings/boundaries",
        "shield",
        "identity-place-boundaries",
        "identity-place-boundaries-about",
    ),
    ("/settings/views", "eye", "identity-place-views", "identity-place-views-about"),
    ("/settings/tags", "hash", "identity-place-tags", "identity-place-tags-about"),
    ("/follow-requests", "user-plus", "identity-place-requests", "identity-place-requests-about"),
    ("/settings/mutes", "volume-x", "identity-place-mutes", "identity-place-mutes-about"),
    ("/settings/blocks", "ban", "identity-place-blocks", "identity-place-blocks-about"),
    ("/settings/devices", "smartphone", "identity-place-devices", "identity-place-devices-about"),
    ("/settings/tokens", "key", "identity-place-tokens", "identity-place-tokens-about"),
];

pub fn page(ui: &Ui<'_>, mine: &MyAccount) -> Markup {
    let body = html! {
        @if !mine.confirmed { (unconfirmed(ui, &mine.email)) }
        section.card {
            ul.places role="list" {
                @for (href, icon_name, name, about) in PLACES {
                    li { a href=(href) {
                        (icon(icon_name))
                        span { b { (ui.t(name)) } span.meta { (ui.t(about)) } }
                        (icon("chevron-right"))
                    } }
                }
            }
        }
        (duties(ui))
        div.row {
            (post_button("/sign-out", ui.t("identity-sign-out"), ButtonKind::Quiet))
            a href="/settings/delete" { (ui.t("identity-erase-title")) }
        }
    };
    Page::new(ui, ui.t("identity-settings-title")).main_class("narrow").noindex().body(body)
}

/// Where people with a duty work. Nothing for everybody else.
fn duties(ui: &Ui<'_>) -> Markup {
    let Some(actor) = ui.caller().actor() else { return html! {} };
    let places = [
        (actor.moderator, "/moderation", "flag", "identity-place-moderation"),
        (actor.officer, "/officer/claims", "badge-check", "identity-place-officer"),
        (actor.officer, "/officer/organisations", "briefcase", "identity-place-officer-orgs"),
        (actor.moderator || actor.officer, "/duties", "handshake", "identity-duties-title"),
    ];
    let mine: Vec<_> = places.into_iter().filter(|(held, ..)| *held).collect();
    html! {
        @if !mine.is_empty() {
            section.card {
                ul.places role="list" {
                    @for (_, href, icon_name, name) in mine {
                        li { a href=(href) {
                            (icon(icon_name))
                            span { b { (ui.t(name)) } }
                            (icon("chevron-right"))
                        } }
                    }
                }
            }
        }
    }
}

/// Says what waits for the confirmation and how to get it.
pub fn unconfirmed(ui: &Ui<'_>, email: &str) -> Markup {
    let content = html! {
        p { (ui.ta("identity-unconfirmed", &[("email", email.into())])) }
        (post_button("/join/resend", ui.t("identity-confirm-resend"), ButtonKind::Soft))
    };
    notice(Tone::Note, "mail", content)
}
