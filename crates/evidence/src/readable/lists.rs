use super::sentences::{sentence_end, sentences};

/// A stretch of running text, or a list that stood between two of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    Text(&'a str),
    List(Vec<&'a str>),
}

const MARK: &str = " - ";
/// An item with more sentences than this has run into the text after its list.
const ITEM_SENTENCES_MAX: usize = 4;
/// So many marks are a list even where nothing before the first one announces it.
const MARKS_OF_A_LIST: usize = 3;

/// So much text after a capital is a sentence of its own, not a name.
const TEXT_BYTES_MIN: usize = 32;

/// Words that begin a new sentence rather than go on with an item.
const OPENERS: [&str; 22] = [
    "The",
    "These",
    "This",
    "It",
    "If",
    "In",
    "See",
    "Check",
    "For",
    "Some",
    "Most",
    "Many",
    "People",
    "You",
    "Your",
    "There",
    "Other",
    "When",
    "Talk",
    "Ask",
    "More",
    "Treatment",
];
/// Words that cannot stand at the end of an item.
const LINKS: [&str; 28] = [
    "of",
    "for",
    "the",
    "a",
    "an",
    "with",
    "or",
    "and",
    "in",
    "to",
    "by",
    "from",
    "as",
    "called",
    "like",
    "on",
    "at",
    "than",
    "between",
    "is",
    "are",
    "your",
    "his",
    "her",
    "their",
    "have",
    "has",
    "including",
];

/// Splits run-on text at the marks that begin list items.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (head, items) = split(text);
    let mut pieces = Vec::new();
    push_text(&mut pieces, head);
    let mut list: Vec<&str> = Vec::new();
    let last = items.len().saturating_sub(1);
    for (i, item) in items.into_iter().enumerate() {
        let end = if i == last { last_item_end(item, &list) } else { inner_item_end(item, &list) };
        let (item, rest) = item.split_at(end);
        push_item(&mut list, item);
        if !rest.trim().is_empty() {
            push_list(&mut pieces, &mut list);
            push_text(&mut pieces, rest);
        }
    }
    push_list(&mut pieces, &mut list);
    pieces
}

fn push_text<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str) {
    if !text.trim().is_empty() {
        pieces.push(Piece::Text(text.trim()));
    }
}

fn push_item<'a>(list: &mut Vec<&'a str>, item: &'a str) {
    let item = item.trim().trim_end_matches(" -");
    if !item.is_empty() {
        list.push(item);
    }
}

fn push_list<'a>(pieces: &mut Vec<Piece<'a>>, list: &mut Vec<&'a str>) {
    if !list.is_empty() {
        pieces.push(Piece::List(std::mem::take(list)));
    }
}

/// The text before the first mark, and what stands after each.
fn split(text: &str) -> (&str, Vec<&str>) {
    let opens = text.strip_prefix("- ").or_else(|| text.strip_prefix(MARK));
    let marks = marks(text);
    let Some((first, _)) = marks.first() else {
        return match opens {
            Some(item) => ("", vec![item]),
            None => (text, Vec::new()),
        };
    };
    let mut items = Vec::with_capacity(marks.len() + 1);
    let mut head = &text[..*first];
    if let Some(rest) = head.strip_prefix("- ") {
        items.push(rest);
        head = "";
    }
    for (i, (_, begin)) in marks.iter().enumerate() {
        let end = marks.get(i + 1).map_or(text.len(), |(at, _)| *at);
        items.push(&text[*begin..end]);
    }
    (head, items)
}

/// Where the marks of list items stand: byte before and byte after each.
fn marks(text: &str) -> Vec<(usize, usize)> {
    let all: Vec<(usize, usize)> =
        text.match_indices(MARK).map(|(at, mark)| (at, at + mark.len())).collect();
    let is_list = all.len() >= MARKS_OF_A_LIST;
    all.into_iter().filter(|(at, after)| is_mark(&text[..*at], &text[*after..], is_list)).collect()
}

fn is_mark(before: &str, after: &str, is_list: bool) -> bool {
    let Some(last) = before.chars().next_back() else { return true };
    let begins_with_digit = after.starts_with(|c: char| c.is_ascii_digit());
    if last.is_ascii_digit() && begins_with_digit {
        return false;
    }
    is_list || matches!(last, '.' | ':' | '!' | '?')
}

/// An item in the middle of a list ends with the mark of the next, unless text and the opening of
/// another list have run into it.
fn inner_item_end(item: &str, list: &[&str]) -> usize {
    if item.trim_end().ends_with(':') {
        return last_item_end(item, list);
    }
    let runs_on = sentences(item).count() > ITEM_SENTENCES_MAX;
    let opens_another = !item.trim_end().ends_with(['.', '!', '?', ')', '"']);
    match sentence_end(item, 0) {
        Some(_) if opens_another => last_item_end(item, list),
        Some(end) if runs_on => end,
        None if opens_another => opening(item).unwrap_or(item.len()),
        _ => item.len(),
    }
}

/// The last item ends with its sentence; in a list without full stops, where the next sentence
/// seems to begin.
fn last_item_end(item: &str, list: &[&str]) -> usize {
    let is_prose = list.iter().all(|earlier| earlier.ends_with(['.', '!', '?', ';']));
    let sentence = sentence_end(item, 0).unwrap_or(item.len());
    if is_prose && !list.is_empty() {
        return sentence;
    }
    opening(&item[..sentence]).unwrap_or(sentence)
}

/// Where a new sentence seems to begin although nothing ended the one before.
fn opening(item: &str) -> Option<usize> {
    let is_lower = item.starts_with(|c: char| !c.is_uppercase());
    let mut blanks = item.match_indices(' ').map(|(at, _)| at);
    let found = blanks.find(|at| {
        let (before, after) = (&item[..*at], &item[at + 1..]);
        let is_text = after.ends_with(['.', ':', '?', ' ']) || after.len() >= TEXT_BYTES_MIN;
        is_text && opens_sentence(before, after, is_lower)
    });
    found.map(|at| at + 1)
}

fn opens_sentence(before: &str, after: &str, is_lower: bool) -> bool {
    let word = after.split(' ').next().unwrap_or_default();
    let last = before.rsplit(' ').next().unwrap_or_default();
    if last.is_empty() || LINKS.contains(&last) {
        return false;
    }
    let mut letters = word.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    let goes_small = letters.next().is_none_or(char::is_lowercase);
    OPENERS.contains(&word) || (is_lower && is_capital && goes_small && after.contains(' '))
}
