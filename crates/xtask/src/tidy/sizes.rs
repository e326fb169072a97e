//! Functions and files that have grown long: told, not forbidden.

use super::tokens::{Kind, Source};
use crate::workspace::File;

const FUNCTION_LINES_MAX: usize = 70;
const FILE_LINES_MAX: usize = 400;

/// One line for each long thing, or one that says there is none.
pub fn report(files: &[File], sources: &[Source<'_>]) -> String {
    let long_files = files.iter().filter(|file| file.is_rust()).filter_map(long_file);
    let lines: Vec<String> = sources.iter().flat_map(long_functions).chain(long_files).collect();
    if lines.is_empty() {
        return format!(
            "No function over {FUNCTION_LINES_MAX} lines, no file over {FILE_LINES_MAX}."
        );
    }
    format!("Long (not an error):\n  {}", lines.join("\n  "))
}

fn long_file(file: &File) -> Option<String> {
    let lines = file.text.lines().count();
    (lines > FILE_LINES_MAX).then(|| format!("{}: {lines} lines", file.path))
}

fn long_functions(source: &Source<'_>) -> Vec<String> {
    let long = functions(source).into_iter().filter(|f| f.lines > FUNCTION_LINES_MAX);
    long.map(|f| format!("{}:{}: fn {} has {} lines", source.file.path, f.line, f.name, f.lines))
        .collect()
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
}

fn functions(source: &Source<'_>) -> Vec<Function> {
    let tokens = &source.tokens;
    let mut found = Vec::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        let Kind::Word(name) = &pair[1].kind else { continue };
        if !pair[0].is_word("fn") {
            continue;
        }
        if let Some(end) = end_of_body(source, at + 2) {
            let line = pair[0].line;
            found.push(Function { name: name.clone(), line, lines: end - line + 1 });
        }
    }
    found
}

/// The line of the closing brace; `None` for a function without a body.
fn end_of_body(source: &Source<'_>, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for token in source.tokens.iter().skip(start) {
        match token.kind {
            Kind::Sign(';') if depth == 0 => return None,
            Kind::Open(_) => depth += 1,
            Kind::Close(bracket) => {
                depth = depth.checked_sub(1)?;
                if depth == 0 && bracket == '}' {
                    return Some(token.line);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::tokens::file;
    use super::*;

    #[test]
    fn functions_are_measured_with_their_signature() {
        let code = "trait T { fn a(&self); }\nfn b(\n    x: [u8; 2],\n) -> u8 {\n    if x { 1 } else { 2 }\n}\n";
        let file = file("src/a.rs", code);
        let found = functions(&Source::parse(&file).unwrap());
        let found: Vec<_> = found.iter().map(|f| (f.name.as_str(), f.line, f.lines)).collect();
        assert_eq!(found, [("b", 2, 5)]);
    }

    #[test]
    fn only_long_things_are_told() {
        let short = [file("a.rs", "fn a() {}\n")];
        let sources: Vec<_> = short.iter().map(|f| Source::parse(f).unwrap()).collect();
        assert!(report(&short, &sources).starts_with("No function"));
        let long = [file("a.rs", &format!("fn a() {{\n{}}}", "    b();\n".repeat(400)))];
        let sources: Vec<_> = long.iter().map(|f| Source::parse(f).unwrap()).collect();
        let told = report(&long, &sources);
        assert!(told.contains("fn a has 402 lines") && told.contains("a.rs: 402 lines"), "{told}");
    }
}
