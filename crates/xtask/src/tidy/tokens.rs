//! Rust source as a flat list of tokens: comments gone, literals read, tests and markup marked.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::workspace::File;

/// A `.rs` file and its tokens.
pub struct Source<'a> {
    pub file: &'a File,
    pub tokens: Vec<Token>,
}

#[derive(Debug, Clone)]
pub struct Token {
    pub kind: Kind,
    /// From one.
    pub line: usize,
    /// Inside `#[cfg(test)]` or in a file of tests.
    pub test: bool,
    /// Inside `html! { … }`.
    pub markup: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Word(String),
    Sign(char),
    /// A string literal's value; documentation is not among them.
    Text(String),
    Open(char),
    Close(char),
    /// Numbers, characters, bytes.
    Other,
}

impl Token {
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(w) if w == word)
    }

    #[must_use]
    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'a> Source<'a> {
    pub fn parse(file: &'a File) -> Result<Self, String> {
        let stream: TokenStream = file.text.parse().map_err(|why| format!("{why}"))?;
        let mut tokens = Vec::new();
        let all_test = is_test_file(&file.path);
        flatten(stream, Inside { test: all_test, markup: false }, &mut tokens);
        if !all_test {
            mark_tests(&mut tokens);
        }
        Ok(Self { file, tokens })
    }

    /// The string literals of the product: not those of tests.
    pub fn texts(&self) -> impl Iterator<Item = (&Token, &str)> {
        let product = self.tokens.iter().filter(|token| !token.test);
        product.filter_map(|token| token.text().map(|text| (token, text)))
    }
}

/// Files that only tests and examples compile.
fn is_test_file(path: &str) -> bool {
    path.contains("/tests/")
        || path.contains("/examples/")
        || path.ends_with("/tests.rs")
        || path.ends_with("_tests.rs")
}

#[derive(Clone, Copy)]
struct Inside {
    test: bool,
    markup: bool,
}

fn flatten(stream: TokenStream, inside: Inside, into: &mut Vec<Token>) {
    for tree in stream {
        let line = tree.span().start().line;
        let token = |kind, line| Token { kind, line, test: inside.test, markup: inside.markup };
        match tree {
            TokenTree::Ident(word) => into.push(token(Kind::Word(word.to_string()), line)),
            TokenTree::Punct(sign) => into.push(token(Kind::Sign(sign.as_char()), line)),
            TokenTree::Literal(literal) => into.push(token(read(&literal.to_string()), line)),
            TokenTree::Group(group) => {
                let Some((open, close)) = brackets(group.delimiter()) else {
                    flatten(group.stream(), inside, into);
                    continue;
                };
                if open == '[' && is_documentation(&group.stream()) {
                    continue;
                }
                let markup = inside.markup || opens_markup(into);
                into.push(token(Kind::Open(open), line));
                flatten(group.stream(), Inside { markup, ..inside }, into);
                into.push(token(Kind::Close(close), group.span_close().end().line));
            }
        }
    }
}

const fn brackets(delimiter: Delimiter) -> Option<(char, char)> {
    match delimiter {
        Delimiter::Parenthesis => Some(('(', ')')),
        Delimiter::Brace => Some(('{', '}')),
        Delimiter::Bracket => Some(('[', ']')),
        Delimiter::None => None,
    }
}

fn read(literal: &str) -> Kind {
    match litrs::StringLit::parse(literal) {
        Ok(text) => Kind::Text(text.value().to_owned()),
        Err(_) => Kind::Other,
    }
}

/// `[doc = "…"]`, which is how a documentation comment reaches the tokens.
fn is_documentation(stream: &TokenStream) -> bool {
    let first = stream.clone().into_iter().next();
    matches!(first, Some(TokenTree::Ident(word)) if word == "doc")
}

fn opens_markup(before: &[Token]) -> bool {
    matches!(before, [.., name, bang] if name.is_word("html") && bang.is_sign('!'))
}

/// Marks each item under `#[cfg(test)]`, to its closing brace or semicolon.
fn mark_tests(tokens: &mut [Token]) {
    let mut at = 0;
    while at < tokens.len() {
        if is_test_attribute(&tokens[at..]) {
            let end = end_of_item(tokens, at + TEST_ATTRIBUTE_TOKENS);
            tokens[at..end].iter_mut().for_each(|token| token.test = true);
            at = end;
        } else {
            at += 1;
        }
    }
}

/// `#` `[` `cfg` `(` `test` `)` `]`
const TEST_ATTRIBUTE_TOKENS: usize = 7;

fn is_test_attribute(tokens: &[Token]) -> bool {
    matches!(tokens, [hash, open, cfg, _, test, close, ..]
        if hash.is_sign('#') && open.kind == Kind::Open('[') && cfg.is_word("cfg")
            && test.is_word("test") && close.kind == Kind::Close(')'))
}

fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(bracket) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && bracket == '}' {
                    return at + 1;
                }
            }
            Kind::Sign(';') if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// A file for the tests of checks.
#[cfg(test)]
pub fn file(path: &str, text: &str) -> File {
    File { path: path.to_owned(), text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(path: &str, text: &str) -> Vec<(usize, String)> {
        let file = file(path, text);
        let source = Source::parse(&file).unwrap();
        source.texts().map(|(token, text)| (token.line, text.to_owned())).collect()
    }

    #[test]
    fn literals_are_read_and_comments_are_not() {
        let code =
            "// \"no\"\n/// \"no\"\nfn f() { g(\"a\\n\", r#\"b\"#, b\"no\", 'c', 1) } /* \"no\" */";
        assert_eq!(texts("src/a.rs", code), [(3, "a\n".to_owned()), (3, "b".to_owned())]);
    }

    #[test]
    fn tests_are_left_out() {
        let code = "#[cfg(test)]\nmod tests { fn f() { \"no\"; } }\n#[cfg(test)]\nuse x; fn f() { \"yes\" }";
        assert_eq!(texts("src/a.rs", code), [(4, "yes".to_owned())]);
        assert_eq!(texts("crates/a/tests/it/b.rs", "fn f() { \"no\" }"), []);
    }

    #[test]
    fn markup_is_known_from_code() {
        let file = file("src/a.rs", "fn f() { let style = 1; html! { p style=\"x\" { } } }");
        let source = Source::parse(&file).unwrap();
        let styles: Vec<bool> =
            source.tokens.iter().filter(|t| t.is_word("style")).map(|t| t.markup).collect();
        assert_eq!(styles, [false, true]);
    }
}
