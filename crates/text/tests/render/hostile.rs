//! Texts made to take long. Each is as long as a whole status or fact may be, and longer.

use std::thread;
use std::time::Duration;

use super::{closed_list, render};

/// Far above what any of them takes, far below what nesting without bounds takes.
const PATIENCE: Duration = Duration::from_secs(20);

fn bounded(name: &str, markdown: String) {
    let (done, answer) = std::sync::mpsc::channel();
    let work = thread::Builder::new().stack_size(1 << 20).spawn(move || {
        let rendered = render(&markdown);
        closed_list::check(&rendered.html, "hostile");
        done.send(rendered.html.len())
    });
    let length = answer.recv_timeout(PATIENCE).unwrap_or(usize::MAX);
    assert!(length < 8 << 20, "{name} takes too long or grows: {length}");
    let ended = work.expect("a thread starts").join();
    assert!(ended.is_ok_and(|sent| sent.is_ok()), "{name} panics");
}

#[test]
fn deep_nesting_is_bounded() {
    for (name, piece) in [
        ("quotes", ">"),
        ("quotes with blanks", "> "),
        ("lists", "- "),
        ("numbered lists", "1. "),
        ("mixed", "> - 1. "),
        ("emphasis", "*a **a "),
        ("underscores", "_a __a "),
        ("brackets", "["),
        ("closing brackets", "]("),
        ("links", "[a]("),
        ("images", "![a]("),
        ("images in images", "![[]()"),
        ("backticks", "`a``b"),
        ("entities", "&#0;&amp"),
        ("tags", "<a <b "),
        ("comments", "<!--"),
        ("instructions", "<?"),
        ("declarations", "<!A "),
        ("data", "<![CDATA["),
        ("references", "[a]: b\n"),
        ("headings", "#"),
        ("hashtags", "#a"),
        ("mentions", "@a"),
        ("escapes", "\\"),
        ("table rows", "|a|\n|-|\n"),
        ("dollars", "$$"),
        ("autolinks", "https://a.example/("),
        ("mails", "a@a."),
        ("hosts", "www."),
        ("marks", "a\u{300}\u{301}"),
        ("joiners", "\u{200d}"),
    ] {
        bounded(name, piece.repeat(64 * 1024 / piece.len()));
    }
}

#[test]
fn stairs_are_bounded() {
    let lists: String = (0..300).map(|n| format!("{}- a\n", "  ".repeat(n))).collect();
    bounded("stairs of lists", lists);
    let quotes: String = (0..300).map(|n| format!("{} a\n", ">".repeat(n))).collect();
    bounded("stairs of quotes", quotes);
    let lazy = format!("{}a\n{}", "> ".repeat(1_000), "a\n".repeat(10_000));
    bounded("lazy lines", lazy);
}

#[test]
fn depth_is_cut_and_words_are_kept() {
    let rendered = render(&format!("{}deep words", "> ".repeat(100)));
    assert_eq!(rendered.html.matches("<blockquote>").count(), 8);
    assert_eq!(rendered.plain, "deep words");
    let stairs: String = (0..20).map(|n| format!("{}- step{n}\n", "  ".repeat(n))).collect();
    let rendered = render(&stairs);
    assert_eq!(rendered.html.matches("<ul>").count(), 8);
    assert!((0..20).all(|n| rendered.plain.contains(&format!("step{n}"))), "{}", rendered.plain);
}

#[test]
fn a_longer_text_is_cut_between_characters() {
    let rendered = render(&"é".repeat(100_000));
    assert_eq!(rendered.plain.chars().count(), 32 * 1024);
}
