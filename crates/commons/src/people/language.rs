//! Languages a person can say they speak, by the name their speakers use.

/// One entry of the list. `code` is a BCP 47 tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    pub code: &'static str,
    /// As its speakers write it; shown in every interface language.
    pub own_name: &'static str,
    /// English and French names, so that a search in either finds the speaker.
    pub english: &'static str,
    pub french: &'static str,
}

const fn language(
    code: &'static str,
    own_name: &'static str,
    english: &'static str,
    french: &'static str,
) -> Language {
    Language { code, own_name, english, french }
}

/// In the order of their codes. Sign languages are languages.
pub const LANGUAGES: &[Language] = &[
    language("am", "አማርኛ", "Amharic", "amharique"),
    language("ar", "العربية", "Arabic", "arabe"),
    language(
        "ase",
        "American Sign Language",
        "American Sign Language ASL",
        "langue des signes américaine",
    ),
    language("bn", "বাংলা", "Bengali", "bengali"),
    language("cr", "ᓀᐦᐃᔭᐍᐏᐣ", "Cree", "cri"),
    language("de", "Deutsch", "German", "allemand"),
    language("el", "Ελληνικά", "Greek", "grec"),
    language("en", "English", "English", "anglais"),
    language("es", "Español", "Spanish", "espagnol"),
    language("fa", "فارسی", "Persian Farsi Dari", "persan farsi dari"),
    language(
        "fcs",
        "Langue des signes québécoise",
        "Quebec Sign Language LSQ",
        "langue des signes québécoise LSQ",
    ),
    language("fr", "Français", "French", "français"),
    language("gu", "ગુજરાતી", "Gujarati", "gujarati"),
    language("he", "עברית", "Hebrew", "hébreu"),
    language("hi", "हिन्दी", "Hindi", "hindi"),
    language("ht", "Kreyòl ayisyen", "Haitian Creole", "créole haïtien"),
    language("hu", "Magyar", "Hungarian", "hongrois"),
    language("it", "Italiano", "Italian", "italien"),
    language("iu", "ᐃᓄᒃᑎᑐᑦ", "Inuktitut", "inuktitut"),
    language("ja", "日本語", "Japanese", "japonais"),
    language("ko", "한국어", "Korean", "coréen"),
    language("nl", "Nederlands", "Dutch", "néerlandais"),
    language("oj", "ᐊᓂᔑᓈᐯᒧᐎᓐ", "Ojibwe Anishinaabemowin", "ojibwé"),
    language("pa", "ਪੰਜਾਬੀ", "Punjabi", "pendjabi"),
    language("pl", "Polski", "Polish", "polonais"),
    language("ps", "پښتو", "Pashto", "pachto"),
    language("pt", "Português", "Portuguese", "portugais"),
    language("ro", "Română", "Romanian", "roumain"),
    language("ru", "Русский", "Russian", "russe"),
    language("so", "Soomaali", "Somali", "somali"),
    language("sw", "Kiswahili", "Swahili", "swahili"),
    language("ta", "தமிழ்", "Tamil", "tamoul"),
    language("te", "తెలుగు", "Telugu", "télougou"),
    language("ti", "ትግርኛ", "Tigrinya", "tigrigna"),
    language("tl", "Tagalog", "Tagalog Filipino", "tagalog philippin"),
    language("tr", "Türkçe", "Turkish", "turc"),
    language("uk", "Українська", "Ukrainian", "ukrainien"),
    language("ur", "اردو", "Urdu", "ourdou"),
    language("vi", "Tiếng Việt", "Vietnamese", "vietnamien"),
    language("yue", "粵語", "Cantonese", "cantonais"),
    language("zh", "中文", "Chinese Mandarin", "chinois mandarin"),
];

impl Language {
    #[must_use]
    pub fn by_code(code: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|language| language.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_unique_so_that_forms_keep_their_order() {
        assert!(LANGUAGES.windows(2).all(|pair| pair[0].code < pair[1].code));
    }
}
