//! What an author is asked before a text is posted. A pure function: nothing of the text is kept or
//! logged, only how often a guard spoke is counted.

use std::ops::Range;

use commonround_kernel::Role;
use sha2::{Digest as _, Sha256};

use crate::rules::quoted;
use crate::senses::{Crisis, Danger, Gravity, Identifier, Sensed, Senses};

/// What stands where something was taken out.
const REDACTED: &str = "[…]";
/// Advice that nobody can confirm away: how somebody dies, or that they should.
const NEVER_POSTED: [&str; 2] = ["self_harm_method", "self_harm_encouragement"];

/// Who is about to post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuardAuthor {
    /// A professional whose credential was checked.
    pub verified: bool,
    pub role: Role,
}

/// What a finding asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Worth a second look.
    Tip,
    /// Help for the author, in private. Asks for one more press, and for nothing else.
    Crisis,
    /// Shown before posting.
    Warn,
    /// Held until confirmed, or never posted.
    Block,
}

impl Tier {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tip => "tip",
            Self::Crisis => "crisis",
            Self::Warn => "warn",
            Self::Block => "block",
        }
    }
}

/// Something the author should know before posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: &'static str,
    pub tier: Tier,
    /// The key of the words that say why.
    pub why_key: &'static str,
    /// What was seen, as it was written.
    pub quotes: Vec<String>,
    /// The whole text without it, where it can be taken out.
    pub redacted: Option<String>,
}

/// What the guards say of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The gravest first.
    pub findings: Vec<Finding>,
    /// Nothing is left that the author has to confirm.
    pub may_post: bool,
    /// No confirmation helps: the text has to change.
    pub is_final: bool,
    /// Names these findings: what a confirmation confirms. Another text needs another one.
    pub digest: String,
}

impl Verdict {
    #[must_use]
    pub fn has_crisis(&self) -> bool {
        self.findings.iter().any(|finding| finding.tier == Tier::Crisis)
    }

    /// The text with everything taken out that can be, for the one button that does it.
    #[must_use]
    pub fn redacted(&self) -> Option<&str> {
        self.findings.iter().find_map(|finding| finding.redacted.as_deref())
    }
}

/// Looks at a text before it is posted. `lang` is ISO 639-1, where it is known; `confirmed` are the
/// digests that the author confirmed.
#[must_use]
pub fn guard(
    senses: &dyn Senses,
    author: GuardAuthor,
    text: &str,
    lang: Option<&str>,
    confirmed: &[&str],
) -> Verdict {
    let mut findings: Vec<Finding> = crisis(senses, text, lang).into_iter().collect();
    findings.extend(dangers(senses, author, text, lang));
    findings.extend(identifiers(senses, author, text));
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.tier));
    let digest = digest_of(&findings);
    let is_final = findings.iter().any(|finding| NEVER_POSTED.contains(&finding.code));
    let asks = findings.iter().any(asks);
    let is_confirmed = confirmed.contains(&digest.as_str());
    findings.iter().for_each(count);
    Verdict { may_post: !is_final && (!asks || is_confirmed), findings, is_final, digest }
}

fn count(finding: &Finding) {
    metrics::counter!("safety_guard_total", "tier" => finding.tier.as_str()).increment(1);
}

/// Softer words are answered after posting; a tip asks for nothing.
fn asks(finding: &Finding) -> bool {
    match finding.tier {
        Tier::Block | Tier::Warn => true,
        Tier::Crisis => matches!(finding.code, "crisis_intent" | "crisis_method"),
        Tier::Tip => false,
    }
}

/// Short enough for a form, long enough that no two sets of findings share one.
fn digest_of(findings: &[Finding]) -> String {
    let mut hash = Sha256::new();
    for finding in findings {
        hash.update(finding.code);
        hash.update([0]);
        for quote in &finding.quotes {
            hash.update(quote);
            hash.update([0]);
        }
    }
    let hex = |all: String, byte: &u8| format!("{all}{byte:02x}");
    hash.finalize().iter().take(16).fold(String::new(), hex)
}

fn crisis(senses: &dyn Senses, text: &str, lang: Option<&str>) -> Option<Finding> {
    let found = senses.crisis(text, lang);
    let gravest = found.iter().map(|sign| sign.kind).max()?;
    let quotes = found.iter().map(|sign| quoted(text, sign.at.clone())).collect();
    let (code, why_key) = match gravest {
        Crisis::Worried => ("crisis_worried", "safety-guard-why-worried"),
        Crisis::Passive => ("crisis_passive", "safety-guard-why-passive"),
        Crisis::Method => ("crisis_method", "safety-guard-why-crisis"),
        Crisis::Intent => ("crisis_intent", "safety-guard-why-crisis"),
    };
    Some(Finding { code, tier: Tier::Crisis, why_key, quotes, redacted: None })
}

fn dangers(
    senses: &dyn Senses,
    author: GuardAuthor,
    text: &str,
    lang: Option<&str>,
) -> Vec<Finding> {
    let found = senses.dangers(text, lang);
    let finding = |code: &'static str, places: Vec<Range<usize>>| Finding {
        code,
        tier: danger_tier(author, code),
        why_key: danger_key(code),
        quotes: places.into_iter().map(|at| quoted(text, at)).collect(),
        redacted: None,
    };
    gathered(&found, |Danger { code }| *code).into_iter().map(|(c, at)| finding(c, at)).collect()
}

fn danger_tier(author: GuardAuthor, code: &str) -> Tier {
    match code {
        _ if NEVER_POSTED.contains(&code) => Tier::Block,
        _ if author.verified => Tier::Tip,
        _ => Tier::Warn,
    }
}

fn danger_key(code: &str) -> &'static str {
    match code {
        "stop_medicine" => "safety-guard-why-stop-medicine",
        "dose_advice" => "safety-guard-why-dose-advice",
        "delaying_emergency" => "safety-guard-why-delaying-emergency",
        "infant_harm" => "safety-guard-why-infant-harm",
        "self_harm_method" => "safety-guard-why-self-harm-method",
        "self_harm_encouragement" => "safety-guard-why-self-harm-encouragement",
        _ => "safety-guard-why-ingestion",
    }
}

fn identifiers(senses: &dyn Senses, author: GuardAuthor, text: &str) -> Vec<Finding> {
    let found = senses.identifiers(text, author.role == Role::HealthWorker);
    let places = |found: &[Sensed<Identifier>]| found.iter().map(|one| one.at.clone()).collect();
    let redacted = redact(text, places(&found));
    let tier_of = |code: &str| {
        let same = found.iter().filter(|one| one.kind.code == code);
        same.map(|one| one.kind.gravity).max().map_or(Tier::Tip, tier_of_gravity)
    };
    let finding = |code: &'static str, places: Vec<Range<usize>>| Finding {
        code,
        tier: tier_of(code),
        why_key: identifier_key(code),
        quotes: places.into_iter().map(|at| quoted(text, at)).collect(),
        redacted: Some(redacted.clone()),
    };
    gathered(&found, |one| one.code).into_iter().map(|(c, at)| finding(c, at)).collect()
}

const fn tier_of_gravity(gravity: Gravity) -> Tier {
    match gravity {
        Gravity::Tip => Tier::Tip,
        Gravity::Warn => Tier::Warn,
        Gravity::Block => Tier::Block,
    }
}

fn identifier_key(code: &str) -> &'static str {
    match code {
        "sin" | "ssn" => "safety-guard-why-social-number",
        "mrn" => "safety-guard-why-record-number",
        "card" => "safety-guard-why-card",
        "phone" | "email" => "safety-guard-why-contact",
        "address" | "postal_code" => "safety-guard-why-address",
        "birth_date" => "safety-guard-why-birth-date",
        "patient_details" => "safety-guard-why-patient-details",
        "name" => "safety-guard-why-name",
        _ => "safety-guard-why-health-number",
    }
}

/// The places of each code, in the order in which the codes first stand.
fn gathered<K>(
    found: &[Sensed<K>],
    code: impl Fn(&K) -> &'static str,
) -> Vec<(&'static str, Vec<Range<usize>>)> {
    let mut all: Vec<(&'static str, Vec<Range<usize>>)> = Vec::new();
    for Sensed { kind, at } in found {
        let code = code(kind);
        match all.iter_mut().find(|(known, _)| *known == code) {
            Some((_, places)) => places.push(at.clone()),
            None => all.push((code, vec![at.clone()])),
        }
    }
    all
}

/// The text without these places. Places may touch or overlap.
fn redact(text: &str, mut places: Vec<Range<usize>>) -> String {
    places.sort_by_key(|at| at.start);
    let (mut left, mut done) = (String::with_capacity(text.len()), 0);
    for at in places {
        if at.end <= done {
            continue;
        }
        left.push_str(text.get(done..at.start.max(done)).unwrap_or_default());
        if at.start >= done {
            left.push_str(REDACTED);
        }
        done = at.end;
    }
    left.push_str(text.get(done..).unwrap_or_default());
    left
}
