use commonround_web::components::{card, icon};
use commonround_web::{Lang, Ui};
use maud::{Markup, html};

use super::one::Shown;
use crate::views::report_link;

/// The link, the picture and the words to take elsewhere, and how far it went.
pub fn sharing(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let path = shown.path();
    card(
        Some(ui.t("evidence-share")),
        html! {
            div.share {
                img src=(ui.href(&format!("{path}/card.png"))) alt=(shown.title(ui)) width="1200" height="630" loading="lazy";
                (acts(ui, shown))
                div.formfield {
                    label for="share-link" { (ui.t("evidence-share-link")) }
                    input #share-link type="text" readonly dir="ltr" value=(address(ui, shown));
                }
                div.formfield {
                    label for="share-text" { (ui.t("evidence-share-text")) }
                    textarea #share-text readonly rows="4" dir="auto" { (text(ui, shown)) }
                }
                (reach(ui, shown))
            }
            p.row {
                a.btn.quiet href=(ui.href(&format!("/claims/{}", shown.claim.id))) { (ui.t("evidence-answer-record")) }
                @if shown.mine {
                    a.btn.quiet href=(ui.href(&format!("{path}/edit"))) { (ui.t("evidence-answer-edit")) }
                }
            }
            @if !shown.mine { (report_link(ui, &path)) }
        },
    )
}

fn acts(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let path = shown.path();
    html! {
        div.row {
            button.btn type="button" data-copy="share-link" data-said=(ui.t("evidence-share-copied")) { (icon("link")) (ui.t("evidence-share-copy-link")) }
            button.btn.soft type="button" data-copy="share-text" data-said=(ui.t("evidence-share-copied")) { (icon("copy")) (ui.t("evidence-share-copy-text")) }
            a.btn.soft href=(address(ui, shown)) data-share hidden { (icon("share-2")) (ui.t("evidence-share-send")) }
            @for lang in Lang::ALL {
                a.btn.quiet href={ (path) "/card.png?lang=" (lang.as_str()) } download={ "answer-" (shown.answer.id) "-" (lang.as_str()) ".png" } {
                    (icon("download")) (ui.t(picture_key(lang)))
                }
            }
        }
    }
}

const fn picture_key(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "evidence-share-picture-en",
        Lang::Fr => "evidence-share-picture-fr",
    }
}

fn address(ui: &Ui<'_>, shown: &Shown) -> String {
    ui.site().address_of(&ui.href(&shown.path()))
}

/// What stands on its own in a message: the verdict before the claim, the answer, who says so, where.
fn text(ui: &Ui<'_>, shown: &Shown) -> String {
    let author = shown.present_author().map(|author| author.display_name.clone());
    let author = author.map(|name| format!("— {name}, {}", ui.site().name));
    let lines = [
        Some(shown.title(ui)),
        Some(shown.text(ui.lang()).to_owned()),
        author,
        Some(address(ui, shown)),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn reach(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let reach = match shown.views {
        Some(views) => ui.ta("evidence-answer-reach", &[("shown", ui.number(views).into())]),
        None => ui.t("evidence-answer-reach-few").to_owned(),
    };
    html! { p.meta { (icon("eye")) " " (reach) ". " (ui.t("evidence-answer-reach-how")) } }
}
