use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, FormState, button, card, error_summary, field, post_button,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::small::{level_chip, moderator_tabs};
use crate::limits::PHRASE_CHARS_MAX;
use crate::model::{Level, Watch};
use crate::rules::CrisisRule;
use crate::store::words::WordRow;

/// The watched words, and what the house does with words of a crisis.
#[derive(Debug, Clone)]
pub struct RulesView {
    pub words: Vec<WordRow>,
    pub crisis: CrisisRule,
    pub is_operator: bool,
}

#[must_use]
pub fn rules_page(ui: &Ui<'_>, view: &RulesView, form: &FormState) -> Markup {
    let body = html! {
        (error_summary(ui, &form.invalid))
        (card(Some(ui.t("safety-rules-built-in")), html! { p { (ui.t("safety-rules-built-in-hint")) } }))
        (add(ui, form))
        (card(Some(ui.t("safety-rules-words")), words(ui, view)))
        (crisis(ui, view))
    };
    Page::new(ui, ui.t("safety-rules-title"))
        .noindex()
        .main_class("wide")
        .tab_bar(moderator_tabs(ui, "/moderation/rules"))
        .body(body)
}

fn lang_key(lang: &str) -> &'static str {
    match lang {
        "en" => "safety-lang-en",
        "fr" => "safety-lang-fr",
        _ => "safety-lang-any",
    }
}

fn add(ui: &Ui<'_>, form: &FormState) -> Markup {
    let phrase = FieldSpec::text("phrase", ui.t("safety-rules-phrase"))
        .required()
        .hint(ui.t("safety-rules-phrase-hint"))
        .chars_max(PHRASE_CHARS_MAX);
    let langs = ["", "en", "fr"].map(|lang| Choice::new(lang, ui.t(lang_key(lang)))).to_vec();
    let lang = FieldSpec::select("lang", ui.t("safety-rules-lang"), langs).required();
    let levels = Level::ALL.iter().filter(|level| **level != Level::Black);
    let levels = levels.map(|l| Choice::new(l.as_str(), ui.t(l.label_key()))).collect();
    let level = FieldSpec::select("level", ui.t("safety-level"), levels).required();
    let watches = Watch::ALL.iter().map(|w| Choice::new(w.as_str(), ui.t(w.label_key()))).collect();
    let watch = FieldSpec::select("watch", ui.t("safety-rules-watch"), watches).required();
    html! {
        form.card.stack method="post" action="/moderation/rules/words" {
            h2 { (ui.t("safety-rules-add")) }
            (field(ui, &phrase, form))
            (field(ui, &lang, form))
            (field(ui, &level, form))
            (field(ui, &watch, form))
            (button(ui.t("safety-rules-add"), ButtonKind::Primary))
        }
    }
}

fn words(ui: &Ui<'_>, view: &RulesView) -> Markup {
    let heads = [
        "safety-rules-phrase",
        "safety-rules-lang",
        "safety-level",
        "safety-rules-watch",
        "safety-duty-change",
    ];
    html! {
        @if view.words.is_empty() { p.meta { (ui.t("safety-rules-none")) } } @else {
            table.table {
                thead { tr { @for head in heads { th scope="col" { (ui.t(head)) } } } }
                tbody { @for row in &view.words { (word(ui, row)) } }
            }
        }
    }
}

fn word(ui: &Ui<'_>, row: &WordRow) -> Markup {
    let watched = &row.watched;
    let path = format!("/moderation/rules/words/{}/remove", row.id);
    html! {
        tr {
            td data-label=(ui.t("safety-rules-phrase")) dir="auto" { (watched.phrase) }
            td data-label=(ui.t("safety-rules-lang")) { (ui.t(lang_key(&watched.lang))) }
            td data-label=(ui.t("safety-level")) { (level_chip(ui, watched.level)) }
            td data-label=(ui.t("safety-rules-watch")) { (ui.t(watched.watch.label_key())) }
            td data-label=(ui.t("safety-duty-change")) { (post_button(&path, ui.t("safety-rules-remove"), ButtonKind::Quiet)) }
        }
    }
}

fn crisis(ui: &Ui<'_>, view: &RulesView) -> Markup {
    let state = FormState::new().set("crisis", view.crisis.as_str());
    let rules = CrisisRule::ALL.iter();
    let rules = rules.map(|r| Choice::new(r.as_str(), ui.t(r.label_key()))).collect();
    let rule = FieldSpec::radios("crisis", ui.t("safety-rules-crisis"), rules).required();
    html! {
        @if view.is_operator {
            form.card.stack method="post" action="/moderation/rules/crisis" {
                (field(ui, &rule, &state))
                p.meta { (ui.t("safety-rules-crisis-hint")) }
                (button(ui.t("safety-save"), ButtonKind::Soft))
            }
        } @else {
            (card(Some(ui.t("safety-rules-crisis")), html! { p { (ui.t(view.crisis.label_key())) } p.meta { (ui.t("safety-rules-crisis-hint")) } }))
        }
    }
}
