use commonround_bridging::{Level, Tag};
use commonround_identity::profession_title;
use commonround_kernel::Id;
use commonround_vocabulary::{Note, Status};
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, FormState, Tone, button, card, chip, empty, error_summary,
    field, hidden_input, more_link, notice, post_button,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::json::{Listing, Shown};
use super::model::{Change, Found, StoredNote};
use super::review_pages::review;
use super::study::Study;
use crate::answers::{Certainty, Verdict};
use crate::limits::NOTE_CHARS_MAX;
use crate::views::report_link;

/// Levels of a form, with their words.
pub const LEVELS: [(&str, Level, &str); 3] = [
    ("helpful", Level::Helpful, "evidence-note-rate-helpful"),
    ("somewhat_helpful", Level::Somewhat, "evidence-note-rate-somewhat"),
    ("not_helpful", Level::NotHelpful, "evidence-note-rate-not-helpful"),
];

/// Reasons that a form offers, with their words.
///
/// The public layout has no column for a certainty that says too much: its "opinion or speculation"
/// means the nearest.
pub const REASONS: [(Tag, &str); 11] = [
    (Tag::HelpfulClear, "evidence-note-tag-clear"),
    (Tag::HelpfulGoodSources, "evidence-note-tag-good-sources"),
    (Tag::HelpfulAddressesClaim, "evidence-note-tag-addresses-claim"),
    (Tag::HelpfulImportantContext, "evidence-note-tag-important-context"),
    (Tag::HelpfulUnbiasedLanguage, "evidence-note-tag-unbiased"),
    (Tag::NotHelpfulIncorrect, "evidence-note-tag-incorrect"),
    (Tag::NotHelpfulSourceDoesNotSupport, "evidence-note-tag-unsupported"),
    (Tag::NotHelpfulOpinionOrBias, "evidence-note-tag-opinion"),
    (Tag::NotHelpfulOpinion, "evidence-note-tag-overstated"),
    (Tag::NotHelpfulOutdated, "evidence-note-tag-outdated"),
    (Tag::NotHelpfulNotNeeded, "evidence-note-tag-not-needed"),
];

/// Why a note is held back, with the words for it.
const HOLDS: [(&str, &str); 11] = [
    ("too_few_ratings", "evidence-note-hold-ratings"),
    ("not_helpful_enough", "evidence-note-hold-helpful"),
    ("divides", "evidence-note-hold-divides"),
    ("one_sided", "evidence-note-hold-one-sided"),
    ("too_few_professions", "evidence-note-hold-professions"),
    ("unhelpful_overall", "evidence-note-hold-overall"),
    ("no_accredited_source", "evidence-note-hold-source"),
    ("tag_stands_out", "evidence-note-hold-tag"),
    ("awaits_review", "evidence-note-hold-review"),
    ("too_few_groups", "evidence-note-hold-groups"),
    ("unexplained", "evidence-note-hold-unexplained"),
];

pub fn path(id: Id<Note>) -> String {
    format!("/notes/{id}")
}

fn found_chip(ui: &Ui<'_>, found: Found) -> Markup {
    let (tone, icon) = match found {
        Found::Helpful => (Tone::Ok, "circle-check"),
        Found::NotHelpful => (Tone::Plain, "x"),
        Found::NeedsMore => (Tone::Warm, "info"),
    };
    chip(tone, icon, ui.t(found.label_key()))
}

fn rows(ui: &Ui<'_>, list: &Listing) -> Markup {
    html! {
        @if list.notes.is_empty() {
            (empty(ui, ui.t("evidence-notes-none"), None))
        } @else {
            ul #feed.card.rows role="list" { @for note in &list.notes {
                li { div {
                    a.name href=(ui.href(&path(note.id))) lang=[note.language.as_deref()] {
                        (note.text)
                    }
                    p { (found_chip(ui, note.found)) " " span.meta { (ui.date(note.created_at)) } }
                } }
            } }
        }
        @if let Some(next) = &list.next { (more_link(ui, &format!("/notes?before={next}"))) }
    }
}

pub fn waiting(ui: &Ui<'_>, list: &Listing) -> Markup {
    let body = html! { p { (ui.t("evidence-notes-intro")) } (rows(ui, list)) };
    Page::new(ui, ui.t("evidence-notes")).description(ui.t("evidence-notes-intro")).body(body)
}

pub fn of_status(ui: &Ui<'_>, status: Id<Status>, list: &Listing, state: &FormState) -> Markup {
    let body = html! {
        (error_summary(ui, &state.invalid))
        (rows(ui, list))
        p.meta { a href=(ui.href(&format!("/statuses/{status}/interim"))) {
            (ui.t("evidence-interim-link"))
        } }
        h2 { (ui.t("evidence-note-write")) }
        form.stack method="post" action=(format!("/statuses/{status}/notes")) {
            (write_fields(ui, state))
            (button(ui.t("evidence-note-send"), ButtonKind::Primary))
        }
    };
    Page::new(ui, ui.t("evidence-notes-of-status")).noindex().body(body)
}

fn write_fields(ui: &Ui<'_>, state: &FormState) -> Markup {
    let choice = |one: Certainty| Choice::new(one.as_str(), ui.t(one.label_key()));
    let certainties = Certainty::ALL.into_iter().map(choice).collect();
    let choice = |one: Verdict| Choice::new(one.as_str(), ui.t(one.label_key()));
    let verdicts = Verdict::ALL.into_iter().map(choice).collect();
    let choice = |one: Study| Choice::new(one.as_str(), ui.t(one.label_key()));
    let studies = Study::ALL.into_iter().map(choice).collect();
    let words = FieldSpec::area("text", ui.t("evidence-note-text"), 4)
        .hint(ui.t("evidence-note-text-hint"))
        .chars_max(NOTE_CHARS_MAX)
        .required();
    let sources = FieldSpec::area("sources", ui.t("evidence-note-sources"), 3)
        .hint(ui.t("evidence-note-sources-hint"))
        .required();
    html! {
        (field(ui, &words, state))
        (field(ui, &sources, state))
        (field(ui, &FieldSpec::select("study", ui.t("evidence-note-study"), studies), state))
        (field(ui, &FieldSpec::select("verdict", ui.t("evidence-desk-verdict"), verdicts), state))
        (field(ui, &FieldSpec::select("certainty", ui.t("evidence-desk-certainty"), certainties)
            .hint(ui.t("evidence-desk-certainty-hint")), state))
    }
}

pub fn one(ui: &Ui<'_>, shown: &Shown, state: &FormState) -> Markup {
    let note = &shown.note;
    let body = html! {
        (error_summary(ui, &state.invalid))
        p { (found_chip(ui, note.found))
            @if note.found == Found::Helpful && note.provisional {
                " " (chip(Tone::Plain, "info", ui.t("evidence-note-provisional")))
            }
        }
        @if note.fallen {
            (notice(Tone::Danger, "info", html! { p { (ui.t("evidence-note-fallen")) } }))
        }
        @if let Some(verdict) = note.verdict {
            p { strong { (ui.t(verdict.words_key(note.certainty))) } }
        }
        blockquote.claimed lang=[note.language.as_deref()] { (note.text) }
        p.meta {
            (ui.t(note.certainty.label_key()))
            @if let Some(study) = note.study { " · " (ui.t(study.label_key())) }
        }
        p { a href=(ui.href(&shown.status_path)) { (ui.t("evidence-note-status")) } }
        (card(Some(ui.t("evidence-note-sources")), html! {
            ul.rows role="list" { @for source in &shown.sources {
                li {
                    a href=(source.source.url) rel="noopener nofollow" { (source.source.name) }
                    @if source.retracted { " " (chip(Tone::Danger, "x", ui.t("evidence-retracted"))) }
                }
            } }
        }))
        @if let Some(reply) = &note.reply {
            (card(Some(ui.t("evidence-note-reply")), html! { p { (reply) } }))
        }
        (card(Some(ui.t("evidence-note-why")), html! { (why(ui, note)) (in_download(ui, shown)) }))
        (review(ui, shown, state))
        (acts(ui, shown, state))
        (card(Some(ui.t("evidence-note-history")), history(ui, &shown.history)))
        @if !shown.mine { (report_link(ui, &path(note.id))) }
    };
    Page::new(ui, ui.t("evidence-note")).noindex().body(body)
}

fn history(ui: &Ui<'_>, history: &[Change]) -> Markup {
    let key = |why: &str| match why {
        "source_fell" => Some("evidence-note-why-source-fell"),
        "source_stands" => Some("evidence-note-why-source-stands"),
        "reviewed" => Some("evidence-note-why-reviewed"),
        "kept" => Some("evidence-note-why-kept"),
        "author_left" => Some("evidence-note-why-left"),
        _ => None,
    };
    html! {
        ul.rows role="list" { @for change in history {
            li { div {
                (ui.ta("evidence-answer-version", &[("n", change.version.into())])) " "
                (found_chip(ui, change.found)) " " (ui.date(change.at))
                @if let Some(key) = change.why.as_deref().and_then(key) { p.meta { (ui.t(key)) } }
            } }
        } }
    }
}

/// Where anybody can score the note anew, and where they cannot.
fn in_download(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let number = shown.download_number.to_string();
    html! {
        p.meta {
            a href=(ui.href("/notes/download")) { (ui.t("evidence-download-link")) } " "
            (ui.ta("evidence-download-number", &[("n", number.into())]))
        }
        @if shown.note.rescorable == Some(false) {
            p.meta { (ui.t("evidence-download-second-key")) }
        }
    }
}

fn why(ui: &Ui<'_>, note: &StoredNote) -> Markup {
    let said = |code: &String| HOLDS.iter().find(|(known, _)| known == code).map(|(_, key)| *key);
    html! {
        @if note.why.holds.is_empty() && note.found == Found::NeedsMore {
            p { (ui.t("evidence-note-hold-ratings")) }
        }
        @if note.found == Found::Helpful { p { (ui.t("evidence-note-why-shown")) } }
        @if !note.why.holds.is_empty() {
            ul { @for key in note.why.holds.iter().filter_map(said) { li { (ui.t(key)) } } }
        }
        @for group in &note.why.groups {
            p.meta { (group_words(ui, &group.group, group.ratings, group.helpful)) }
        }
    }
}

fn group_words(ui: &Ui<'_>, group: &str, ratings: u32, helpful: Option<u32>) -> String {
    let name = match group {
        "lay" => ui.t("evidence-note-group-lay").to_owned(),
        "others" => ui.t("evidence-note-group-others").to_owned(),
        code => profession_title(code).text(ui.lang()).to_owned(),
    };
    match helpful {
        Some(n) => ui.ta(
            "evidence-note-group",
            &[("group", name.into()), ("n", ratings.into()), ("helpful", n.into())],
        ),
        None => ui.ta("evidence-note-group-few", &[("group", name.into()), ("n", ratings.into())]),
    }
}

fn acts(ui: &Ui<'_>, shown: &Shown, state: &FormState) -> Markup {
    let path = path(shown.note.id);
    html! {
        @if shown.mine {
            form.stack method="post" action=(format!("{path}/edit")) {
                (hidden_input("version", &shown.note.version.to_string()))
                (write_fields(ui, &filled(shown, state)))
                (button(ui.t("evidence-note-edit"), ButtonKind::Soft))
            }
            (post_button(&format!("{path}/withdraw"), ui.t("evidence-note-withdraw"), ButtonKind::Quiet))
        } @else if shown.signed_in {
            (rate_form(ui, shown, state))
        }
        @if shown.may_reply {
            form.stack method="post" action=(format!("{path}/reply")) {
                (field(ui, &FieldSpec::area("reply", ui.t("evidence-note-your-reply"), 3)
                    .chars_max(NOTE_CHARS_MAX).required(), state))
                (button(ui.t("evidence-note-send-reply"), ButtonKind::Soft))
            }
        }
    }
}

fn filled(shown: &Shown, state: &FormState) -> FormState {
    if !state.value("text").is_empty() {
        return state.clone();
    }
    let urls: Vec<&str> = shown.sources.iter().map(|one| one.source.url.as_str()).collect();
    let filled = FormState::new().set("text", &shown.note.text).set("sources", urls.join("\n"));
    let filled = filled.set("certainty", shown.note.certainty.as_str());
    let filled = filled.set("study", shown.note.study.map_or("", Study::as_str));
    let filled = filled.set("verdict", shown.note.verdict.map_or("", Verdict::as_str));
    filled.with(state.invalid.clone())
}

fn rate_form(ui: &Ui<'_>, shown: &Shown, state: &FormState) -> Markup {
    let levels = LEVELS.map(|(value, _, key)| Choice::new(value, ui.t(key))).to_vec();
    html! {
        form.stack method="post" action=(format!("{}/ratings", path(shown.note.id))) {
            (hidden_input("version", &shown.note.version.to_string()))
            (field(ui, &FieldSpec::radios("level", ui.t("evidence-note-rate"), levels).required(), state))
            fieldset {
                legend { (ui.t("evidence-note-reasons")) }
                @for (tag, key) in REASONS {
                    div.choice {
                        input id=(tag.column()) type="checkbox" name="tags" value=(tag.column());
                        label for=(tag.column()) { (ui.t(key)) }
                    }
                }
            }
            (field(ui, &FieldSpec::tick("conflicted", ui.t("evidence-note-conflicted")), state))
            (button(ui.t("evidence-note-send-rating"), ButtonKind::Primary))
        }
    }
}
