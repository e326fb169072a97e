//! Both languages say everything, what the code asks for is there, and nothing lies unused.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser;

use super::Finding;
use super::tokens::{Kind, Source, Token};
use crate::workspace::File;

const LANGUAGES: [&str; 2] = ["en", "fr"];

/// Crates whose keys begin with their name.
const CRATES: &[&str] = &["web", "identity", "commons", "evidence", "server"];

/// Keys that end with a code or the name of a field, as the code has it.
const BY_CODE: &[&str] = &["error-", "problem-", "field-"];

pub fn check(files: &[File], sources: &[Source<'_>]) -> Vec<Finding> {
    let (catalogue, mut found) = Catalogue::read(files);
    let asked = Asked::read(sources);
    found.extend(catalogue.one_sided());
    found.extend(missing(&catalogue, &asked));
    found.extend(unused(&catalogue, &asked));
    found
}

/// One message in one language.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    path: String,
    variables: BTreeSet<String>,
    refers_to: BTreeSet<String>,
}

/// Message id to language to entry.
#[derive(Default)]
struct Catalogue(BTreeMap<String, BTreeMap<&'static str, Said>>);

impl Catalogue {
    fn read(files: &[File]) -> (Self, Vec<Finding>) {
        let (mut catalogue, mut found) = (Self::default(), Vec::new());
        for file in files {
            if let Some(language) = language_of(&file.path) {
                catalogue.add(file, language, &mut found);
            }
        }
        (catalogue, found)
    }

    fn add(&mut self, file: &File, language: &'static str, found: &mut Vec<Finding>) {
        let resource = parser::parse(file.text.as_str()).unwrap_or_else(|(resource, errors)| {
            let wrong = errors.iter().map(|error| error.to_string());
            found.extend(wrong.map(|what| Finding::new(&file.path, 0, what)));
            resource
        });
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name.to_owned();
            let languages = self.0.entry(id.clone()).or_default();
            if languages.insert(language, read_message(file, message)).is_some() {
                found.push(Finding::new(&file.path, 0, format!("{id} is said twice")));
            }
        }
    }

    /// Messages that one language lacks, or that take different variables.
    fn one_sided(&self) -> Vec<Finding> {
        let of = |(id, languages): (&String, &BTreeMap<_, Said>)| {
            let [en, fr] = LANGUAGES.map(|language| languages.get(language));
            match (en, fr) {
                (Some(en), Some(fr)) if en.variables == fr.variables => None,
                (Some(_), Some(fr)) => {
                    Some((fr.path.clone(), format!("{id} takes other variables")))
                }
                (Some(only), None) => Some((only.path.clone(), format!("{id} is not in French"))),
                (_, Some(only)) => Some((only.path.clone(), format!("{id} is not in English"))),
                (None, None) => None,
            }
        };
        let lines = self.0.iter().filter_map(of);
        lines.map(|(path, what)| Finding::new(&path, 0, what)).collect()
    }

    fn path_of(&self, id: &str) -> &str {
        let first = self.0.get(id).and_then(|languages| languages.values().next());
        first.map_or("", |entry| entry.path.as_str())
    }
}

fn language_of(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next()?.strip_suffix(".ftl")?;
    let last = name.rsplit('.').next()?;
    LANGUAGES.into_iter().find(|language| *language == last)
}

fn read_message(file: &File, message: &Message<&str>) -> Said {
    let mut read = Said { path: file.path.clone(), ..Said::default() };
    let patterns = message.value.iter().chain(message.attributes.iter().map(|a| &a.value));
    patterns.for_each(|pattern| read_pattern(pattern, &mut read));
    read
}

fn read_pattern(pattern: &Pattern<&str>, into: &mut Said) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            read_expression(expression, into);
        }
    }
}

fn read_expression(expression: &Expression<&str>, into: &mut Said) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, into),
        Expression::Select { selector, variants } => {
            read_inline(selector, into);
            variants.iter().for_each(|variant| read_pattern(&variant.value, into));
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, into: &mut Said) {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.variables.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            into.refers_to.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| read_inline(argument, into));
        }
        InlineExpression::Placeable { expression } => read_expression(expression, into),
        _ => {}
    }
}

/// What the code says about messages, outside tests.
#[derive(Default)]
struct Asked {
    /// Keys that must exist, and where they are asked for.
    keys: BTreeMap<String, (String, usize)>,
    /// Beginnings and ends of keys that are put together: `commons-kind-{}`.
    patterns: BTreeSet<(String, String)>,
    /// Every string of the code.
    texts: BTreeSet<String>,
}

impl Asked {
    fn read(sources: &[Source<'_>]) -> Self {
        let mut asked = Self::default();
        for source in sources.iter().filter(|source| source.file.krate() != Some("xtask")) {
            asked.add(source);
        }
        asked
    }

    fn add(&mut self, source: &Source<'_>) {
        for (token, text) in source.texts() {
            self.texts.insert(text.to_owned());
            if let Some(pattern) = put_together(text) {
                self.patterns.insert(pattern);
            }
            if is_key(text) {
                self.keys.entry(text.to_owned()).or_insert((source.file.path.clone(), token.line));
            }
        }
        if !source.file.krate().is_some_and(|krate| REFUSING.contains(&krate)) {
            return;
        }
        for (key, line) in keys_of_codes(&source.tokens) {
            self.keys.entry(key).or_insert((source.file.path.clone(), line));
        }
    }

    fn uses(&self, id: &str) -> bool {
        let by_code = BY_CODE
            .iter()
            .filter_map(|kind| id.strip_prefix(kind))
            .any(|code| self.texts.contains(&code.replace('-', "_")));
        by_code || self.texts.contains(id) || self.matches_pattern(id)
    }

    fn matches_pattern(&self, id: &str) -> bool {
        let fits = |(start, end): &(String, String)| {
            let gap =
                id.strip_prefix(start.as_str()).and_then(|rest| rest.strip_suffix(end.as_str()));
            // With nothing before the gap, what fills it is a key itself.
            gap.is_some_and(|gap| {
                !gap.is_empty() && (!start.is_empty() || self.texts.contains(gap))
            })
        };
        self.patterns.iter().any(fits)
    }
}

/// A whole key, as it stands in `ui.t("commons-compose-title")`.
fn is_key(text: &str) -> bool {
    let prefixed = CRATES.iter().any(|krate| has_prefix(text, krate));
    prefixed
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.ends_with('-')
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|rest| rest.len() > 1 && rest.starts_with('-'))
}

/// `commons-kind-{}` or `{key}-text`: what stands before and after the gap. A bare `error-{}` asks
/// for codes, which are looked at one by one.
fn put_together(text: &str) -> Option<(String, String)> {
    let (start, rest) = text.split_once('{')?;
    let (_, end) = rest.rsplit_once('}')?;
    let by_crate = CRATES
        .iter()
        .any(|krate| start.strip_prefix(krate) == Some("-") || has_prefix(start, krate));
    let by_code = BY_CODE.iter().any(|kind| start.starts_with(kind) && start.len() > kind.len());
    let by_end = start.is_empty() && end.len() > 1 && end.starts_with('-');
    (by_crate || by_code || by_end).then(|| (start.to_owned(), end.to_owned()))
}

/// What a person did wrong is told in words of its own; of the server's troubles one text is enough.
const REFUSALS: &[&str] =
    &["Unauthenticated", "Gone", "Denied", "Conflict", "Stale", "TooLarge", "Unsupported"];

/// Crates whose refusals reach people; those of others end at a terminal.
const REFUSING: &[&str] = &["kernel", "web", "identity", "commons", "evidence"];

/// `Error::Denied("not_author")` needs `error-not-author`, where it is said and not matched.
fn keys_of_codes(tokens: &[Token]) -> Vec<(String, usize)> {
    let mut keys = Vec::new();
    for (at, window) in tokens.windows(3).enumerate() {
        let [name, open, code] = window else { continue };
        let Kind::Word(word) = &name.kind else { continue };
        let Some(text) = code.text().filter(|_| open.kind == Kind::Open('(')) else { continue };
        let refuses = REFUSALS.contains(&word.as_str()) && !name.test;
        if refuses && !is_pattern(&tokens[at + 3..]) {
            keys.push((format!("error-{}", text.replace('_', "-")), code.line));
        }
    }
    keys
}

/// Whether what comes after a code makes it an arm of a match.
fn is_pattern(after: &[Token]) -> bool {
    let mut rest = after.iter().skip_while(|token| token.kind == Kind::Close(')'));
    match rest.next() {
        Some(next) if next.is_sign('=') => rest.next().is_some_and(|token| token.is_sign('>')),
        Some(next) => next.is_sign('|') || next.is_word("if"),
        None => false,
    }
}

fn missing(catalogue: &Catalogue, asked: &Asked) -> Vec<Finding> {
    let unknown = asked.keys.iter().filter(|(key, _)| !catalogue.0.contains_key(*key));
    unknown
        .map(|(key, (path, line))| Finding::new(path, *line, format!("no message {key}")))
        .collect()
}

fn unused(catalogue: &Catalogue, asked: &Asked) -> Vec<Finding> {
    let all = catalogue.0.values().flat_map(BTreeMap::values);
    let referred: BTreeSet<&String> = all.flat_map(|entry| &entry.refers_to).collect();
    let unused = catalogue.0.keys().filter(|id| !asked.uses(id) && !referred.contains(id));
    unused.map(|id| Finding::new(catalogue.path_of(id), 0, format!("{id} is never used"))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tokens::file;
    use super::*;

    fn check_texts(en: &str, fr: &str, code: &str) -> Vec<String> {
        let files = [
            file("crates/web/i18n/en.ftl", en),
            file("crates/web/i18n/people.fr.ftl", fr),
            file("crates/web/src/a.rs", &format!("fn f() {{ {code} }}")),
        ];
        let sources = [Source::parse(&files[2]).unwrap()];
        check(&files, &sources).into_iter().map(|found| found.what).collect()
    }

    #[test]
    fn what_is_asked_for_and_said_in_both_is_fine() {
        let found = check_texts(
            "web-a = { $n } a\nweb-a-text = a\nfield-ask-me = f\nerror-status-404 = 4\nweb-kind-x = x\nweb-b = { web-c }\nweb-c = c\nerror-not-author = no\nproblem-too-long = long",
            "web-a = { $n } un\nweb-a-text = a\nfield-ask-me = f\nerror-status-404 = 4\nweb-kind-x = ics\nweb-b = { web-c }\nweb-c = c\nerror-not-author = non\nproblem-too-long = long",
            r#"t("web-a"); format!("web-kind-{k}"); t("web-b"); Error::Denied("not_author"); bad("too_long", "ask_me");
                format!("{key}-text"); format!("error-status-{}", n); match e { Error::Conflict("unique") => 1 }"#,
        );
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn gaps_on_either_side_are_found() {
        let code = r#"t("web-a"); t("web-b"); t("web-c");"#;
        let found = check_texts("web-a = a\nweb-b = { $n }", "web-b = { $m }\nweb-c = c", code);
        assert_eq!(
            found,
            ["web-a is not in French", "web-b takes other variables", "web-c is not in English"]
        );
    }

    #[test]
    fn what_nobody_says_and_what_nobody_asks_for_are_found() {
        let found =
            check_texts("web-a = a", "web-a = a", r#"t("web-b"); Error::Conflict("slot_taken");"#);
        assert_eq!(
            found,
            ["no message error-slot-taken", "no message web-b", "web-a is never used"]
        );
    }

    #[test]
    fn a_plural_keeps_its_variable() {
        let en = "web-a = { $n ->\n    [one] one\n   *[other] { $n } many\n }";
        assert_eq!(check_texts(en, "web-a = { $n } x", r#"t("web-a")"#), [""; 0]);
    }

    #[test]
    fn what_is_not_fluent_is_found() {
        assert!(!check_texts("web-a = { $n", "", "").is_empty());
    }
}
