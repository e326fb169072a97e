//! Titles in headlines and in first-person sentences.

use std::ops::Range;

use super::context::{Context, Kind, segment};
use super::forms::{Form, Found, is_capital, is_written_as_mark};
use super::pack::Pack;
use super::{Claimed, Place};
use crate::limits::FINDINGS_MAX;
use crate::spoken::{Break, Spoken};

/// Words between `I am a` and a title, and before a title in a headline.
const QUALIFIERS_MAX: usize = 4;
const JOINS: [&str; 2] = ["and", "et"];
const FIRST_PERSON: [&str; 12] =
    ["i", "im", "ive", "id", "ill", "je", "jai", "jsuis", "j", "jetais", "my", "we"];

pub fn in_bio(pack: &Pack, bio: &str) -> Vec<Claimed> {
    let spoken = Spoken::new(bio);
    let reading = Reading { raw: bio, spoken: &spoken, context: &Context::of(&spoken) };
    reading.claims(pack, Place::Bio, |hit| reading.is_own(hit) || reading.is_headline(hit))
}

pub fn in_post(pack: &Pack, post: &str) -> Vec<Claimed> {
    let spoken = Spoken::new(post);
    let reading = Reading { raw: post, spoken: &spoken, context: &Context::of(&spoken) };
    reading.claims(pack, Place::Post, |hit| reading.is_own(hit) || reading.is_here(hit))
}

struct Reading<'a> {
    raw: &'a str,
    spoken: &'a Spoken,
    context: &'a Context,
}

impl Reading<'_> {
    fn claims(&self, pack: &Pack, place: Place, own: impl Fn(&Found) -> bool) -> Vec<Claimed> {
        let found = pack.forms.find(self.spoken).into_iter().filter(|hit| {
            self.is_written(hit)
                && !self.spoken.is_quoted(&hit.words)
                && !self.context.goes_on(self.spoken, hit.words.end)
                && !self.context.is_no_doctor(self.spoken, &hit.words)
                && own(hit)
        });
        let claim = |hit: Found| {
            let span = self.title_span(&hit);
            let profession = pack.file.titles[hit.kind.0].profession.clone();
            Claimed { profession, title: self.raw[span.clone()].to_owned(), span, place }
        };
        found.take(FINDINGS_MAX).map(claim).collect()
    }

    /// Without the `qu'` that the word was joined to.
    fn title_span(&self, hit: &Found) -> Range<usize> {
        let span = self.spoken.span(&hit.words);
        let written = &self.raw[span.clone()];
        let own = written.find(['\'', '’', 'ʼ']).filter(|_| hit.kind.1 == Form::Elided);
        let sign = own.and_then(|at| written[at..].chars().next().map(|c| at + c.len_utf8()));
        span.start + sign.unwrap_or(0)..span.end
    }

    fn is_written(&self, hit: &Found) -> bool {
        let written = &self.raw[self.spoken.span(&hit.words)];
        match hit.kind.1 {
            Form::Word | Form::Elided => true,
            Form::Mark | Form::Lead => {
                let small = self.spoken.before(hit.words.start) == Break::Sign
                    && self.spoken.before(hit.words.end) != Break::None
                    && self.context.ends(Kind::Mood, hit.words.start).is_none();
                is_capital(written) || is_written_as_mark(written) || small
            }
        }
    }

    /// `I am a family physician`, `en tant qu'infirmière`, `we nurses`.
    fn is_own(&self, hit: &Found) -> bool {
        let start = hit.words.start;
        let nearest = start.saturating_sub(QUALIFIERS_MAX)..=start;
        let own = nearest.rev().take_while(|at| *at == start || self.qualifies(*at));
        let lead = own.into_iter().find_map(|at| self.context.ends(Kind::Own, at));
        lead.is_some_and(|lead| !self.is_doubted(lead) && !self.is_told(lead, hit))
            && !self.context.starts(Kind::Anywhere, hit.words.end)
    }

    /// A word that may stand between: no sign, no article of its own, and nobody else's.
    fn qualifies(&self, at: usize) -> bool {
        self.spoken.before(at + 1) == Break::None
            && !matches!(self.spoken.word(at), "a" | "an" | "un" | "une")
            && !self.context.starts(Kind::Before, at)
            && !self.context.starts(Kind::Anywhere, at)
    }

    fn is_doubted(&self, lead: usize) -> bool {
        self.spoken.before(lead) == Break::None && self.context.ends(Kind::Doubt, lead).is_some()
    }

    /// `As a nurse once told me`.
    fn is_told(&self, lead: usize, hit: &Found) -> bool {
        let as_one = matches!(self.spoken.word(lead), "as" | "comme" | "en");
        let same = self.spoken.before(hit.words.end) == Break::None;
        as_one && same && self.context.starts(Kind::Told, hit.words.end)
    }

    /// `ICU nurse here.`
    fn is_here(&self, hit: &Found) -> bool {
        let here = matches!(self.spoken.word(hit.words.end), "here" | "ici")
            && self.spoken.before(hit.words.end) == Break::None;
        let from = segment(self.spoken, hit.words.start, &[]).start;
        here && !self.spoken.is_question(hit.words.start) && self.are_qualifiers(from..hit.words.start)
    }

    /// `Pediatric nurse at …`: the title opens a part of the headline, with a few words before it.
    fn is_headline(&self, hit: &Found) -> bool {
        let own = segment(self.spoken, hit.words.start, &JOINS);
        let own = if own.contains(&hit.words.start) { own } else { hit.words.clone() };
        let first_person = own.clone().any(|at| FIRST_PERSON.contains(&self.spoken.word(at)));
        let article = matches!(
            self.spoken.word(own.start),
            "a" | "an" | "un" | "une" | "your" | "votre" | "the"
        );
        let from = own.start + usize::from(article && own.start < hit.words.start);
        !first_person
            && self.are_qualifiers(from..hit.words.start)
            && !self.context.within(Kind::Anywhere, &own)
    }

    fn are_qualifiers(&self, words: Range<usize>) -> bool {
        words.len() <= QUALIFIERS_MAX
            && words.clone().all(|at| {
                !self.context.starts(Kind::Before, at) && !self.context.starts(Kind::Own, at)
            })
    }
}
