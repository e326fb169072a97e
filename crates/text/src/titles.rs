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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ontario() -> &'static Pack {
        Pack::bundled("ON-2026").unwrap()
    }

    fn check(name: &str, bio: &str, expect: &[(&str, &str, Place)], stripped: &str) {
        let claimed = ontario().claimed(name, bio);
        let found: Vec<_> = claimed
            .iter()
            .map(|one| (one.profession.as_str(), one.title.as_str(), one.place))
            .collect();
        assert_eq!(found, expect, "{name:?} {bio:?}");
        assert_eq!(ontario().strip(name, &claimed), stripped, "{name:?}");
    }

    #[test]
    fn titles_are_quoted_and_can_be_taken_out() {
        use Place::{Bio, Name};
        check(
            "Dr. Max Wellness, MD",
            "",
            &[("doctor", "Dr", Name), ("physician", "MD", Name)],
            "Max Wellness",
        );
        check("Dana (RN)", "", &[("registered_nurse", "RN", Name)], "Dana");
        check("DanaRN | Toronto", "", &[("registered_nurse", "RN", Name)], "Dana | Toronto");
        check("Dana, R.N.", "", &[("registered_nurse", "R.N", Name)], "Dana");
        check("𝗥𝗡 Dana", "", &[("registered_nurse", "𝗥𝗡", Name)], "Dana");
        check("Nurse", "", &[("nurse", "Nurse", Name)], "");
        check("Lou, PhD", "", &[("doctor_non_clinical", "PhD", Name)], "Lou");
        check("Sol", "Nurse at night", &[("nurse", "Nurse", Bio)], "Sol");
    }

    #[test]
    fn a_family_name_is_a_title_when_the_headline_says_so() {
        check("Imogen Nurse", "Runner", &[], "Imogen Nurse");
        let both = [("nurse", "Nurse", Place::Name), ("nurse", "nurse", Place::Bio)];
        check("Imogen Nurse", "ICU nurse", &both, "Imogen");
    }

    #[test]
    fn a_title_joined_to_its_word_is_quoted_alone() {
        let said = ontario().claimed_in_post("En tant qu’infirmière, je dis non.");
        assert_eq!(said.len(), 1);
        assert_eq!((said[0].title.as_str(), said[0].place), ("infirmière", Place::Post));
    }

    proptest! {
        #[test]
        fn claims_stand_in_their_text_and_leave_a_name_without_them(
            name in "(Dr|RN|R\\.N\\.|Nurse|Max|PhD|🩺|👩‍⚕️|é|,|\\.|\\(|\\)| |İ){0,8}|\\PC{0,40}",
            bio in "\\PC{0,60}",
        ) {
            let claimed = ontario().claimed(&name, &bio);
            for one in &claimed {
                let text = if one.place == Place::Name { &name } else { &bio };
                prop_assert_eq!(text.get(one.span.clone()), Some(one.title.as_str()));
            }
            let stripped = ontario().strip(&name, &claimed);
            prop_assert_eq!(stripped.trim(), stripped.as_str());
        }
    }
}
