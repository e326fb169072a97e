use commonround_bridging::{Level, Tag};
use commonround_kernel::{Id, Timestamp};
use commonround_vocabulary::{Note, Status};
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, FormState, Tone, button, card, chip, empty, error_summary,
    field, hidden_input, more_link, post_button,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

use super::beside::NoteSource;
use super::model::{Found, StoredNote, Why};
use crate::answers::Certainty;
use crate::limits::NOTE_CHARS_MAX;
use crate::views::report_link;

/// Levels of a form, with their words.
pub const LEVELS: [(&str, Level, &str); 3] = [
    ("helpful", Level::Helpful, "evidence-note-rate-helpful"),
    ("somewhat_helpful", Level::Somewhat, "evidence-note-rate-somewhat"),
    ("not_helpful", Level::NotHelpful, "evidence-note-rate-not-helpful"),
];

/// Reasons that a form offers, with their words.
pub const REASONS: [(Tag, &str); 10] = [
    (Tag::HelpfulClear, "evidence-note-tag-clear"),
    (Tag::HelpfulGoodSources, "evidence-note-tag-good-sources"),
    (Tag::HelpfulAddressesClaim, "evidence-note-tag-addresses-claim"),
    (Tag::HelpfulImportantContext, "evidence-note-tag-important-context"),
    (Tag::HelpfulUnbiasedLanguage, "evidence-note-tag-unbiased"),
    (Tag::NotHelpfulIncorrect, "evidence-note-tag-incorrect"),
    (Tag::NotHelpfulSourceDoesNotSupport, "evidence-note-tag-unsupported"),
    (Tag::NotHelpfulOpinionOrBias, "evidence-note-tag-opinion"),
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

/// Notes of a status, or those that need ratings.
#[derive(Debug)]
pub struct Listing {
    pub notes: Vec<StoredNote>,
    pub next: Option<String>,
}

/// A note and all that hangs on it, for one viewer.
#[derive(Debug)]
pub struct Shown {
    pub note: StoredNote,
    pub sources: Vec<NoteSource>,
    pub history: Vec<(u32, Found, Timestamp)>,
    pub status_path: String,
    pub mine: bool,
    /// The viewer wrote the status and has not answered yet.
    pub may_reply: bool,
    pub signed_in: bool,
}

/// A note.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NoteInfo {
    pub id: Id<Note>,
    pub path: String,
    pub status: Id<Status>,
    pub text: String,
    pub language: Option<String>,
    pub certainty: String,
    pub version: u32,
    pub found: Found,
    /// Few people have rated it yet.
    pub provisional: bool,
    pub created_at: Timestamp,
}

/// Notes, newest first.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NotesPage {
    pub notes: Vec<NoteInfo>,
    /// `before` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// A note with its sources, what people found, and the reply of who wrote the status.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NotePage {
    #[serde(flatten)]
    pub note: NoteInfo,
    pub sources: Vec<NoteSource>,
    pub why: Why,
    pub reply: Option<String>,
    pub history: Vec<FoundSince>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct FoundSince {
    pub version: u32,
    pub found: Found,
    pub since: Timestamp,
}

impl NoteInfo {
    pub fn of(note: &StoredNote) -> Self {
        Self {
            id: note.id,
            path: path(note.id),
            status: note.status,
            text: note.text.clone(),
            language: note.language.clone(),
            certainty: note.certainty.clone(),
            version: note.version,
            found: note.found,
            provisional: note.provisional,
            created_at: note.created_at,
        }
    }
}

impl NotesPage {
    pub fn of(list: &Listing) -> Self {
        Self { notes: list.notes.iter().map(NoteInfo::of).collect(), next: list.next.clone() }
    }
}

impl NotePage {
    pub fn of(shown: &Shown) -> Self {
        let since = |(version, found, since): &(u32, Found, Timestamp)| FoundSince {
            version: *version,
            found: *found,
            since: *since,
        };
        Self {
            note: NoteInfo::of(&shown.note),
            sources: shown.sources.clone(),
            why: shown.note.why.clone(),
            reply: shown.note.reply.clone(),
            history: shown.history.iter().map(since).collect(),
        }
    }
}

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
        (field(ui, &FieldSpec::select("certainty", ui.t("evidence-desk-certainty"), certainties), state))
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
        blockquote.claimed lang=[note.language.as_deref()] { (note.text) }
        p { a href=(ui.href(&shown.status_path)) { (ui.t("evidence-note-status")) } }
        (card(Some(ui.t("evidence-note-sources")), html! {
            ul.rows role="list" { @for source in &shown.sources {
                li { a href=(source.url) rel="noopener nofollow" { (source.name) } }
            } }
        }))
        @if let Some(reply) = &note.reply {
            (card(Some(ui.t("evidence-note-reply")), html! { p { (reply) } }))
        }
        (card(Some(ui.t("evidence-note-why")), why(ui, note)))
        (acts(ui, shown, state))
        (card(Some(ui.t("evidence-note-history")), history(ui, &shown.history)))
        @if !shown.mine { (report_link(ui, &path(note.id))) }
    };
    Page::new(ui, ui.t("evidence-note")).noindex().body(body)
}

fn history(ui: &Ui<'_>, history: &[(u32, Found, Timestamp)]) -> Markup {
    html! {
        ul.rows role="list" { @for (version, found, since) in history {
            li { div {
                (ui.ta("evidence-answer-version", &[("n", (*version).into())])) " "
                (found_chip(ui, *found)) " " (ui.date(*since))
            } }
        } }
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
        code => code.replace('_', " "),
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
    let urls: Vec<&str> = shown.sources.iter().map(|source| source.url.as_str()).collect();
    let filled = FormState::new().set("text", &shown.note.text).set("sources", urls.join("\n"));
    filled.set("certainty", &shown.note.certainty).with(state.invalid.clone())
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
