use proptest::prelude::*;
use scraper::{Html, Node};

use super::render;

const ELEMENTS: [&str; 15] = [
    "p",
    "br",
    "em",
    "strong",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "code",
    "pre",
    "h4",
    "h5",
    "h6",
    "hr",
];

/// Reads HTML as a browser does and refuses whatever a reader must never be sent.
pub fn check(html: &str, about: &str) {
    // The parser wraps every fragment in these two.
    assert!(!html.contains("<html") && !html.contains("<body"), "{about:?}");
    let page = Html::parse_fragment(html);
    for node in page.tree.values() {
        let text = matches!(node, Node::Fragment | Node::Text(_) | Node::Element(_));
        assert!(text, "{node:?} of {about:?}");
        let Some(element) = node.as_element() else { continue };
        let listed =
            ELEMENTS.contains(&element.name()) || ["html", "body"].contains(&element.name());
        assert!(listed, "<{}> of {about:?}", element.name());
        for (name, value) in element.attrs() {
            attribute(element.name(), name, value, about);
        }
    }
}

fn attribute(element: &str, name: &str, value: &str, about: &str) {
    let fine = match (element, name) {
        ("a", "href") => safe_address(value),
        ("a", "rel") => value == "nofollow noopener ugc",
        ("a", "class") => matches!(value, "" | "mention" | "hashtag"),
        ("ol", "start") => value.parse::<u32>().is_ok(),
        _ => false,
    };
    assert!(fine, "<{element} {name}={value:?}> of {about:?}");
}

fn safe_address(value: &str) -> bool {
    ["https://", "http://", "/@", "/tags/"].iter().any(|start| value.starts_with(start))
}

fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<"),
        Just(">"),
        Just("</"),
        Just("script"),
        Just("img src=x onerror=1"),
        Just("["),
        Just("]("),
        Just(")"),
        Just("!["),
        Just("javascript:1"),
        Just("https://a.example/?a=1&b"),
        Just("`"),
        Just("```\n"),
        Just("\n\n"),
        Just("\n"),
        Just("> "),
        Just("- "),
        Just("1. "),
        Just("**"),
        Just("*"),
        Just("_"),
        Just("#"),
        Just("#tag"),
        Just("@dana"),
        Just("\\"),
        Just("&#106;"),
        Just("&lt;"),
        Just("\""),
        Just("'"),
        Just("~~"),
        Just("|"),
        Just("---\n"),
        Just("[^1]"),
        Just("<!--"),
        Just("<![CDATA["),
        Just("<?"),
        Just("data:text/html,"),
        Just("www.a.example"),
        Just("a@b.example"),
        Just("\u{0}"),
        Just("    "),
        Just("\t")
    ];
    let any_piece = prop_oneof![4 => piece.prop_map(str::to_owned), 1 => any::<String>()];
    proptest::collection::vec(any_piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_stays_on_the_list(markdown in markdown()) {
        check(&render(&markdown).html, &markdown);
    }

    #[test]
    fn links_lead_to_web_pages(markdown in markdown()) {
        for link in render(&markdown).links {
            prop_assert!(link.starts_with("https://") || link.starts_with("http://"));
        }
    }

    #[test]
    fn plain_text_keeps_every_word(words in "[a-z]{1,8}( [a-z]{1,8}){0,8}") {
        prop_assert_eq!(render(&words).plain, words);
    }
}
