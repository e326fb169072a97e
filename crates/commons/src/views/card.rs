use commonround_identity::{badge, work};
use commonround_kernel::Id;
use commonround_vocabulary::Status;
use commonround_web::Ui;
use commonround_web::components::{AvatarSize, Tone, avatar, chip, icon};
use maud::{Markup, PreEscaped, html};
use url::Url;

use super::actions::actions;
use super::menu::menu;
use crate::beside::{ContextNote, SourceBeside};
use crate::cards::StatusCard;
use crate::model::{Basis, Disclosure, Kind, Visibility};

/// The element of a status, for patches.
#[must_use]
pub fn card_target(id: Id<Status>) -> String {
    format!("#s-{id}")
}

/// A status in a list.
#[must_use]
pub fn status_card(ui: &Ui<'_>, card: &StatusCard) -> Markup {
    if card.deleted {
        return tombstone(ui, card.id);
    }
    html! {
        article.post id={ "s-" (card.id) } aria-label={ (ui.t("commons-post-by")) " " (card.author.display_name) } {
            (header(ui, card))
            (answered(ui, card))
            @match &card.warning {
                Some(warning) => details.cw {
                    summary { (icon("info")) span { (warning) } }
                    (words(card))
                },
                None => (words(card)),
            }
            (stands_on(ui, card))
            @if card.labelled { (label(ui)) }
            @if let Some(note) = &card.beside.note { (context(ui, note)) }
            // Behind a warning nobody sees the tags that stand in the words.
            @if card.warning.is_some() { (tags(card)) }
            (actions(ui, card))
        }
    }
}

/// What is left of a deleted status in a thread.
#[must_use]
pub fn tombstone(ui: &Ui<'_>, id: Id<Status>) -> Markup {
    html! {
        article.post.gone id={ "s-" (id) } aria-label=(ui.t("commons-deleted")) {
            p.meta { (ui.t("commons-deleted")) }
        }
    }
}

fn header(ui: &Ui<'_>, card: &StatusCard) -> Markup {
    let author = &card.author;
    html! {
        header {
            (avatar(&author.display_name, author.hue(), AvatarSize::Medium))
            div.who {
                a.name href={ "/@" (author.handle) } { (author.display_name) }
                (badge(ui, author, &card.id.to_string()))
                span.meta {
                    @if let Some(work) = work(ui, author) { (work) " · " }
                    a href=(card.path()) { (ui.ago(card.created_at)) }
                    (audience(ui, card.visibility))
                }
            }
            (kind_chip(ui, card.disclosure.kind()))
            (menu(ui, card))
        }
    }
}

/// Says who can read it where that is not everybody.
fn audience(ui: &Ui<'_>, visibility: Visibility) -> Markup {
    html! {
        @match visibility {
            Visibility::Public => {},
            Visibility::Quiet => { " · " (ui.t("commons-visibility-quiet-short")) },
            Visibility::Followers => { " · " (icon("lock")) " " (ui.t("commons-visibility-followers-short")) },
        }
    }
}

pub(super) fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::PersonalStory => "commons-kind-personal-story",
        Kind::Question => "commons-kind-question",
        Kind::ProfessionalInformation => "commons-kind-professional-information",
        Kind::ServiceNotice => "commons-kind-service-notice",
        Kind::Advertising => "commons-kind-advertising",
    }
}

fn kind_chip(ui: &Ui<'_>, kind: Kind) -> Markup {
    let (tone, symbol) = match kind {
        Kind::PersonalStory => (Tone::Warm, "heart"),
        Kind::Question => (Tone::Plain, "message-circle"),
        Kind::ProfessionalInformation => (Tone::Brand, "book-open"),
        Kind::ServiceNotice => (Tone::Plain, "calendar"),
        Kind::Advertising => (Tone::Plain, "briefcase"),
    };
    chip(tone, symbol, ui.t(kind_key(kind)))
}

fn answered(ui: &Ui<'_>, card: &StatusCard) -> Markup {
    html! {
        @if let Some(answered) = &card.answered {
            p.meta.inreply {
                (ui.t("commons-in-reply-to")) " "
                a href={ "/@" (answered.author.handle) "/" (answered.status) } { (answered.author.display_name) }
            }
        } @else if card.is_reply {
            p.meta.inreply { (ui.t("commons-a-reply")) }
        }
    }
}

/// The words, sanitised when they were written.
fn words(card: &StatusCard) -> Markup {
    html! {
        div.body lang=[card.language.as_deref()] dir="auto" { (PreEscaped(&card.html)) }
    }
}

/// What professional information stands on, and who paid for advertising.
fn stands_on(ui: &Ui<'_>, card: &StatusCard) -> Markup {
    let unchecked = (!card.author.standing.is_verified())
        .then(|| chip(Tone::Plain, "info", ui.t("commons-not-checked")));
    html! {
        @match &card.disclosure {
            Disclosure::ProfessionalInformation(Basis::Source(url)) => {
                p.meta.standson {
                    @if let Some(unchecked) = unchecked { (unchecked) " " }
                    (source(ui, card.beside.source.as_ref(), url))
                }
            },
            Disclosure::ProfessionalInformation(Basis::ClinicalExperience) => {
                p.meta.standson {
                    @if let Some(unchecked) = unchecked { (unchecked) " " }
                    (chip(Tone::Plain, "user", ui.t("commons-clinical-experience")))
                }
            },
            Disclosure::Advertising { funded_by } => {
                p.meta.standson { (ui.t("commons-funded-by")) " " b { (funded_by) } }
            },
            _ => {},
        }
    }
}

/// A source with what the registry says of it.
fn source(ui: &Ui<'_>, known: Option<&SourceBeside>, url: &str) -> Markup {
    let worth = match known {
        Some(SourceBeside { retracted: true, .. }) => {
            chip(Tone::Danger, "triangle-alert", ui.t("commons-source-retracted"))
        }
        Some(SourceBeside { tier: Some(tier), .. }) => {
            chip(Tone::Ok, "book-open-check", ui.t(tier_key(tier)))
        }
        _ => chip(Tone::Plain, "info", ui.t("commons-source-unlisted")),
    };
    html! {
        (worth) " " (ui.t("commons-source")) " "
        a href=(url) rel="nofollow noopener ugc" {
            @match known { Some(source) => (source.name), None => (host(url)) }
        }
        @if let Some(accreditor) = known.and_then(|source| source.accreditor.as_deref()) {
            " · " (accreditor)
        }
    }
}

fn tier_key(tier: &str) -> &'static str {
    match tier {
        "a" => "commons-source-tier-a",
        "b" => "commons-source-tier-b",
        _ => "commons-source-tier-c",
    }
}

/// What moderators ask readers to mind.
fn label(ui: &Ui<'_>) -> Markup {
    html! { p.notice.note-c { (icon("triangle-alert")) span { (ui.t("commons-labelled")) } } }
}

/// A context note, never folded away.
fn context(ui: &Ui<'_>, note: &ContextNote) -> Markup {
    html! {
        aside.context role="note" aria-label=(ui.t("commons-context")) {
            p.ttl { (icon("info")) (ui.t(if note.interim { "commons-context-interim" } else { "commons-context" })) }
            p lang=[note.language.as_deref()] dir="auto" { (note.text) }
            @if !note.sources.is_empty() {
                p.sources {
                    (ui.t("commons-context-sources"))
                    @for source in &note.sources {
                        " " a href=(source.url) rel="nofollow noopener" { (source.name) }
                    }
                }
            }
            p.meta {
                @if note.provisional { (ui.t("commons-context-provisional")) " · " }
                a href={ "/notes/" (note.id) } { (ui.t("commons-context-rate")) }
            }
        }
    }
}

fn host(url: &str) -> String {
    let parsed = Url::parse(url).ok();
    let host = parsed.as_ref().and_then(Url::host_str).unwrap_or(url);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

fn tags(card: &StatusCard) -> Markup {
    html! {
        @if !card.tags.is_empty() {
            div.tags { @for tag in &card.tags { a href={ "/tags/" (tag) } { "#" (tag) } } }
        }
    }
}
