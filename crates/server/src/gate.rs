//! What is said before words are published: guards, help in a crisis, and who takes replies.

use commonround_commons::AskBefore;
use commonround_commons::gate::{
    Closed, CrisisHelp, Finding, HelpLine, Panel, Redirect, Verdict, Without, Words,
};
use commonround_db::Tx;
use commonround_identity::cards;
use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_safety::boundaries::{boundaries_of, may_reply};
use commonround_safety::resources::{Line, When};
use commonround_safety::views::{self, CrisisHelp as Help};
use commonround_safety::{GuardAuthor, crisis_help, guard};
use commonround_web::{Lang, Ui};

/// The room of safety, for people of one region.
pub struct Guards {
    pub region: String,
}

impl AskBefore for Guards {
    fn look(&self, tx: &mut Tx<'_>, author: &Actor, words: &Words<'_>) -> Result<Verdict> {
        let card = cards(tx, &[author.persona])?.remove(&author.persona);
        let verified = card.is_some_and(|card| card.standing.is_verified());
        let author = GuardAuthor { verified, role: author.role };
        let texts = [words.text, words.content_warning];
        let verdict = guard(author, &texts, &[words.confirmed]);
        let help = crisis_help(tx, &self.region)?;
        Ok(shown(verdict, help, words.lang))
    }

    fn closed(
        &self,
        tx: &mut Tx<'_>,
        persona: Id<Persona>,
        is_followed: bool,
    ) -> Result<Option<Closed>> {
        let of = boundaries_of(tx, persona)?;
        let code = match may_reply(&of, is_followed, tx.now()) {
            Ok(()) => return Ok(None),
            Err(Error::Denied(code)) => code,
            Err(other) => return Err(other),
        };
        let words = Some(of.redirect.clone()).filter(|words| !words.is_empty());
        let redirect = Redirect { words, url: of.link().to_owned() };
        let card = Panel::new(move |ui: &Ui<'_>| views::redirect_card(ui, &of));
        Ok(Some(Closed { code, redirect, card }))
    }
}

fn shown(verdict: commonround_safety::Verdict, help: Help<'static>, lang: Lang) -> Verdict {
    let findings = verdict.findings.iter().map(|found| Finding {
        kind: found.code,
        tier: found.tier.as_str(),
        why_key: found.why_key,
        quotes: found.quotes.clone(),
    });
    let without = verdict.redacted().and_then(|texts| match texts {
        [text, content_warning] => {
            Some(Without { text: text.clone(), content_warning: content_warning.clone() })
        }
        _ => None,
    });
    let in_crisis = verdict.has_crisis();
    let (digest, asked) = (verdict.digest.clone(), verdict.clone());
    Verdict {
        findings: findings.collect(),
        may_post: verdict.may_post,
        is_final: verdict.is_final,
        digest,
        without,
        help: in_crisis.then(|| offered(help, lang)),
        before: Panel::new(move |ui: &Ui<'_>| views::guard_panel(ui, &asked, help)),
        after: in_crisis.then(|| {
            Panel::new(move |ui: &Ui<'_>| {
                views::after_posting(ui, &verdict, help).unwrap_or_default()
            })
        }),
    }
}

fn offered(help: Help<'static>, lang: Lang) -> CrisisHelp {
    CrisisHelp {
        region: help.region.region.clone(),
        emergency: help.region.emergency.clone(),
        lines: help.region.lines.iter().map(|line| offered_line(line, lang)).collect(),
        helper_on_duty: help.helper_on_duty,
        posting_calls: help.posting_calls,
    }
}

fn offered_line(line: &Line, lang: Lang) -> HelpLine {
    HelpLine {
        who: line.who.text(lang).to_owned(),
        call: line.call.clone(),
        text: line.text.clone(),
        always: line.when == When::Always,
    }
}
