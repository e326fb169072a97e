//! Texts in every language: Fluent files, merged and checked at start, so that a page never
//! formats more than it must.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use commonround_kernel::{Error, Result};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

use crate::Lang;

/// The texts of one crate, as Fluent source.
#[derive(Debug, Clone, Copy)]
pub struct Catalogue {
    pub en: &'static str,
    pub fr: &'static str,
}

impl Catalogue {
    const fn source(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Fr => self.fr,
        }
    }
}

/// An argument of a text.
pub type Value<'a> = FluentValue<'a>;

/// All texts of the instance.
pub struct Languages {
    en: Language,
    fr: Language,
}

struct Language {
    /// Texts without arguments, ready to be shown.
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

impl Languages {
    /// # Errors
    /// A key that stands twice, or in one language only, or with other arguments in the other
    /// language, and a file that does not parse: all of them named in one fault.
    pub fn merge(catalogues: &[Catalogue]) -> Result<Self> {
        let mut wrong = Vec::new();
        let mut keys = Lang::ALL.map(|lang| keys_of(catalogues, lang, &mut wrong)).into_iter();
        let (en, fr) = (keys.next().unwrap_or_default(), keys.next().unwrap_or_default());
        compare(&en, &fr, &mut wrong);
        if !wrong.is_empty() {
            return Err(Error::fault(format!("texts: {}", wrong.join("; "))));
        }
        Ok(Self {
            en: Language::load(catalogues, Lang::En, &en)?,
            fr: Language::load(catalogues, Lang::Fr, &fr)?,
        })
    }

    fn of(&self, lang: Lang) -> &Language {
        match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }

    /// A text without arguments.
    #[must_use]
    pub fn plain(&self, lang: Lang, key: &str) -> Option<&str> {
        self.of(lang).plain.get(key).map(String::as_str)
    }

    /// A text with arguments.
    #[must_use]
    pub fn format(&self, lang: Lang, key: &str, args: &[(&str, Value<'_>)]) -> Option<String> {
        let language = self.of(lang);
        let pattern = language.bundle.get_message(key)?.value()?;
        let args: FluentArgs<'_> = args.iter().map(|(name, v)| (*name, v.clone())).collect();
        let mut errors = Vec::new();
        let text = language.bundle.format_pattern(pattern, Some(&args), &mut errors);
        if !errors.is_empty() {
            tracing::error!(key, "a text lacks an argument");
        }
        Some(text.into_owned())
    }
}

impl Language {
    fn load(catalogues: &[Catalogue], lang: Lang, keys: &Keys) -> Result<Self> {
        let id: LanguageIdentifier = lang.as_str().parse().map_err(Error::fault)?;
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        for catalogue in catalogues {
            let resource = FluentResource::try_new(catalogue.source(lang).to_owned())
                .map_err(|_| Error::fault("texts: a file does not parse"))?;
            bundle.add_resource(resource).map_err(|_| Error::fault("texts: a key twice"))?;
        }
        let plain = keys.iter().filter(|(_, args)| args.is_empty());
        let plain = plain.filter_map(|(key, _)| Some((key.clone(), show_plain(&bundle, key)?)));
        Ok(Self { plain: plain.collect(), bundle })
    }
}

fn show_plain(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    Some(bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
}

/// Every key with the arguments it takes.
type Keys = BTreeMap<String, BTreeSet<String>>;

fn keys_of(catalogues: &[Catalogue], lang: Lang, wrong: &mut Vec<String>) -> Keys {
    let mut keys = Keys::new();
    for catalogue in catalogues {
        let source = catalogue.source(lang).to_owned();
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, errors)| {
            let first = errors.first().map(ToString::to_string).unwrap_or_default();
            wrong.push(format!("{}: does not parse ({first})", lang.as_str()));
            resource
        });
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            let key = message.id.name.to_owned();
            let mut args = BTreeSet::new();
            message.value.iter().for_each(|pattern| arguments(pattern, &mut args));
            if keys.insert(key.clone(), args).is_some() {
                wrong.push(format!("{}: {key} stands twice", lang.as_str()));
            }
        }
    }
    keys
}

fn compare(en: &Keys, fr: &Keys, wrong: &mut Vec<String>) {
    let names: BTreeSet<&String> = en.keys().chain(fr.keys()).collect();
    for key in names {
        match (en.get(key), fr.get(key)) {
            (Some(a), Some(b)) if a == b => {}
            (Some(_), Some(_)) => wrong.push(format!("{key} takes other arguments in French")),
            (Some(_), None) => wrong.push(format!("{key} has no French")),
            (None, _) => wrong.push(format!("{key} has no English")),
        }
    }
}

fn arguments(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            arguments_in(expression, found);
        }
    }
}

fn arguments_in(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    let inline = match expression {
        Expression::Inline(inline) => inline,
        Expression::Select { selector, variants } => {
            variants.iter().for_each(|variant| arguments(&variant.value, found));
            selector
        }
    };
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => arguments_in(expression, found),
        _ => {}
    }
}

/// What a crate's sources and its catalogue say of each other.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Keys that the sources name and the catalogue lacks.
    pub missing: Vec<String>,
    /// Keys of the catalogue that no source names.
    pub unused: Vec<String>,
}

/// Compares the string literals of `sources` with the keys of `catalogues`. A literal counts as a
/// key when it begins with one of `prefixes` (`"commons-"`); keys under `computed` are built at run
/// time (`"error-"`) and never count as unused.
#[must_use]
pub fn audit(
    catalogues: &[Catalogue],
    prefixes: &[&str],
    computed: &[&str],
    sources: &[&str],
) -> Audit {
    let defined = keys_of(catalogues, Lang::En, &mut Vec::new());
    let literals = sources.iter().flat_map(|source| source.split('"'));
    let named: BTreeSet<&str> = literals
        .filter(|word| {
            word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        })
        .filter(|word| prefixes.iter().any(|p| word.starts_with(p) && word.len() > p.len()))
        .collect();
    let is_computed = |key: &str| computed.iter().any(|p| key.starts_with(p));
    Audit {
        missing: named
            .iter()
            .filter(|key| !defined.contains_key(**key) && !is_computed(key))
            .map(ToString::to_string)
            .collect(),
        unused: defined
            .into_keys()
            .filter(|key| !named.contains(key.as_str()) && !is_computed(key))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merge(en: &'static str, fr: &'static str) -> String {
        match Languages::merge(&[Catalogue { en, fr }]) {
            Ok(_) => "ok".to_owned(),
            Err(fault) => fault.to_string(),
        }
    }

    #[test]
    fn merging_refuses_what_is_not_paired() {
        assert_eq!(merge("a = A", "a = A"), "ok");
        assert_eq!(merge("a = A\nb = B", "a = A"), "fault: texts: b has no French");
        assert_eq!(merge("a = A", "a = A\nb = B"), "fault: texts: b has no English");
        let twice = merge("a = A\na = B", "a = A");
        assert_eq!(twice, "fault: texts: en: a stands twice");
        let other = merge("a = { $n } posts", "a = { $count } messages");
        assert_eq!(other, "fault: texts: a takes other arguments in French");
        assert!(merge("a = { $n", "a = A").contains("en: does not parse"));
    }

    #[test]
    fn merging_refuses_a_key_of_two_crates() {
        let one = Catalogue { en: "a = A", fr: "a = A" };
        let fault = Languages::merge(&[one, one]).err().unwrap().to_string();
        assert_eq!(fault, "fault: texts: en: a stands twice; fr: a stands twice");
    }

    #[test]
    fn a_text_with_arguments_counts_as_its_language_does() {
        let posts = Catalogue {
            en: "posts = { $n ->\n    [one] { $n } post\n   *[other] { $n } posts\n }\nname = N",
            fr: "posts = { $n ->\n    [one] { $n } message\n   *[other] { $n } messages\n }\nname = N",
        };
        let languages = Languages::merge(&[posts]).unwrap();
        let count = |lang, n: i32| languages.format(lang, "posts", &[("n", n.into())]).unwrap();
        assert_eq!(count(Lang::En, 0), "0 posts");
        assert_eq!(count(Lang::En, 1), "1 post");
        assert_eq!(count(Lang::Fr, 0), "0 message");
        assert_eq!(count(Lang::Fr, 2), "2 messages");
        assert_eq!(languages.plain(Lang::En, "posts"), None);
        assert_eq!(languages.plain(Lang::Fr, "name"), Some("N"));
    }

    #[test]
    fn audit_names_missing_and_unused_keys() {
        let catalogue = Catalogue { en: "x-a = A\nx-b = B\nerror-z = Z", fr: "" };
        let source = r#"ui.t("x-a"); ui.t("x-c"); let other = "y-d";"#;
        let found = audit(&[catalogue], &["x-"], &["error-"], &[source]);
        assert_eq!(found, Audit { missing: vec!["x-c".into()], unused: vec!["x-b".into()] });
    }
}
