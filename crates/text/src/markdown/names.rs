//! `@handle` and `#tag` in the words of a tree.

use std::collections::HashSet;
use std::ops::Range;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Node};
use unicode_normalization::char::is_combining_mark;

use super::Urls;
use crate::fold;
use crate::limits::{HANDLE_CHARS_MAX, HASHTAG_CHARS_MAX, HASHTAGS_MAX, MENTIONS_MAX};
use crate::words::is_hyphen;

/// A hashtag as somebody wrote it and as it is looked up, both without `#`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hashtag {
    pub shown: String,
    /// `fold(shown)`.
    pub folded: String,
}

/// Reads a hashtag from a form or an address, with or without `#`: Unicode letters, digits and
/// underscores, at least one letter.
///
/// A hyphen ends a hashtag, except between letters and a number at its end: `#COVID-19` is the tag
/// `COVID19`, and so is `#COVID19`; `#self-care` is the tag `self`.
#[must_use]
pub fn hashtag(raw: &str) -> Option<Hashtag> {
    let raw = raw.trim();
    let name = raw.strip_prefix('#').unwrap_or(raw);
    let (length, tag) = tag_at(name)?;
    (length == name.len()).then_some(tag)
}

/// Whether this is a hashtag in the form it is shown: without `#`, without hyphen.
#[must_use]
pub fn hashtag_ok(shown: &str) -> bool {
    hashtag(shown).is_some_and(|tag| tag.shown == shown)
}

#[derive(Debug, Default)]
pub struct Named {
    pub mentions: Vec<String>,
    pub hashtags: Vec<Hashtag>,
    /// Folded names with their sign.
    known: HashSet<String>,
}

/// Makes links of the names in a tree, outside code and links, and returns them.
pub fn link_names<'a>(root: Node<'a>, arena: &'a Arena<'a>, urls: &Urls) -> Named {
    let mut named = Named::default();
    for node in text_outside_links(root) {
        let text = match &node.data().value {
            NodeValue::Text(text) if text.contains(['#', '@']) => text.to_string(),
            _ => continue,
        };
        named.link_in(node, &text, arena, urls);
    }
    named
}

fn text_outside_links(root: Node<'_>) -> Vec<Node<'_>> {
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        match &node.data().value {
            NodeValue::Link(_) => {}
            NodeValue::Text(_) => found.push(node),
            _ => open.extend(node.reverse_children()),
        }
    }
    found
}

impl Named {
    fn link_in<'a>(&mut self, node: Node<'a>, text: &str, arena: &'a Arena<'a>, urls: &Urls) {
        let mut done = 0;
        for (range, name) in names(text) {
            let Some(link) = self.link(&text[range.clone()], &name, urls) else { continue };
            before(node, NodeValue::Text(text[done..range.start].to_owned().into()), arena);
            before(node, NodeValue::Raw(link), arena);
            done = range.end;
        }
        if done > 0 {
            node.data_mut().value = NodeValue::Text(text[done..].to_owned().into());
        }
    }

    /// The link for a name, unless the text names too many already.
    fn link(&mut self, shown: &str, name: &Name, urls: &Urls) -> Option<String> {
        let (class, url) = match name {
            Name::Mention(handle) => {
                self.note_mention(handle)?;
                ("mention", (urls.mention)(handle))
            }
            Name::Tag(tag) => {
                self.note_tag(tag)?;
                ("hashtag", (urls.tag)(&tag.folded))
            }
        };
        Some(format!(r#"<a class="{class}" href="{}">{}</a>"#, escape(&url), escape(shown)))
    }

    fn note_mention(&mut self, handle: &str) -> Option<()> {
        let key = format!("@{handle}");
        if !self.known.contains(&key) {
            (self.mentions.len() < MENTIONS_MAX).then_some(())?;
            self.known.insert(key);
            self.mentions.push(handle.to_owned());
        }
        Some(())
    }

    fn note_tag(&mut self, tag: &Hashtag) -> Option<()> {
        let key = format!("#{}", tag.folded);
        if !self.known.contains(&key) {
            (self.hashtags.len() < HASHTAGS_MAX).then_some(())?;
            self.known.insert(key);
            self.hashtags.push(tag.clone());
        }
        Some(())
    }
}

fn before<'a>(node: Node<'a>, value: NodeValue, arena: &'a Arena<'a>) {
    node.insert_before(arena.alloc(AstNode::from(value)));
}

fn escape(raw: &str) -> String {
    raw.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

enum Name {
    Mention(String),
    Tag(Hashtag),
}

/// The names in a text with their places, signs included.
fn names(text: &str) -> Vec<(Range<usize>, Name)> {
    let mut found = Vec::new();
    let mut before = None;
    let mut done = 0;
    for (at, c) in text.char_indices() {
        if at >= done && begins_name(before) {
            let after = &text[at + c.len_utf8()..];
            let name = match c {
                '@' => handle_at(after).map(|(length, handle)| (length, Name::Mention(handle))),
                '#' => tag_at(after).map(|(length, tag)| (length, Name::Tag(tag))),
                _ => None,
            };
            if let Some((length, name)) = name {
                done = at + 1 + length;
                found.push((at..done, name));
            }
        }
        before = Some(c);
    }
    found
}

/// `a@b`, `a#b`, `&#39`, `/#b` and `##b` are no names.
fn begins_name(before: Option<char>) -> bool {
    before.is_none_or(|c| !is_tag_char(c) && !matches!(c, '#' | '@' | '&' | '/'))
}

/// The handle at the start of a text, folded, and its length in bytes. An address on another
/// server (`@a@b`) is none of our handles.
fn handle_at(text: &str) -> Option<(usize, String)> {
    let length = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    let after = text[length..].chars().next();
    let ends = after.is_none_or(|c| c != '@' && !is_tag_char(c));
    let fits = (1..=HANDLE_CHARS_MAX).contains(&length);
    (ends && fits).then(|| (length, text[..length].to_ascii_lowercase()))
}

/// The hashtag at the start of a text and its length in bytes.
fn tag_at(text: &str) -> Option<(usize, Hashtag)> {
    let word = leading(text, is_tag_char);
    let number = hyphen_and_number(word, &text[word.len()..]);
    let shown = format!("{word}{}", number.map_or("", |(_, digits)| digits));
    let length = word.len() + number.map_or(0, |(length, _)| length);
    let fits = shown.chars().count() <= HASHTAG_CHARS_MAX;
    let folded = fold(&shown);
    let named = folded.chars().any(char::is_alphabetic);
    (fits && named && hashes_whole(&folded)).then_some((length, Hashtag { shown, folded }))
}

/// Folding can bring signs to light that no tag has (`½` is `1⁄2`).
fn hashes_whole(folded: &str) -> bool {
    folded.chars().all(is_tag_char)
}

/// `-19` after `COVID`: the length with the hyphen, and the digits.
fn hyphen_and_number<'a>(word: &str, after: &'a str) -> Option<(usize, &'a str)> {
    let hyphen = after.chars().next().filter(|c| is_hyphen(*c) && *c != '_')?;
    let digits = leading(&after[hyphen.len_utf8()..], |c| c.is_ascii_digit());
    let length = hyphen.len_utf8() + digits.len();
    let next = after[length..].chars().next();
    let ends = next.is_none_or(|c| !is_tag_char(c) && !is_hyphen(c));
    let letters = !word.is_empty() && word.chars().all(char::is_alphabetic);
    (letters && ends && (1..=3).contains(&digits.len())).then_some((length, digits))
}

fn leading(text: &str, belongs: fn(char) -> bool) -> &str {
    let end = text.char_indices().find(|(_, c)| !belongs(*c)).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn is_tag_char(c: char) -> bool {
    c == '_' || c.is_alphanumeric() || is_combining_mark(c)
}
