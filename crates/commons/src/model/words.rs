use commonround_kernel::Invalid;
use commonround_text::{Rendered, clean_block, clean_line};

use crate::URLS;
use crate::limits::{
    IDEMPOTENCY_KEY_CHARS_MAX, STATUS_CHARS_MAX, STATUS_TAGS_MAX, WARNING_CHARS_MAX,
};

/// What a person wrote, and what becomes of it: rendered once, before it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusText {
    pub source: String,
    /// Sanitised by `text`.
    pub html: String,
    pub plain: String,
    pub tags: Vec<TagName>,
    pub links: Vec<String>,
    /// Handles, as they were written.
    pub mentions: Vec<String>,
}

impl StatusText {
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let source = clean_block(raw, STATUS_CHARS_MAX).map_err(|why| Invalid::new("text", why))?;
        let Rendered { html, plain, hashtags, links, mentions } =
            commonround_text::render(&source, &URLS);
        if plain.trim().is_empty() {
            return Err(Invalid::new("text", "required"));
        }
        let tags = hashtags.into_iter().take(STATUS_TAGS_MAX);
        let tags = tags.map(|tag| TagName { shown: tag.shown, folded: tag.folded }).collect();
        Ok(Self { source, html, plain, tags, links, mentions })
    }
}

/// A hashtag as somebody wrote it and as it is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagName {
    /// Without `#`.
    pub shown: String,
    pub folded: String,
}

impl TagName {
    /// Reads a tag from a URL or a form, with or without `#`. `None` where it cannot be one.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let shown = raw.trim().trim_start_matches('#');
        commonround_text::hashtag_ok(shown)
            .then(|| Self { shown: shown.to_owned(), folded: commonround_text::fold(shown) })
    }
}

/// What to know before reading on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning(String);

impl Warning {
    /// An empty line is no warning.
    pub fn parse(raw: &str) -> Result<Option<Self>, Invalid> {
        if raw.trim().is_empty() {
            return Ok(None);
        }
        let line = clean_line(raw, WARNING_CHARS_MAX);
        line.map(|line| Some(Self(line))).map_err(|why| Invalid::new("content_warning", why))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Names one submission, so that sending it twice publishes once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    pub fn parse(raw: &str) -> Result<Option<Self>, Invalid> {
        let key = raw.trim();
        if key.is_empty() {
            return Ok(None);
        }
        if key.len() > IDEMPOTENCY_KEY_CHARS_MAX {
            return Err(Invalid::new("idempotency_key", "too_long"));
        }
        if !key.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(Invalid::new("idempotency_key", "malformed"));
        }
        Ok(Some(Self(key.to_owned())))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
