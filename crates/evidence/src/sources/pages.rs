use commonround_web::components::{card, empty};
use commonround_web::{Page, Ui};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

use super::allow_list::{Listed, Rule};
use super::store::Version;
use crate::model::Tier;
use crate::views::tier_chip;

/// The list in force and those before it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AllowListPage {
    pub entries: Vec<EntryInfo>,
    /// Newest first; the first one is in force.
    pub versions: Vec<VersionInfo>,
}

/// One entry: exactly one of `host`, `doi` and `pmid` says what it covers.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EntryInfo {
    pub host: Option<String>,
    /// How the DOI begins.
    pub doi: Option<String>,
    /// Every article with a PubMed number.
    pub pmid: bool,
    pub tier: Tier,
    pub name: String,
    pub accreditor: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct VersionInfo {
    pub number: u32,
    /// `YYYY-MM-DD`.
    pub dated: String,
    pub reason: String,
    pub entries_count: usize,
}

impl AllowListPage {
    pub fn of(versions: &[Version]) -> Self {
        let current = versions.first().map(|version| version.list.entries.as_slice());
        Self {
            entries: current.unwrap_or_default().iter().map(EntryInfo::of).collect(),
            versions: versions.iter().map(VersionInfo::of).collect(),
        }
    }
}

impl EntryInfo {
    fn of(entry: &Listed) -> Self {
        let (host, doi) = match &entry.rule {
            Rule::Host(host) => (Some(host.clone()), None),
            Rule::Doi(prefix) => (None, Some(prefix.clone())),
            Rule::Pmid(_) => (None, None),
        };
        let pmid = matches!(entry.rule, Rule::Pmid(_));
        let (name, accreditor) = (entry.name.clone(), entry.accreditor.clone());
        Self { host, doi, pmid, tier: entry.tier, name, accreditor }
    }
}

impl VersionInfo {
    fn of(version: &Version) -> Self {
        Self {
            number: version.number,
            dated: version.list.dated.clone(),
            reason: version.list.reason.clone(),
            entries_count: version.list.entries.len(),
        }
    }
}

pub fn allow_list(ui: &Ui<'_>, versions: &[Version]) -> Markup {
    let body = html! {
        p { (ui.t("evidence-allow-list-intro")) }
        @match versions.first() {
            Some(current) => { (history(ui, versions)) (entries(ui, &current.list.entries)) },
            None => (empty(ui, ui.t("evidence-allow-list-none"), None)),
        }
    };
    let page = Page::new(ui, ui.t("evidence-allow-list")).main_class("wide");
    page.description(ui.t("evidence-allow-list-intro")).body(body)
}

fn history(ui: &Ui<'_>, versions: &[Version]) -> Markup {
    card(
        Some(ui.t("evidence-allow-list-history")),
        html! {
            ul.rows role="list" {
                @for version in versions { li { div {
                    strong { (numbered(ui, version)) }
                    p.meta lang="en" { (version.list.reason) }
                } } }
            }
        },
    )
}

fn numbered(ui: &Ui<'_>, version: &Version) -> String {
    let day = version.list.dated.parse().map(|day| ui.day_text(day));
    let day = day.unwrap_or_else(|_| version.list.dated.clone());
    ui.ta("evidence-allow-list-version", &[("n", version.number.into()), ("day", day.into())])
}

fn entries(ui: &Ui<'_>, entries: &[Listed]) -> Markup {
    let (name, tier) = (ui.t("evidence-publisher"), ui.t("evidence-tier"));
    let (accreditor, covers) = (ui.t("evidence-accreditor"), ui.t("evidence-allow-list-covers"));
    html! {
        table.table {
            thead { tr {
                th scope="col" { (name) }
                th scope="col" { (tier) }
                th scope="col" { (accreditor) }
                th scope="col" { (covers) }
            } }
            tbody { @for entry in entries { tr {
                th scope="row" data-label=(name) { (entry.name) }
                td data-label=(tier) { (tier_chip(ui, entry.tier)) }
                td data-label=(accreditor) { (entry.accreditor) }
                td data-label=(covers) { (covered(ui, &entry.rule)) }
            } } }
        }
    }
}

fn covered(ui: &Ui<'_>, rule: &Rule) -> String {
    match rule {
        Rule::Host(host) => ui.ta("evidence-allow-list-host", &[("host", host.as_str().into())]),
        Rule::Doi(doi) => ui.ta("evidence-allow-list-doi", &[("doi", doi.as_str().into())]),
        Rule::Pmid(_) => ui.t("evidence-allow-list-pmid").to_owned(),
    }
}
