//! Words that must not stay: notes to oneself, silenced lints, paths of one machine, hosts.

use super::Finding;
use super::tokens::{Kind, Source, Token};
use crate::workspace::File;

/// Written in two halves, so that this file does not find itself.
const NOTES: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME")];
const MACHINE_PATHS: &[&str] =
    &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
const REGISTRIES: &[&str] = &[
    concat!("crates", ".io"),
    concat!("npmjs", ".org"),
    concat!("npmjs", ".com"),
    concat!("pypi", ".org"),
    concat!("pythonhosted", ".org"),
    concat!("deb.debian", ".org"),
];

/// Made by cargo, which writes its registry into it.
const GENERATED: &[&str] = &["Cargo.lock"];

pub fn check(file: &File) -> Vec<Finding> {
    if GENERATED.contains(&file.path.as_str()) {
        return Vec::new();
    }
    let lines = file.text.lines().enumerate();
    lines
        .filter_map(|(at, line)| Some(Finding::new(&file.path, at + 1, complaint(line)?)))
        .collect()
}

fn complaint(line: &str) -> Option<String> {
    let holds = |words: &[&'static str]| words.iter().copied().find(|word| line.contains(word));
    if let Some(note) = NOTES.iter().find(|note| has_word(line, note)) {
        return Some(format!("{note}: do it or file it"));
    }
    if let Some(path) = holds(MACHINE_PATHS) {
        return Some(format!("{path} is a path of one machine"));
    }
    holds(REGISTRIES).map(|host| format!("{host}: registries are named by their clients' settings"))
}

fn has_word(line: &str, word: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + word.len()..]);
        !before.ends_with(inner) && !after.starts_with(inner)
    })
}

/// Silenced lints and left-over macros, by token, so that text about them is free.
pub fn check_source(source: &Source<'_>) -> Vec<Finding> {
    let tokens = &source.tokens;
    let complaints = (0..tokens.len()).filter_map(|at| Some((at, left_over(&tokens[at..])?)));
    complaints.map(|(at, what)| Finding::new(&source.file.path, tokens[at].line, what)).collect()
}

fn left_over(tokens: &[Token]) -> Option<&'static str> {
    match tokens {
        [hash, open, allow, ..]
            if hash.is_sign('#') && open.kind == Kind::Open('[') && allow.is_word("allow") =>
        {
            Some("expect a lint with a reason instead of allowing it")
        }
        [hash, bang, open, allow, ..]
            if hash.is_sign('#')
                && bang.is_sign('!')
                && open.kind == Kind::Open('[')
                && allow.is_word("allow") =>
        {
            Some("expect a lint with a reason instead of allowing it")
        }
        [name, bang, ..] if bang.is_sign('!') => left_over_macro(name),
        _ => None,
    }
}

fn left_over_macro(name: &Token) -> Option<&'static str> {
    let banned = ["todo", "dbg", "unimplemented"];
    banned.iter().any(|word| name.is_word(word)).then_some("a macro that must not stay")
}

#[cfg(test)]
mod tests {
    use super::super::tokens::file;
    use super::*;

    fn lines_found(text: &str) -> Vec<usize> {
        check(&file("a.md", text)).into_iter().map(|finding| finding.line).collect()
    }

    fn code_found(code: &str) -> Vec<usize> {
        let file = file("src/a.rs", code);
        let found = check_source(&Source::parse(&file).unwrap());
        found.into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn notes_paths_and_hosts_are_found() {
        let text = format!("fine\n{} x\nin {}a\nat {}", NOTES[0], MACHINE_PATHS[1], REGISTRIES[0]);
        assert_eq!(lines_found(&text), [2, 3, 4]);
    }

    #[test]
    fn a_word_that_only_contains_a_note_is_fine() {
        assert!(lines_found(&format!("{}S of others, a {}_LIST", NOTES[0], NOTES[1])).is_empty());
    }

    #[test]
    fn the_lock_file_may_name_its_registry() {
        assert!(check(&file("Cargo.lock", REGISTRIES[0])).is_empty());
    }

    #[test]
    fn silenced_lints_and_left_over_macros_are_found_in_code_only() {
        assert_eq!(code_found("#[allow(dead_code)]\nfn f() {\n dbg!(1);\n todo!()\n}"), [1, 3, 4]);
        assert!(
            code_found("// dbg!(1)\n#[expect(dead_code, reason = \"#[allow] todo!\")]\nfn f() {}")
                .is_empty()
        );
    }
}
