use commonround_web::components::{ButtonKind, button_link, card, empty, more_link};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::{fact_rows, tier_chip};
use crate::library::FactList;
use crate::model::{Source, Tier};

/// Every publisher, and what the tiers mean.
#[must_use]
pub fn sources(ui: &Ui<'_>, sources: &[Source]) -> Markup {
    let body = html! {
        p { (ui.t("evidence-sources-intro")) }
        @if sources.is_empty() {
            (empty(ui, ui.t("evidence-sources-none"), None))
        } @else {
            ul #feed.card.rows role="list" {
                @for source in sources { (row(ui, source)) }
            }
        }
        (tiers(ui))
        p { a href=(ui.href("/sources/allow-list")) { (ui.t("evidence-allow-list")) } }
    };
    Page::new(ui, ui.t("evidence-sources")).description(ui.t("evidence-sources-intro")).body(body)
}

fn row(ui: &Ui<'_>, source: &Source) -> Markup {
    html! {
        li { div {
            a.name href=(ui.href(&format!("/sources/{}", source.slug))) { (source.name) }
            p.meta { (source.accreditor) " · " (count(ui, source)) }
            p { (tier_chip(ui, source.tier)) }
        } }
    }
}

fn count(ui: &Ui<'_>, source: &Source) -> String {
    let facts = u64::try_from(source.facts).unwrap_or(u64::MAX);
    ui.ta("evidence-facts-count", &[("n", facts.into()), ("shown", ui.number(facts).into())])
}

fn tiers(ui: &Ui<'_>) -> Markup {
    card(
        Some(ui.t("evidence-tiers")),
        html! {
            p { (ui.t("evidence-tiers-explained")) }
            dl { @for tier in Tier::ALL {
                dt { (tier.as_str()) }
                dd { (ui.t(tier.label_key())) }
            } }
        },
    )
}

/// A publisher and the newest of its facts.
#[must_use]
pub fn source(ui: &Ui<'_>, source: &Source, list: &FactList) -> Markup {
    let body = html! {
        p { (tier_chip(ui, source.tier)) " " (count(ui, source)) }
        (card(None, html! {
            dl {
                dt { (ui.t("evidence-accreditor")) }
                dd { (source.accreditor) }
                dt { (ui.t("evidence-licence")) }
                dd { a href=(source.licence_url) rel="license noopener" { (source.licence) } }
                dt { (ui.t("evidence-attribution")) }
                dd lang="en" { (source.attribution) }
            }
            (button_link(&source.homepage, ui.t("evidence-homepage"), ButtonKind::Soft))
        }))
        h2 { (ui.t("evidence-facts")) }
        @if list.cards.is_empty() {
            (empty(ui, ui.t("evidence-facts-none"), None))
        } @else {
            div #feed.feed { (fact_rows(ui, &list.cards)) }
        }
        @if let Some(next) = list.next {
            (more_link(ui, &format!("/sources/{}?before={next}", source.slug)))
        }
    };
    Page::new(ui, source.name.as_str()).body(body)
}
