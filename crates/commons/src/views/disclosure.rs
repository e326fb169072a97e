use commonround_web::components::{
    ButtonKind, Choice, FieldSpec, FormState, button, error_summary, field,
};
use commonround_web::{Page, Ui};
use maud::{Markup, html};

use super::card::{kind_key, status_card};
use super::composer::details_of_kind;
use crate::cards::StatusCard;
use crate::model::{Basis, Disclosure, Kind};

/// The page where an author says better what a status is.
#[must_use]
pub fn disclosure_page(ui: &Ui<'_>, card: &StatusCard, state: &FormState) -> Markup {
    let choices = Kind::ALL.into_iter();
    let choices = choices.map(|kind| Choice::new(kind.as_str(), ui.t(kind_key(kind)))).collect();
    let kind = FieldSpec::radios("disclosure", ui.t("commons-kind"), choices).required();
    let body = html! {
        div.feed { (status_card(ui, card)) }
        form.card.stack method="post" action={ "/statuses/" (card.id) "/disclosure" } {
            (error_summary(ui, &state.invalid))
            (field(ui, &kind, state))
            (details_of_kind(ui, state))
            (button(ui.t("commons-save"), ButtonKind::Primary))
        }
    };
    Page::new(ui, ui.t("commons-change-kind")).noindex().main_class("narrow").body(body)
}

/// The form as the status stands now.
#[must_use]
pub fn disclosure_state(disclosure: &Disclosure) -> FormState {
    let state = FormState::new().set("disclosure", disclosure.kind().as_str());
    match disclosure {
        Disclosure::ProfessionalInformation(Basis::Source(url)) => state.set("source_url", url),
        Disclosure::ProfessionalInformation(Basis::ClinicalExperience) => {
            state.set("basis", "clinical_experience")
        }
        Disclosure::Advertising { funded_by } => state.set("funded_by", funded_by),
        _ => state,
    }
}
