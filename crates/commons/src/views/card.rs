use commonround_identity::{badge, work};
use commonround_kernel::Id;
use commonround_vocabulary::Status;
use commonround_web::Ui;
use commonround_web::components::{AvatarSize, Tone, avatar, chip, icon, notice};
use maud::{Markup, PreEscaped, html};
use url::Url;

use super::actions::actions;
use super::menu::menu;
use crate::beside::{ContextNote, InterimNotice, Label, Signature, SourceBeside};
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
            @if card.is_general_information() { p.meta { (ui.t("commons-general-information")) } }
            @for one in &card.beside.labels { (label(ui, one)) }
            @if let Some(notice) = &card.beside.interim { (interim(ui, notice)) }
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
            div.meta.inreply {
                (ui.t("commons-in-reply-to")) " "
                a href={ "/@" (answered.author.handle) "/" (answered.status) } { (answered.author.display_name) }
                (badge(ui, &answered.author, &format!("re-{}", card.id)))
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

/// What readers should mind, and who says so.
fn label(ui: &Ui<'_>, label: &Label) -> Markup {
    let words = html! {
        p { (ui.t(label.words_key)) }
        p.meta { (ui.t(label.by_key)) " " a href="/about/moderation" { (ui.t("commons-label-why")) } }
    };
    notice(Tone::Note, "triangle-alert", words)
}

/// A context note, never folded away.
fn context(ui: &Ui<'_>, note: &ContextNote) -> Markup {
    html! {
        aside.context role="note" aria-label=(ui.t("commons-context")) {
            p.ttl { (icon("info")) (ui.t("commons-context")) }
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

/// A notice against a danger, with the names of those who answer for it.
fn interim(ui: &Ui<'_>, notice: &InterimNotice) -> Markup {
    let by = |key, signature: &Signature| {
        let title = signature.title.text(ui.lang()).to_owned();
        ui.ta(key, &[("who", signature.name.clone().into()), ("title", title.into())])
    };
    html! {
        aside.context aria-label=(ui.t("commons-interim")) {
            p.ttl { (icon("triangle-alert")) (ui.t("commons-interim")) }
            p lang=[notice.language.as_deref()] dir="auto" { (notice.text) }
            p.sources {
                (ui.t("commons-context-sources")) " "
                a href=(notice.source.url) rel="nofollow noopener" { (notice.source.name) }
            }
            p.meta {
                (by("commons-interim-by", &notice.placed_by)) " · "
                @match &notice.countersigned_by {
                    Some(second) => (by("commons-interim-second", second)),
                    None => (ui.t("commons-interim-alone")),
                }
                " · " a href={ "/interim/" (notice.id) } { (ui.t("commons-interim-more")) }
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
