//! Markdown to HTML that is safe to send, in four steps on one tree: parse, tame, name, write.

mod names;
mod plain;
mod sanitise;
mod tame;

use std::sync::LazyLock;

use comrak::{Arena, Options, format_html, parse_document};

use crate::limits::MARKDOWN_BYTES_MAX;

pub use names::{Hashtag, hashtag, hashtag_ok};

/// A text as it is shown, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// Sanitised: elements and attributes of a closed list only.
    pub html: String,
    /// Without signs of formatting; paragraphs parted by a blank line.
    pub plain: String,
    /// Handles, folded, without `@`, each once, in order.
    pub mentions: Vec<String>,
    /// Each once, in order.
    pub hashtags: Vec<Hashtag>,
    /// `http` and `https` addresses, each once, in order.
    pub links: Vec<String>,
}

/// Where names in a text lead.
#[derive(Debug, Clone, Copy)]
pub struct Urls {
    /// From a folded handle.
    pub mention: fn(&str) -> String,
    /// From a folded hashtag.
    pub tag: fn(&str) -> String,
}

/// Renders our markdown: bold, italic, lists, quotes, links to `http` and `https`, code, small
/// headings, line breaks as typed. `@handle` and `#tag` become links outside code and links. Raw
/// HTML is shown as the text it is, an image becomes a link to it. Work is bounded for any input.
#[must_use]
pub fn render(markdown: &str, urls: &Urls) -> Rendered {
    let arena = Arena::new();
    let root = parse_document(&arena, bounded(markdown), &OPTIONS);
    tame::nesting(root);
    let links = tame::blocks_and_links(root, &arena);
    let plain = plain::text(root);
    let named = names::link_names(root, &arena, urls);
    let html = sanitise::clean(&write(root));
    Rendered { html, plain, mentions: named.mentions, hashtags: named.hashtags, links }
}

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.autolink = true;
    // "Thank you" over a line of dashes is no heading.
    options.parse.ignore_setext = true;
    // Keeps `\#` apart, so that an escaped sign stays a sign.
    options.parse.escaped_char_spans = true;
    options.render.hardbreaks = true;
    options
});

fn write(root: comrak::Node<'_>) -> String {
    let mut html = String::new();
    // Writing to a String cannot fail; an empty text is the safe answer if it ever did.
    if format_html(root, &OPTIONS, &mut html).is_err() {
        html.clear();
    }
    html
}

fn bounded(markdown: &str) -> &str {
    let end = markdown.len().min(MARKDOWN_BYTES_MAX);
    let end = (0..=end).rev().find(|at| markdown.is_char_boundary(*at)).unwrap_or(0);
    &markdown[..end]
}
