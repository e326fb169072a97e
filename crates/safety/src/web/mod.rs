//! Routes of this room: extract, call the use case, show.

mod cases;
mod helpers;
mod house;
mod reports;
mod sanctions;

use commonround_vocabulary::AboutKind;
use commonround_web::{Auth, Nothing, Routes, doc};

use crate::{Safety, api};

/// Every page and write, without the state.
#[must_use]
pub fn routes() -> Routes<Safety> {
    settings(rules(duty(sanctions(decisions(acts(queue(things(reports(Routes::new())))))))))
}

const REPORT_REFUSES: &[&str] = &["report_self", "too_many_reports", "status_deleted"];
const CASE_REFUSES: &[&str] = &[
    "own_case",
    "case_taken",
    "case_closed",
    "case_not_taken",
    "resting",
    "stepped_away",
    "red_limit",
];

fn reports(routes: Routes<Safety>) -> Routes<Safety> {
    routes
        .get(
            "/@{handle}/report",
            reports::new_persona_report,
            doc("new_persona_report", "Shows the form that reports a person.")
                .auth(Auth::Confirmed)
                .answers::<Nothing>()
                .refuses(REPORT_REFUSES),
        )
        .post(
            "/@{handle}/report",
            reports::report_persona,
            doc("report_persona", "Asks for a look at a person.")
                .auth(Auth::Confirmed)
                .takes::<reports::ReportInput>()
                .answers::<api::ReportAnswer>()
                .refuses(REPORT_REFUSES),
        )
        .get(
            "/reports/{id}",
            reports::show_report,
            doc("show_report", "Says what became of an own report.")
                .auth(Auth::SignedIn)
                .answers::<api::DecidedReport>(),
        )
}

/// The things with an id that can be reported: where, what shows the form, what sends it.
const THINGS: [(AboutKind, &str, [&str; 2]); 4] = [
    (AboutKind::Status, "/statuses/{id}/report", ["new_status_report", "report_status"]),
    (AboutKind::Note, "/notes/{id}/report", ["new_note_report", "report_note"]),
    (AboutKind::Answer, "/answers/{id}/report", ["new_answer_report", "report_answer"]),
    (AboutKind::ClaimRecord, "/claims/{id}/report", ["new_claim_report", "report_claim"]),
];

fn things(routes: Routes<Safety>) -> Routes<Safety> {
    THINGS.into_iter().fold(routes, |routes, (kind, path, [form, send])| {
        routes
            .get(
                path,
                move |safety, caller, id| reports::new_report(kind, safety, caller, id),
                doc(form, "Shows the form that reports it.")
                    .auth(Auth::Confirmed)
                    .answers::<Nothing>()
                    .refuses(REPORT_REFUSES),
            )
            .post(
                path,
                move |safety, caller, id, input| {
                    reports::report_thing(kind, safety, caller, id, input)
                },
                doc(send, "Asks for a look at it.")
                    .auth(Auth::Confirmed)
                    .takes::<reports::ReportInput>()
                    .answers::<api::ReportAnswer>()
                    .refuses(REPORT_REFUSES),
            )
    })
}

fn queue(routes: Routes<Safety>) -> Routes<Safety> {
    routes
        .get(
            "/moderation",
            cases::show_queue,
            doc(
                "show_moderation_queue",
                "Lists cases that are not closed, what is due first first.",
            )
            .auth(Auth::Moderator)
            .query::<cases::QueueQuery>()
            .answers::<api::QueueJson>(),
        )
        .get(
            "/moderation/next",
            cases::next_case,
            doc("next_case", "Leads to the next case that nobody has.")
                .auth(Auth::Moderator)
                .answers::<api::NextJson>(),
        )
        .get(
            "/moderation/cases/{id}",
            cases::show_case,
            doc(
                "show_case",
                "Shows a case with all that a decision needs. The opening is audited.",
            )
            .auth(Auth::Moderator)
            .query::<cases::CaseQuery>()
            .answers::<api::CaseJson>()
            .refuses(&["own_case"]),
        )
        .get(
            "/moderation/cases/{id}/history",
            cases::show_history,
            doc("show_case_history", "Shows what happened in a case and who was paged.")
                .auth(Auth::Moderator)
                .answers::<api::HistoryJson>()
                .refuses(&["own_case"]),
        )
}

fn acts(routes: Routes<Safety>) -> Routes<Safety> {
    routes
        .post(
            "/moderation/cases/{id}/take",
            cases::take,
            doc("take_case", "Takes a case; for an urgent one this answers the page.")
                .auth(Auth::Moderator)
                .answers::<Nothing>()
                .refuses(CASE_REFUSES),
        )
        .post(
            "/moderation/cases/{id}/release",
            cases::release,
            doc("release_case", "Gives a case back.")
                .auth(Auth::Moderator)
                .answers::<Nothing>()
                .refuses(&["own_case", "case_not_taken", "case_closed", "not_your_case"]),
        )
        .post(
            "/moderation/cases/{id}/notes",
            cases::note,
            doc("note_case", "Writes a note into the history of a case.")
                .auth(Auth::Moderator)
                .takes::<cases::NoteInput>()
                .answers::<Nothing>()
                .refuses(&["own_case", "case_closed"]),
        )
        .post(
            "/moderation/cases/{id}/level",
            cases::level,
            doc(
                "set_case_level",
                "Sets the level; to lower an urgent one asks a second moderator.",
            )
            .auth(Auth::Moderator)
            .takes::<cases::LevelInput>()
            .answers::<Nothing>()
            .refuses(&[
                "own_case",
                "case_taken",
                "case_closed",
                "level_same",
                "already_proposed",
                "resting",
                "stepped_away",
                "red_limit",
            ]),
        )
}

fn decisions(routes: Routes<Safety>) -> Routes<Safety> {
    routes
        .post(
            "/moderation/cases/{id}/measures",
            cases::measure,
            doc("take_measure", "Takes a measure, or asks a second moderator to agree.")
                .auth(Auth::Moderator)
                .takes::<cases::MeasureInput>()
                .answers::<api::TakenJson>()
                .creates()
                .refuses(&[
                    "own_case",
                    "case_taken",
                    "case_closed",
                    "measure_stands",
                    "already_proposed",
                    "resting",
                    "stepped_away",
                    "red_limit",
                ]),
        )
        .post(
            "/moderation/cases/{id}/close",
            cases::close,
            doc("close_case", "Closes a case and leads to the next.")
                .auth(Auth::Moderator)
                .takes::<cases::CloseInput>()
                .answers::<Nothing>()
                .refuses(&[
                    "own_case",
                    "case_taken",
                    "case_closed",
                    "second_waits",
                    "resting",
                    "stepped_away",
                    "red_limit",
                ]),
        )
}

fn sanctions(routes: Routes<Safety>) -> Routes<Safety> {
    routes
        .get(
            "/sanctions/{id}",
            sanctions::show_sanction,
            doc("show_sanction", "Shows a measure to the person it is against and to moderators.")
                .auth(Auth::SignedIn)
                .answers::<api::SanctionJson>(),
        )
        .post(
            "/sanctions/{id}/appeal",
            sanctions::appeal_sanction,
            doc("appeal_sanction", "Asks for another look at a measure against oneself.")
                .auth(Auth::SignedIn)
                .takes::<sanctions::AppealInput>()
                .answers::<Nothing>()
                .creates()
                .refuses(&["appeal_made", "appeal_over", "measure_not_active"]),
        )
        .post(
            "/sanctions/{id}/lift",
            sanctions::lift_sanction,
            doc("lift_sanction", "Takes a measure back.")
                .auth(Auth::Moderator)
                .answers::<Nothing>()
                .refuses(&["own_case", "measure_not_active"]),
        )
        .post(
            "/moderation/appeals/{id}",
            sanctions::rule_appeal,
            doc("rule_appeal", "Decides an appeal, by a moderator who had no part in the measure.")
                .auth(Auth::Moderator)
                .takes::<sanctions::RulingInput>()
                .answers::<Nothing>()
                .refuses(&["own_case", "appeal_decided", "appeal_needs_another"]),
        )
}

fn duty(routes: Routes<Safety>) -> Routes<Safety> {
    routes
        .get(
            "/moderation/duty",
            house::show_duty,
            doc("show_duty", "Shows the rota and how the caller is.")
                .auth(Auth::Moderator)
                .answers::<api::RotaJson>(),
        )
        .post(
            "/moderation/duty/shifts",
            house::new_shift,
            doc("add_shift", "Puts the caller into the rota.")
                .auth(Auth::Moderator)
                .takes::<house::ShiftInput>()
                .answers::<Nothing>()
                .refuses(&["operator_only", "too_many_shifts"]),
        )
        .post(
            "/moderation/duty/shifts/{id}/remove",
            house::end_shift,
            doc("remove_shift", "Takes an own shift out of the rota.")
                .auth(Auth::Moderator)
                .answers::<Nothing>(),
        )
        .post(
            "/moderation/duty/wishes",
            house::wishes,
            doc("set_duty_wishes", "Sets the caller's time zone and the topics left to others.")
                .auth(Auth::Moderator)
                .takes::<house::WishesInput>()
                .answers::<Nothing>(),
        )
        .post(
            "/moderation/duty/away",
            house::away,
            doc("step_away", "Takes the caller off the rota for twelve hours.")
                .auth(Auth::Moderator)
                .answers::<Nothing>(),
        )
        .post(
            "/moderation/duty/back",
            house::back,
            doc("come_back", "Brings the caller back before the time.")
                .auth(Auth::Moderator)
                .answers::<Nothing>(),
        )
}

fn rules(routes: Routes<Safety>) -> Routes<Safety> {
    routes
        .get(
            "/moderation/rules",
            house::show_rules,
            doc("show_moderation_rules", "Lists watched words and the rule for words of a crisis.")
                .auth(Auth::Moderator)
                .answers::<api::RulesJson>(),
        )
        .post(
            "/moderation/rules/words",
            house::new_word,
            doc("add_watched_word", "Watches for a phrase.")
                .auth(Auth::Moderator)
                .takes::<house::WordInput>()
                .answers::<Nothing>()
                .refuses(&["too_many_words"]),
        )
        .post(
            "/moderation/rules/words/{id}/remove",
            house::end_word,
            doc("remove_watched_word", "Watches for a phrase no longer.")
                .auth(Auth::Moderator)
                .answers::<Nothing>(),
        )
        .post(
            "/moderation/rules/crisis",
            house::crisis,
            doc("set_crisis_rule", "Sets what follows from words of a crisis.")
                .auth(Auth::Operator)
                .takes::<house::CrisisInput>()
                .answers::<Nothing>(),
        )
        .get(
            "/helpers",
            helpers::show_helpers,
            doc("show_helpers", "Says whether a helper is on duty, and asks for one.")
                .auth(Auth::SignedIn)
                .answers::<api::HelpersJson>(),
        )
        .post(
            "/helpers",
            helpers::ask,
            doc("ask_helper", "Calls whoever is on duty for the caller.")
                .auth(Auth::Confirmed)
                .answers::<api::HelpersJson>(),
        )
        .get(
            "/about/moderation",
            house::show_transparency,
            doc("show_transparency", "Shows what moderation did, in counts by month.")
                .answers::<api::TransparencyJson>(),
        )
}

fn settings(routes: Routes<Safety>) -> Routes<Safety> {
    routes
        .get(
            "/settings/boundaries",
            house::show_boundaries,
            doc("show_boundaries", "Shows what the caller lets come near.")
                .auth(Auth::SignedIn)
                .answers::<api::BoundariesJson>(),
        )
        .post(
            "/settings/boundaries",
            house::set_boundaries,
            doc("set_boundaries", "Sets what the caller lets come near.")
                .auth(Auth::SignedIn)
                .takes::<house::BoundariesInput>()
                .answers::<api::BoundariesJson>(),
        )
}
