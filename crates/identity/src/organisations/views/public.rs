use commonround_web::components::{
    AvatarSize, ButtonKind, Tone, avatar, button_link, card, chip, empty, hidden, icon, notice,
};
use commonround_web::{Markup, Page, Ui, html};

use super::{kind_and_place, state_chip, state_look};
use crate::organisations::limits::NAME_CHARS_MAX;
use crate::organisations::model::{HistoryRow, Method, OrganisationRow};
use crate::organisations::reads::Shown;

/// Organisations, the verified ones first. `asked` is what was searched for.
pub fn list(ui: &Ui<'_>, found: &[OrganisationRow], asked: &str) -> Markup {
    let body = html! {
        p { (ui.t("identity-org-list-about")) }
        form.searchbox role="search" action="/organisations" {
            label.vh for="organisations-q" { (ui.t("identity-org-search")) }
            input #organisations-q name="q" type="search" value=(asked) maxlength=(NAME_CHARS_MAX)
                placeholder=(ui.t("identity-org-search"));
            button.ibtn type="submit" { (icon("search")) (hidden(ui.t("identity-org-search"))) }
        }
        @if found.is_empty() {
            @let nothing = if asked.is_empty() { "identity-org-none" } else { "identity-org-none-found" };
            (empty(ui, ui.t(nothing), Some(("/settings/organisations", ui.t("identity-org-found-title")))))
        } @else {
            ul.card.rows.people role="list" { @for one in found { (line(ui, one)) } }
        }
    };
    Page::new(ui, ui.t("identity-org-list")).body(body)
}

fn line(ui: &Ui<'_>, organisation: &OrganisationRow) -> Markup {
    html! {
        li {
            (avatar(&organisation.name, "hue-organisation", AvatarSize::Medium))
            div {
                a.name href=(ui.href(&organisation.path())) { (organisation.name) }
                p.meta { (kind_and_place(ui, organisation)) " · " (organisation.domain) }
            }
            div.row { (state_chip(ui, organisation)) }
        }
    }
}

/// The page of one organisation.
pub fn page(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let organisation = &shown.organisation;
    let body = html! {
        section.card.profilehead {
            div.row {
                (avatar(&organisation.name, "hue-organisation", AvatarSize::Large))
                div.who {
                    h1 { (organisation.name) }
                    p.meta { (kind_and_place(ui, organisation)) }
                }
                @if shown.is_mine {
                    div.row.end {
                        @let path = format!("/settings{}", organisation.path());
                        (button_link(&path, ui.t("identity-org-manage"), ButtonKind::Quiet))
                    }
                }
            }
            p.tags { (state_chip(ui, organisation)) (resembling(ui, shown)) }
            @if organisation.checked_by(ui.now()).is_none() {
                p { (ui.t("identity-org-unchecked-about")) }
            }
        }
        (card(Some(ui.t("identity-org-facts")), facts(ui, organisation)))
        p.meta { a href=(ui.href(&format!("{}/history", organisation.path()))) { (ui.t("identity-org-history")) } }
    };
    let page = Page::new(ui, organisation.name.as_str()).own_heading().main_class("narrow");
    let checked = organisation.checked_by(ui.now()).is_some();
    if checked { page.body(body) } else { page.noindex().body(body) }
}

fn resembling(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let Some(other) = &shown.resembles else { return Markup::default() };
    let text = ui.ta("identity-org-resembles", &[("name", other.name.as_str().into())]);
    html! { a.chip.note-c href=(ui.href(&other.path())) { (icon("info")) (text) } }
}

/// What is known of an organisation, and how.
pub fn facts(ui: &Ui<'_>, organisation: &OrganisationRow) -> Markup {
    let checked = organisation.checked_by(ui.now());
    let registry = organisation.registry.as_deref().zip(organisation.registry_number.as_deref());
    html! {
        dl.facts {
            dt { (ui.t("identity-org-home-page")) }
            dd {
                a href=(organisation.home_page) rel="noopener nofollow" { (icon("external-link")) " " (organisation.domain) }
            }
            @if let Some(method) = checked {
                dt { (ui.t("identity-org-checked")) }
                dd { (ui.t(method.key())) }
                @if let Some((registry, number)) = registry.filter(|_| method == Method::Registry) {
                    dt { (ui.t("identity-org-registry")) }
                    dd { (registry) " · " (number) }
                }
                @if let Some(at) = organisation.verified_at {
                    dt { (ui.t("identity-org-checked-on")) }
                    dd { (ui.date(at)) }
                }
                @if let Some(until) = organisation.verified_until {
                    dt { (ui.t("identity-org-checked-until")) }
                    dd { (ui.date(until)) }
                }
            }
            dt { (ui.t("identity-org-since")) }
            dd { (ui.date(organisation.created_at)) }
        }
    }
}

/// Everything that happened to an organisation, the newest first.
pub fn history(ui: &Ui<'_>, organisation: &OrganisationRow, changes: &[HistoryRow]) -> Markup {
    let heads = ["identity-org-when", "identity-org-state", "identity-org-by"].map(|key| ui.t(key));
    let body = html! {
        p { a href=(ui.href(&organisation.path())) { (organisation.name) } }
        @if changes.is_empty() {
            (notice(Tone::Plain, "info", html! { p { (ui.t("identity-org-no-history")) } }))
        } @else {
            table.table {
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody { @for change in changes { (change_line(ui, change, heads)) } }
            }
        }
    };
    Page::new(ui, ui.t("identity-org-history")).noindex().body(body)
}

fn change_line(ui: &Ui<'_>, change: &HistoryRow, heads: [&str; 3]) -> Markup {
    let (tone, icon) = state_look(change.state);
    html! {
        tr {
            td data-label=(heads[0]) { (ui.date(change.at)) }
            td data-label=(heads[1]) { (chip(tone, icon, ui.t(change.state.key()))) }
            td data-label=(heads[2]) {
                (ui.t(change.by.key()))
                @if let Some(method) = change.method { " · " (ui.t(method.key())) }
            }
        }
    }
}
