//! Pages of words: about, privacy, rules.

use axum::extract::State;
use commonround_web::{Answer, Caller, Page, Ui};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

use crate::instance::Instance;

const VERSION: &str = env!("CARGO_PKG_VERSION");

#[derive(Serialize, JsonSchema)]
pub struct About {
    name: String,
    version: &'static str,
    licence: &'static str,
}

#[derive(Serialize, JsonSchema)]
pub struct Sections {
    title: String,
    sections: Vec<Section>,
}

#[derive(Serialize, JsonSchema)]
pub struct Section {
    heading: String,
    text: String,
}

#[derive(Serialize, JsonSchema)]
pub struct Rules {
    rules: Vec<String>,
}

pub async fn show_about(State(instance): State<Instance>, caller: Caller) -> Answer {
    let name = instance.config.name.clone();
    let json = || About { name: name.clone(), version: VERSION, licence: "AGPL-3.0-or-later" };
    Ok(caller.show(json, |ui| {
        let lead = ui.ta("server-about-lead", &[("name", name.as_str().into())]);
        let software = ui.ta("server-about-software-text", &[("version", VERSION.into())]);
        let sections = [
            section(ui, "server-about-what"),
            section(ui, "server-about-not"),
            section(ui, "server-about-order"),
            Section { heading: ui.t("server-about-software").to_owned(), text: software },
        ];
        prose(ui, "server-about-title", &lead, &sections)
    }))
}

const PRIVACY: [&str; 5] = [
    "server-privacy-kept",
    "server-privacy-seen",
    "server-privacy-cookie",
    "server-privacy-gone",
    "server-privacy-honest",
];

pub async fn show_privacy(caller: Caller) -> Answer {
    let sections =
        |ui: &Ui| -> Vec<Section> { PRIVACY.iter().map(|key| section(ui, key)).collect() };
    let ui = caller.ui();
    let json =
        || Sections { title: ui.t("server-privacy-title").to_owned(), sections: sections(&ui) };
    Ok(caller.show(json, |ui| {
        prose(ui, "server-privacy-title", ui.t("server-privacy-lead"), &sections(ui))
    }))
}

const RULES: [&str; 7] = [
    "server-rules-1",
    "server-rules-2",
    "server-rules-3",
    "server-rules-4",
    "server-rules-5",
    "server-rules-6",
    "server-rules-7",
];

pub async fn show_rules(caller: Caller) -> Answer {
    let ui = caller.ui();
    let json = || Rules { rules: RULES.iter().map(|key| ui.t(key).to_owned()).collect() };
    Ok(caller.show(json, |ui| {
        Page::new(ui, ui.t("server-rules-title")).body(html! {
            article.card.prose {
                p { (ui.t("server-rules-lead")) }
                ol { @for key in RULES { li { (ui.t(key)) } } }
            }
        })
    }))
}

/// The heading at `key` and its text at `key-text`.
fn section(ui: &Ui, key: &str) -> Section {
    Section { heading: ui.t(key).to_owned(), text: ui.t(&format!("{key}-text")).to_owned() }
}

fn prose(ui: &Ui, title_key: &str, lead: &str, sections: &[Section]) -> Markup {
    Page::new(ui, ui.t(title_key)).description(lead).body(html! {
        article.card.prose {
            p { (lead) }
            @for section in sections {
                h2 { (section.heading) }
                p { (section.text) }
            }
        }
    })
}
