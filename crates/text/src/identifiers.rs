//! Numbers and details that tell who somebody is, found before a text is posted.
//!
//! Rules are reliable for numbers with a layout and a check digit, and poor for names: nothing here
//! detects names, a tip only points at a capital behind "my son" or "my patient". Nothing is
//! logged and nothing leaves the call.

mod address;
mod checks;
mod cues;
mod health;
mod numbers;
mod people;
mod phone;

use std::ops::Range;

use crate::limits::FINDINGS_MAX;
use crate::spoken::Spoken;
use cues::Cues;
use numbers::Numbers;

/// What a finding asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Worth a second look.
    Tip,
    /// Shown before posting, with a way to take it out.
    Warn,
    /// Held until the writer confirms.
    Block,
}

impl Tier {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tip => "tip",
            Self::Warn => "warn",
            Self::Block => "block",
        }
    }

    const fn stricter(self) -> Self {
        match self {
            Self::Tip => Self::Warn,
            Self::Warn | Self::Block => Self::Block,
        }
    }
}

/// Who writes. Professionals owe more care to a patient that they write of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    Anyone,
    Professional,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Ontario health number.
    Ohip,
    /// British Columbia personal health number.
    BcPhn,
    /// Quebec health insurance number.
    Ramq,
    /// Another health number, known by the words beside it.
    HealthNumber,
    /// National Health Service, England and Wales.
    Nhs,
    /// Medicare, United States.
    Mbi,
    /// Social insurance, Canada.
    Sin,
    /// Social security, United States.
    Ssn,
    /// The number of a record or a chart.
    Mrn,
    /// A payment card.
    Card,
    Phone,
    Email,
    Address,
    PostalCode,
    BirthDate,
    /// Age, place or day, and illness of a patient, who may be known by the three together.
    PatientDetails,
    /// A capital behind a word for a relation or a patient.
    Name,
}

impl Kind {
    pub const ALL: [Self; 17] = [
        Self::Ohip,
        Self::BcPhn,
        Self::Ramq,
        Self::HealthNumber,
        Self::Nhs,
        Self::Mbi,
        Self::Sin,
        Self::Ssn,
        Self::Mrn,
        Self::Card,
        Self::Phone,
        Self::Email,
        Self::Address,
        Self::PostalCode,
        Self::BirthDate,
        Self::PatientDetails,
        Self::Name,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ohip => "ohip",
            Self::BcPhn => "bc_phn",
            Self::Ramq => "ramq",
            Self::HealthNumber => "health_number",
            Self::Nhs => "nhs",
            Self::Mbi => "mbi",
            Self::Sin => "sin",
            Self::Ssn => "ssn",
            Self::Mrn => "mrn",
            Self::Card => "card",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Address => "address",
            Self::PostalCode => "postal_code",
            Self::BirthDate => "birth_date",
            Self::PatientDetails => "patient_details",
            Self::Name => "name",
        }
    }

    const fn tier(self) -> Tier {
        match self {
            Self::Phone
            | Self::Email
            | Self::Address
            | Self::PostalCode
            | Self::BirthDate
            | Self::PatientDetails => Tier::Warn,
            Self::Name => Tier::Tip,
            _ => Tier::Block,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub kind: Kind,
    pub tier: Tier,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// As it was written.
    pub phrase: String,
    /// The words beside it that told what it is, where it took some.
    pub because: Option<String>,
}

/// What a rule saw, before the author and the patient are looked at.
struct Seen {
    kind: Kind,
    tier: Tier,
    span: Range<usize>,
    because: Option<Range<usize>>,
}

impl Seen {
    fn new(kind: Kind, span: Range<usize>, because: Option<Range<usize>>) -> Self {
        Self { kind, tier: kind.tier(), span, because }
    }

    fn join(&mut self, other: Self) {
        let span = self.span.start.min(other.span.start)..self.span.end.max(other.span.end);
        let rank = |one: &Self| (one.tier, one.span.len(), std::cmp::Reverse(one.kind));
        if rank(&other) > rank(self) {
            *self = other;
        }
        self.span = span;
    }
}

/// Identifiers and details of a text, by where they stand, at most one for each byte.
///
/// A professional who writes of a patient gets the next stricter tier for everything. A full date
/// of birth beside a patient is held for everybody.
#[must_use]
pub fn find(text: &str, author: Author) -> Vec<Finding> {
    let spoken = Spoken::new(text);
    let cues = Cues::of(text, &spoken);
    let numbers = Numbers::of(text, &spoken);
    let mut seen = health::find(&numbers, &cues);
    seen.extend(phone::find(&numbers, &cues));
    seen.extend(address::find(text, &spoken, &cues));
    seen.extend(people::birth_dates(&numbers, &cues));
    seen.extend(people::details(text, &spoken, &cues, author));
    seen.extend(people::names(text, &spoken, &cues));
    let strict = author == Author::Professional && cues.any(cues::Kind::Patient);
    let raise = |mut one: Seen| {
        if strict {
            one.tier = one.tier.stricter();
        }
        one
    };
    distinct(seen.into_iter().map(raise).collect())
        .into_iter()
        .take(FINDINGS_MAX)
        .map(|one| quote(text, one))
        .collect()
}

/// A text without what was found in it: `MARK` stands there instead. Hand over the findings that
/// the writer wants out; all of them come from `find` on the same text.
#[must_use]
pub fn redact(text: &str, findings: &[Finding]) -> String {
    let mut spans: Vec<_> = findings.iter().map(|finding| finding.span.clone()).collect();
    spans.sort_by_key(|span| std::cmp::Reverse(span.start));
    let mut out = text.to_owned();
    let mut from = usize::MAX;
    for span in spans {
        if span.end <= from && out.get(span.clone()).is_some() {
            from = span.start;
            out.replace_range(span, MARK);
        }
    }
    out
}

/// Stands for what was taken out, in every language.
pub const MARK: &str = "[…]";

fn quote(text: &str, seen: Seen) -> Finding {
    Finding {
        kind: seen.kind,
        tier: seen.tier,
        phrase: text[seen.span.clone()].to_owned(),
        span: seen.span,
        because: seen.because.map(|words| text[words].to_owned()),
    }
}

/// Findings that share bytes are one, of the strictest tier, then the longest, then the kind named
/// first.
fn distinct(mut seen: Vec<Seen>) -> Vec<Seen> {
    seen.sort_by_key(|one| one.span.start);
    let mut kept: Vec<Seen> = Vec::new();
    for one in seen {
        match kept.last_mut() {
            Some(last) if one.span.start < last.span.end => last.join(one),
            _ => kept.push(one),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, author: Author, expect: &[(Kind, Tier, &str, Option<&str>)]) {
        let found = find(text, author);
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.kind, one.tier, one.phrase.as_str(), one.because.as_deref()))
            .collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn a_finding_quotes_what_it_saw_and_why() {
        use Author::{Anyone, Professional};
        check(
            "My OHIP number is 1234-567-897-AB.",
            Anyone,
            &[(Kind::Ohip, Tier::Block, "1234-567-897-AB", Some("OHIP"))],
        );
        check("1234 567 897", Anyone, &[(Kind::Ohip, Tier::Block, "1234 567 897", None)]);
        check("1234567897", Anyone, &[]);
        check(
            "Call my patient at 416-555-0134",
            Professional,
            &[(Kind::Phone, Tier::Block, "416-555-0134", None)],
        );
        check(
            "Call my patient at 416-555-0134",
            Anyone,
            &[(Kind::Phone, Tier::Warn, "416-555-0134", None)],
        );
    }

    #[test]
    fn what_is_found_can_be_taken_out() {
        let text = "DOB 1987-03-12, SIN 046 454 286 and sol@example.org";
        let found = find(text, Author::Anyone);
        assert_eq!(redact(text, &found), "DOB […], SIN […] and […]");
        assert_eq!(redact(text, &[]), text);
    }

    fn numbers() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            "[0-9]{1,5}",
            "[0-9]{9,10}",
            "[A-Z]{1,4}[0-9]{0,8}",
            Just("OHIP".to_owned()),
            Just("MRN".to_owned()),
            Just("SIN".to_owned()),
            Just("health card".to_owned()),
            Just("my patient".to_owned()),
            Just("1234 567 897".to_owned()),
            Just("34 years old in Sudbury with lupus".to_owned()),
            Just("born 1987-03-12".to_owned()),
            Just("a@b.ca".to_owned()),
            any::<char>().prop_map(String::from),
        ];
        let sign = prop_oneof![Just(" "), Just("-"), Just("."), Just(", "), Just(""), Just("\n")];
        proptest::collection::vec((part, sign), 0..14)
            .prop_map(|all| all.into_iter().map(|(part, sign)| part + sign).collect())
    }

    proptest! {
        #[test]
        fn findings_lie_in_the_text_and_apart(text in prop_oneof![numbers(), any::<String>()]) {
            let mut end = 0;
            for one in find(&text, Author::Professional) {
                prop_assert!(one.span.start >= end);
                prop_assert_eq!(text.get(one.span.clone()), Some(one.phrase.as_str()));
                end = one.span.end;
            }
        }

        #[test]
        fn nothing_held_is_left_when_all_is_taken_out(text in numbers()) {
            for author in [Author::Anyone, Author::Professional] {
                let once = redact(&text, &find(&text, author));
                let left = find(&once, author);
                let held: Vec<_> = left.iter().filter(|one| one.tier == Tier::Block).collect();
                prop_assert!(held.is_empty(), "{:?} in {:?}", held, once);
            }
        }
    }
}
