use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, Render};

use crate::answer::Rendered;
use crate::wants::PATCH_TYPE;

/// Pieces of a page with instructions where they go, for our own script: the answer to a live form,
/// or one event of a live stream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Patch(String);

impl Patch {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// In front of what stands in `target` (a CSS selector). A list marked `data-hold` keeps live
    /// ones behind its pill.
    #[must_use]
    pub fn prepend(self, target: &str, html: Markup) -> Self {
        self.with(target, "prepend", &html)
    }

    #[must_use]
    pub fn append(self, target: &str, html: Markup) -> Self {
        self.with(target, "append", &html)
    }

    /// In place of `target` itself.
    #[must_use]
    pub fn replace(self, target: &str, html: Markup) -> Self {
        self.with(target, "replace", &html)
    }

    /// In place of what stands in `target`.
    #[must_use]
    pub fn inner(self, target: &str, html: Markup) -> Self {
        self.with(target, "inner", &html)
    }

    #[must_use]
    pub fn text(self, target: &str, text: &str) -> Self {
        self.with(target, "text", &text)
    }

    #[must_use]
    pub fn remove(self, target: &str) -> Self {
        self.with(target, "remove", &"")
    }

    /// One line at the foot of the window, announced politely.
    #[must_use]
    pub fn toast(self, text: &str) -> Self {
        self.with("", "toast", &text)
    }

    /// An error summary on top of the form that was sent; takes the focus.
    #[must_use]
    pub fn errors(self, summary: Markup) -> Self {
        self.with("", "errors", &summary)
    }

    /// Goes to another page.
    #[must_use]
    pub fn go(self, path: &str) -> Self {
        self.with(path, "go", &"")
    }

    fn with(mut self, target: &str, swap: &str, content: &dyn Render) -> Self {
        self.0.push_str("<patch-el target=\"");
        target.render_to(&mut self.0);
        self.0.push_str("\" swap=\"");
        self.0.push_str(swap);
        self.0.push_str("\">");
        content.render_to(&mut self.0);
        self.0.push_str("</patch-el>");
        self
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl IntoResponse for Patch {
    fn into_response(self) -> Response {
        let mut response = ([(header::CONTENT_TYPE, PATCH_TYPE)], self.0).into_response();
        response.extensions_mut().insert(Rendered);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::html;

    #[test]
    fn text_and_targets_are_escaped() {
        let patch = Patch::new().prepend("#feed", html! { p { "hi" } }).toast("<script>");
        assert_eq!(
            patch.as_str(),
            "<patch-el target=\"#feed\" swap=\"prepend\"><p>hi</p></patch-el>\
             <patch-el target=\"\" swap=\"toast\">&lt;script&gt;</patch-el>"
        );
        let quoted = Patch::new().remove("[id=\"x\"]");
        assert!(quoted.as_str().starts_with("<patch-el target=\"[id=&quot;x&quot;]\""));
    }
}
