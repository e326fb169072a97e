use commonround_web::Ui;
use commonround_web::components::{Tone, chip, icon};
use maud::{Markup, html};

use crate::guard::{Finding, Tier, Verdict};
use crate::resources::{Line, Region, When};

/// What a person in a crisis is offered: the lines of the region, and whether a helper is there.
#[derive(Debug, Clone, Copy)]
pub struct CrisisHelp<'a> {
    pub region: &'a Region,
    pub helper_on_duty: bool,
    /// Posting words of a crisis calls a helper: the house says so.
    pub posting_calls: bool,
}

/// What an author reads before posting. Stands inside the form that posts: its buttons send `redact`
/// (take it out) or `confirm` (the digest of what is confirmed) along with the text.
#[must_use]
pub fn guard_panel(ui: &Ui<'_>, verdict: &Verdict, help: CrisisHelp<'_>) -> Markup {
    let others = verdict.findings.iter().filter(|finding| finding.tier != Tier::Crisis);
    html! {
        section.guard tabindex="-1" aria-label=(ui.t("safety-guard-title")) {
            @if let Some(found) = verdict.findings.iter().find(|f| f.tier == Tier::Crisis) { (crisis(ui, found, help)) }
            @for finding in others { (one(ui, finding)) }
            (choices(ui, verdict))
        }
    }
}

/// The same help once the post is out, for its author alone.
#[must_use]
pub fn after_posting(ui: &Ui<'_>, verdict: &Verdict, help: CrisisHelp<'_>) -> Option<Markup> {
    let found = verdict.findings.iter().find(|finding| finding.tier == Tier::Crisis)?;
    Some(
        html! { section.guard tabindex="-1" aria-label=(ui.t("safety-crisis-title")) { (crisis(ui, found, help)) } },
    )
}

fn crisis(ui: &Ui<'_>, finding: &Finding, help: CrisisHelp<'_>) -> Markup {
    let number = help.region.emergency.as_str();
    html! {
        div.crisis {
            h2 { (icon("life-buoy")) (ui.t("safety-crisis-title")) }
            ul.rows.lines role="list" { (resource_lines(ui, help.region)) }
            p { a.btn.danger href={ "tel:" (digits(number)) } { (icon("phone")) (ui.ta("safety-crisis-emergency", &[("number", number.into())])) } }
            p { (ui.t(finding.why_key)) }
            p.row {
                a.btn.soft href="/helpers" target="_blank" rel="noopener" { (ui.t("safety-crisis-helper")) }
                span.meta { (ui.t(if help.helper_on_duty { "safety-crisis-on-duty" } else { "safety-crisis-nobody" })) }
            }
            p.meta { (ui.t(if help.posting_calls { "safety-crisis-calls" } else { "safety-crisis-private" })) }
            (because(ui, finding))
        }
    }
}

fn because(ui: &Ui<'_>, finding: &Finding) -> Markup {
    html! {
        details {
            summary { (ui.t("safety-guard-why")) }
            p { (ui.t("safety-guard-because")) }
            ul { @for quote in &finding.quotes { li dir="auto" { mark { (quote) } } } }
        }
    }
}

/// The lines of a region, each with a link that calls or writes.
#[must_use]
pub fn resource_lines(ui: &Ui<'_>, region: &Region) -> Markup {
    html! { @for line in &region.lines { li { (resource(ui, line)) } } }
}

fn resource(ui: &Ui<'_>, line: &Line) -> Markup {
    let when = match line.when {
        When::Always => "safety-line-always",
        When::Varies => "safety-line-varies",
    };
    html! {
        div { b { (line.who.text(ui.lang())) } div.meta { (ui.t(when)) } }
        div.row {
            @if let Some(number) = &line.call {
                a.btn.soft.sm href={ "tel:" (digits(number)) } { (ui.ta("safety-line-call", &[("number", number.as_str().into())])) }
            }
            @if let Some(number) = &line.text {
                a.btn.quiet.sm href={ "sms:" (digits(number)) } { (ui.ta("safety-line-text", &[("number", number.as_str().into())])) }
            }
        }
    }
}

/// What a `tel:` link takes: digits and a leading plus.
fn digits(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

fn one(ui: &Ui<'_>, finding: &Finding) -> Markup {
    let (tone, sign, key) = match finding.tier {
        Tier::Block => (Tone::Danger, "triangle-alert", "safety-guard-block"),
        Tier::Warn => (Tone::Note, "circle-alert", "safety-guard-warn"),
        Tier::Tip | Tier::Crisis => (Tone::Plain, "lightbulb", "safety-guard-tip"),
    };
    html! {
        div.finding {
            p { (chip(tone, sign, ui.t(key))) }
            p { (ui.t(finding.why_key)) }
            ul role="list" { @for quote in &finding.quotes { li dir="auto" { mark { (quote) } } } }
        }
    }
}

fn choices(ui: &Ui<'_>, verdict: &Verdict) -> Markup {
    html! {
        div.row {
            @if verdict.redacted().is_some() {
                button.btn.soft type="submit" name="redact" value="all" { (ui.t("safety-guard-redact")) }
            }
            @if verdict.is_final {
                p { b { (ui.t("safety-guard-final")) } }
            } @else if !verdict.may_post {
                button.btn.quiet type="submit" name="confirm" value=(verdict.digest) { (ui.t("safety-guard-post-anyway")) }
            }
        }
        @if verdict.findings.iter().any(|finding| finding.tier != Tier::Crisis) {
            p.meta { (ui.t("safety-guard-kept")) }
        }
    }
}
