use commonround_kernel::Invalid;

use super::codes::codes;
use super::level::Level;
use crate::limits::PHRASE_CHARS_MAX;

codes! {
    /// What happens where a watched phrase is published.
    Watch {
        /// A case opens.
        Case = "case" "safety-watch-case",
        /// A case opens and the status carries a label.
        Label = "label" "safety-watch-label",
    }
}

/// A phrase that moderators watch for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    pub phrase: String,
    /// Folded words, as texts are compared.
    pub folded: String,
    /// `en`, `fr`, or empty for any language.
    pub lang: String,
    pub level: Level,
    pub watch: Watch,
}

/// # Errors
/// All that is wrong with the fields `phrase`, `lang`, `level` and `watch`.
pub fn parse_watched(
    phrase: &str,
    lang: &str,
    level: &str,
    watch: &str,
) -> Result<Watched, Invalid> {
    let mut invalid = Invalid::default();
    let phrase = invalid.take(parse_phrase(phrase));
    let lang = invalid.take(parse_lang(lang));
    let level = invalid.take(Level::parse("level", level).and_then(not_black));
    let watch = invalid.take(Watch::parse("watch", watch));
    match (phrase, lang, level, watch) {
        (Some((phrase, folded)), Some(lang), Some(level), Some(watch)) => {
            Ok(Watched { phrase, folded, lang, level, watch })
        }
        _ => Err(invalid),
    }
}

/// BLACK says that something is under way at a known place: only a human can say that.
fn not_black(level: Level) -> Result<Level, Invalid> {
    if level == Level::Black { Err(Invalid::new("level", "unknown")) } else { Ok(level) }
}

fn parse_phrase(raw: &str) -> Result<(String, String), Invalid> {
    let phrase = commonround_text::clean_line(raw, PHRASE_CHARS_MAX)
        .map_err(|why| Invalid::new("phrase", why))?;
    let folded = fold_words(&phrase);
    if folded.is_empty() { Err(Invalid::new("phrase", "required")) } else { Ok((phrase, folded)) }
}

fn parse_lang(raw: &str) -> Result<String, Invalid> {
    match raw.trim() {
        lang @ ("" | "en" | "fr") => Ok(lang.to_owned()),
        _ => Err(Invalid::new("lang", "unknown")),
    }
}

/// The words of a text, folded and apart by one space, with a space at both ends: a phrase stands in
/// it as whole words or not at all.
#[must_use]
pub fn fold_words(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(commonround_text::fold)
        .collect();
    words.join(" ")
}

impl Watched {
    /// Whether the phrase stands in folded words of a text.
    #[must_use]
    pub fn stands_in(&self, folded: &str, lang: Option<&str>) -> bool {
        let speaks = self.lang.is_empty() || lang.is_none_or(|lang| lang == self.lang);
        speaks && format!(" {folded} ").contains(&format!(" {} ", self.folded))
    }
}
