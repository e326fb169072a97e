use commonround_text::TextLang;

/// The stemmer of a stored language code.
pub fn text_lang(code: &str) -> Option<TextLang> {
    match code {
        "en" => Some(TextLang::En),
        "fr" => Some(TextLang::Fr),
        _ => None,
    }
}
