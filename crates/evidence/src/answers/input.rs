//! What the desk's form and programs send.

use commonround_kernel::{Invalid, Result};
use commonround_vocabulary::ClaimRecord;
use schemars::JsonSchema;
use serde::Deserialize;

use super::model::{AnswerBody, AnswerFields};
use super::paste;
use super::publish_answer::Publish;
use super::scale::Step;
use crate::claims::ClaimText;
use crate::claims::web::id;

/// What to answer. `q` looks for other facts than those that the claim's words find.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DeskQuery {
    pub claim: String,
    /// The claim, or a link, or both.
    pub text: String,
    pub link: String,
    pub q: String,
}

impl DeskQuery {
    /// The same with a pasted link in its own place.
    pub fn sorted(self) -> Self {
        let (text, link) = paste::apart(&self.text, &self.link);
        Self { text, link, ..self }
    }
}

/// An answer as it is sent.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AnswerInput {
    /// The claim it answers, where that is known.
    pub claim: String,
    /// The claim in words. A link among them becomes `link` where that is empty.
    pub text: String,
    /// Where it was made. Never fetched.
    pub link: String,
    /// `false`, `not_established` or `supported`.
    pub verdict: String,
    /// `guideline`, `high`, `moderate`, `low` or `very_low`.
    pub certainty: String,
    /// Both in one, as the form's scale has them, such as `false-high`. Wins over the two.
    pub says: String,
    /// With `says`: an official guideline says so.
    pub guideline: String,
    pub english: String,
    pub french: String,
    /// Ids of facts.
    pub facts: Vec<String>,
    /// Further sources, one address a line.
    pub addresses: String,
    /// Other words to look for facts by. Not kept.
    pub q: String,
    /// Of a draft: a sentence of a fact to take in, as `FACT en SENTENCE`.
    pub quote: String,
    /// Of a draft: the answer that is written anew.
    pub answer: String,
}

impl AnswerInput {
    fn codes(&self) -> (&str, &str) {
        if self.says.is_empty() {
            return (&self.verdict, &self.certainty);
        }
        Step::codes(&self.says, !self.guideline.is_empty()).unwrap_or_default()
    }

    /// The choice of the scale that is made.
    pub fn step(&self) -> Option<Step> {
        let (verdict, certainty) = self.codes();
        Step::of(verdict, certainty)
    }

    pub fn by_guideline(&self) -> bool {
        self.codes().1 == "guideline"
    }

    pub fn fields(&self) -> AnswerFields<'_> {
        let (verdict, certainty) = self.codes();
        AnswerFields {
            link: &self.link,
            verdict,
            certainty,
            english: &self.english,
            french: &self.french,
            facts: &self.facts,
            addresses: &self.addresses,
        }
    }

    pub fn parse(&self) -> Result<Publish> {
        let mut wrong = Invalid::default();
        let said = wrong.take(ClaimText::parse(&self.text));
        let body = wrong.take(AnswerBody::parse(&self.fields()));
        let claim = id::<ClaimRecord>("claim", &self.claim)?;
        match (said, body) {
            (Some(said), Some(body)) => Ok(Publish { claim, said, body }),
            _ => Err(wrong.into()),
        }
    }

    /// The same with a pasted link in its own place.
    pub fn sorted(self) -> Self {
        let (text, link) = paste::apart(&self.text, &self.link);
        Self { text, link, ..self }
    }

    /// Takes the sentence in that was asked for, and ticks its fact.
    pub fn quoted(mut self) -> Self {
        let quote = std::mem::take(&mut self.quote);
        let mut parts = quote.splitn(3, ' ');
        let (Some(fact), Some(lang), Some(sentence)) = (parts.next(), parts.next(), parts.next())
        else {
            return self;
        };
        let words = if lang == "fr" { &mut self.french } else { &mut self.english };
        *words = format!("{words} {sentence}").trim().to_owned();
        if !self.facts.iter().any(|chosen| chosen == fact) {
            self.facts.push(fact.to_owned());
        }
        self
    }

    pub fn query(&self) -> DeskQuery {
        DeskQuery {
            claim: self.claim.clone(),
            text: self.text.clone(),
            link: self.link.clone(),
            q: self.q.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_joins_the_words_of_its_language_and_ticks_its_fact_once() {
        let quote = |quote: &str| AnswerInput {
            english: "No.".to_owned(),
            facts: vec!["7".to_owned()],
            quote: quote.to_owned(),
            ..AnswerInput::default()
        };
        let english = quote("7 en “Rest.” (A)").quoted();
        assert_eq!((english.english.as_str(), english.facts.len()), ("No. “Rest.” (A)", 1));
        let french = quote("9 fr « Repos. » (B)").quoted();
        assert_eq!((french.french.as_str(), french.facts.len()), ("« Repos. » (B)", 2));
        let none = quote("9").quoted();
        assert_eq!((none.english.as_str(), none.facts.len()), ("No.", 1));
    }
}
