use commonround_web::components::{Tone, chip, chip_link, empty, more_link};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::tier_chip;
use crate::library::FactList;
use crate::model::{FactCard, Source};

/// One fact: title, how the answer begins, who says it. An article of a list.
#[must_use]
pub fn fact_row(ui: &Ui<'_>, card: &FactCard) -> Markup {
    html! {
        article.post.fact lang=[other_language(ui, &card.language)] {
            h3 { a href=(ui.href(&format!("/facts/{}", card.id))) { (card.title) } }
            p { (card.excerpt) }
            p.meta.row lang=(ui.lang().as_str()) {
                (tier_chip(ui, card.publisher.tier))
                a href=(ui.href(&format!("/sources/{}", card.publisher.slug))) { (card.publisher.name) }
                span { (reviewed(ui, card)) }
            }
        }
    }
}

/// Facts for a search or tag page. Nothing where there is none.
#[must_use]
pub fn fact_rows(ui: &Ui<'_>, cards: &[FactCard]) -> Markup {
    html! { @for card in cards { (fact_row(ui, card)) } }
}

/// The language of a text, where it is not that of the page around it.
pub(super) fn other_language<'l>(ui: &Ui<'_>, language: &'l str) -> Option<&'l str> {
    (language != ui.lang().as_str()).then_some(language)
}

/// When the publisher reviewed the answer, or that it does not say.
fn reviewed(ui: &Ui<'_>, card: &FactCard) -> String {
    match card.reviewed_on {
        Some(day) => ui.ta("evidence-reviewed-on", &[("day", ui.day_text(day).into())]),
        None => ui.t("evidence-reviewed-never").to_owned(),
    }
}

/// The library, or the part of it that was asked for.
#[must_use]
pub fn facts(ui: &Ui<'_>, list: &FactList, sources: &[Source]) -> Markup {
    let title = match &list.topic {
        Some(topic) => topic.name.clone(),
        None => ui.t("evidence-facts").to_owned(),
    };
    let body = html! {
        p { (ui.t("evidence-facts-intro")) }
        (search_form(ui))
        (filters(ui, list, sources))
        @if list.cards.is_empty() {
            (empty(ui, ui.t("evidence-facts-none"), None))
        } @else {
            h2.vh { (ui.t("evidence-facts")) }
            div #feed.feed { (fact_rows(ui, &list.cards)) }
        }
        @if let Some(next) = list.next { (more_link(ui, &here(list, Some(next)))) }
    };
    Page::new(ui, title).description(ui.t("evidence-facts-intro")).body(body)
}

fn search_form(ui: &Ui<'_>) -> Markup {
    html! {
        form.searchform action="/search" role="search" {
            input type="hidden" name="in" value="facts";
            @if ui.href("/") != "/" { input type="hidden" name="lang" value=(ui.lang().as_str()); }
            div.formfield {
                label for="f-q" { (ui.t("evidence-search")) }
                input #f-q type="search" name="q" maxlength="200" required;
            }
            button.btn type="submit" { (ui.t("evidence-search-go")) }
        }
    }
}

/// Publishers to choose from, and what was chosen, with a way back.
fn filters(ui: &Ui<'_>, list: &FactList, sources: &[Source]) -> Markup {
    let is_narrowed = list.source.is_some() || list.topic.is_some();
    html! {
        nav.tags.filters aria-label=(ui.t("evidence-filter")) {
            @if let Some(topic) = &list.topic { (chip(Tone::Brand, "book-open", &topic.name)) }
            @if let Some(source) = &list.source {
                (chip(Tone::Brand, "shield-check", &source.name))
            } @else {
                @for source in sources {
                    (chip_link(Tone::Plain, "shield-check", &source.name, &ui.href(&narrowed(list, source))))
                }
            }
            @if is_narrowed { (chip_link(Tone::Plain, "x", ui.t("evidence-filter-none"), &ui.href("/facts"))) }
        }
        p { a href=(ui.href("/sources")) { (ui.t("evidence-sources-all")) } }
    }
}

fn narrowed(list: &FactList, source: &Source) -> String {
    match &list.topic {
        Some(topic) => format!("/facts?topic={}&source={}", encoded(&topic.slug), source.slug),
        None => format!("/facts?source={}", source.slug),
    }
}

/// The address of a page of this list.
fn here(list: &FactList, before: Option<i64>) -> String {
    let pairs = [
        ("source", list.source.as_ref().map(|s| s.slug.clone())),
        ("topic", list.topic.as_ref().map(|t| encoded(&t.slug))),
        ("before", before.map(|id| id.to_string())),
    ];
    let query: Vec<String> =
        pairs.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?))).collect();
    format!("/facts?{}", query.join("&"))
}

/// A topic's slug may hold letters beyond ASCII.
pub(crate) fn encoded(slug: &str) -> String {
    url::form_urlencoded::byte_serialize(slug.as_bytes()).collect()
}
