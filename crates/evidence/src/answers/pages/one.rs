use commonround_identity::{NameCard, badge, work};
use commonround_text::excerpt;
use commonround_web::components::{
    AvatarSize, ButtonKind, Tone, avatar, button_link, card, chip, icon, notice,
};
use commonround_web::{Lang, Page, Ui};
use maud::{Markup, html};

use crate::answers::card::Words;
use crate::answers::model::{StoredAnswer, Verdict, platform};
use crate::answers::standing::SourceStanding;
use crate::claims::Claim;
use crate::limits::EXCERPT_CHARS;
use crate::views::report_link;

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
    fn text(&self, lang: Lang) -> &str {
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
}

pub fn one(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let claim = excerpt(&shown.claim.text, EXCERPT_CHARS);
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
            @for lang in Lang::ALL.into_iter().filter(|lang| *lang != ui.lang()) {
                details { summary lang=(lang.as_str()) { (lang.own_name()) }
                    p lang=(lang.as_str()) { (shown.text(lang)) }
                }
            }
            p.meta { (ui.t(shown.answer.body.certainty.label_key())) }
            (author(ui, shown))
        }
        (sources(ui, &shown.sources))
        (sharing(ui, shown))
    };
    let path = shown.path();
    Page::new(ui, claim)
        .own_heading()
        .description(shown.text(ui.lang()))
        .picture(format!("{path}/card.png"))
        .alternate("application/ld+json", format!("{path}/claim-review"))
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

fn outside(ui: &Ui<'_>, link: &str) -> Markup {
    let place = platform(link).unwrap_or_default();
    html! {
        p { a href=(link) rel="nofollow noopener noreferrer" {
            (ui.ta("evidence-answer-outside", &[("place", place.into())]))
        } }
    }
}

fn author(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let day = ui.date(shown.answer.changed_at);
    html! {
        div.row {
            @match &shown.author {
                Some(author) if !author.erased => {
                    (avatar(&author.display_name, author.hue(), AvatarSize::Small))
                    a.name href={ "/@" (author.handle) } { (author.display_name) }
                    span.meta { "@" (author.handle) }
                    (badge(ui, author, "author"))
                    @if let Some(work) = work(ui, author) { span.meta { (work) } }
                    @if !author.standing.is_verified() { span.meta { (ui.t("evidence-answer-not-current")) } }
                },
                _ => span.meta { (ui.t("evidence-answer-author-left")) },
            }
            span.meta { (day) }
            @if shown.answer.version > 1 {
                span.meta { (ui.ta("evidence-answer-version", &[("n", shown.answer.version.into())])) }
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

fn source_row(ui: &Ui<'_>, source: &SourceStanding) -> Markup {
    let reviewed = match (source.day, source.undated) {
        (Some(day), _) => Some(ui.ta("evidence-reviewed-on", &[("day", ui.day_text(day).into())])),
        (None, true) => Some(ui.t("evidence-reviewed-never").to_owned()),
        (None, false) => None,
    };
    html! {
        a.name href=(source.url) rel="noopener" lang=[source.language.as_deref()] { (source.title) }
        p.meta {
            (source.publisher)
            @if let Some(accreditor) = &source.accreditor { " · " (accreditor) }
            @if let Some(reviewed) = reviewed { " · " (reviewed) }
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

fn sharing(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let path = shown.path();
    let reach = match shown.views {
        Some(views) => ui.ta("evidence-answer-reach", &[("shown", ui.number(views).into())]),
        None => ui.t("evidence-answer-reach-few").to_owned(),
    };
    html! {
        p.meta { (reach) }
        p.row {
            (button_link(&ui.href(&format!("{path}/card.png")), ui.t("evidence-answer-picture"), ButtonKind::Soft))
            a.btn.quiet href=(ui.href(&format!("/claims/{}", shown.claim.id))) { (ui.t("evidence-answer-record")) }
            @if shown.mine {
                a.btn.quiet href=(ui.href(&format!("{path}/edit"))) { (ui.t("evidence-answer-edit")) }
            }
        }
        @if !shown.mine { (report_link(ui, &path)) }
    }
}

/// What the picture of an answer says, in the reader's language.
pub fn card_words(ui: &Ui<'_>, shown: &Shown) -> Words {
    let name = shown.author.as_ref().filter(|author| !author.erased);
    let name = name.map(|author| author.display_name.as_str());
    Words {
        verdict: shown.answer.body.verdict,
        claim: format!("“{}”", shown.claim.text),
        says: shown.says(ui).to_owned(),
        text: shown.text(ui.lang()).to_owned(),
        foot: [name, Some(ui.site().name.as_str())]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
    }
}
