use commonround_identity::NameCard;
use commonround_kernel::Id;
use commonround_vocabulary::Status;
use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, FormState, Tone, button, error_summary, field, notice,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use crate::people::limits::REPORT_COMMENT_CHARS_MAX;
use crate::people::report::Reason;

/// Whom, or which of its statuses, a report is about.
#[derive(Debug, Clone)]
pub struct Reported {
    pub card: NameCard,
    pub status: Option<Id<Status>>,
}

impl Reported {
    /// The page of what is reported.
    #[must_use]
    pub fn path(&self) -> String {
        match self.status {
            Some(status) => format!("/@{}/{status}", self.card.handle),
            None => format!("/@{}", self.card.handle),
        }
    }

    fn form_path(&self) -> String {
        match self.status {
            Some(status) => format!("/statuses/{status}/report"),
            None => format!("/@{}/report", self.card.handle),
        }
    }
}

/// The form that asks for a look.
#[must_use]
pub fn report(ui: &Ui<'_>, reported: &Reported, form: &FormState) -> Markup {
    let name = [("name", reported.card.display_name.as_str().into())];
    let title = match reported.status {
        Some(_) => ui.ta("commons-people-report-status", &name),
        None => ui.ta("commons-people-report-person", &name),
    };
    let reasons = Reason::ALL.into_iter();
    let reasons = reasons.map(|r| Choice::new(r.as_str(), ui.t(r.label_key()))).collect();
    let reason =
        FieldSpec::radios("reason", ui.t("commons-people-report-reason"), reasons).required();
    let comment = FieldSpec::area("comment", ui.t("commons-people-report-comment"), 4)
        .hint(ui.t("commons-people-report-comment-hint"))
        .chars_max(REPORT_COMMENT_CHARS_MAX);
    let danger = html! {
        p { (ui.t("commons-people-report-danger")) " " a href="/help" { (ui.t("commons-people-report-help")) } }
    };
    let body = html! {
        p { a href=(reported.path()) { (ui.t("commons-people-report-what")) } }
        (notice(Tone::Note, "life-buoy", danger))
        form.card.stack method="post" action=(reported.form_path()) {
            (error_summary(ui, &form.invalid))
            (field(ui, &reason, form))
            (field(ui, &comment, form))
            p.meta { (ui.t("commons-people-report-next")) }
            (button(ui.t("commons-people-report-send"), ButtonKind::Primary))
        }
    };
    Page::new(ui, title).noindex().main_class("narrow").body(body)
}
