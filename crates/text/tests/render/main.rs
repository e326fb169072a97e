//! What markdown becomes: cases, golden files, and the promise about elements and attributes.

mod closed_list;
mod golden;
mod hostile;
mod names;
mod subset;
mod xss;

use commonround_text::{Rendered, Urls};

const URLS: Urls =
    Urls { mention: |handle| format!("/@{handle}"), tag: |tag| format!("/tags/{tag}") };

fn render(markdown: &str) -> Rendered {
    commonround_text::render(markdown, &URLS)
}

fn html(markdown: &str, expect: &str) {
    assert_eq!(render(markdown).html.trim_end(), expect, "{markdown:?}");
}
