//! The content security policy has no exceptions, so markup holds no inline style or script.

use super::Finding;
use super::tokens::{Kind, Source, Token};

const CRATES_WITH_PAGES: &[&str] = &["web", "identity", "commons", "evidence", "server"];
/// How the names of events begin that an attribute could handle.
const EVENTS: &[&str] = &[
    "animation",
    "before",
    "blur",
    "change",
    "click",
    "close",
    "context",
    "copy",
    "cut",
    "dbl",
    "drag",
    "drop",
    "error",
    "focus",
    "input",
    "invalid",
    "key",
    "load",
    "message",
    "mouse",
    "paste",
    "pointer",
    "reset",
    "resize",
    "scroll",
    "select",
    "submit",
    "toggle",
    "touch",
    "transition",
    "wheel",
];
const INLINE_IN_TEXT: &[&str] = &["<script", "<style", " style=\"", " onclick=", "javascript:"];

pub fn check(source: &Source<'_>) -> Vec<Finding> {
    if !source.file.krate().is_some_and(|krate| CRATES_WITH_PAGES.contains(&krate)) {
        return Vec::new();
    }
    let in_texts = source.texts().filter_map(|(token, text)| {
        let inline = INLINE_IN_TEXT.iter().find(|inline| text.contains(**inline))?;
        Some((token.line, format!("`{}` in text", inline.trim())))
    });
    let in_markup = (0..source.tokens.len()).filter_map(|at| {
        let what = inline(&source.tokens[..at], &source.tokens[at..])?;
        Some((source.tokens[at].line, what))
    });
    let all = in_texts.chain(in_markup);
    all.map(|(line, what)| {
        Finding::new(&source.file.path, line, format!("{what}: the policy blocks it"))
    })
    .collect()
}

/// An inline style, handler or script element that starts here.
fn inline(before: &[Token], here: &[Token]) -> Option<String> {
    let [first, rest @ ..] = here else { return None };
    let Kind::Word(name) = &first.kind else { return None };
    if !first.markup || first.test || is_code(before) {
        return None;
    }
    match (name.as_str(), rest.first()?) {
        ("style", next) if next.is_sign('=') || next.kind == Kind::Open('{') => {
            Some("an inline style".to_owned())
        }
        ("script", _) if is_data(rest) => None,
        ("script", _) => has_content(rest).then(|| "an inline script".to_owned()),
        (handler, next) if is_handler(handler) && next.is_sign('=') => {
            Some(format!("an inline {handler}"))
        }
        _ => None,
    }
}

/// `onclick`, `onkeydown`, …, and not `one`.
fn is_handler(name: &str) -> bool {
    let event = name.strip_prefix("on").unwrap_or("");
    EVENTS.iter().any(|known| event.starts_with(known))
}

/// `@let style = …`, `.style`, `a-style`: a name, not an attribute.
fn is_code(before: &[Token]) -> bool {
    before.last().is_some_and(|t| t.is_word("let") || t.is_sign('.') || t.is_sign('-'))
}

/// A block of linked data, which no browser runs.
fn is_data(attributes: &[Token]) -> bool {
    let said =
        [Kind::Word("type".into()), Kind::Sign('='), Kind::Text("application/ld+json".into())];
    attributes.iter().map(|token| &token.kind).take(said.len()).eq(&said)
}

/// Whether the element's braces hold anything.
fn has_content(attributes: &[Token]) -> bool {
    let open = attributes.iter().position(|t| matches!(t.kind, Kind::Open('{') | Kind::Sign(';')));
    match open.map(|at| &attributes[at..]) {
        Some([open, inner, ..]) => open.kind == Kind::Open('{') && inner.kind != Kind::Close('}'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::file;
    use super::*;

    fn check_code(code: &str) -> Vec<String> {
        let file = file("crates/web/src/a.rs", &format!("fn f() {{ {code} }}"));
        check(&Source::parse(&file).unwrap()).into_iter().map(|found| found.what).collect()
    }

    #[test]
    fn inline_styles_handlers_and_scripts_are_found() {
        assert_eq!(
            check_code("html! { p style=\"x\" onclick=(y) {} script { \"z\" } style { \"a\" } }"),
            ["an inline style", "an inline onclick", "an inline script", "an inline style"]
                .map(|what| format!("{what}: the policy blocks it"))
        );
    }

    #[test]
    fn a_block_of_data_is_no_script() {
        let data = "html! { script type=\"application/ld+json\" { (x) } }";
        assert_eq!(check_code(data), [""; 0]);
        assert_eq!(check_code("html! { script type=\"module\" { (x) } }").len(), 1);
    }

    #[test]
    fn a_script_by_address_and_code_with_such_names_are_fine() {
        assert!(
            check_code("html! { script src=(x) defer {} @let style = one; (style) }").is_empty()
        );
        assert!(
            check_code("let style = 1; let onclick = 2; html! { (f(one = 1)) @let one = 2; }")
                .is_empty()
        );
    }

    #[test]
    fn markup_in_text_is_found() {
        assert_eq!(check_code("PreEscaped(\"<script>1</script>\")").len(), 1);
    }
}
