use std::sync::Arc;

use commonround_text as text;
use jiff::civil::Date;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use url::Url;

use crate::limits::{
    ANSWER_CHARS_MAX, EXTERNAL_ID_CHARS_MAX, QUESTION_CHARS_MAX, TOPIC_CHARS_MAX, URL_CHARS_MAX,
};
use crate::model::{Entry, Kind, Refusal, Registry, slug};
use crate::policy::{self, MayImport};

/// A line of an import as its publisher wrote it. Fields that we do not know are left alone.
#[derive(Debug, Deserialize)]
pub struct Line {
    id: Option<String>,
    source: Option<String>,
    url: Option<String>,
    focus: Option<String>,
    qtype: Option<String>,
    question: Option<String>,
    answer: Option<String>,
    /// `en` or `fr`; the publisher's own language where it is missing.
    language: Option<String>,
    /// `YYYY-MM-DD`, where the publisher says when it last reviewed the answer.
    reviewed_on: Option<String>,
}

/// SHA-256 over every field that is stored.
pub type Checksum = [u8; 32];

/// What makes a fact the same fact in the next import, within its publisher.
///
/// Publishers number the questions of a document, and where a document covers several topics the
/// number starts again: so it is the publisher's id together with the topic.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key(String);

impl Key {
    fn new(external_id: &str, topic_slug: &str) -> Self {
        Self(format!("{external_id}#{topic_slug}"))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A fact that passed every check and waits to be stored.
#[derive(Debug, Clone)]
pub struct Draft {
    pub permit: MayImport,
    pub key: Key,
    pub external_id: String,
    /// Empty where the publisher names none.
    pub topic: String,
    pub topic_slug: String,
    pub kind: Kind,
    pub question: String,
    pub answer: String,
    pub url: String,
    pub language: String,
    pub reviewed_on: Option<Date>,
    pub checksum: Checksum,
}

impl Line {
    /// # Errors
    /// Not UTF-8, not JSON, or a field of another type than text.
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let line = std::str::from_utf8(bytes).map_err(|_| Refusal::NotUtf8)?;
        if line.trim_start().starts_with('[') {
            return Err(Refusal::WrongType("line is a list, not an object".to_owned()));
        }
        serde_json::from_str(line).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => Refusal::WrongType(error.to_string()),
            _ => Refusal::NotJson(error.to_string()),
        })
    }

    /// Checks every field, in the order a reader of the report would ask.
    ///
    /// # Errors
    /// The first thing that is wrong with the line.
    pub fn check(self, registry: &Registry) -> Result<Draft, Refusal> {
        let external_id = required("id", self.id, EXTERNAL_ID_CHARS_MAX)?;
        let code = present("source", self.source)?;
        let permit = policy::may_import(registry, &code)?;
        let question = required("question", self.question, QUESTION_CHARS_MAX)?;
        let answer = answered(self.answer)?;
        let url = linked(self.url)?;
        let topic = optional("focus", self.focus, TOPIC_CHARS_MAX)?;
        let kind = Kind::read(&self.qtype.unwrap_or_default());
        let language = in_language(self.language, permit.entry())?;
        let reviewed_on = reviewed(self.reviewed_on)?;
        let topic_slug = slug(&topic);
        let key = Key::new(&external_id, &topic_slug);
        let mut draft = Draft {
            permit,
            key,
            external_id,
            topic,
            topic_slug,
            kind,
            question,
            answer,
            url,
            language,
            reviewed_on,
            checksum: [0; 32],
        };
        draft.checksum = draft.sum();
        Ok(draft)
    }
}

impl Draft {
    #[must_use]
    pub fn entry(&self) -> &Arc<Entry> {
        self.permit.entry()
    }

    /// What finds the same key again in one import, at eight bytes each. Two of two million keys
    /// meet by chance once in nine million imports.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        fingerprint(&self.entry().code, self.key.as_str())
    }

    fn sum(&self) -> Checksum {
        let date = self.reviewed_on.map(|d| d.to_string()).unwrap_or_default();
        let fields = [
            self.external_id.as_str(),
            &self.topic,
            self.kind.as_str(),
            &self.question,
            &self.answer,
            &self.url,
            &self.language,
            &date,
        ];
        let mut digest = Sha256::new();
        for field in fields {
            digest.update(field.len().to_be_bytes());
            digest.update(field);
        }
        digest.finalize().into()
    }
}

/// See `Draft::fingerprint`.
#[must_use]
pub fn fingerprint(code: &str, key: &str) -> u64 {
    let digest: [u8; 32] = Sha256::digest(format!("{code}\0{key}")).into();
    u64::from_be_bytes(*digest.first_chunk().expect("32 bytes hold eight"))
}

/// The address in its normal form, where it is an absolute http or https one.
pub(crate) fn web_address(raw: &str) -> Option<String> {
    let url = Url::parse(raw.trim()).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.to_string())
}

fn present(field: &'static str, raw: Option<String>) -> Result<String, Refusal> {
    raw.filter(|value| !value.trim().is_empty()).ok_or(Refusal::MissingField(field))
}

fn cleaned(field: &'static str, why: &'static str) -> Refusal {
    match why {
        "required" => Refusal::MissingField(field),
        "too_long" => Refusal::TooLong(field),
        why => Refusal::BadText(field, why),
    }
}

fn required(field: &'static str, raw: Option<String>, max: usize) -> Result<String, Refusal> {
    let raw = present(field, raw)?;
    text::clean_line(&raw, max).map_err(|why| cleaned(field, why))
}

fn optional(field: &'static str, raw: Option<String>, max: usize) -> Result<String, Refusal> {
    match present(field, raw) {
        Ok(raw) => text::clean_line(&raw, max).map_err(|why| cleaned(field, why)),
        Err(_) => Ok(String::new()),
    }
}

fn answered(raw: Option<String>) -> Result<String, Refusal> {
    let raw = raw.ok_or(Refusal::MissingField("answer"))?;
    if raw.trim().is_empty() {
        return Err(Refusal::EmptyAnswer);
    }
    match text::clean_block(&raw, ANSWER_CHARS_MAX) {
        Err("required") => Err(Refusal::EmptyAnswer),
        found => found.map_err(|why| cleaned("answer", why)),
    }
}

fn linked(raw: Option<String>) -> Result<String, Refusal> {
    let raw = required("url", raw, URL_CHARS_MAX)?;
    let url = web_address(&raw).ok_or(Refusal::BadUrl(raw))?;
    if url.len() > 3 * URL_CHARS_MAX { Err(Refusal::TooLong("url")) } else { Ok(url) }
}

fn in_language(raw: Option<String>, entry: &Entry) -> Result<String, Refusal> {
    match raw {
        None => Ok(entry.language.clone()),
        Some(known) if matches!(known.as_str(), "en" | "fr") => Ok(known),
        Some(other) => Err(Refusal::UnknownLanguage(other)),
    }
}

fn reviewed(raw: Option<String>) -> Result<Option<Date>, Refusal> {
    let Some(raw) = raw.filter(|value| !value.trim().is_empty()) else { return Ok(None) };
    let ten = raw.len() == 10;
    let date = raw.parse::<Date>().ok().filter(|_| ten);
    date.map(Some).ok_or(Refusal::BadDate(raw))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"id":"CDC_1-1","source":"CDC","url":"https://www.cdc.gov/flu/","focus":"Flu",
        "qtype":"exams and tests","question":"How to diagnose Flu ?","answer":"With a swab.","extra":[1]}"#;

    fn check(line: &str) -> String {
        match Line::read(line.as_bytes()).and_then(|line| line.check(&Registry::bundled())) {
            Ok(draft) => format!("{} {}", draft.key.as_str(), draft.kind.as_str()),
            Err(refusal) => refusal.code().to_owned(),
        }
    }

    #[test]
    fn a_good_line_is_a_fact() {
        assert_eq!(check(GOOD), "CDC_1-1#flu exams_and_tests");
    }

    #[test]
    fn each_wrong_line_has_its_code() {
        let swap = |from: &str, to: &str| GOOD.replace(from, to);
        let table = [
            (String::new(), "not_json"),
            ("{".to_owned(), "not_json"),
            ("[]".to_owned(), "wrong_type"),
            ("7".to_owned(), "wrong_type"),
            ("null".to_owned(), "wrong_type"),
            ("[".repeat(400), "wrong_type"),
            (format!("{{\"id\":{}", "[".repeat(400)), "wrong_type"),
            (swap("\"CDC_1-1\"", "7"), "wrong_type"),
            (swap("\"id\"", "\"ident\""), "missing_field"),
            (swap("CDC_1-1", "  "), "missing_field"),
            (swap("\"CDC\"", "\"cdc\""), "unknown_source"),
            (swap("\"source\"", "\"from\""), "missing_field"),
            (swap("With a swab.", "  \\n "), "empty_answer"),
            (swap("\"answer\"", "\"reply\""), "missing_field"),
            (swap("With a swab.", "a\\u0000b"), "control_character"),
            (swap("With a swab.", "a\\u202eb"), "bidi_control"),
            (swap("https://www.cdc.gov/flu/", "javascript:alert(1)"), "bad_url"),
            (swap("https://www.cdc.gov/flu/", "/flu"), "bad_url"),
            (swap("https://www.cdc.gov/flu/", "ftp://cdc.gov/"), "bad_url"),
            (swap("How to diagnose", &"x".repeat(600)), "too_long"),
            (swap("\"extra\":[1]", "\"language\":\"de\""), "unknown_language"),
            (swap("\"extra\":[1]", "\"reviewed_on\":\"yesterday\""), "bad_date"),
            (swap("\"extra\":[1]", "\"reviewed_on\":\"2026-02-30\""), "bad_date"),
            (
                swap("\"extra\":[1]", "\"reviewed_on\":\"2026-02-28\""),
                "CDC_1-1#flu exams_and_tests",
            ),
        ];
        for (line, code) in table {
            assert_eq!(check(&line), code, "{line:.120}");
        }
        let bytes = Line::read(b"{\"id\":\"\xff\"}").map_err(|refusal| refusal.code());
        assert_eq!(bytes.err(), Some("not_utf8"));
    }

    #[test]
    fn the_checksum_sees_every_stored_field_and_no_other() {
        let sum = |line: &str| {
            let line = Line::read(line.as_bytes()).unwrap();
            line.check(&Registry::bundled()).unwrap().checksum
        };
        let good = sum(GOOD);
        assert_eq!(sum(&GOOD.replace("[1]", "[2]")), good);
        for (from, to) in [
            ("CDC_1-1", "CDC_1-2"),
            ("\"Flu\"", "\"flu\""),
            ("exams and tests", "symptoms"),
            ("diagnose", "find"),
            ("a swab", "swabs"),
            ("gov/flu/", "gov/flu"),
            ("\"extra\":[1]", "\"language\":\"fr\""),
            ("\"extra\":[1]", "\"reviewed_on\":\"2026-02-28\""),
        ] {
            assert_ne!(sum(&GOOD.replace(from, to)), good, "{from}");
        }
    }
}
