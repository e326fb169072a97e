use commonround_identity::{NameCard, badge, work};
use commonround_text::excerpt;
use commonround_web::components::{AvatarSize, Tone, avatar, card, chip, icon, notice};
use commonround_web::{Lang, Page, Ui};
use maud::{Markup, html};

use super::json::ClaimReview;
use super::share::sharing;
use crate::answers::card::Words;
use crate::answers::model::{StoredAnswer, Verdict, platform};
use crate::answers::standing::SourceStanding;
use crate::claims::Claim;
use crate::limits::EXCERPT_CHARS;

/// An answer and all that a reader is shown of it.
#[derive(Debug)]
pub struct Shown {
    pub answer: StoredAnswer,
    pub claim: Claim,
    /// As of the read; `None` where the author left.
    pub author: Option<NameCard>,
    pub sources: Vec<SourceStanding>,
    /// Rounded; `None` where there are few.
    pub views: Option<u64>,
    /// The viewer wrote it.
    pub mine: bool,
}

impl Shown {
    pub(super) fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.answer.body.english,
            Lang::Fr => &self.answer.body.french,
        }
    }

    pub fn path(&self) -> String {
        format!("/answers/{}", self.answer.id)
    }

    /// A source fell since the answer was written.
    pub fn is_fallen(&self) -> bool {
        self.sources.iter().any(|source| source.retracted)
            || self.sources.len() < self.answer.body.sources.len()
    }

    pub fn says<'u>(&self, ui: &'u Ui<'_>) -> &'u str {
        ui.t(self.answer.body.verdict.words_key(self.answer.body.certainty))
    }

    /// The verdict in front of the claim: a title that is shared never says the claim alone.
    pub(super) fn title(&self, ui: &Ui<'_>) -> String {
        let claim = excerpt(&self.claim.text, EXCERPT_CHARS);
        let args = [("says", self.says(ui).into()), ("claim", claim.into())];
        ui.ta("evidence-answer-title", &args)
    }

    pub(super) fn present_author(&self) -> Option<&NameCard> {
        self.author.as_ref().filter(|author| !author.erased)
    }
}

pub fn one(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let body = html! {
        @if shown.is_fallen() {
            (notice(Tone::Danger, "info", html! { p { (ui.t("evidence-answer-fallen")) } }))
        }
        article.card.answered {
            p.meta { (ui.t("evidence-answer-claim")) }
            blockquote lang=[shown.claim.language.as_deref()] { (shown.claim.text) }
            @if let Some(link) = &shown.answer.body.link { (outside(ui, link)) }
            (verdict(ui, shown))
            p.said { (shown.text(ui.lang())) }
            (certainty(ui, shown))
            @for lang in Lang::ALL.into_iter().filter(|lang| *lang != ui.lang()) {
                details.options { summary lang=(lang.as_str()) { (lang.own_name()) }
                    p.said lang=(lang.as_str()) { (shown.text(lang)) }
                }
            }
            (author(ui, shown))
            p.meta { (ui.t("evidence-answer-general")) }
        }
        (sources(ui, &shown.sources))
        (sharing(ui, shown))
    };
    let path = shown.path();
    Page::new(ui, shown.title(ui))
        .own_heading()
        .description(shown.text(ui.lang()))
        .picture(format!("{path}/card.png"))
        .alternate("application/ld+json", format!("{path}/claim-review"))
        .script("desk.js")
        .linked_data(&ClaimReview::of(ui, shown))
        .body(body)
}

fn verdict(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let (class, sign) = match shown.answer.body.verdict {
        Verdict::False => ("danger", "x"),
        Verdict::NotEstablished => ("warm", "info"),
        Verdict::Supported => ("ok", "circle-check"),
    };
    html! { h1.verdict.(class) { (icon(sign)) span { (shown.says(ui)) } } }
}

/// How sure it is, and what that means for whoever reads it.
fn certainty(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let certainty = shown.answer.body.certainty;
    html! { p.meta { b { (ui.t(certainty.label_key())) "." } " " (ui.t(certainty.means_key())) } }
}

fn outside(ui: &Ui<'_>, link: &str) -> Markup {
    let place = platform(link).unwrap_or_default();
    html! {
        p { (icon("external-link")) " " a href=(link) rel="nofollow noopener noreferrer" {
            (ui.ta("evidence-answer-outside", &[("place", place.into())]))
        } }
    }
}

/// A name, what was checked about it, and the work in one line.
pub fn byline(ui: &Ui<'_>, author: &NameCard, place: &str) -> Markup {
    html! {
        div.who {
            a.name href={ "/@" (author.handle) } { (author.display_name) } " " (badge(ui, author, place))
            @if let Some(work) = work(ui, author) { span.meta { (work) } }
        }
    }
}

fn author(ui: &Ui<'_>, shown: &Shown) -> Markup {
    html! {
        div.row {
            @if let Some(author) = shown.present_author() {
                (avatar(&author.display_name, author.hue(), AvatarSize::Medium))
                (byline(ui, author, "answer"))
                @if !author.standing.is_verified() { (chip(Tone::Plain, "info", ui.t("evidence-answer-not-current"))) }
            } @else {
                span.meta.grow { (ui.t("evidence-answer-author-left")) }
            }
            span.meta {
                (ui.date(shown.answer.changed_at))
                @if shown.answer.version > 1 {
                    " · " (ui.ta("evidence-answer-version", &[("n", shown.answer.version.into())]))
                }
            }
        }
    }
}

fn sources(ui: &Ui<'_>, sources: &[SourceStanding]) -> Markup {
    card(
        Some(ui.t("evidence-answer-sources")),
        html! { ul.rows.stands role="list" { @for source in sources { li { div { (source_row(ui, source)) } } } } },
    )
}

/// When a source was reviewed, or that it does not say; `None` where that is not known here.
fn reviewed(ui: &Ui<'_>, source: &SourceStanding) -> Option<String> {
    match (source.day, source.undated) {
        (Some(day), _) => Some(ui.ta("evidence-reviewed-on", &[("day", ui.day_text(day).into())])),
        (None, true) => Some(ui.t("evidence-reviewed-never").to_owned()),
        (None, false) => None,
    }
}

fn source_row(ui: &Ui<'_>, source: &SourceStanding) -> Markup {
    html! {
        a.name href=(source.url) rel="noopener" lang=[source.language.as_deref()] { (source.title) }
        p.meta {
            (source.publisher)
            @if let Some(accreditor) = &source.accreditor { " · " (accreditor) }
            @if let Some(reviewed) = reviewed(ui, source) { " · " (reviewed) }
        }
        p.tags {
            @match source.tier.as_deref() {
                Some("a") => (chip(Tone::Ok, "shield-check", ui.t("evidence-tier-a"))),
                Some("b") => (chip(Tone::Brand, "badge-check", ui.t("evidence-tier-b"))),
                Some(_) => (chip(Tone::Plain, "info", ui.t("evidence-tier-c"))),
                None => (chip(Tone::Plain, "info", ui.t("evidence-tier-none"))),
            }
            @if source.retracted { (chip(Tone::Danger, "x", ui.t("evidence-retracted"))) }
        }
    }
}

/// What the picture of an answer says, in the reader's language.
pub fn card_words(ui: &Ui<'_>, shown: &Shown) -> Words {
    let claim = shown.claim.text.as_str();
    Words {
        verdict: shown.answer.body.verdict,
        claim: ui.ta("evidence-answer-quoted", &[("claim", claim.into())]),
        says: shown.says(ui).to_owned(),
        text: shown.text(ui.lang()).to_owned(),
        sources: card_sources(ui, &shown.sources),
        foot: card_foot(ui, shown),
    }
}

/// Who stands behind it, each once.
fn card_sources(ui: &Ui<'_>, sources: &[SourceStanding]) -> String {
    let mut names: Vec<&str> = sources.iter().map(|source| source.publisher.as_str()).collect();
    names.dedup();
    ui.ta("evidence-answer-by", &[("names", names.join(", ").into())])
}

fn card_foot(ui: &Ui<'_>, shown: &Shown) -> String {
    let author = shown.present_author();
    let name = author.map(|author| author.display_name.clone());
    let checked = author.filter(|author| author.standing.is_verified());
    let checked = checked.and_then(|author| work(ui, author));
    let checked = checked.map(|work| ui.ta("evidence-answer-checked", &[("work", work.into())]));
    let parts = [name, checked, Some(ui.site().name.clone())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
