use std::collections::BTreeMap;

use commonround_kernel::Invalid;
use maud::{Markup, html};

use crate::Ui;

/// What stands in a form and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct FormState {
    pub values: BTreeMap<&'static str, String>,
    pub invalid: Invalid,
}

impl FormState {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the text that stands in a field.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.insert(name, value.into());
        self
    }

    /// Adds a ticked box.
    #[must_use]
    pub fn tick(self, name: &'static str, ticked: bool) -> Self {
        if ticked { self.set(name, "true") } else { self }
    }

    #[must_use]
    pub fn with(self, invalid: Invalid) -> Self {
        Self { invalid, ..self }
    }

    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// The code of the first thing wrong with a field.
    #[must_use]
    pub fn problem(&self, name: &str) -> Option<&'static str> {
        self.invalid.problems().iter().find(|p| p.field == name).map(|p| p.why)
    }
}

/// An option of a select or a set of radio buttons.
#[derive(Debug, Clone)]
pub struct Choice<'f> {
    pub value: &'f str,
    pub text: &'f str,
    /// One line under a radio button; a select does not show it.
    pub hint: Option<&'f str>,
}

impl<'f> Choice<'f> {
    #[must_use]
    pub const fn new(value: &'f str, text: &'f str) -> Self {
        Self { value, text, hint: None }
    }

    #[must_use]
    pub const fn hint(self, hint: &'f str) -> Self {
        Self { hint: Some(hint), ..self }
    }
}

enum Kind<'f> {
    Line(&'static str),
    /// The media types that the browser offers.
    File(&'static str),
    Area(u32),
    Tick,
    Select(Vec<Choice<'f>>),
    Radios(Vec<Choice<'f>>),
}

/// One field of a form. Its label is always visible.
pub struct FieldSpec<'f> {
    name: &'f str,
    label: &'f str,
    kind: Kind<'f>,
    hint: Option<&'f str>,
    required: bool,
    chars_max: Option<usize>,
    autocomplete: Option<&'static str>,
    lang_free: bool,
}

impl<'f> FieldSpec<'f> {
    const fn of(name: &'f str, label: &'f str, kind: Kind<'f>) -> Self {
        Self {
            name,
            label,
            kind,
            hint: None,
            required: false,
            chars_max: None,
            autocomplete: None,
            lang_free: false,
        }
    }

    #[must_use]
    pub const fn text(name: &'f str, label: &'f str) -> Self {
        Self::of(name, label, Kind::Line("text"))
    }

    #[must_use]
    pub const fn email(name: &'f str, label: &'f str) -> Self {
        Self::of(name, label, Kind::Line("email"))
    }

    #[must_use]
    pub const fn password(name: &'f str, label: &'f str) -> Self {
        Self::of(name, label, Kind::Line("password"))
    }

    #[must_use]
    pub const fn url(name: &'f str, label: &'f str) -> Self {
        Self::of(name, label, Kind::Line("url"))
    }

    /// A file. Its form says `enctype="multipart/form-data"`.
    #[must_use]
    pub const fn file(name: &'f str, label: &'f str, accept: &'static str) -> Self {
        Self::of(name, label, Kind::File(accept))
    }

    #[must_use]
    pub const fn area(name: &'f str, label: &'f str, rows: u32) -> Self {
        Self::of(name, label, Kind::Area(rows))
    }

    #[must_use]
    pub const fn tick(name: &'f str, label: &'f str) -> Self {
        Self::of(name, label, Kind::Tick)
    }

    #[must_use]
    pub const fn select(name: &'f str, label: &'f str, choices: Vec<Choice<'f>>) -> Self {
        Self::of(name, label, Kind::Select(choices))
    }

    #[must_use]
    pub const fn radios(name: &'f str, label: &'f str, choices: Vec<Choice<'f>>) -> Self {
        Self::of(name, label, Kind::Radios(choices))
    }

    #[must_use]
    pub fn hint(self, hint: &'f str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    #[must_use]
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    #[must_use]
    pub fn chars_max(self, chars: usize) -> Self {
        Self { chars_max: Some(chars), ..self }
    }

    /// A token of the HTML list, such as `username` or `new-password`.
    #[must_use]
    pub fn autocomplete(self, token: &'static str) -> Self {
        Self { autocomplete: Some(token), ..self }
    }

    /// Handles, codes, addresses: no spelling check, no capitals, left to right.
    #[must_use]
    pub fn verbatim(self) -> Self {
        Self { lang_free: true, ..self }
    }
}

/// A field with its label, hint and what is wrong with it.
#[must_use]
pub fn field(ui: &Ui<'_>, spec: &FieldSpec<'_>, state: &FormState) -> Markup {
    let wrong = state.problem(spec.name).map(|why| ui.problem(why));
    html! {
        @match &spec.kind {
            Kind::Radios(choices) => fieldset.formfield.bad[wrong.is_some()] id=(id(spec.name)) tabindex="-1" {
                legend { (spec.label) @if !spec.required { (optional(ui)) } }
                (notes(spec, wrong))
                @for choice in choices { (radio(spec, choice, state)) }
            },
            Kind::Tick => div.formfield.bad[wrong.is_some()] {
                label.tick {
                    input type="checkbox" value="true" id=(id(spec.name)) name=(spec.name)
                        checked[!state.value(spec.name).is_empty()] required[spec.required]
                        aria-invalid=[wrong.map(|_| "true")] aria-describedby=[described(spec, wrong.is_some())];
                    span { (spec.label) }
                }
                (notes(spec, wrong))
            },
            _ => div.formfield.bad[wrong.is_some()] {
                label for=(id(spec.name)) { (spec.label) @if !spec.required { (optional(ui)) } }
                (notes(spec, wrong))
                (control(spec, state, wrong.is_some()))
            },
        }
    }
}

fn id(name: &str) -> String {
    format!("f-{name}")
}

fn described(spec: &FieldSpec<'_>, wrong: bool) -> Option<String> {
    let hint = spec.hint.map(|_| format!("f-{}-hint", spec.name));
    let problem = wrong.then(|| format!("f-{}-problem", spec.name));
    let both: Vec<String> = hint.into_iter().chain(problem).collect();
    (!both.is_empty()).then(|| both.join(" "))
}

fn optional(ui: &Ui<'_>) -> Markup {
    html! { " " span.optional { (ui.t("web-optional")) } }
}

fn notes(spec: &FieldSpec<'_>, wrong: Option<&str>) -> Markup {
    html! {
        @if let Some(hint) = spec.hint { p.hint id={ "f-" (spec.name) "-hint" } { (hint) } }
        @if let Some(wrong) = wrong { p.wrong id={ "f-" (spec.name) "-problem" } { (wrong) } }
    }
}

fn radio(spec: &FieldSpec<'_>, choice: &Choice<'_>, state: &FormState) -> Markup {
    html! {
        label.choice {
            input type="radio" name=(spec.name) value=(choice.value) required[spec.required]
                checked[state.value(spec.name) == choice.value];
            span { b { (choice.text) } @if let Some(hint) = choice.hint { span.hint { (hint) } } }
        }
    }
}

fn control(spec: &FieldSpec<'_>, state: &FormState, wrong: bool) -> Markup {
    let value = state.value(spec.name);
    let invalid = wrong.then_some("true");
    let described = described(spec, wrong);
    let spelling = spec.lang_free.then_some("false");
    let capitals = spec.lang_free.then_some("none");
    let dir = if spec.lang_free { "ltr" } else { "auto" };
    html! {
        @match &spec.kind {
            Kind::Area(rows) => textarea id=(id(spec.name)) name=(spec.name) rows=(rows) dir="auto"
                required[spec.required] maxlength=[spec.chars_max] data-count[spec.chars_max.is_some()]
                aria-invalid=[invalid] aria-describedby=[described] { (value) },
            Kind::File(accept) => input id=(id(spec.name)) type="file" name=(spec.name) accept=(accept)
                required[spec.required] aria-invalid=[invalid] aria-describedby=[described];,
            Kind::Select(choices) => select id=(id(spec.name)) name=(spec.name) required[spec.required]
                autocomplete=[spec.autocomplete] aria-invalid=[invalid] aria-describedby=[described] {
                @for choice in choices {
                    option value=(choice.value) selected[choice.value == value] { (choice.text) }
                }
            },
            Kind::Line(kind) => input id=(id(spec.name)) type=(kind) name=(spec.name) dir=(dir)
                value=[(*kind != "password").then_some(value)] required[spec.required]
                maxlength=[spec.chars_max] autocomplete=[spec.autocomplete] spellcheck=[spelling]
                autocapitalize=[capitals] aria-invalid=[invalid] aria-describedby=[described];,
            Kind::Tick | Kind::Radios(_) => {},
        }
    }
}

#[must_use]
pub fn hidden_input(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// All that is wrong, on top of the form, each with a link to its field. Nothing where nothing is.
#[must_use]
pub fn error_summary(ui: &Ui<'_>, invalid: &Invalid) -> Markup {
    let problems = invalid.problems();
    html! {
        @if !problems.is_empty() {
            div.errors role="alert" tabindex="-1" {
                h2 { (ui.ta("web-errors", &[("n", problems.len().into())])) }
                ul {
                    @for problem in problems {
                        li { (problem_line(ui, &problem.field, problem.why)) }
                    }
                }
            }
        }
    }
}

fn problem_line(ui: &Ui<'_>, field: &str, why: &str) -> Markup {
    let label = ui.known(&format!("field-{}", field.replace('_', "-")));
    html! {
        @if field.is_empty() {
            (ui.problem(why))
        } @else {
            a href={ "#" (id(field)) } {
                @if let Some(label) = label { (label) ": " }
                (ui.problem(why))
            }
        }
    }
}
