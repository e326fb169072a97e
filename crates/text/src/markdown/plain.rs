use comrak::Node;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{ListType, NodeValue};

/// The words of a tamed tree: paragraphs parted by a blank line, items and breaks on their own
/// lines.
pub fn text(root: Node<'_>) -> String {
    let mut out = Lines::default();
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => start(node, &mut out),
            NodeEdge::End(node) => end(node, &mut out),
        }
    }
    out.text
}

#[derive(Default)]
struct Lines {
    text: String,
    /// Line breaks owed before the next word.
    owed: usize,
}

impl Lines {
    fn push(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', self.owed));
        }
        self.owed = 0;
        self.text.push_str(words);
    }

    fn owe(&mut self, breaks: usize) {
        self.owed = self.owed.max(breaks);
    }
}

fn start(node: Node<'_>, out: &mut Lines) {
    match &node.data().value {
        NodeValue::Text(text) => out.push(text),
        NodeValue::Code(code) => out.push(&code.literal),
        NodeValue::CodeBlock(block) => out.push(block.literal.trim_end()),
        NodeValue::SoftBreak | NodeValue::LineBreak => out.owe(1),
        NodeValue::Item(_) => {
            out.owe(1);
            out.push(&marker(node));
        }
        _ => {}
    }
}

fn end(node: Node<'_>, out: &mut Lines) {
    match &node.data().value {
        NodeValue::Paragraph if is_tight(node) => out.owe(1),
        NodeValue::Paragraph
        | NodeValue::Heading(_)
        | NodeValue::CodeBlock(_)
        | NodeValue::BlockQuote => out.owe(2),
        NodeValue::List(_) => out.owe(2),
        _ => {}
    }
}

fn is_tight(paragraph: Node<'_>) -> bool {
    let list = paragraph.parent().and_then(|item| item.parent());
    list.is_some_and(|list| matches!(&list.data().value, NodeValue::List(list) if list.tight))
}

fn marker(item: Node<'_>) -> String {
    let Some(list) = item.parent() else { return String::new() };
    let NodeValue::List(list) = list.data().value else { return String::new() };
    match list.list_type {
        ListType::Bullet => "- ".to_owned(),
        ListType::Ordered => {
            let before = item.preceding_siblings().skip(1).count();
            format!("{}. ", list.start.saturating_add(before))
        }
    }
}
