use commonround_kernel::Timestamp;
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, FormState, Tone, button, card, error_summary, field, notice,
    post_button,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::small::{moderator_tabs, name, unstaffed};
use crate::case_view::Rota;
use crate::duty::zone_of;
use crate::model::Reason;
use crate::model::ladder::Rung;
use crate::store::duty::ShiftRow;

/// Who is on duty, one's own shifts and limits, and a way to step away.
#[must_use]
pub fn duty_page(ui: &Ui<'_>, rota: &Rota, form: &FormState) -> Markup {
    let body = html! {
        (error_summary(ui, &form.invalid))
        @if rota.on_duty.is_empty() { (unstaffed(ui)) }
        (own_state(ui, rota))
        (card(Some(ui.t("safety-duty-rota")), shifts(ui, rota)))
        (add_shift(ui, rota, form))
        (wishes(ui, rota))
        (card(Some(ui.t("safety-duty-exposure")), exposure(ui, rota)))
    };
    Page::new(ui, ui.t("safety-duty-title"))
        .noindex()
        .main_class("wide")
        .tab_bar(moderator_tabs(ui, "/moderation/duty"))
        .body(body)
}

fn own_state(ui: &Ui<'_>, rota: &Rota) -> Markup {
    let (now, how) = (ui.now(), &rota.how);
    let rests = how.rest_until.filter(|end| now < *end);
    let away = how.away_until.filter(|end| now < *end);
    let at = |end: Timestamp| [("time", local(ui, end, &how.time_zone).into())];
    html! {
        section.card.stack {
            h2 { (ui.t("safety-duty-you")) }
            @if let Some(end) = rests { (notice(Tone::Note, "moon", html! { p { (ui.ta("safety-duty-resting", &at(end))) } })) }
            @if let Some(end) = away {
                p { (ui.ta("safety-duty-away", &at(end))) }
                (post_button("/moderation/duty/back", ui.t("safety-duty-back"), ButtonKind::Soft))
            } @else {
                p { (ui.t("safety-duty-step-hint")) }
                (post_button("/moderation/duty/away", ui.t("safety-duty-step"), ButtonKind::Soft))
            }
        }
    }
}

/// A moment as the reader's own wall clock shows it.
fn local(ui: &Ui<'_>, at: Timestamp, zone: &str) -> String {
    let zoned = at.to_jiff().to_zoned(zone_of(zone));
    format!("{}, {}", ui.day_text(zoned.date()), zoned.strftime("%H:%M"))
}

fn moment(ui: &Ui<'_>, at: Timestamp, zone: &str) -> Markup {
    html! { time datetime=(at.to_string()) { (local(ui, at, zone)) } }
}

fn shifts(ui: &Ui<'_>, rota: &Rota) -> Markup {
    let heads = [
        "safety-col-who",
        "safety-rung",
        "safety-duty-from",
        "safety-duty-to",
        "safety-duty-change",
    ];
    html! {
        @if rota.shifts.is_empty() { p.meta { (ui.t("safety-duty-none")) } } @else {
            table.table {
                thead { tr { @for head in heads { th scope="col" { (ui.t(head)) } } } }
                tbody { @for shift in &rota.shifts { (shift_line(ui, rota, shift)) } }
            }
            p.meta { (ui.ta("safety-duty-zone", &[("zone", rota.how.time_zone.as_str().into())])) }
        }
    }
}

fn shift_line(ui: &Ui<'_>, rota: &Rota, shift: &ShiftRow) -> Markup {
    let zone = &rota.how.time_zone;
    let is_now = shift.starts_at <= ui.now();
    html! {
        tr {
            td data-label=(ui.t("safety-col-who")) { (name(ui, rota.cards.get(&shift.persona))) @if is_now { " · " b { (ui.t("safety-duty-now")) } } }
            td data-label=(ui.t("safety-rung")) { (ui.t(shift.rung.label_key())) }
            td data-label=(ui.t("safety-duty-from")) { (moment(ui, shift.starts_at, zone)) }
            td data-label=(ui.t("safety-duty-to")) { (moment(ui, shift.ends_at, zone)) }
            td {
                @if shift.persona == rota.me { (post_button(&format!("/moderation/duty/shifts/{}/remove", shift.id), ui.t("safety-duty-remove"), ButtonKind::Quiet)) }
            }
        }
    }
}

fn add_shift(ui: &Ui<'_>, rota: &Rota, form: &FormState) -> Markup {
    let rungs = Rung::ALL.iter().map(|r| Choice::new(r.as_str(), ui.t(r.label_key()))).collect();
    let rung = FieldSpec::select("rung", ui.t("safety-rung"), rungs).required();
    let hint = ui.ta("safety-duty-starts-hint", &[("zone", rota.how.time_zone.as_str().into())]);
    let starts =
        FieldSpec::text("starts", ui.t("safety-duty-starts")).required().hint(&hint).verbatim();
    let hours = FieldSpec::text("hours", ui.t("safety-duty-hours")).required().verbatim();
    html! {
        form.card.stack method="post" action="/moderation/duty/shifts" {
            h2 { (ui.t("safety-duty-add")) }
            (field(ui, &rung, form))
            (field(ui, &starts, form))
            (field(ui, &hours, form))
            (button(ui.t("safety-duty-add"), ButtonKind::Primary))
        }
    }
}

fn wishes(ui: &Ui<'_>, rota: &Rota) -> Markup {
    let zone = FieldSpec::text("time_zone", ui.t("safety-time-zone")).required().verbatim();
    let state = FormState::new().set("time_zone", rota.how.time_zone.as_str());
    let is_off = |code: &str| rota.how.topics_off.iter().any(|off| off == code);
    html! {
        form.card.stack method="post" action="/moderation/duty/wishes" {
            h2 { (ui.t("safety-duty-wishes")) }
            (field(ui, &zone, &state))
            fieldset.formfield {
                legend { (ui.t("safety-duty-topics")) }
                @for reason in Reason::ALL.iter().filter(|reason| **reason != Reason::MayBeFalse) {
                    label.tick { input type="checkbox" name="topics_off" value=(reason.as_str()) checked[is_off(reason.as_str())]; span { (ui.t(reason.label_key())) } }
                }
            }
            (button(ui.t("safety-save"), ButtonKind::Soft))
        }
    }
}

fn exposure(ui: &Ui<'_>, rota: &Rota) -> Markup {
    html! {
        p.meta { (ui.t("safety-duty-exposure-hint")) }
        @if !rota.exposure.is_empty() {
            table.table {
                thead { tr { th scope="col" { (ui.t("safety-col-who")) } th scope="col" { (ui.t("safety-duty-cases")) } th scope="col" { (ui.t("safety-duty-urgent")) } } }
                tbody { @for (persona, all, urgent) in &rota.exposure {
                    tr {
                        td data-label=(ui.t("safety-col-who")) { (name(ui, rota.cards.get(persona))) }
                        td data-label=(ui.t("safety-duty-cases")) { (ui.number(*all)) }
                        td data-label=(ui.t("safety-duty-urgent")) { (ui.number(*urgent)) }
                    }
                } }
            }
        }
    }
}
