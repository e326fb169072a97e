use commonround_web::components::{
    AvatarSize, ButtonKind, Choice, FieldSpec, FormState, avatar, button, error_summary, field,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::card::{kind_key, status_card};
use crate::cards::StatusCard;
use crate::compose::Draft;
use crate::gate::Closed;
use crate::limits::{
    FUNDED_BY_CHARS_MAX, SOURCE_URL_CHARS_MAX, STATUS_CHARS_MAX, WARNING_CHARS_MAX,
};
use crate::model::{Kind, Visibility};

/// The form, for patches that bring an empty one after it was sent.
pub const COMPOSER_TARGET: &str = "#composer";

/// The form on a page where what it publishes appears at once.
#[must_use]
pub fn composer(ui: &Ui<'_>, draft: &Draft) -> Markup {
    composer_below(ui, draft, &Markup::default())
}

/// The same, below something that its author reads first.
#[must_use]
pub fn composer_below(ui: &Ui<'_>, draft: &Draft, above: &Markup) -> Markup {
    composer_again(ui, draft, &FormState::new(), above)
}

/// The same, with what was written.
#[must_use]
pub fn composer_again(ui: &Ui<'_>, draft: &Draft, state: &FormState, above: &Markup) -> Markup {
    match &draft.closed {
        Some(closed) => html! { div #composer { (above) (closed.card.draw(ui)) } },
        None => form(ui, draft, state, above, true),
    }
}

/// A page of its own for the form; it leads to the page of what was published.
#[must_use]
pub fn composer_page(ui: &Ui<'_>, draft: &Draft, state: &FormState, above: &Markup) -> Markup {
    let title = match &draft.reply_to {
        Some(_) => ui.t("commons-reply-title"),
        None => ui.t("commons-new-title"),
    };
    let body = html! {
        @if let Some(parent) = &draft.reply_to { div.feed { (status_card(ui, parent)) } }
        @match &draft.closed {
            Some(closed) => (in_place_of_form(ui, closed, state)),
            None => (form(ui, draft, state, above, false)),
        }
    };
    Page::new(ui, title).noindex().body(body)
}

/// Where to ask instead, and the words that were written already.
fn in_place_of_form(ui: &Ui<'_>, closed: &Closed, state: &FormState) -> Markup {
    let words = state.value("text");
    html! {
        (not_taken(ui, closed))
        @if !words.is_empty() {
            div.card.stack {
                label for="f-text" { (ui.t("commons-words-kept")) }
                textarea id="f-text" readonly dir="auto" rows="6" { (words) }
            }
        }
    }
}

/// Says that somebody takes no reply, and where to ask.
#[must_use]
pub fn not_taken(ui: &Ui<'_>, closed: &Closed) -> Markup {
    html! {
        div.errors role="alert" tabindex="-1" {
            h2 { (ui.error(closed.code)) }
            (closed.card.draw(ui))
        }
    }
}

/// Says that something was taken out, above the words that are left.
#[must_use]
pub fn taken_out(ui: &Ui<'_>) -> Markup {
    html! {
        section.guard tabindex="-1" aria-label=(ui.t("commons-taken-out")) { p { (ui.t("commons-taken-out")) } }
    }
}

/// What was published, below something that its author reads in private.
#[must_use]
pub fn posted_page(ui: &Ui<'_>, card: &StatusCard, said: &str, help: &Markup) -> Markup {
    let body = html! {
        (help)
        p.meta role="status" { (said) }
        div.feed { (status_card(ui, card)) }
    };
    Page::new(ui, ui.t("commons-posted-title")).sensitive().body(body)
}

/// What to say once it is published, so that nobody wonders what their words were taken for.
#[must_use]
pub fn published_key(kind: Kind) -> &'static str {
    match kind {
        Kind::PersonalStory => "commons-notice-published-personal-story",
        Kind::Question => "commons-notice-published-question",
        Kind::ProfessionalInformation => "commons-notice-published-professional-information",
        Kind::ServiceNotice => "commons-notice-published-service-notice",
        Kind::Advertising => "commons-notice-published-advertising",
    }
}

fn form(ui: &Ui<'_>, draft: &Draft, state: &FormState, above: &Markup, live: bool) -> Markup {
    let invite = match &draft.reply_to {
        Some(_) => ui.t("commons-compose-reply"),
        None => ui.t("commons-compose"),
    };
    html! {
        form.composer #composer method="post" action="/statuses" data-live[live] {
            (error_summary(ui, &state.invalid))
            (above)
            @if let Some(me) = ui.me() { (avatar(&me.display_name, me.hue, AvatarSize::Medium)) }
            div {
                label.vh for="f-text" { (invite) }
                textarea id="f-text" name="text" placeholder=(invite) maxlength=(STATUS_CHARS_MAX) required dir="auto"
                    data-count aria-invalid=[state.problem("text").map(|_| "true")]
                    aria-describedby=[state.problem("text").map(|_| "f-text-problem")] { (state.value("text")) }
                (wrong(ui, state, "text"))
            }
            input type="hidden" name="idempotency_key" value=(draft.idempotency_key);
            @if let Some(parent) = &draft.reply_to {
                input type="hidden" name="in_reply_to" value=(parent.id);
            }
            details.options open[!state.invalid.problems().is_empty()] {
                summary { (ui.t("commons-options")) }
                (options(ui, state))
            }
            div.bar {
                (visibility(ui, draft, state))
                (kind(ui, state))
                (wrong(ui, state, "visibility"))
                (wrong(ui, state, "disclosure"))
                (button(ui.t("commons-post"), ButtonKind::Primary))
            }
        }
    }
}

/// What is wrong with a field that has no label in sight.
fn wrong(ui: &Ui<'_>, state: &FormState, name: &str) -> Markup {
    html! {
        @if let Some(why) = state.problem(name) { p.wrong id={ "f-" (name) "-problem" } { (ui.problem(why)) } }
    }
}

fn visibility(ui: &Ui<'_>, draft: &Draft, state: &FormState) -> Markup {
    let chosen = state.value("visibility").parse().unwrap_or(draft.visibility);
    html! {
        label.vh for="f-visibility" { (ui.t("commons-visibility")) }
        select.pick id="f-visibility" name="visibility" {
            @for one in Visibility::ALL.into_iter().filter(|v| v.within(draft.widest)) {
                option value=(one.as_str()) selected[one == chosen] { (ui.t(visibility_key(one))) }
            }
        }
    }
}

fn visibility_key(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "commons-visibility-public",
        Visibility::Quiet => "commons-visibility-quiet",
        Visibility::Followers => "commons-visibility-followers",
    }
}

/// Nothing chosen lets the words suggest it.
fn kind(ui: &Ui<'_>, state: &FormState) -> Markup {
    html! {
        label.vh for="f-disclosure" { (ui.t("commons-kind")) }
        select.pick id="f-disclosure" name="disclosure" {
            option value="" { (ui.t("commons-kind-suggested")) }
            @for one in Kind::ALL {
                option value=(one.as_str()) selected[state.value("disclosure") == one.as_str()] { (ui.t(kind_key(one))) }
            }
        }
    }
}

fn options(ui: &Ui<'_>, state: &FormState) -> Markup {
    let warning = FieldSpec::text("content_warning", ui.t("commons-warning"))
        .hint(ui.t("commons-warning-hint"))
        .chars_max(WARNING_CHARS_MAX);
    let languages = vec![
        Choice::new("", ui.t("commons-language-detected")),
        Choice::new("en", "English"),
        Choice::new("fr", "Français"),
    ];
    let language = FieldSpec::select("language", ui.t("commons-language"), languages);
    html! {
        (field(ui, &warning, state))
        (field(ui, &language, state))
        (details_of_kind(ui, state))
    }
}

/// What some kinds owe the reader: a source or the basis, and who paid.
pub(super) fn details_of_kind(ui: &Ui<'_>, state: &FormState) -> Markup {
    let bases = vec![
        Choice::new("", ui.t("commons-basis-source")),
        Choice::new("clinical_experience", ui.t("commons-basis-experience")),
    ];
    let basis = FieldSpec::select("basis", ui.t("commons-basis"), bases);
    let source = FieldSpec::url("source_url", ui.t("commons-source-url"))
        .hint(ui.t("commons-source-url-hint"))
        .chars_max(SOURCE_URL_CHARS_MAX);
    let funder = FieldSpec::text("funded_by", ui.t("commons-funder"))
        .hint(ui.t("commons-funder-hint"))
        .chars_max(FUNDED_BY_CHARS_MAX);
    html! { (field(ui, &basis, state)) (field(ui, &source, state)) (field(ui, &funder, state)) }
}
