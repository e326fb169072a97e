use axum::extract::State;
use commonround_safety::resources::{self, Pack, Region};
use commonround_safety::views::resource_lines;
use commonround_web::components::{Tone, icon, notice};
use commonround_web::{Answer, Caller, Page, Ui};
use maud::{Markup, html};

use crate::instance::Instance;

const QUESTIONS: [&str; 5] = ["report", "block", "private", "leave", "account"];

pub async fn show_help(State(instance): State<Instance>, caller: Caller) -> Answer {
    let pack = resources::pack(&instance.config.region);
    Ok(caller.show(|| pack.clone(), |ui| page(ui, &pack)))
}

fn page(ui: &Ui, pack: &Pack) -> Markup {
    Page::new(ui, ui.t("server-help-title")).sensitive().body(html! {
        section.card.help-now {
            h2 { (ui.t("server-help-danger")) }
            @for region in pack.regions.iter().take(1) { (region_lines(ui, region)) }
            p.meta { (ui.ta("server-help-elsewhere", &[("number", pack.elsewhere.as_str().into())])) }
            (reviewed(ui, pack))
        }
        @for region in pack.regions.iter().skip(1) {
            details.card {
                summary { (ui.ta("server-help-emergency-in", &[("region", ui.t(&format!("server-region-{}", region.region)).into())])) }
                (region_lines(ui, region))
            }
        }
        section.card {
            h2 { (ui.t("server-help-site")) }
            @for question in QUESTIONS {
                details.question {
                    summary { (ui.t(&format!("server-help-q-{question}"))) }
                    p { (ui.t(&format!("server-help-a-{question}"))) }
                }
            }
        }
    })
}

fn region_lines(ui: &Ui, region: &Region) -> Markup {
    html! {
        p { a.btn.danger href={ "tel:" (digits(&region.emergency)) } {
            (icon("phone")) (ui.ta("server-help-call", &[("number", region.emergency.as_str().into())]))
        } }
        h3 { (ui.t("server-help-talk")) }
        ul.rows.lines role="list" { (resource_lines(ui, region)) }
    }
}

fn reviewed(ui: &Ui, pack: &Pack) -> Markup {
    let date = pack.reviewed_day().map_or_else(|| pack.reviewed_on.clone(), |day| ui.day_text(day));
    let date = [("date", date.into())];
    if pack.is_stale(ui.caller().now()) {
        let warning = ui.ta("server-help-stale", &date);
        notice(Tone::Note, "triangle-alert", html! { (warning) })
    } else {
        html! { p.meta { (ui.ta("server-help-reviewed", &date)) } }
    }
}

/// What a `tel:` link takes: digits and a leading plus.
fn digits(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}
