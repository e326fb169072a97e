use commonround_identity::NameCard;
use commonround_vocabulary::{About, AboutKind};
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, FormState, Tone, button, error_summary, field, notice,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use crate::limits::REPORT_COMMENT_CHARS_MAX;
use crate::model::{Reason, page_of};

/// Whom, or which of its things, a report is about.
#[derive(Debug, Clone)]
pub struct Reported {
    pub card: NameCard,
    pub about: About,
    /// The page of what is reported.
    pub path: String,
}

impl Reported {
    /// Where the report goes.
    #[must_use]
    pub fn form_path(&self) -> String {
        let page = page_of(self.about).unwrap_or_else(|| format!("/@{}", self.card.handle));
        format!("{page}/report")
    }

    fn title_key(&self) -> &'static str {
        match self.about.kind {
            AboutKind::Persona => "safety-report-person",
            AboutKind::Note => "safety-report-note",
            AboutKind::Answer => "safety-report-answer",
            AboutKind::ClaimRecord => "safety-report-claim",
            _ => "safety-report-status",
        }
    }
}

/// The form that asks for a look.
#[must_use]
pub fn report(ui: &Ui<'_>, reported: &Reported, form: &FormState) -> Markup {
    let name = [("name", reported.card.display_name.as_str().into())];
    let title = ui.ta(reported.title_key(), &name);
    let reasons = Reason::ALL.iter();
    let reasons: Vec<Choice<'_>> = reasons
        .map(|reason| match reason {
            Reason::MayBeFalse => Choice::new(reason.as_str(), ui.t(reason.label_key()))
                .hint(ui.t("safety-reason-may-be-false-hint")),
            _ => Choice::new(reason.as_str(), ui.t(reason.label_key())),
        })
        .collect();
    let reason = FieldSpec::radios("reason", ui.t("safety-report-reason"), reasons).required();
    let comment = FieldSpec::area("comment", ui.t("safety-report-comment"), 4)
        .hint(ui.t("safety-report-comment-hint"))
        .chars_max(REPORT_COMMENT_CHARS_MAX);
    let danger = html! {
        p { (ui.t("safety-report-danger")) " " a href="/help" { (ui.t("safety-report-help")) } }
    };
    let body = html! {
        p { a href=(reported.path) { (ui.t("safety-report-what")) } }
        (notice(Tone::Note, "life-buoy", danger))
        form.card.stack method="post" action=(reported.form_path()) {
            (error_summary(ui, &form.invalid))
            (field(ui, &reason, form))
            (field(ui, &comment, form))
            p.meta { (ui.t("safety-report-next")) }
            (button(ui.t("safety-report-send"), ButtonKind::Primary))
        }
    };
    Page::new(ui, title).noindex().main_class("narrow").body(body)
}

/// What became of a report, for whoever sent it. What was done to whom stays between the two.
#[must_use]
pub fn decided(ui: &Ui<'_>, is_closed: bool, acted: bool) -> Markup {
    let words = match (is_closed, acted) {
        (false, _) => ui.t("safety-report-waits"),
        (true, true) => ui.t("safety-report-acted"),
        (true, false) => ui.t("safety-report-not-acted"),
    };
    let body = html! {
        section.card.stack {
            p { (words) }
            p.meta { (ui.t("safety-report-more")) }
            p { a href="/about/moderation" { (ui.t("safety-transparency")) } }
        }
    };
    Page::new(ui, ui.t("safety-report-own")).noindex().main_class("narrow").body(body)
}
