use crate::limits::{ALTERNATIVES_MAX, GROUPS_MAX, QUERY_CHARS_MAX};
use crate::stem::stem;
use crate::synonyms::SYNONYMS;
use crate::terms::{Unit, units};
use crate::tokens::token;
use crate::words::Link;
use crate::{TextLang, fold};

mod small_words;

/// One condition: a text meets it by any of the alternatives. A query is met by meeting all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// At least one.
    pub any: Vec<Alternative>,
}

/// One token, or several that stand in a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Alternative {
    /// At least one, as `tokens` makes them.
    pub tokens: Vec<String>,
    /// The token may go on. Only ever with a single token.
    pub prefix: bool,
}

impl Alternative {
    pub(crate) fn row(tokens: Vec<String>) -> Self {
        Self { tokens, prefix: false }
    }

    fn word(token: String) -> Self {
        Self::row(vec![token])
    }

    fn prefix(token: String) -> Self {
        Self { tokens: vec![token], prefix: true }
    }
}

/// What somebody typed into the search box, as conditions on tokens.
///
/// `"words in quotes"` stand in a row, exactly these. Outside quotes each word is a condition, in
/// the stems of both languages; the last one and those with a trailing `*` may go on; words of our
/// synonym file bring their group along (those marked with another language than `lang` stay out);
/// small words (`the`, `pour`) are left out where others remain. Nothing a person types is an
/// error: what holds no word gives no group.
#[must_use]
pub fn query(raw: &str, lang: Option<TextLang>) -> Vec<Group> {
    let typed: String = raw.chars().take(QUERY_CHARS_MAX).collect();
    let folded = fold(&typed);
    let parts = split_quotes(&folded);
    let mut groups = Vec::new();
    let last = parts.iter().rposition(|part| !part.text.trim().is_empty());
    for (i, part) in parts.iter().enumerate() {
        if part.quoted {
            groups.extend(row_group(&units(part.text).collect::<Vec<_>>()));
        } else {
            free_groups(part.text, Some(i) == last, lang, &mut groups);
        }
    }
    groups.truncate(GROUPS_MAX);
    groups
}

struct Part<'a> {
    text: &'a str,
    quoted: bool,
}

/// Every second part stands in quotes; a quote that is never closed reaches to the end.
fn split_quotes(folded: &str) -> Vec<Part<'_>> {
    let quote = |c| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    folded.split(quote).enumerate().map(|(i, text)| Part { text, quoted: i % 2 == 1 }).collect()
}

/// One group for words in a row, in either language.
fn row_group(row: &[Unit<'_>]) -> Option<Group> {
    if row.is_empty() {
        return None;
    }
    let mut group = Group::default();
    for lang in TextLang::ALL {
        group.add(Alternative::row(row.iter().map(|unit| token(unit, lang)).collect()));
    }
    Some(group)
}

/// A word of the query and what was typed right behind it.
struct Typed<'a> {
    unit: Unit<'a>,
    /// May go on: the last word, or followed by `*`.
    open: bool,
}

fn free_groups(text: &str, last: bool, lang: Option<TextLang>, groups: &mut Vec<Group>) {
    let typed = typed_words(text, last);
    let meaningful = |word: &Typed<'_>| !small_words::is_small(&word.unit.text);
    let all_small = groups.is_empty() && !typed.iter().any(meaningful);
    let mut rest = typed.as_slice();
    while !rest.is_empty() && groups.len() < GROUPS_MAX {
        let (taken, also) = SYNONYMS.longest(rest.iter().map(|word| &word.unit), lang);
        let taken = if taken > 0 { taken } else { compound_len(rest) };
        let (now, later) = rest.split_at(taken);
        rest = later;
        if also.is_empty() && taken > 1 {
            groups.push(compound_group(now));
            continue;
        }
        // (all the words) or a synonym, spread over one group a word: (a | S) & (b | S).
        for word in now.iter().filter(|word| all_small || meaningful(word)) {
            let mut group = word_group(word);
            also.iter().for_each(|alternative| group.add(alternative.clone()));
            groups.push(group);
        }
    }
}

fn typed_words(text: &str, last: bool) -> Vec<Typed<'_>> {
    let mut typed: Vec<_> = units(text)
        .map(|unit| {
            let starred = text[unit.range.end..].starts_with('*');
            Typed { open: starred, unit }
        })
        .collect();
    if let Some(word) = typed.last_mut().filter(|_| last) {
        word.open |= word.unit.text.chars().count() >= 3;
    }
    typed
}

/// Words that were typed as one, and a word with its number (`omega 3`, `grade 2`).
fn compound_len(words: &[Typed<'_>]) -> usize {
    let joined = words[1..].iter().take_while(|word| word.unit.link == Link::Joined).count();
    if joined > 0 {
        return 1 + joined;
    }
    let numbered = words
        .get(1)
        .is_some_and(|next| next.unit.link == Link::Blank && is_short_number(&next.unit.text));
    let word_first = words[0].unit.text.chars().all(char::is_alphabetic);
    if numbered && word_first && !words[0].unit.term { 2 } else { 1 }
}

fn is_short_number(text: &str) -> bool {
    text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The parts in a row, or written together: `follow-up` and `followup`.
fn compound_group(words: &[Typed<'_>]) -> Group {
    let mut group = Group::default();
    let whole: String = words.iter().map(|word| word.unit.text.as_ref()).collect();
    for lang in TextLang::ALL {
        group.add(Alternative::row(words.iter().map(|word| token(&word.unit, lang)).collect()));
        group.add(Alternative::word(stem(&whole, lang)));
    }
    group
}

fn word_group(word: &Typed<'_>) -> Group {
    let mut group = Group::default();
    for lang in TextLang::ALL {
        group.add(Alternative::word(token(&word.unit, lang)));
    }
    if let Some((letters, digits)) = letters_and_digits(&word.unit) {
        for lang in TextLang::ALL {
            group.add(Alternative::row(vec![stem(letters, lang), digits.to_owned()]));
        }
    }
    if word.open && !word.unit.term {
        open_ended(&word.unit.text, &mut group);
    }
    group
}

/// `omega3` was perhaps written `omega-3`. Terms are one token already.
fn letters_and_digits<'a>(unit: &'a Unit<'_>) -> Option<(&'a str, &'a str)> {
    let at = unit.text.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0)?;
    let (letters, digits) = unit.text.split_at(at);
    let fits = !unit.term && is_short_number(digits) && letters.chars().all(char::is_alphabetic);
    fits.then_some((letters, digits))
}

/// Words that begin like this one. The index holds stems, and a stem can be shorter than what was
/// typed so far (`medicati` and `medic`), so common endings are tried out.
fn open_ended(text: &str, group: &mut Group) {
    for ending in ENDINGS {
        let whole = format!("{text}{ending}");
        for lang in TextLang::ALL {
            let stem = stem(&whole, lang);
            if !stem.starts_with(text) {
                group.add(Alternative::word(stem));
            }
        }
    }
    group.add(Alternative::prefix(text.to_owned()));
}

const ENDINGS: [&str; 14] =
    ["e", "s", "es", "g", "ng", "ing", "n", "on", "ion", "tion", "y", "ty", "ment", "nt"];

impl Group {
    pub(crate) fn add(&mut self, alternative: Alternative) {
        let new = !self.any.contains(&alternative);
        if new && self.any.len() < ALTERNATIVES_MAX {
            self.any.push(alternative);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;
    use TextLang::{En, Fr};
    use proptest::prelude::*;

    /// Whether a text, indexed as `lang`, answers a query: what the search of the database does.
    fn answers(text: &str, lang: Option<TextLang>, typed: &str) -> bool {
        let tokens = tokens(text, lang);
        query(typed, None).iter().all(|group| group.any.iter().any(|one| holds(&tokens, one)))
    }

    fn holds(tokens: &[String], one: &Alternative) -> bool {
        if one.prefix {
            return tokens.iter().any(|token| token.starts_with(&one.tokens[0]));
        }
        tokens.windows(one.tokens.len()).any(|row| row == one.tokens)
    }

    fn check(expect: bool, text: &str, queries: &[&str]) {
        for typed in queries {
            for lang in [Some(En), Some(Fr), None] {
                assert_eq!(answers(text, lang, typed), expect, "{typed:?} in {text:?} as {lang:?}");
            }
        }
    }

    #[test]
    fn words_are_found_in_every_form() {
        check(
            true,
            "My new medication makes me dizzy",
            &[
                "medication",
                "MEDICATION",
                "dizzy medication",
                "my medication",
                "\"new medication\"",
            ],
        );
        check(true, "Les infirmières de l'étage", &["infirmières", "INFIRMIERES", "etage"]);
        check(
            false,
            "My new medication makes me dizzy",
            &["\"medication new\"", "zebra", "new zebra"],
        );
    }

    #[test]
    fn forms_meet_in_the_language_of_the_text() {
        assert!(answers("Concentrating is hard", Some(En), "concentrates"));
        assert!(answers("Les médicaments du coeur", Some(Fr), "médicament"));
        assert!(answers("two running dogs", None, "run dog"));
    }

    #[test]
    fn the_last_word_may_go_on() {
        check(
            true,
            "Living with hypertension",
            &["hyper", "hypert", "hypertensi", "hypertensio", "living hypertens", "hyperten*"],
        );
        check(true, "medication and concentration", &["medicati", "concentrati"]);
        check(false, "Living with hypertension", &["hypert living", "liv* hy", "\"hypert\""]);
        check(true, "Living with hypertension", &["hypert* living"]);
    }

    #[test]
    fn codes_are_found_however_typed() {
        for (text, queries) in [
            ("COVID-19 came", ["covid 19", "covid19", "COVID-19", "covid"].as_slice()),
            ("covid 19 came", &["COVID-19", "covid vaccine came"][..1]),
            ("Free T4 was low", &["T4", "t-4", "t 4"]),
            ("5 HT receptors", &["5-HT", "5ht"]),
            ("Omega-3 oil", &["omega 3", "omega3", "omega-3", "omega"]),
            ("omega 3 oil", &["omega-3", "omega3"]),
            ("type 2 diabetes", &["type-2 diabetes", "type2", "diabetes type 2"]),
            ("Hepatitis B carrier", &["hepatitis b", "hepatitis-b", "hepatitis carrier"]),
            ("a follow-up visit", &["follow-up", "follow up", "\"follow up\""]),
            ("a followup visit", &["follow-up"]),
        ] {
            check(true, text, queries);
        }
        check(false, "IL 60 was high", &["il-6"]);
        check(false, "T40 was low", &["t4"]);
    }

    #[test]
    fn what_people_say_finds_what_it_is_called() {
        check(true, "Living with ADHD as an adult", &["can't focus", "cant focus adult"]);
        check(true, "Concentration at school", &["can't focus at school"]);
        check(true, "I can't really focus", &["can't focus"]);
        check(true, "Mesurer sa tension artérielle", &["tension", "blood pressure"]);
        check(false, "The weather in May", &["can't focus"]);
    }

    #[test]
    fn small_words_do_not_stand_in_the_way() {
        check(true, "Sleep and caffeine", &["the caffeine", "what is caffeine", "le sleep"]);
        check(true, "The Who", &["the who", "who"]);
    }

    #[test]
    fn odd_queries_are_no_errors() {
        for typed in ["", " ", "\"", "\"\"", "*", "#", "@", "…", "\" \"", "a*"] {
            let groups = query(typed, Some(En));
            assert!(groups.iter().all(|group| !group.any.is_empty()), "{typed:?}");
        }
        assert!(query("\"…\" *", None).is_empty());
        assert_eq!(query("#ADHD", None), query("adhd", None));
    }

    #[test]
    fn a_query_is_bounded() {
        let groups = query(&"heart attack ".repeat(10_000), None);
        assert!(groups.len() <= GROUPS_MAX);
        assert!(groups.iter().all(|group| group.any.len() <= ALTERNATIVES_MAX));
    }

    proptest! {
        #[test]
        fn any_query_gives_well_formed_groups(typed in any::<String>()) {
            let groups = query(&typed, None);
            prop_assert!(groups.len() <= GROUPS_MAX);
            for one in groups.iter().flat_map(|group| &group.any) {
                prop_assert!(!one.tokens.is_empty());
                prop_assert!(one.tokens.iter().all(|token| !token.is_empty()));
                prop_assert!(!one.prefix || one.tokens.len() == 1);
            }
        }

        #[test]
        fn a_text_answers_its_own_words(text in "[a-zéèàçœ]{3,10}( [a-zéèàçœ]{3,10}){0,4}") {
            for lang in [Some(En), Some(Fr), None] {
                prop_assert!(answers(&text, lang, &text));
                let quoted = format!("\"{text}\"");
                prop_assert!(answers(&text, lang, &quoted));
            }
        }
    }
}
