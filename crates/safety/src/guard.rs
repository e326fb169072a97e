//! What an author is asked before a text is posted. A pure function: nothing of the text is kept or
//! logged, only how often a guard spoke is counted.

use commonround_kernel::Role;
use commonround_text::crisis;
use commonround_text::danger::{self, Class};
use commonround_text::identifiers::{self, Author, Kind, redact};
use sha2::{Digest as _, Sha256};

use crate::rules::quoted;

/// Advice that nobody can confirm away: how somebody dies, or that they should.
const NEVER_POSTED: [Class; 2] = [Class::SelfHarmMethod, Class::SelfHarmEncouragement];

/// Who is about to post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuardAuthor {
    /// A professional whose credential was checked.
    pub verified: bool,
    pub role: Role,
}

impl GuardAuthor {
    /// Professionals write of patients: they are asked for more care.
    fn of_text(self) -> Author {
        let is_professional = self.verified || self.role == Role::HealthWorker;
        if is_professional { Author::Professional } else { Author::Anyone }
    }
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
    const fn of(tier: identifiers::Tier) -> Self {
        match tier {
            identifiers::Tier::Tip => Self::Tip,
            identifiers::Tier::Warn => Self::Warn,
            identifiers::Tier::Block => Self::Block,
        }
    }

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
    /// The texts in their order, without what can be taken out; empty where nothing can.
    redacted: Vec<String>,
}

impl Verdict {
    #[must_use]
    pub fn has_crisis(&self) -> bool {
        self.findings.iter().any(|finding| finding.tier == Tier::Crisis)
    }

    /// The texts with everything taken out that can be, for the one button that does it.
    #[must_use]
    pub fn redacted(&self) -> Option<&[String]> {
        (!self.redacted.is_empty()).then_some(self.redacted.as_slice())
    }
}

/// Looks at the texts of one submission before it is posted; `confirmed` are the digests that the
/// author confirmed.
#[must_use]
pub fn guard(author: GuardAuthor, texts: &[&str], confirmed: &[&str]) -> Verdict {
    let mut findings: Vec<Finding> = distress(texts).into_iter().collect();
    findings.extend(dangers(author, texts));
    let found = texts.iter().map(|text| identifiers::find(text, author.of_text()));
    let found: Vec<_> = found.collect();
    findings.extend(details(&found));
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.tier));
    let digest = digest_of(&findings);
    let is_never = |finding: &Finding| NEVER_POSTED.iter().any(|one| one.code() == finding.code);
    let is_final = findings.iter().any(is_never);
    let asks = findings.iter().any(asks);
    let is_confirmed = confirmed.contains(&digest.as_str());
    findings.iter().for_each(count);
    let may_post = !is_final && (!asks || is_confirmed);
    Verdict { may_post, findings, is_final, digest, redacted: without(texts, &found) }
}

fn without(texts: &[&str], found: &[Vec<identifiers::Finding>]) -> Vec<String> {
    if found.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    texts.iter().zip(found).map(|(text, found)| redact(text, found)).collect()
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

fn distress(texts: &[&str]) -> Option<Finding> {
    let found: Vec<_> = texts.iter().flat_map(|text| crisis::find(text)).collect();
    let (code, why_key) = match crisis::highest(&found)? {
        crisis::Tier::Worried => ("crisis_worried", "safety-guard-why-worried"),
        crisis::Tier::Passive => ("crisis_passive", "safety-guard-why-passive"),
        crisis::Tier::Method => ("crisis_method", "safety-guard-why-crisis"),
        crisis::Tier::Intent => ("crisis_intent", "safety-guard-why-crisis"),
    };
    let quotes = found.iter().map(|sign| quoted(&sign.phrase)).collect();
    Some(Finding { code, tier: Tier::Crisis, why_key, quotes })
}

fn dangers(author: GuardAuthor, texts: &[&str]) -> Vec<Finding> {
    let found: Vec<_> = texts.iter().flat_map(|text| danger::find(text)).collect();
    let finding = |class: Class, quotes: Vec<String>| Finding {
        code: class.code(),
        tier: danger_tier(author, class),
        why_key: danger_key(class),
        quotes,
    };
    let said = gathered(found.iter().map(|one| (one.class, one.phrase.as_str())));
    said.into_iter().map(|(class, quotes)| finding(class, quotes)).collect()
}

fn danger_tier(author: GuardAuthor, class: Class) -> Tier {
    match class {
        Class::SelfHarmMethod | Class::SelfHarmEncouragement => Tier::Block,
        _ if author.verified => Tier::Tip,
        _ => Tier::Warn,
    }
}

const fn danger_key(class: Class) -> &'static str {
    match class {
        Class::StopMedicine => "safety-guard-why-stop-medicine",
        Class::DoseAdvice => "safety-guard-why-dose-advice",
        Class::Ingestion => "safety-guard-why-ingestion",
        Class::DelayingEmergency => "safety-guard-why-delaying-emergency",
        Class::InfantHarm => "safety-guard-why-infant-harm",
        Class::SelfHarmMethod => "safety-guard-why-self-harm-method",
        Class::SelfHarmEncouragement => "safety-guard-why-self-harm-encouragement",
    }
}

fn details(found: &[Vec<identifiers::Finding>]) -> Vec<Finding> {
    let all = || found.iter().flatten();
    let tier_of = |kind: Kind| {
        let same = all().filter(|one| one.kind == kind);
        same.map(|one| one.tier).max().map_or(Tier::Tip, Tier::of)
    };
    let finding = |kind: Kind, quotes: Vec<String>| Finding {
        code: kind.code(),
        tier: tier_of(kind),
        why_key: detail_key(kind),
        quotes,
    };
    let said = gathered(all().map(|one| (one.kind, one.phrase.as_str())));
    said.into_iter().map(|(kind, quotes)| finding(kind, quotes)).collect()
}

const fn detail_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Sin | Kind::Ssn => "safety-guard-why-social-number",
        Kind::Mrn => "safety-guard-why-record-number",
        Kind::Card => "safety-guard-why-card",
        Kind::Phone | Kind::Email => "safety-guard-why-contact",
        Kind::Address | Kind::PostalCode => "safety-guard-why-address",
        Kind::BirthDate => "safety-guard-why-birth-date",
        Kind::PatientDetails => "safety-guard-why-patient-details",
        Kind::Name => "safety-guard-why-name",
        _ => "safety-guard-why-health-number",
    }
}

/// The quotes of each kind, in the order in which the kinds first stand.
fn gathered<'t, K: PartialEq>(said: impl Iterator<Item = (K, &'t str)>) -> Vec<(K, Vec<String>)> {
    let mut all: Vec<(K, Vec<String>)> = Vec::new();
    for (kind, phrase) in said {
        match all.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, quotes)) => quotes.push(quoted(phrase)),
            None => all.push((kind, vec![quoted(phrase)])),
        }
    }
    all
}
