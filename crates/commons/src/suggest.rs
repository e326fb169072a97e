//! Which disclosure a status seems to need. A suggestion: the author's choice always wins.

use commonround_kernel::Role;
use commonround_text::fold;

use crate::limits::FUNDED_BY_CHARS_MAX;
use crate::model::{Basis, Disclosure};

const SERVICE: [&str; 16] = [
    "opening hours",
    "we are open",
    "we are closed",
    "will be closed",
    "walk-in",
    "drop-in",
    "appointments available",
    "clinic hours",
    "new location",
    "we have moved",
    "horaires",
    "sera ferme",
    "serons fermes",
    "sans rendez-vous",
    "nous sommes ouverts",
    "nous avons demenage",
];
const EXPERIENCE: [&str; 6] = [
    "clinical experience",
    "in my practice",
    "our clinic sees",
    "experience clinique",
    "dans ma pratique",
    "dans notre clinique",
];
const ASKING: [&str; 14] = [
    "how do ",
    "how does ",
    "has anyone",
    "does anyone",
    "what should ",
    "can someone",
    "is it normal",
    "comment ",
    "est-ce que",
    "quelqu",
    "que faire",
    "pourquoi ",
    "qui a ",
    "avez-vous",
];

/// Suggests a disclosure from the words, the first link in them and the author's role. Never one
/// that the status could not be published with: advertising only where the words name who pays,
/// professional information only where its source or its basis stands in them.
#[must_use]
pub fn suggest_disclosure(text: &str, first_link: Option<&str>, role: Role) -> Disclosure {
    if let Some(funded_by) = funder(text) {
        return Disclosure::Advertising { funded_by };
    }
    let folded = fold(text);
    let says = |phrases: &[&str]| phrases.iter().any(|p| folded.contains(p));
    let works_in_health = matches!(role, Role::HealthWorker | Role::Organisation);
    match first_link {
        _ if role == Role::Organisation && says(&SERVICE) => Disclosure::ServiceNotice,
        _ if is_question(text, &folded) => Disclosure::Question,
        Some(link) if works_in_health => {
            Disclosure::ProfessionalInformation(Basis::Source(link.to_owned()))
        }
        _ if works_in_health && says(&EXPERIENCE) => {
            Disclosure::ProfessionalInformation(Basis::ClinicalExperience)
        }
        _ if role == Role::Organisation => Disclosure::ServiceNotice,
        _ => Disclosure::PersonalStory,
    }
}

/// Ends by asking, or begins as questions do and asks somewhere. Hashtags at the end don't count.
fn is_question(text: &str, folded: &str) -> bool {
    let last = text.split_whitespace().rfind(|word| !word.starts_with('#'));
    let ends = text.trim_end().ends_with('?') || last.is_some_and(|word| word.ends_with('?'));
    let begins = ASKING.iter().any(|p| folded.trim_start().starts_with(p));
    ends || (begins && text.contains('?'))
}

/// Who paid: the words after "funded by" or "sponsored by", up to a stop.
fn funder(text: &str) -> Option<String> {
    let words: Vec<_> = text.split_whitespace().collect();
    let said = words.windows(2).position(|pair| {
        let (verb, by) = (fold(pair[0]), fold(pair[1]));
        matches!(verb.as_str(), "funded" | "sponsored" | "finance" | "parraine" | "sponsorise")
            && matches!(by.as_str(), "by" | "par")
    })?;
    let mut name = Vec::new();
    for word in words.iter().skip(said + 2).take(6) {
        let bare = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        name.extend((!bare.is_empty()).then_some(bare));
        if bare.len() < word.len() {
            break;
        }
    }
    let name = name.join(" ");
    let fits = !name.is_empty() && name.chars().count() <= FUNDED_BY_CHARS_MAX;
    fits.then_some(name)
}
