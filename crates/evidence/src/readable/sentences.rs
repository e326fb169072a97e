/// Words with a full stop that ends no sentence.
const SHORT_FORMS: [&str; 14] = [
    "Dr.", "Mr.", "Mrs.", "Ms.", "St.", "vs.", "e.g.", "i.e.", "approx.", "No.", "U.S.", "Fig.",
    "etc.", "M.",
];

/// Where each sentence begins and ends, in bytes; the blank after a sentence belongs to it.
pub fn sentences(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let from = start;
        start = sentence_end(text, from).unwrap_or(text.len());
        Some((from, start))
    })
}

/// Where the next sentence begins after the one that begins at `from`.
pub fn sentence_end(text: &str, from: usize) -> Option<usize> {
    let mut blanks = text[from..].match_indices(' ').map(|(at, _)| from + at);
    blanks.find(|at| ends_sentence(&text[from..*at], &text[at + 1..])).map(|at| at + 1)
}

fn ends_sentence(before: &str, after: &str) -> bool {
    let closed = before.trim_end_matches(['"', '\'', ')', '”', '»', '\u{a0}']);
    if !closed.ends_with(['.', '!', '?']) {
        return false;
    }
    let last = closed.rsplit(' ').next().unwrap_or_default();
    let is_initial = last.len() == 2 && last.starts_with(|c: char| c.is_ascii_uppercase());
    let begins = after.chars().find(|c| !matches!(c, '"' | '\'' | '(' | '“' | '«' | '\u{a0}'));
    let is_begun = begins.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    is_begun && !is_initial && !SHORT_FORMS.contains(&last.trim_start_matches('('))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).map(|(from, to)| text[from..to].trim()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_people_see_them_end() {
        check("", &[]);
        check("One. Two! Three? Four", &["One.", "Two!", "Three?", "Four"]);
        check("See Dr. Li at 8.30 p.m. today.", &["See Dr. Li at 8.30 p.m. today."]);
        check(
            "In the U.S. Army (see A. Smith). Then rest.",
            &["In the U.S. Army (see A. Smith).", "Then rest."],
        );
        check(
            "It said \"stop.\" (It did.) 5 people left.",
            &["It said \"stop.\"", "(It did.)", "5 people left."],
        );
        check("E. coli is common. Étonnant.", &["E. coli is common.", "Étonnant."]);
    }
}
