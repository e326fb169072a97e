use unicode_normalization::UnicodeNormalization;

use crate::limits::NAME_WORDS_MAX;

/// The name on a row of a register.
#[derive(Debug, Clone, Copy)]
pub struct RegisteredName<'a> {
    pub family: &'a str,
    pub given: &'a str,
    /// Family names, or whole names, that the person had before.
    pub former: &'a [String],
}

/// How well a person's name fits the row, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameMatch {
    /// The same but for accents, case, signs, the order, and further given names.
    Exact,
    /// The same with an earlier family name.
    Former,
    /// An initial, a short form, another of the given names or one slip of the pen apart: a person
    /// must look.
    Near,
    Different,
}

/// What stands before or after a name and is none. Not `M`, `Do` or `Ma`, which are names too.
const TITLES: &[&str] = &[
    "dr",
    "dre",
    "docteur",
    "docteure",
    "doctor",
    "prof",
    "professor",
    "professeur",
    "professeure",
    "mr",
    "mrs",
    "ms",
    "mx",
    "mme",
    "mlle",
    "md",
    "mbbs",
    "phd",
    "psyd",
    "pharmd",
    "dds",
    "rn",
    "rpn",
    "np",
    "rsw",
    "rssw",
    "msw",
    "rp",
    "inf",
];

/// Compares the name on a row with a name as a person writes it, in any order. Titles count where
/// the name fits with them, and are left out where it fits without.
#[must_use]
pub fn match_name(row: &RegisteredName<'_>, person: &str) -> NameMatch {
    let as_written = words(person);
    let (named, titles): (Vec<_>, Vec<_>) =
        as_written.iter().cloned().partition(|word| !TITLES.contains(&word.as_str()));
    match compare(row, &as_written) {
        NameMatch::Exact => NameMatch::Exact,
        found if titles.is_empty() => found,
        found => found.min(compare(row, &named)),
    }
}

fn compare(row: &RegisteredName<'_>, person: &[String]) -> NameMatch {
    let given = words(row.given);
    let is = |family: &[String]| fits(family, &given, person, |a, b| a == b);
    if is(&words(row.family)) {
        return NameMatch::Exact;
    }
    let former: Vec<_> = row.former.iter().map(|name| words(name)).collect();
    if former.iter().any(|name| is(&without(name, &given))) {
        return NameMatch::Former;
    }
    let near = |family: &[String]| {
        let mut called = each_first(&given);
        called.any(|given| fits(family, &given, person, is_near))
    };
    let families = std::iter::once(words(row.family)).chain(former);
    if families.into_iter().any(|family| near(&family)) {
        NameMatch::Near
    } else {
        NameMatch::Different
    }
}

/// The given names as they are, and with each of the others as the one that is used.
fn each_first(given: &[String]) -> impl Iterator<Item = Vec<String>> {
    (0..given.len().max(1)).map(|first| {
        let mut called = given.to_vec();
        called[..given.len().min(first + 1)].rotate_right(usize::from(first > 0));
        called
    })
}

/// Every word of the family name and the first given name are there, and every further word of
/// the person is a given name of the row.
fn fits(
    family: &[String],
    given: &[String],
    person: &[String],
    same: impl Fn(&str, &str) -> bool,
) -> bool {
    let mut rest: Vec<&String> = person.iter().collect();
    let mut take = |word: &String| {
        let found = rest.iter().position(|other| same(word, other));
        found.map(|at| rest.remove(at)).is_some()
    };
    let must = family.iter().chain(given.first());
    let all_there = !family.is_empty() && must.into_iter().all(&mut take);
    for further in given.iter().skip(1) {
        take(further);
    }
    all_there && rest.is_empty()
}

/// A former name may be written whole; its given names are compared apart.
fn without(name: &[String], given: &[String]) -> Vec<String> {
    let family: Vec<_> = name.iter().filter(|word| !given.contains(word)).cloned().collect();
    if family.is_empty() { name.to_vec() } else { family }
}

/// Words in lower case without accents; hyphens part words, apostrophes and dots do not.
fn words(name: &str) -> Vec<String> {
    let mut folded = String::with_capacity(name.len());
    name.nfkd().flat_map(char::to_lowercase).for_each(|c| push(c, &mut folded));
    folded.split_whitespace().take(NAME_WORDS_MAX).map(str::to_owned).collect()
}

fn push(c: char, folded: &mut String) {
    match c {
        'œ' => folded.push_str("oe"),
        'æ' => folded.push_str("ae"),
        'ß' => folded.push_str("ss"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'þ' => folded.push_str("th"),
        'ı' => folded.push('i'),
        _ if c.is_alphanumeric() => folded.push(c),
        _ if unicode_normalization::char::is_combining_mark(c) => {}
        '\'' | '’' | '‘' | 'ʼ' | '`' | '.' => {}
        _ => folded.push(' '),
    }
}

/// An initial, or one letter added, left out, changed or swapped in a word of five and more.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let is_initial = short.len() == 1 && short.first() == long.first();
    let is_short_form = short.len() >= 3 && long.starts_with(short);
    one == other || is_initial || is_short_form || short.len() >= 5 && one_slip(short, long)
}

fn one_slip(short: &[char], long: &[char]) -> bool {
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[head..], &long[head..]);
    match long.len() - short.len() {
        0 => short.get(1..) == long.get(1..) || is_swap(short, long),
        1 => *short == long[1..],
        _ => false,
    }
}

fn is_swap(one: &[char], other: &[char]) -> bool {
    let crossed = |a: &[char], b: &[char]| a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..];
    one.len() >= 2 && other.len() >= 2 && crossed(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(family: &str, given: &str, former: &[&str], person: &str, expect: NameMatch) {
        let former: Vec<_> = former.iter().map(|name| (*name).to_owned()).collect();
        let row = RegisteredName { family, given, former: &former };
        assert_eq!(match_name(&row, person), expect, "{row:?} {person:?}");
    }

    #[test]
    fn accents_case_signs_and_order_do_not_count() {
        for person in ["Dana Roy", "dana ROY", "Roy, Dana", "Dána  Roÿ"] {
            check("Roy", "Dana", &[], person, NameMatch::Exact);
        }
        check("O’Brien-Smith", "Zoë", &[], "Zoe OBrien Smith", NameMatch::Exact);
        check("Lœwe", "Łukasz", &[], "Lukasz Loewe", NameMatch::Exact);
        check("Roy", "Dana Marie", &[], "Dana Roy", NameMatch::Exact);
        check("Roy", "Dana Marie", &[], "Dana Marie Roy", NameMatch::Exact);
        check("李", "陈", &[], "陈 李", NameMatch::Exact);
    }

    #[test]
    fn titles_are_no_names() {
        for person in ["Dr. Dana Roy", "Dana Roy, RN", "Dre Dana Roy MD, Ph.D."] {
            check("Roy", "Dana", &[], person, NameMatch::Exact);
        }
        check("Roy", "Dana", &["Lavoie"], "Dr Dana Lavoie", NameMatch::Former);
        check("Roy", "Dana", &[], "Dr D. Roy", NameMatch::Near);
        check("Rahman", "Md Karim", &[], "Md Rahman", NameMatch::Exact);
        check("Rahman", "Karim", &[], "Md Rahman", NameMatch::Different);
        check("Roy", "Dana", &[], "Dr. MD", NameMatch::Different);
        check("Roy", "Dana", &[], "Dana M Roy", NameMatch::Different);
    }

    #[test]
    fn former_names_count_and_are_told_apart() {
        check("Roy", "Dana", &["Lavoie"], "Dana Lavoie", NameMatch::Former);
        check("Roy", "Dana", &["Dana Lavoie"], "Dana Lavoie", NameMatch::Former);
        check("Roy", "Dana", &["Lavoie"], "Dana Roy", NameMatch::Exact);
    }

    #[test]
    fn near_is_not_exact() {
        check("Roy", "Dana", &[], "D. Roy", NameMatch::Near);
        check("Tremblay", "Daniel", &[], "Dan Tremblay", NameMatch::Near);
        check("Tremblay", "Dana", &[], "Dana Trembley", NameMatch::Near);
        check("Tremblay", "Dana", &[], "Dana Tremlbay", NameMatch::Near);
        check("Tremblay", "Dana", &[], "Dana Trembla", NameMatch::Near);
        check("Roy", "Dana", &["Lavoie"], "Dana Lavoi", NameMatch::Near);
        check("Roy", "Dana Marie Anne", &[], "Marie Roy", NameMatch::Near);
        check("Roy", "Dana Marie Anne", &[], "Anne Dana Roy", NameMatch::Exact);
        check("Roy", "Dana Marie Anne", &[], "A. Roy", NameMatch::Near);
    }

    #[test]
    fn others_are_different() {
        for person in
            ["Max Wellness", "Dana", "Roy", "", "Dana Rox", "Dana Max Roy", "Marie", "Max Roy"]
        {
            check("Roy", "Dana Marie", &[], person, NameMatch::Different);
        }
        check("", "", &[], "Dana Roy", NameMatch::Different);
        check("", "", &[], "", NameMatch::Different);
    }

    proptest! {
        #[test]
        fn any_names_compare(family: String, given: String, former in prop::collection::vec(any::<String>(), 0..3), person: String) {
            let row = RegisteredName { family: &family, given: &given, former: &former };
            let _ = match_name(&row, &person);
        }

        #[test]
        fn a_name_is_itself(family in "[A-ZÀ-Ý][a-zà-ý]{1,9}", given in "[A-ZÀ-Ý][a-zà-ý]{1,9}") {
            let row = RegisteredName { family: &family, given: &given, former: &[] };
            prop_assert_eq!(match_name(&row, &format!("{given} {family}")), NameMatch::Exact);
            prop_assert_eq!(match_name(&row, &format!("{family} {given}")), NameMatch::Exact);
        }
    }
}
