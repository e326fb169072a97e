use std::collections::HashMap;

use commonround_identity::NameCard;
use commonround_kernel::{Id, Persona, Timestamp};
use commonround_vocabulary::{Interim, Status};
use commonround_web::components::{
    ButtonKind, FieldSpec, FormState, Tone, button, card, chip, empty, error_summary, field,
    more_link, notice, post_button,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

use super::beside::Signature;
use super::model::{InterimState, StoredInterim};
use crate::limits::{INTERIM_CHARS_MAX, REVIEW_REASON_CHARS_MAX};
use crate::notes::NoteSource;

/// A notice and what its viewer may do.
#[derive(Debug)]
pub struct Shown {
    pub notice: StoredInterim,
    pub cards: HashMap<Id<Persona>, NameCard>,
    pub history: Vec<(InterimState, Timestamp)>,
    pub status_path: String,
    pub may_sign: bool,
    pub may_withdraw: bool,
    pub may_remove: bool,
}

/// Notices that wait for a second signature.
#[derive(Debug)]
pub struct Listing {
    pub notices: Vec<StoredInterim>,
    pub next: Option<String>,
}

/// What the form for a new one is about.
#[derive(Debug)]
pub struct Form {
    pub status: Id<Status>,
    pub status_path: String,
    pub said: String,
    pub is_danger: bool,
}

/// A notice against a danger.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InterimInfo {
    pub id: Id<Interim>,
    pub path: String,
    pub status: Id<Status>,
    /// The class of the danger, such as `stop_medicine`.
    pub class: String,
    pub text: String,
    pub language: Option<String>,
    pub source: NoteSource,
    pub state: InterimState,
    /// When it lapses or ends, or did.
    pub ends_at: Timestamp,
}

/// A notice with who signed it and how it came to stand.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InterimPage {
    #[serde(flatten)]
    pub notice: InterimInfo,
    pub placed_by: Signature,
    pub countersigned_by: Option<Signature>,
    pub history: Vec<StateSince>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct StateSince {
    pub state: InterimState,
    pub since: Timestamp,
}

/// Notices that wait for a second signature, newest first.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InterimsPage {
    pub notices: Vec<InterimInfo>,
    /// `before` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Whether a notice may be placed beside a status.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InterimForm {
    pub status: Id<Status>,
    /// The status says something dangerous.
    pub is_danger: bool,
}

impl InterimInfo {
    fn of(notice: &StoredInterim) -> Self {
        let (name, url) = (notice.source_name.clone(), notice.source_url.clone());
        Self {
            id: notice.id,
            path: path(notice.id),
            status: notice.status,
            class: notice.class.clone(),
            text: notice.text.clone(),
            language: notice.language.clone(),
            source: NoteSource { name, url },
            state: notice.state,
            ends_at: notice.ends_at,
        }
    }
}

impl InterimPage {
    pub fn of(shown: &Shown) -> Self {
        let since = |&(state, since): &(InterimState, Timestamp)| StateSince { state, since };
        let second = shown.notice.countersigned.as_ref();
        Self {
            notice: InterimInfo::of(&shown.notice),
            placed_by: Signature::of(&shown.cards, &shown.notice.placed),
            countersigned_by: second.map(|signed| Signature::of(&shown.cards, signed)),
            history: shown.history.iter().map(since).collect(),
        }
    }
}

impl InterimsPage {
    pub fn of(list: &Listing) -> Self {
        let notices = list.notices.iter().map(InterimInfo::of).collect();
        Self { notices, next: list.next.clone() }
    }
}

impl InterimForm {
    pub fn of(form: &Form) -> Self {
        Self { status: form.status, is_danger: form.is_danger }
    }
}

pub fn path(id: Id<Interim>) -> String {
    format!("/interim/{id}")
}

fn state_chip(ui: &Ui<'_>, state: InterimState) -> Markup {
    let (tone, icon) = match state {
        InterimState::Placed => (Tone::Warm, "clock"),
        InterimState::Signed => (Tone::Ok, "circle-check"),
        _ => (Tone::Plain, "x"),
    };
    chip(tone, icon, ui.t(state.label_key()))
}

pub fn waiting(ui: &Ui<'_>, list: &Listing) -> Markup {
    let body = html! {
        p { (ui.t("evidence-interims-intro")) }
        @if list.notices.is_empty() {
            (empty(ui, ui.t("evidence-interims-none"), None))
        } @else {
            ul #feed.card.rows role="list" { @for one in &list.notices { li { div {
                a.name href=(ui.href(&path(one.id))) lang=[one.language.as_deref()] { (one.text) }
                p { (state_chip(ui, one.state)) " " span.meta { (until(ui, one)) } }
            } } } }
        }
        @if let Some(next) = &list.next { (more_link(ui, &format!("/interim?before={next}"))) }
    };
    Page::new(ui, ui.t("evidence-interims")).noindex().body(body)
}

/// How long it still stands, or when it ended.
fn until(ui: &Ui<'_>, one: &StoredInterim) -> Markup {
    let now = ui.now();
    if !one.is_shown(now) {
        return html! { (ui.t("evidence-interim-was")) " " (ui.ago(one.ends_at)) };
    }
    let minutes = one.ends_at.since(now).as_secs().div_ceil(60);
    let minutes = i64::try_from(minutes).unwrap_or(i64::MAX);
    html! { (ui.ta("evidence-interim-left", &[("n", minutes.into())])) }
}

pub fn form(ui: &Ui<'_>, form: &Form, state: &FormState) -> Markup {
    let words = FieldSpec::area("text", ui.t("evidence-interim-text"), 3)
        .hint(ui.t("evidence-interim-text-hint"))
        .chars_max(INTERIM_CHARS_MAX)
        .required();
    let source = FieldSpec::url("source", ui.t("evidence-interim-source"))
        .hint(ui.t("evidence-interim-source-hint"))
        .required();
    let body = html! {
        (error_summary(ui, &state.invalid))
        p { (ui.t("evidence-interim-intro")) }
        blockquote.claimed { (form.said) }
        p { a href=(ui.href(&form.status_path)) { (ui.t("evidence-note-status")) } }
        @if form.is_danger {
            form.stack method="post" action=(format!("/statuses/{}/interim", form.status)) {
                (field(ui, &words, state))
                (field(ui, &source, state))
                (button(ui.t("evidence-interim-place"), ButtonKind::Primary))
            }
        } @else {
            (notice(Tone::Plain, "info", html! { p { (ui.t("error-no-danger")) } }))
        }
    };
    Page::new(ui, ui.t("evidence-interim-new")).noindex().body(body)
}

pub fn one(ui: &Ui<'_>, shown: &Shown, state: &FormState) -> Markup {
    let one = &shown.notice;
    let body = html! {
        (error_summary(ui, &state.invalid))
        p { (state_chip(ui, one.state)) " " span.meta { (until(ui, one)) } }
        blockquote.claimed lang=[one.language.as_deref()] { (one.text) }
        p { a href=(one.source_url) rel="noopener nofollow" { (one.source_name) } }
        p { a href=(ui.href(&shown.status_path)) { (ui.t("evidence-note-status")) } }
        (card(Some(ui.t("evidence-interim-signatures")), signatures(ui, shown)))
        (acts(ui, shown, state))
        (card(Some(ui.t("evidence-note-history")), html! {
            ul.rows role="list" { @for (state, since) in &shown.history {
                li { div { (state_chip(ui, *state)) " " (ui.ago(*since)) } }
            } }
        }))
    };
    Page::new(ui, ui.t("evidence-interim")).noindex().body(body)
}

fn signatures(ui: &Ui<'_>, shown: &Shown) -> Markup {
    let by = |signature: &Signature| {
        let title = signature.title.text(ui.lang()).to_owned();
        ui.ta(
            "evidence-interim-by",
            &[("who", signature.name.clone().into()), ("title", title.into())],
        )
    };
    let page = InterimPage::of(shown);
    html! {
        ul.rows role="list" {
            li { div { a.name href=(format!("/@{}", page.placed_by.handle)) { (by(&page.placed_by)) } } }
            @match &page.countersigned_by {
                Some(second) => { li { div { a.name href=(format!("/@{}", second.handle)) { (by(second)) } } } },
                None => { @if shown.notice.state == InterimState::Placed {
                    li { div { p { (ui.t("evidence-interim-second-waits")) } } }
                } },
            }
        }
    }
}

fn acts(ui: &Ui<'_>, shown: &Shown, state: &FormState) -> Markup {
    let path = path(shown.notice.id);
    html! {
        @if shown.may_sign {
            p { (ui.t("evidence-interim-sign-hint")) }
            (post_button(&format!("{path}/sign"), ui.t("evidence-interim-sign"), ButtonKind::Primary))
        }
        @if shown.may_withdraw {
            (post_button(&format!("{path}/end"), ui.t("evidence-interim-withdraw"), ButtonKind::Quiet))
        } @else if shown.may_remove {
            form.stack method="post" action=(format!("{path}/end")) {
                (field(ui, &FieldSpec::area("reason", ui.t("evidence-review-reason"), 2)
                    .chars_max(REVIEW_REASON_CHARS_MAX).required(), state))
                (button(ui.t("evidence-interim-remove"), ButtonKind::Soft))
            }
        }
    }
}
