use std::collections::{BTreeMap, BTreeSet};

use crate::limits::STRATUM_PEOPLE_MIN;

/// Word for those without a profession.
const LAY: &str = "lay";
/// Word for professions that are too small to be named.
const OTHER: &str = "other";

/// Which strata a download names: those of at least twenty people.
///
/// Smaller ones are merged into `other`. Where that is too small itself, the smallest of the others
/// joins it; and where lay people have to, nothing is said of anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strata {
    merged: BTreeSet<String>,
    /// Of those who are merged; fewer than twenty only where there is nobody else.
    merged_people: usize,
}

impl Strata {
    /// From the professions of all people of the download; `None` is lay.
    pub fn new<'a>(people: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for profession in people {
            *counts.entry(profession.unwrap_or(LAY)).or_default() += 1;
        }
        let mut by_size: Vec<(usize, &str)> =
            counts.into_iter().map(|(word, n)| (n, word)).collect();
        by_size.sort_unstable();
        let (mut merged, mut merged_people) = (BTreeSet::new(), 0);
        for (count, word) in by_size {
            let fits = count >= STRATUM_PEOPLE_MIN && word != OTHER;
            if fits && (merged_people == 0 || merged_people >= STRATUM_PEOPLE_MIN) {
                continue;
            }
            merged_people += count;
            merged.insert(word.to_owned());
        }
        Self { merged, merged_people }
    }

    /// What the download says of somebody; empty where it says nothing.
    #[must_use]
    pub fn label<'a>(&self, profession: Option<&'a str>) -> &'a str {
        let word = profession.unwrap_or(LAY);
        if self.is_silent() {
            ""
        } else if self.merged.contains(word) {
            OTHER
        } else {
            word
        }
    }

    /// The download says of nobody whether they are a professional: too few would be told apart.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        let is_small = self.merged.contains(LAY) || self.merged_people < STRATUM_PEOPLE_MIN;
        !self.merged.is_empty() && is_small
    }

    /// Whether the second key of a note can be scored anew: who is a professional is in the
    /// download, and so are the professions of its author and of all who rated it.
    #[must_use]
    pub fn can_rescore<'a>(&self, people: impl IntoIterator<Item = Option<&'a str>>) -> bool {
        let named = |word: Option<&str>| !self.merged.contains(word.unwrap_or(LAY));
        !self.is_silent() && people.into_iter().all(named)
    }
}
