//! What an owner adds to a claim, and what came of it.

use commonround_web::components::{ButtonKind, FieldSpec, Tone, button, card, chip, field};
use commonround_web::{FormState, Markup, Ui, html};

use crate::credentials::limits::{APPEAL_CHARS_MAX, DOCUMENT_BYTES_MAX};
use crate::credentials::model::{AppealRow, AppealState, DocumentRow};
use crate::credentials::my_claims::MyClaim;

/// What a browser offers to choose.
const ACCEPT: &str = "application/pdf,image/jpeg,image/png";
const MEGABYTE: usize = 1024 * 1024;

/// The wish for another look: the form while there is time, then what was answered.
pub fn own_appeal(ui: &Ui<'_>, mine: &MyClaim, state: &FormState) -> Markup {
    html! {
        @if let Some(appeal) = &mine.appeal {
            (card(Some(ui.t("identity-cred-appeal-title")), stands(ui, appeal)))
        }
        @if let Some(until) = mine.appeal_until {
            @let words = FieldSpec::area("words", ui.t("identity-cred-appeal-words"), 4)
                .required()
                .chars_max(APPEAL_CHARS_MAX);
            (card(Some(ui.t("identity-cred-appeal-ask")), html! {
                p { (ui.ta("identity-cred-appeal-about", &[("day", ui.date_text(until).into())])) }
                form.stack method="post" action={ "/settings/credentials/" (mine.claim.id) "/appeal" } {
                    (field(ui, &words, state))
                    (button(ui.t("identity-cred-appeal-submit"), ButtonKind::Primary))
                }
            }))
        }
    }
}

fn stands(ui: &Ui<'_>, appeal: &AppealRow) -> Markup {
    let (tone, icon) = match appeal.state {
        AppealState::Open => (Tone::Plain, "clock"),
        AppealState::Upheld => (Tone::Warm, "circle-x"),
        AppealState::Granted => (Tone::Ok, "check"),
    };
    html! {
        p { (chip(tone, icon, ui.t(appeal.state.key()))) " " span.meta { (ui.ago(appeal.made_at)) } }
        p.letter dir="auto" { (appeal.words) }
        @if let Some(answer) = &appeal.answer {
            p { b { (ui.t("identity-cred-appeal-answer")) } }
            p.letter dir="auto" { (answer) }
        }
    }
}

/// The papers that were added, and room for another.
pub fn own_documents(ui: &Ui<'_>, mine: &MyClaim, state: &FormState) -> Markup {
    let paper = FieldSpec::file("document", ui.t("identity-cred-document"), ACCEPT).required();
    let size = DOCUMENT_BYTES_MAX / MEGABYTE;
    let content = html! {
        (papers(ui, &mine.documents, None))
        @if mine.may_add_document {
            p { (ui.ta("identity-cred-document-about", &[("n", size.into())])) }
            form.stack method="post" enctype="multipart/form-data"
                action={ "/settings/credentials/" (mine.claim.id) "/documents" } {
                (field(ui, &paper, state))
                (button(ui.t("identity-cred-document-add"), ButtonKind::Soft))
            }
        }
    };
    html! {
        @if mine.may_add_document || !mine.documents.is_empty() {
            (card(Some(ui.t("identity-cred-documents")), content))
        }
    }
}

/// Papers by kind, size and day; with `at`, those that are still here can be opened from there.
pub fn papers(ui: &Ui<'_>, documents: &[DocumentRow], at: Option<&str>) -> Markup {
    html! {
        @if !documents.is_empty() {
            ul.rows role="list" {
                @for paper in documents {
                    li { div.grow {
                        @match at.filter(|_| paper.shredded_at.is_none()) {
                            Some(at) => a href={ (at) "/" (paper.id) } target="_blank" rel="noopener" { (name(paper)) },
                            None => b { (name(paper)) },
                        }
                        p.meta {
                            (ui.date(paper.added_at))
                            @if paper.shredded_at.is_some() { " · " (ui.t("identity-cred-document-gone")) }
                        }
                    } }
                }
            }
        }
    }
}

fn name(paper: &DocumentRow) -> String {
    let size = paper.bytes.div_ceil(1024);
    format!("{} · {size} kB", paper.kind.as_str().to_uppercase())
}
