use std::collections::BTreeSet;

use commonround_kernel::{Id, Persona, Timestamp};
use commonround_text::titles::{Claimed, Pack, Place};
use serde::{Deserialize, Serialize};

use crate::standing::Badge;

/// A protected title that a person claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// As it was written.
    pub title: String,
    /// Professions whose credential makes it true; `*` is any.
    met_by: Vec<String>,
}

impl Said {
    /// `None` where the pack does not protect the title.
    fn of(pack: &Pack, claimed: &Claimed) -> Option<Self> {
        let title = pack.title(&claimed.profession).filter(|title| title.protected)?;
        Some(Self { title: claimed.title.clone(), met_by: title.met_by.clone() })
    }

    #[must_use]
    pub fn is_met(&self, badges: &[Badge]) -> bool {
        let holds = |badge: &Badge, one: &str| one == "*" || badge.profession == one;
        badges.iter().any(|badge| self.met_by.iter().any(|one| holds(badge, one)))
    }
}

/// The protected titles of a name.
pub fn in_name(pack: &Pack, name: &str) -> Vec<Said> {
    pack.claimed(name, "").iter().filter_map(|claimed| Said::of(pack, claimed)).collect()
}

/// The protected titles of the words beneath a name.
pub fn in_bio(pack: &Pack, name: &str, bio: &str) -> Vec<Said> {
    let claimed = pack.claimed(name, bio);
    let beneath = claimed.iter().filter(|claimed| claimed.place != Place::Name);
    beneath.filter_map(|claimed| Said::of(pack, claimed)).collect()
}

/// A name without the protected titles that no badge meets. `None` where there is none, an empty
/// text where nothing else is left.
pub fn without_unmet(pack: &Pack, name: &str, badges: &[Badge]) -> Option<String> {
    let unmet =
        |claimed: &Claimed| Said::of(pack, claimed).is_some_and(|said| !said.is_met(badges));
    let claimed: Vec<_> = pack.claimed(name, "").into_iter().filter(unmet).collect();
    (!claimed.is_empty()).then(|| pack.strip(name, &claimed))
}

/// What names one slip away from a key have in common with it: the key and the key without one of
/// its letters. Keys that are near share a form; sharing one does not make them near.
pub fn forms(key: &str) -> BTreeSet<String> {
    let letters: Vec<char> = key.chars().collect();
    let shorter = (0..letters.len()).map(|gone| {
        let kept = letters.iter().enumerate().filter(|(at, _)| *at != gone);
        kept.map(|(_, letter)| *letter).collect::<String>()
    });
    shorter.chain([key.to_owned()]).filter(|form| !form.is_empty()).collect()
}

/// Whether a hurried reader would take one key for the other.
pub fn alike(one: &str, other: &str) -> bool {
    !one.is_empty() && (one == other || commonround_text::near(one, other))
}

/// A name as the rules of this module read it.
#[derive(Debug, Clone)]
pub struct NameRow {
    pub persona: Id<Persona>,
    pub handle: String,
    pub display_name: String,
    pub key: String,
    /// When the person was asked to prove what the name says.
    pub asked_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_that_are_near_share_a_form(a in "[abc]{5,8}", b in "[abc]{5,8}") {
            if alike(&a, &b) {
                prop_assert!(forms(&a).intersection(&forms(&b)).next().is_some());
            }
        }
    }
}
