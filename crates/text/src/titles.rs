//! Titles that people give themselves: "Dr", "RN", "as a nurse". What a title asks for is the rule
//! of a place, kept in a pack; whether the person holds a credential is not known here.

mod context;
mod forms;
mod name;
mod pack;
mod sentence;

use std::ops::Range;

pub use pack::{Pack, Title};

/// Where a title was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The display name.
    Name,
    /// The words that a person gives about themselves.
    Bio,
    /// A first-person sentence of a post.
    Post,
}

impl Place {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Bio => "bio",
            Self::Post => "post",
        }
    }
}

/// A title that a person claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The code that credentials have, `doctor` and `nurse` where the kind is left open,
    /// `doctor_non_clinical` for academic degrees.
    pub profession: String,
    /// As it was written.
    pub title: String,
    /// Bytes of the text that it stands in.
    pub span: Range<usize>,
    pub place: Place,
}

impl Pack {
    /// The titles in a display name and in the words beneath it.
    ///
    /// A retired or former professional, a student, a relation and a fan claim nothing. `Dr` beside
    /// an academic degree and nothing clinical is a `doctor_non_clinical`. `Nurse` behind one given
    /// name is taken for a family name, unless the words beneath say the same.
    #[must_use]
    pub fn claimed(&self, name: &str, bio: &str) -> Vec<Claimed> {
        let beneath = sentence::in_bio(self, bio);
        let mut claimed = name::in_name(self, name, &beneath);
        claimed.extend(beneath);
        without_clinic(claimed)
    }

    /// The titles in first-person sentences of a post: "as a nurse", "je suis infirmière".
    #[must_use]
    pub fn claimed_in_post(&self, post: &str) -> Vec<Claimed> {
        without_clinic(sentence::in_post(self, post))
    }

    /// A display name without what was claimed in it, for a sanction. Empty where nothing else is
    /// left: the caller then shows the handle.
    #[must_use]
    pub fn strip(&self, name: &str, claimed: &[Claimed]) -> String {
        let mut kept = name.to_owned();
        let mut spans: Vec<_> = claimed.iter().filter(|claim| claim.place == Place::Name).collect();
        spans.sort_by_key(|claim| std::cmp::Reverse(claim.span.start));
        for claim in spans {
            if kept.get(claim.span.clone()).is_some() {
                kept.replace_range(claim.span.clone(), " ");
            }
        }
        name::tidy(&kept)
    }
}

/// Who names an academic degree and nothing clinical is a doctor of something else.
fn without_clinic(mut claimed: Vec<Claimed>) -> Vec<Claimed> {
    const DEGREE: &str = "doctor_non_clinical";
    const CLINICAL: [&str; 5] =
        ["physician", "dentist", "psychologist", "optometrist", "chiropractor"];
    let degree = claimed.iter().any(|claim| claim.profession == DEGREE);
    let clinical = claimed.iter().any(|claim| CLINICAL.contains(&claim.profession.as_str()));
    if degree && !clinical {
        for claim in claimed.iter_mut().filter(|claim| claim.profession == "doctor") {
            DEGREE.clone_into(&mut claim.profession);
        }
    }
    claimed
}
