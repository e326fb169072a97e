//! Brings a parsed tree down to our subset, before anything reads it.

use std::collections::HashSet;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, NodeHeading, NodeLink, NodeValue};
use comrak::{Arena, Node};
use url::Url;

use crate::limits::{LINKS_MAX, NESTING_MAX};

/// Headings of a text stand below those of the page around it.
const HEADING_LEVEL_MIN: u8 = 4;

/// Moves up what is nested deeper than we show: what follows, and browsers, take time for depth.
pub fn nesting(root: Node<'_>) {
    let mut depth = 0_usize;
    let mut deep = Vec::new();
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => {
                depth += usize::from(adds_depth(node));
                if depth > NESTING_MAX && is_wrapping(node) {
                    deep.push(node);
                }
            }
            NodeEdge::End(node) => depth -= usize::from(adds_depth(node)),
        }
    }
    deep.into_iter().for_each(unwrap);
}

fn adds_depth(node: Node<'_>) -> bool {
    is_wrapping(node) && !matches!(node.data().value, NodeValue::Item(_))
}

fn is_wrapping(node: Node<'_>) -> bool {
    matches!(
        node.data().value,
        NodeValue::BlockQuote
            | NodeValue::List(_)
            | NodeValue::Item(_)
            | NodeValue::Emph
            | NodeValue::Strong
            | NodeValue::Link(_)
            | NodeValue::Image(_)
    )
}

fn unwrap(node: Node<'_>) {
    while let Some(child) = node.first_child() {
        node.insert_before(child);
    }
    node.detach();
}

/// Turns HTML into text, images into links, headings into small ones, and takes away links that
/// do not lead to a web page. Returns where the others lead.
pub fn blocks_and_links<'a>(root: Node<'a>, arena: &'a Arena<'a>) -> Vec<String> {
    let mut links = Links::default();
    let nodes: Vec<_> = root.descendants().collect();
    for node in nodes {
        let value = std::mem::replace(&mut node.data_mut().value, NodeValue::Paragraph);
        match value {
            NodeValue::HtmlInline(raw) => put(node, NodeValue::Text(raw.into())),
            NodeValue::HtmlBlock(block) => {
                let text = block.literal.trim_end().to_owned();
                node.append(arena.alloc(AstNode::from(NodeValue::Text(text.into()))));
            }
            NodeValue::Heading(heading) => put(node, NodeValue::Heading(small(heading))),
            NodeValue::Link(link) | NodeValue::Image(link) => {
                put(node, NodeValue::Link(link));
                links.check(node, arena);
            }
            other => put(node, other),
        }
    }
    links.found
}

fn put(node: Node<'_>, value: NodeValue) {
    node.data_mut().value = value;
}

fn small(heading: NodeHeading) -> NodeHeading {
    NodeHeading { level: heading.level.saturating_add(3).clamp(HEADING_LEVEL_MIN, 6), ..heading }
}

#[derive(Default)]
struct Links {
    found: Vec<String>,
    known: HashSet<String>,
}

impl Links {
    fn check<'a>(&mut self, node: Node<'a>, arena: &'a Arena<'a>) {
        let inside_link = node.ancestors().skip(1).any(is_link);
        let Some(url) = target(node).filter(|_| !inside_link) else { return unwrap(node) };
        show_target(node, &url, arena);
        self.note(url.as_str());
        put(node, NodeValue::Link(Box::new(NodeLink { url: url.into(), title: String::new() })));
    }

    fn note(&mut self, url: &str) {
        if self.found.len() < LINKS_MAX && self.known.insert(url.to_owned()) {
            self.found.push(url.to_owned());
        }
    }
}

fn is_link(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Link(_))
}

/// A web address without a name and password in it, which exist to make one host look like another.
fn target(node: Node<'_>) -> Option<Url> {
    let NodeValue::Link(link) = &node.data().value else { return None };
    let url = Url::parse(&link.url).ok()?;
    let web = matches!(url.scheme(), "http" | "https") && url.has_host();
    (web && url.username().is_empty() && url.password().is_none()).then_some(url)
}

/// A link without words shows its address, and one that shows another address than its own does so
/// too: nobody is led to where the text does not say.
fn show_target<'a>(node: Node<'a>, url: &Url, arena: &'a Arena<'a>) {
    let words = words_in(node);
    if !words.trim().is_empty() && !poses_as_other(&words, url) {
        return;
    }
    while let Some(child) = node.first_child() {
        child.detach();
    }
    let text = NodeValue::Text(url.as_str().to_owned().into());
    node.append(arena.alloc(AstNode::from(text)));
}

fn words_in(node: Node<'_>) -> String {
    let mut words = String::new();
    for inner in node.descendants() {
        match &inner.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            _ => {}
        }
    }
    words
}

fn poses_as_other(words: &str, url: &Url) -> bool {
    let words = words.trim().to_ascii_lowercase();
    let shown = match words.strip_prefix("www.") {
        Some(rest) => format!("https://{rest}"),
        None => words,
    };
    if !shown.starts_with("http://") && !shown.starts_with("https://") {
        return false;
    }
    let first = shown.split_whitespace().next().unwrap_or_default();
    Url::parse(first).is_ok_and(|shown| bare_host(&shown) != bare_host(url))
}

fn bare_host(url: &Url) -> &str {
    let host = url.host_str().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}
