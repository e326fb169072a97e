use commonround_web::components::{AvatarSize, ButtonKind, avatar, button, icon};
use commonround_web::{Lang, Ui};
use maud::{Markup, html};

use super::Desk;
use crate::answers::pages::one::byline;

/// How the card will look. The script copies what is written into `data-from`; without it the button
/// does.
pub fn preview(ui: &Ui<'_>, desk: &Desk) -> Markup {
    let input = &desk.input;
    let says = input.step().map(|step| ui.t(step.verdict.words_key(step.certainty)));
    html! {
        aside.later.deskcard aria-label=(ui.t("evidence-desk-preview")) {
            h2 { (ui.t("evidence-desk-preview")) }
            article.card.answered {
                p.meta { (ui.t("evidence-answer-claim")) }
                blockquote data-from="text" { (desk.query.text) }
                p.verdict {
                    span.v-none { (icon("circle-help")) } span.v-false { (icon("x")) }
                    span.v-open { (icon("info")) } span.v-right { (icon("circle-check")) }
                    b data-from="says" data-empty=(ui.t("evidence-desk-choose")) { (says.unwrap_or(ui.t("evidence-desk-choose"))) }
                }
                @for lang in Lang::ALL { (said(ui, desk, lang)) }
                p.meta { (ui.t("evidence-answer-sources")) ": " span data-from="facts" data-empty=(ui.t("evidence-desk-no-source")) { (chosen(ui, desk)) } }
                div.row { (avatar(&desk.me.display_name, desk.me.hue(), AvatarSize::Small)) (byline(ui, &desk.me, "desk")) }
            }
            div.row {
                (button(ui.t("evidence-desk-publish"), ButtonKind::Primary))
                button.btn.quiet.plain type="submit" formaction="/answer/draft" formnovalidate { (ui.t("evidence-desk-show")) }
            }
            p.hint { (ui.t("evidence-desk-public")) }
        }
    }
}

fn said(ui: &Ui<'_>, desk: &Desk, lang: Lang) -> Markup {
    let (name, words, missing) = match lang {
        Lang::En => ("english", &desk.input.english, "evidence-desk-no-english"),
        Lang::Fr => ("french", &desk.input.french, "evidence-desk-no-french"),
    };
    let shown = if words.is_empty() { ui.t(missing) } else { words };
    html! { p.said lang=(lang.as_str()) data-from=(name) data-empty=(ui.t(missing)) { (shown) } }
}

fn chosen(ui: &Ui<'_>, desk: &Desk) -> String {
    let is_chosen = |id: &str| desk.input.facts.iter().any(|chosen| chosen == id);
    let chosen = desk.facts.iter().filter(|card| is_chosen(&card.id.to_string()));
    let names: Vec<String> =
        chosen.map(|card| format!("{} ({})", card.title, card.publisher.name)).collect();
    if names.is_empty() { ui.t("evidence-desk-no-source").to_owned() } else { names.join(" · ") }
}
