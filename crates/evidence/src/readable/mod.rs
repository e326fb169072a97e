//! Lays an answer out for reading. Publishers' pages come as one run-on line with ` - ` where list
//! items began, `Key Points` in front of a summary, and tables of signs run together. Words are
//! never changed, left out or moved: only where lines break is decided here, and a guess that
//! fails leaves a plain paragraph.

mod lists;
mod sentences;
mod signs;

use std::collections::HashSet;

use lists::Piece;
use sentences::sentences;

/// A piece of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    Heading(&'a str),
    Paragraph(&'a str),
    List(Vec<&'a str>),
    /// A sign, and in how many people it is seen, where that is known.
    Signs(Vec<(&'a str, Option<&'a str>)>),
}

/// A paragraph goes on until it has about this many bytes.
const PARAGRAPH_BYTES: usize = 420;
const KEY_POINTS: &str = "Key Points";

/// Sentences of an answer that can stand alone, in order: whole ones of paragraphs and lists, of at
/// most so many characters. One that is cut off at the end is none.
#[must_use]
pub fn quotable(answer: &str, chars_max: usize) -> Vec<&str> {
    let blocks = blocks(answer);
    let pieces = blocks.iter().flat_map(|block| match block {
        Block::Paragraph(text) => vec![*text],
        Block::List(items) => items.clone(),
        Block::Heading(_) | Block::Signs(_) => Vec::new(),
    });
    let cut = |text: &'_ str| sentences(text).collect::<Vec<_>>();
    let all = pieces.flat_map(|text| cut(text).into_iter().map(|(from, to)| text[from..to].trim()));
    let is_whole = |sentence: &&str| sentence.ends_with(['.', '!', '?', '”', '»', '"', ')']);
    all.filter(is_whole).filter(|sentence| sentence.chars().count() <= chars_max).collect()
}

/// The answer as headings, paragraphs, lists and tables, in order.
#[must_use]
pub fn blocks(answer: &str) -> Vec<Block<'_>> {
    let mut layout = Layout::default();
    for line in answer.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let line = layout.question_on_top(line);
        match signs::find(line) {
            Some(found) => {
                layout.run_on(found.before);
                layout.blocks.push(Block::Signs(found.rows));
                layout.run_on(found.after);
            }
            None => layout.line(line, answer.contains('\n')),
        }
    }
    layout.blocks
}

/// Whether the text only repeats a question or names a link: some pages were copied without their
/// answer.
#[must_use]
pub fn says_little(answer: &str) -> bool {
    let text = answer.trim();
    let is_question = text.ends_with('?') && sentences(text).count() == 1;
    is_question || !text.contains(' ')
}

#[derive(Default)]
struct Layout<'a> {
    blocks: Vec<Block<'a>>,
    /// Points of the summary on top: the text repeats each as the heading of its section.
    points: HashSet<&'a str>,
}

impl<'a> Layout<'a> {
    /// Some answers repeat their question first: that is their heading. Answers the rest.
    fn question_on_top(&mut self, line: &'a str) -> &'a str {
        let (question, rest) = match sentences(line).next() {
            Some((_, end)) if self.blocks.is_empty() => line.split_at(end),
            _ => return line,
        };
        let is_question = question.trim_end().ends_with('?') && !question.contains(" - ");
        if !is_question || rest.is_empty() || question.starts_with("- ") {
            return line;
        }
        self.blocks.push(Block::Heading(question.trim_end()));
        rest
    }

    /// A line of a text that has lines of its own: an item where it says so.
    fn line(&mut self, line: &'a str, has_lines: bool) {
        let item = line.strip_prefix("- ").filter(|_| has_lines);
        match (item, self.blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) => items.push(item),
            (Some(item), _) => self.blocks.push(Block::List(vec![item])),
            (None, _) => self.run_on(line),
        }
    }

    fn run_on(&mut self, text: &'a str) {
        let (is_summary, text) = match text.strip_prefix(KEY_POINTS) {
            Some(rest) if rest.starts_with(" - ") => {
                self.blocks.push(Block::Heading(&text[..KEY_POINTS.len()]));
                (true, rest)
            }
            _ => (false, text),
        };
        for (i, piece) in lists::pieces(text).into_iter().enumerate() {
            match piece {
                Piece::Text(text) => self.paragraphs(text),
                Piece::List(items) => {
                    if is_summary && i == 0 {
                        self.points.extend(&items);
                    }
                    self.blocks.push(Block::List(items));
                }
            }
        }
    }

    fn paragraphs(&mut self, text: &'a str) {
        let mut start = 0;
        for (from, to) in sentences(text) {
            let sentence = text[from..to].trim();
            if self.points.remove(sentence) {
                self.paragraph(&text[start..from]);
                self.blocks.push(Block::Heading(sentence));
                start = to;
            } else if to - start >= PARAGRAPH_BYTES {
                self.paragraph(&text[start..to]);
                start = to;
            }
        }
        self.paragraph(&text[start..]);
    }

    fn paragraph(&mut self, text: &'a str) {
        let text = text.trim();
        if !text.is_empty() {
            self.blocks.push(Block::Paragraph(text));
        }
    }
}

#[cfg(test)]
mod tests;
