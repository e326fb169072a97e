use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// What may stand in HTML that people wrote. A second wall: the writer before it makes nothing else.
pub const ELEMENTS: [&str; 15] = [
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

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(ELEMENTS))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .allowed_classes(HashMap::from([("a", HashSet::from(["mention", "hashtag"]))]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["http", "https"]))
        // Ours only: a link that a person wrote is absolute, or it was taken away before.
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("nofollow noopener ugc"));
    builder
});

pub fn clean(html: &str) -> String {
    SANITISER.clean(html).to_string()
}
