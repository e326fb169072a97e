use commonround_text::is_sensitive;
use commonround_web::components::{ButtonKind, Tone, button_link, card, chip_link, notice};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::list::{encoded, other_language};
use super::tier_chip;
use crate::model::FactPage;
use crate::readable::{Block, blocks, says_little};

/// A fact: the answer, who says it, under which licence, and where it stands.
#[must_use]
pub fn fact(ui: &Ui<'_>, page: &FactPage) -> Markup {
    let body = html! {
        (labels(ui, page))
        section.card {
            div.answer lang=[other_language(ui, &page.card.language)] {
                @for block in blocks(&page.answer) { (laid_out(ui, &block)) }
            }
            @if says_little(&page.answer) { p.meta { (ui.t("evidence-says-little")) } }
            p { (button_link(&page.url, ui.t("evidence-original"), ButtonKind::Soft)) }
        }
        (notice(Tone::Brand, "info", html! { p { (ui.t("evidence-no-diagnosis")) } }))
        (provenance(ui, page))
        @if !page.related.is_empty() { (related(ui, page)) }
    };
    let frame = Page::new(ui, page.card.title.as_str()).description(page.card.excerpt.as_str());
    if is_sensitive(&page.card.title) { frame.sensitive().body(body) } else { frame.body(body) }
}

fn labels(ui: &Ui<'_>, page: &FactPage) -> Markup {
    html! {
        p.tags {
            (tier_chip(ui, page.card.publisher.tier))
            @if let Some(topic) = &page.card.topic {
                (chip_link(Tone::Brand, "book-open", &topic.name, &ui.href(&format!("/facts?topic={}", encoded(&topic.slug)))))
            }
            span.chip { (ui.t(page.card.kind.label_key())) }
        }
    }
}

fn laid_out(ui: &Ui<'_>, block: &Block<'_>) -> Markup {
    html! {
        @match block {
            Block::Heading(text) => h2 { (text) },
            Block::Paragraph(text) => p { (text) },
            Block::List(items) => ul { @for item in items { li { (item) } } },
            Block::Signs(rows) => (signs(ui, rows)),
        }
    }
}

fn signs(ui: &Ui<'_>, rows: &[(&str, Option<&str>)]) -> Markup {
    let lang = ui.lang().as_str();
    html! {
        table {
            thead lang=(lang) {
                tr {
                    th scope="col" { (ui.t("evidence-sign")) }
                    th scope="col" { (ui.t("evidence-sign-share")) }
                }
            }
            tbody {
                @for (sign, share) in rows {
                    tr {
                        th scope="row" { (sign) }
                        @match share {
                            Some(share) => td { (share) },
                            None => td lang=(lang) { (ui.t("evidence-sign-unknown")) },
                        }
                    }
                }
            }
        }
    }
}

fn provenance(ui: &Ui<'_>, page: &FactPage) -> Markup {
    let source = &page.source;
    card(
        Some(ui.t("evidence-about")),
        html! {
            dl {
                dt { (ui.t("evidence-publisher")) }
                dd { a href=(ui.href(&format!("/sources/{}", source.slug))) { (source.name) } }
                dt { (ui.t("evidence-accreditor")) }
                dd { (source.accreditor) }
                dt { (ui.t("evidence-reviewed")) }
                dd { (review_day(ui, page)) }
                dt { (ui.t("evidence-licence")) }
                dd { a href=(source.licence_url) rel="license noopener" { (source.licence) } }
                dt { (ui.t("evidence-attribution")) }
                dd lang="en" { (source.attribution) }
                dt { (ui.t("evidence-identifier")) }
                dd { code { (page.external_id) } }
                dt { (ui.t("evidence-imported")) }
                dd { (ui.date(page.imported_at)) }
            }
        },
    )
}

fn review_day(ui: &Ui<'_>, page: &FactPage) -> String {
    match page.card.reviewed_on {
        Some(day) => ui.day_text(day),
        None => ui.t("evidence-reviewed-never").to_owned(),
    }
}

fn related(ui: &Ui<'_>, page: &FactPage) -> Markup {
    card(
        Some(ui.t("evidence-related")),
        html! {
            ul.rows role="list" lang=[other_language(ui, &page.card.language)] {
                @for other in &page.related {
                    li { div {
                        a href=(ui.href(&format!("/facts/{}", other.id))) { (other.title) }
                        p.meta { (other.publisher.name) }
                    } }
                }
            }
        },
    )
}
