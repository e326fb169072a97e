use commonround_kernel::Invalid;
use commonround_text::TextLang;

/// The language a status is written in: a code such as `en` or `mi`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language(String);

impl Language {
    /// Two or three letters, as BCP 47 names a language without its region.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let code = raw.trim();
        let letters = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
        if letters { Ok(Self(code.to_owned())) } else { Err(Invalid::new("language", "unknown")) }
    }

    /// What the words look like, where they tell.
    #[must_use]
    pub fn detected(plain: &str) -> Option<Self> {
        commonround_text::detect_language(plain).map(|lang| match lang {
            TextLang::En => Self("en".to_owned()),
            TextLang::Fr => Self("fr".to_owned()),
        })
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language that search can stem, where this is one.
    #[must_use]
    pub fn stemmed(&self) -> Option<TextLang> {
        match self.0.as_str() {
            "en" => Some(TextLang::En),
            "fr" => Some(TextLang::Fr),
            _ => None,
        }
    }
}
