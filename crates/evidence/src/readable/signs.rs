//! The table of signs that pages on rare diseases carry. Run together it reads
//! `(when available) Sign one 90% Sign two 7.5% Sign three - Sign four - The Human Phenotype …`:
//! a sign, then how many people have it or a dash, and a paragraph on the source at the end.

const OPENING: &str = "Approximate number of patients (when available) ";
const CLOSING: &str = "The Human Phenotype Ontology (HPO) has collected";

/// A table with the text around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    pub before: &'a str,
    pub rows: Vec<(&'a str, Option<&'a str>)>,
    pub after: &'a str,
}

/// The table in this text, where there is one that can be read to its end.
pub fn find(text: &str) -> Option<Found<'_>> {
    let begin = text.find(OPENING)? + OPENING.len();
    let end = begin + text[begin..].find(CLOSING)?;
    let rows = rows(&text[begin..end])?;
    Some(Found { before: text[..begin].trim(), rows, after: &text[end..] })
}

/// `None` where a sign at the end has no number and no dash: then this is no such table.
fn rows(table: &str) -> Option<Vec<(&str, Option<&str>)>> {
    let mut rows = Vec::new();
    let (mut start, mut at) = (0, 0);
    for word in table.split(' ') {
        let end = at + word.len();
        let is_share = is_share(word);
        if is_share || word == "-" {
            let sign = table[start..at].trim();
            if sign.is_empty() {
                return None;
            }
            rows.push((sign, is_share.then_some(word)));
            start = (end + 1).min(table.len());
        }
        at = end + 1;
    }
    (table[start..].trim().is_empty() && !rows.is_empty()).then_some(rows)
}

/// `90%`, `7.5%` or `25/27`.
fn is_share(word: &str) -> bool {
    let is_count = |raw: &str| !raw.is_empty() && raw.bytes().all(|b| b.is_ascii_digit());
    match (word.strip_suffix('%'), word.split_once('/')) {
        (Some(percent), _) => percent.split('.').all(is_count),
        (None, Some((of, all))) => is_count(of) && is_count(all),
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_signs_is_found_between_its_texts() {
        let text = "They are: Signs and Symptoms Approximate number of patients (when available) \
                    Cleft palate 90% Flat face 7.5% Small chin 25/27 2-3 toe syndactyly - Autosomal inheritance - \
                    The Human Phenotype Ontology (HPO) has collected data.";
        let found = find(text).unwrap();
        assert!(found.before.ends_with("(when available)"));
        let rows = [
            ("Cleft palate", Some("90%")),
            ("Flat face", Some("7.5%")),
            ("Small chin", Some("25/27")),
            ("2-3 toe syndactyly", None),
            ("Autosomal inheritance", None),
        ];
        assert_eq!(found.rows, rows);
        assert_eq!(found.after, "The Human Phenotype Ontology (HPO) has collected data.");
    }

    #[test]
    fn anything_else_is_left_to_the_paragraphs() {
        for table in ["", "Cleft palate ", "90% ", "Cleft palate 90% Flat face ", "- - "] {
            let text = format!("{OPENING}{table}{CLOSING} data.");
            assert_eq!(find(&text), None, "{table:?}");
        }
        assert_eq!(find("Asthma - a disease - is common."), None);
        assert_eq!(find(&format!("{OPENING}Cleft palate 90%")), None);
    }
}
