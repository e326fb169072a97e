//! BM25 with weighted fields (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25
//! and Beyond", 2009, section 3.4.2 and 3.5), over a handful of candidates.

use super::{Alternative, FIELDS_MAX, Hit, Parsed};

/// Tokens of a document that ranking looks at.
pub(super) const BODY_TOKENS_MAX: usize = 400;
const FIELD_WEIGHTS: [f64; FIELDS_MAX] = [8.0, 4.0, 2.0, 1.0];
/// How soon more of the same word stops counting, and how much long fields are held back: the
/// paper's usual values.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// The weight of an alternative that `found` documents hold; counting stopped at `common`.
#[expect(clippy::cast_precision_loss, reason = "counts stop at a thousand")]
pub(super) fn rarity(found: usize, common: usize) -> f64 {
    let (found, all) = (found as f64, (common * 4) as f64);
    (1.0 + (all - found + 0.5) / (found + 0.5)).ln()
}

type Fields<'a> = [Vec<&'a str>; FIELDS_MAX];

/// Scores candidates, best first; of equals the newest first.
pub(super) fn score(bodies: &[(i64, String)], query: &Parsed, rarity: &[Vec<f64>]) -> Vec<Hit> {
    let docs: Vec<(i64, Fields<'_>)> = bodies.iter().map(|(id, body)| (*id, split(body))).collect();
    let usual = usual_lengths(&docs);
    let mut hits: Vec<Hit> = docs
        .iter()
        .map(|(id, fields)| Hit { id: *id, score: score_one(fields, query, rarity, &usual) })
        .collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.id.cmp(&a.id)));
    hits
}

fn split(body: &str) -> Fields<'_> {
    let mut fields = Fields::default();
    for (field, line) in fields.iter_mut().zip(body.split('\n')) {
        *field = line.split(' ').filter(|word| !word.is_empty()).collect();
    }
    fields
}

#[expect(clippy::cast_precision_loss, reason = "lengths of fields are small")]
fn usual_lengths(docs: &[(i64, Fields<'_>)]) -> [f64; FIELDS_MAX] {
    std::array::from_fn(|at| {
        let total: usize = docs.iter().map(|(_, fields)| fields[at].len()).sum();
        (total as f64 / docs.len() as f64).max(1.0)
    })
}

/// Each group counts with its best alternative.
fn score_one(
    fields: &Fields<'_>,
    query: &Parsed,
    rarity: &[Vec<f64>],
    usual: &[f64; FIELDS_MAX],
) -> f64 {
    let groups = query.groups.iter().zip(rarity);
    groups
        .map(|(group, rarity)| {
            let alternatives = group.iter().zip(rarity);
            alternatives
                .map(|(alternative, rarity)| {
                    let often = weighted(fields, alternative, usual);
                    rarity * often / (K1 + often)
                })
                .fold(0.0, f64::max)
        })
        .sum()
}

#[expect(clippy::cast_precision_loss, reason = "counts in one document are small")]
fn weighted(fields: &Fields<'_>, alternative: &Alternative, usual: &[f64; FIELDS_MAX]) -> f64 {
    let mut sum = 0.0;
    for ((words, weight), usual) in fields.iter().zip(FIELD_WEIGHTS).zip(usual) {
        let times = occurrences(words, alternative);
        if times > 0 {
            let length = words.len() as f64 / usual;
            sum += weight * times as f64 / (1.0 - B + B * length);
        }
    }
    sum
}

fn occurrences(words: &[&str], alternative: &Alternative) -> usize {
    let wanted = &alternative.lexemes;
    let starts = words.windows(wanted.len()).filter(|window| {
        let mut pairs = window.iter().zip(wanted).enumerate();
        pairs.all(|(at, (word, lexeme))| {
            let is_last = at + 1 == wanted.len();
            *word == lexeme || (alternative.prefix && is_last && word.starts_with(lexeme.as_str()))
        })
    });
    starts.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Any, Query, Term};

    fn parsed(terms: Vec<Term>) -> Parsed {
        Parsed::of(&Query { all: terms.into_iter().map(|t| Any { any: vec![t] }).collect() })
    }

    fn order(bodies: &[(i64, &str)], terms: Vec<Term>) -> Vec<i64> {
        let query = parsed(terms);
        let rarity: Vec<Vec<f64>> = query.groups.iter().map(|_| vec![1.0]).collect();
        let bodies: Vec<_> = bodies.iter().map(|(id, body)| (*id, (*body).to_owned())).collect();
        score(&bodies, &query, &rarity).iter().map(|hit| hit.id).collect()
    }

    #[test]
    fn the_weighty_field_wins_over_many_mentions() {
        let bodies = [(1, "asthma\n\n\n"), (2, "lungs\nasthma asthma asthma\n\n")];
        assert_eq!(order(&bodies, vec![Term::word("asthma")]), [1, 2]);
    }

    #[test]
    fn of_equals_the_newest_comes_first() {
        let bodies = [(1, "flu\n\n\n"), (2, "flu\n\n\n")];
        assert_eq!(order(&bodies, vec![Term::word("flu")]), [2, 1]);
    }

    #[test]
    fn a_short_field_says_more_than_a_long_one() {
        let bodies = [(2, "flu shots for people over sixty five years\n\n\n"), (1, "flu\n\n\n")];
        assert_eq!(order(&bodies, vec![Term::word("flu")]), [1, 2]);
    }

    #[test]
    fn phrases_count_only_in_a_row_and_prefixes_only_at_the_end() {
        let phrase = Alternative { lexemes: vec!["blood".into(), "press".into()], prefix: true };
        assert_eq!(occurrences(&["blood", "pressure", "blood", "press"], &phrase), 2);
        assert_eq!(occurrences(&["bloody", "pressure"], &phrase), 0);
        assert_eq!(occurrences(&["blood"], &phrase), 0);
    }

    #[test]
    fn rare_words_tell_more() {
        assert!(rarity(1, 1_000) > rarity(100, 1_000));
        assert!(rarity(1_000, 1_000) > 0.0);
    }
}
