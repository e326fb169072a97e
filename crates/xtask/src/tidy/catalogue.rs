//! `docs/dev/events.md`: every event, who tells it and who listens, read from the code.

use std::collections::BTreeSet;
use std::fs;

use super::Finding;
use super::tokens::{Kind, Source, Token};
use crate::Outcome;
use crate::workspace::{self, File};

const PAGE: &str = "docs/dev/events.md";
const EVENTS: &str = "crates/vocabulary/src/events.rs";

pub fn check(files: &[File], sources: &[Source<'_>]) -> Vec<Finding> {
    let wanted = page(sources);
    let stands = files.iter().find(|file| file.path == PAGE);
    if stands.is_some_and(|file| file.text == wanted) {
        return Vec::new();
    }
    vec![Finding::new(PAGE, 0, "is not what the code says: cargo xtask golden --pages")]
}

pub fn write(sources: &[Source<'_>]) -> Outcome {
    let path = workspace::root().join(PAGE);
    let folder = path.parent().unwrap_or(&path);
    fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    fs::write(&path, page(sources)).map_err(|why| format!("{}: {why}", path.display()))
}

const HEAD: &str = "\
# Events

What rooms say to each other, each written in the transaction that made it true. This page is
generated from `crates/vocabulary/src/events.rs` and from who names the events: after a change,
`cargo xtask golden --pages`.

| topic | carries | told by | heard by |
|---|---|---|---|
";

fn page(sources: &[Source<'_>]) -> String {
    let events = sources.iter().filter(|source| source.file.path == EVENTS).flat_map(declared);
    let rows = events.map(|event| row(&event, sources));
    rows.fold(HEAD.to_owned(), |page, row| page + &row)
}

fn row(event: &Event, sources: &[Source<'_>]) -> String {
    let (told, heard) = (crates(sources, event, tells), crates(sources, event, hears));
    format!("| `{}` | {} | {told} | {heard} |\n", event.topic, event.fields.join(", "))
}

#[derive(Debug, PartialEq, Eq)]
struct Event {
    name: String,
    topic: String,
    fields: Vec<String>,
}

/// `Name("topic", key) { field: Kind, … }`
fn declared(source: &Source<'_>) -> Vec<Event> {
    let tokens: Vec<&Token> = source.tokens.iter().filter(|token| !token.test).collect();
    let starts = tokens.windows(3).enumerate().filter_map(|(at, window)| {
        let (Kind::Word(name), topic) = (&window[0].kind, window[2].text()?) else { return None };
        let is_topic = window[1].kind == Kind::Open('(') && topic.split('.').count() == 4;
        is_topic.then(|| (at, name.clone(), topic.to_owned()))
    });
    starts.map(|(at, name, topic)| Event { name, topic, fields: fields(&tokens[at..]) }).collect()
}

/// The words before a colon in the first braces.
fn fields(tokens: &[&Token]) -> Vec<String> {
    let body = tokens.iter().skip_while(|token| token.kind != Kind::Open('{'));
    let body: Vec<_> = body.take_while(|token| token.kind != Kind::Close('}')).collect();
    let pairs = body.windows(2).filter(|pair| pair[1].is_sign(':'));
    pairs
        .filter_map(|pair| match &pair[0].kind {
            Kind::Word(name) => Some(name.clone()),
            _ => None,
        })
        .collect()
}

fn crates(sources: &[Source<'_>], event: &Event, does: fn(&Source<'_>, &Event) -> bool) -> String {
    let own = |source: &&Source<'_>| source.file.krate() != Some("vocabulary");
    let named: BTreeSet<&str> = sources
        .iter()
        .filter(own)
        .filter(|source| does(source, event))
        .filter_map(|source| source.file.krate())
        .collect();
    named.into_iter().collect::<Vec<_>>().join(", ")
}

/// `&StatusPublished { … }` or `= StatusPublished { … }` outside tests: made, not taken apart.
fn tells(source: &Source<'_>, event: &Event) -> bool {
    let product = |three: &&[Token]| !three[0].test;
    source.tokens.windows(3).filter(product).any(|three| {
        let made = three[0].is_sign('&') || three[0].is_sign('=');
        made && three[1].is_word(&event.name) && three[2].kind == Kind::Open('{')
    })
}

/// `StatusPublished::TOPIC` or `read::<StatusPublished>` outside tests.
fn hears(source: &Source<'_>, event: &Event) -> bool {
    let product = |three: &&[Token]| !three[0].test;
    source.tokens.windows(3).filter(product).any(|three| {
        let subscribes = three[0].is_word(&event.name) && three[1].is_sign(':');
        let reads = three[0].is_sign('<') && three[1].is_word(&event.name) && three[2].is_sign('>');
        subscribes || reads
    })
}

#[cfg(test)]
mod tests {
    use super::super::tokens::file;
    use super::*;

    #[test]
    fn events_are_listed_with_who_tells_and_who_hears() {
        let files = [
            file(
                EVENTS,
                "events! { /// Said.\n StatusDeleted(\"commons.status.deleted.v1\", status) { status: Id<Status>, author: Id<Persona> } }",
            ),
            file("crates/commons/src/a.rs", "fn f() { emit(tx, &StatusDeleted { status }) }"),
            file(
                "crates/server/src/b.rs",
                "fn g() { [StatusDeleted::TOPIC]; if let Some(StatusDeleted { status }) = x {} }",
            ),
        ];
        let sources: Vec<_> = files.iter().map(|f| Source::parse(f).unwrap()).collect();
        let last = "| `commons.status.deleted.v1` | status, author | commons | server |\n";
        assert_eq!(page(&sources), format!("{HEAD}{last}"));
        assert_eq!(check(&files, &sources).len(), 1);
        let written = [file(PAGE, &page(&sources))];
        assert_eq!(check(&written, &sources), []);
    }
}
