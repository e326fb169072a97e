use commonround_kernel::Invalid;
use commonround_web::components::{FieldSpec, FormState, field};
use commonround_web::{Lang, Ui};
use maud::{Markup, html};

use crate::answers::input::AnswerInput;
use crate::answers::scale::{SCALE, Step};
use crate::limits::ANSWER_TEXT_CHARS_MAX;

/// Verdict and certainty in one choice, false on one side and right on the other.
pub fn scale(ui: &Ui<'_>, input: &AnswerInput, wrong: &Invalid) -> Markup {
    let problems = wrong.problems().iter();
    let problem = problems.filter(|p| matches!(p.field.as_str(), "verdict" | "certainty")).next();
    let chosen = input.step();
    html! {
        fieldset #f-verdict.formfield.bad[problem.is_some()] tabindex="-1" {
            legend { (ui.t("evidence-desk-verdict")) }
            @if let Some(problem) = problem { p.wrong { (ui.problem(problem.why)) } }
            div.scale { @for step in SCALE { (choice(ui, step, chosen == Some(step))) } }
            label.tick.guideline {
                input type="checkbox" name="guideline" value="true" checked[input.by_guideline()];
                span { (ui.t("evidence-certainty-guideline")) }
            }
        }
    }
}

fn choice(ui: &Ui<'_>, step: Step, is_chosen: bool) -> Markup {
    let says = ui.t(step.verdict.words_key(step.certainty));
    html! {
        label.choice {
            input type="radio" name="says" value=(step.value()) required data-say=(says) checked[is_chosen];
            span { b { (says) } span.hint { (ui.t(step.certainty.label_key())) } }
        }
    }
}

/// Both languages side by side; the one that is missing says so.
pub fn tongues(ui: &Ui<'_>, input: &AnswerInput, wrong: &Invalid) -> Markup {
    let state = FormState::new()
        .set("english", &input.english)
        .set("french", &input.french)
        .with(wrong.clone());
    html! {
        fieldset.formfield {
            legend { (ui.t("evidence-desk-words")) }
            p.hint { (ui.t("evidence-desk-words-hint")) }
            div.tongues { @for lang in Lang::ALL {
                div.tongue {
                    (field(ui, &words(lang), &state))
                    p.missing { (ui.t("evidence-desk-missing")) }
                }
            } }
        }
    }
}

fn words(lang: Lang) -> FieldSpec<'static> {
    let name = match lang {
        Lang::En => "english",
        Lang::Fr => "french",
    };
    FieldSpec::area(name, lang.own_name(), 4).chars_max(ANSWER_TEXT_CHARS_MAX).required()
}

/// Sources that the library does not have; out of the way until somebody needs one.
pub fn addresses(ui: &Ui<'_>, input: &AnswerInput, wrong: &Invalid) -> Markup {
    let state = FormState::new().set("addresses", &input.addresses).with(wrong.clone());
    let is_open = !input.addresses.is_empty() || state.problem("addresses").is_some();
    let label = ui.t("evidence-desk-addresses");
    html! {
        details.options open[is_open] {
            summary { (ui.t("evidence-desk-more-sources")) }
            (field(ui, &FieldSpec::area("addresses", label, 2).hint(ui.t("evidence-desk-addresses-hint")), &state))
        }
    }
}
