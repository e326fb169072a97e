//! The small parts that pages are built from. Functions of plain values; each escapes what it gets.

mod form;
mod list;

pub use form::{Choice, FieldSpec, FormState, error_summary, field, hidden_input};
pub use list::{Tab, empty, feed, more_link, row, tabs};

use maud::{Markup, PreEscaped, html};

use crate::Ui;
use crate::assets::asset;

/// An icon from `icons.svg`; decoration only, the words stand beside it.
#[must_use]
pub fn icon(name: &str) -> Markup {
    const OPEN: &str = r#"<svg class="icon" aria-hidden="true"><use href=""#;
    const CLOSE: &str = r#""/></svg>"#;
    let sprite = asset("icons.svg");
    let mut out = String::with_capacity(OPEN.len() + sprite.len() + name.len() + CLOSE.len() + 1);
    out.push_str(OPEN);
    out.push_str(sprite);
    out.push('#');
    out.extend(name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-'));
    out.push_str(CLOSE);
    PreEscaped(out)
}

/// Text for screen readers only.
#[must_use]
pub fn hidden(text: &str) -> Markup {
    html! { span.vh { (text) } }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AvatarSize {
    Small,
    Medium,
    Large,
}

/// Initials on the hue of what somebody does. Always beside the written name.
#[must_use]
pub fn avatar(name: &str, hue_class: &str, size: AvatarSize) -> Markup {
    let size = match size {
        AvatarSize::Small => " s",
        AvatarSize::Medium => "",
        AvatarSize::Large => " l",
    };
    html! { span class={ "avatar " (hue_class) (size) } aria-hidden="true" { (initials(name)) } }
}

fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// The tone of a chip or a notice. Colour never says it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Brand,
    Warm,
    Ok,
    Note,
    Danger,
}

impl Tone {
    const fn chip_class(self) -> &'static str {
        match self {
            Self::Plain => "chip",
            Self::Brand => "chip brand-c",
            Self::Warm => "chip warm",
            Self::Ok => "chip ok",
            Self::Note => "chip note-c",
            Self::Danger => "chip danger",
        }
    }

    const fn notice_class(self) -> &'static str {
        match self {
            Self::Plain | Self::Brand | Self::Warm => "notice",
            Self::Ok => "notice ok",
            Self::Note => "notice note-c",
            Self::Danger => "notice danger",
        }
    }
}

/// A small label: icon and word.
#[must_use]
pub fn chip(tone: Tone, icon_name: &str, text: &str) -> Markup {
    html! { span class=(tone.chip_class()) { (icon(icon_name)) (text) } }
}

/// The same as a link.
#[must_use]
pub fn chip_link(tone: Tone, icon_name: &str, text: &str, href: &str) -> Markup {
    html! { a class=(tone.chip_class()) href=(href) { (icon(icon_name)) (text) } }
}

/// A box that stands out of the text: something to know before going on.
#[must_use]
pub fn notice(tone: Tone, icon_name: &str, content: Markup) -> Markup {
    html! { div class=(tone.notice_class()) { (icon(icon_name)) div { (content) } } }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ButtonKind {
    /// Filled: at most one in a view.
    Primary,
    Soft,
    Quiet,
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn",
            Self::Soft => "btn soft",
            Self::Quiet => "btn quiet",
            Self::Danger => "btn danger",
        }
    }
}

/// A submit button.
#[must_use]
pub fn button(text: &str, kind: ButtonKind) -> Markup {
    html! { button class=(kind.class()) type="submit" { (text) } }
}

/// A link that looks like a button.
#[must_use]
pub fn button_link(href: &str, text: &str, kind: ButtonKind) -> Markup {
    html! { a class=(kind.class()) href=(href) { (text) } }
}

/// A form that is one button.
#[must_use]
pub fn post_button(action: &str, text: &str, kind: ButtonKind) -> Markup {
    html! { form method="post" action=(action) { (button(text, kind)) } }
}

/// A box with an optional heading.
#[must_use]
pub fn card(title: Option<&str>, content: Markup) -> Markup {
    html! {
        section.card {
            @if let Some(title) = title { h2 { (title) } }
            (content)
        }
    }
}

/// A button with three dots that opens a menu. `id` is unique in the page; `items` are `li`s with a
/// link or a form in each.
#[must_use]
pub fn menu_popover(id: &str, label: &str, items: Markup) -> Markup {
    html! {
        button.ibtn type="button" popovertarget=(id) { (icon("ellipsis")) (hidden(label)) }
        div.pop.menu id=(id) popover { ul role="list" { (items) } }
    }
}

/// A button that opens a question over the page, with a way back. Works without scripts.
#[must_use]
pub fn confirm_popover(
    ui: &Ui<'_>,
    id: &str,
    opener: Markup,
    question: &str,
    form: Markup,
) -> Markup {
    html! {
        button.opener type="button" popovertarget=(id) { (opener) }
        div.pop.dialog id=(id) popover role="dialog" aria-label=(question) {
            p { b { (question) } }
            div.row {
                (form)
                button.btn.quiet type="button" popovertarget=(id) popovertargetaction="hide" { (ui.t("web-cancel")) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_last_name() {
        let table = [
            ("Amara Okafor", "AO"),
            ("Dr. Jo van der Berg", "DB"),
            ("lakeside", "L"),
            ("« Élodie »", "É"),
            ("", ""),
            ("ßtraße x", "SSX"),
        ];
        for (name, expected) in table {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn an_icon_name_cannot_break_out() {
        assert!(!icon("x\"><script>").into_string().contains("<script"));
    }
}
