use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use commonround_kernel::{Error, Result};
use sha2::{Digest, Sha256};

use super::card::{self, Words};
use crate::limits::PICTURES_KEPT_MAX;

/// What a picture is known by: a digest of every word on it. Another version of an answer, another
/// language and another name of its author make another picture.
pub type Mark = [u8; 32];

/// The pictures that were asked for lately, so that a link which is shared a thousand times is drawn
/// once. Nothing has to be thrown away when an answer changes: its mark is another one then.
#[derive(Debug, Clone, Default)]
pub struct Pictures(Arc<Mutex<VecDeque<(Mark, Bytes)>>>);

impl Pictures {
    /// The PNG of these words, drawn where it is not at hand.
    ///
    /// # Errors
    /// As `card::draw`.
    pub async fn png(&self, words: Words) -> Result<Bytes> {
        let mark = mark(&words);
        if let Some(kept) = self.find(&mark) {
            return Ok(kept);
        }
        let drawn = tokio::task::spawn_blocking(move || card::draw(&words)).await;
        let png = Bytes::from(drawn.map_err(Error::fault)??);
        self.keep(mark, png.clone());
        Ok(png)
    }

    /// What is asked for moves to the front.
    fn find(&self, mark: &Mark) -> Option<Bytes> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(known, _)| known == mark)?;
        let found = kept.remove(at)?;
        let png = found.1.clone();
        kept.push_front(found);
        Some(png)
    }

    fn keep(&self, mark: Mark, png: Bytes) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _)| *known != mark);
        kept.push_front((mark, png));
        kept.truncate(PICTURES_KEPT_MAX);
    }
}

/// The mark of these words.
#[must_use]
pub fn mark(words: &Words) -> Mark {
    let Words { verdict, claim, says, text, sources, foot } = words;
    let mut digest = Sha256::new();
    for part in [verdict.as_str(), claim, says, text, sources, foot] {
        digest.update(part.len().to_be_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::model::Verdict;

    fn words(text: &str) -> Words {
        let word = str::to_owned;
        Words {
            verdict: Verdict::False,
            claim: word("“Onions cure the flu”"),
            says: word("This is false"),
            text: word(text),
            sources: word("Stands on: Lake Health Authority"),
            foot: word("Dana · Rounds"),
        }
    }

    #[test]
    fn every_word_counts_and_none_runs_into_the_next() {
        let same = mark(&words("No."));
        assert_eq!(mark(&words("No.")), same);
        assert_ne!(mark(&Words { verdict: Verdict::Supported, ..words("No.") }), same);
        let shifted = Words { says: "This is falseN".to_owned(), ..words("o.") };
        assert_ne!(mark(&shifted), same);
    }

    #[tokio::test]
    async fn the_last_ones_are_kept_and_no_more() {
        let pictures = Pictures::default();
        let first = pictures.png(words("No.")).await.unwrap();
        assert_eq!(pictures.png(words("No.")).await.unwrap().as_ptr(), first.as_ptr());
        for n in 0..PICTURES_KEPT_MAX {
            pictures.keep(mark(&words(&n.to_string())), Bytes::new());
        }
        assert_eq!(pictures.0.lock().unwrap().len(), PICTURES_KEPT_MAX);
        assert!(pictures.find(&mark(&words("No."))).is_none(), "the oldest went");
    }
}
