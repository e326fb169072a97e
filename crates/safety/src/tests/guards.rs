use std::sync::Arc;

use commonround_kernel::Role;
use commonround_web::{Caller, Lang, Site};
use proptest::prelude::*;

use crate::guard::{GuardAuthor, Tier, Verdict, guard};
use crate::resources;
use crate::views::{CrisisHelp, after_posting, guard_panel};

const ANYONE: GuardAuthor = GuardAuthor { verified: false, role: Role::Patient };
const NURSE: GuardAuthor = GuardAuthor { verified: true, role: Role::HealthWorker };

fn ask(author: GuardAuthor, text: &str, confirmed: &[&str]) -> Verdict {
    guard(author, &[text], confirmed)
}

/// Each finding as `code tier`, then whether the text may be posted.
fn check(author: GuardAuthor, text: &str, expected: &str) {
    let verdict = ask(author, text, &[]);
    let found: Vec<_> =
        verdict.findings.iter().map(|f| format!("{} {}", f.code, f.tier.as_str())).collect();
    let may = if verdict.may_post { "may" } else { "asks" };
    assert_eq!(format!("[{}] {may}", found.join(", ")), expected, "{text}");
}

#[test]
fn clean_words_ask_for_nothing() {
    check(ANYONE, "A good walk", "[] may");
}

const INTENT: &str = "I can't do this any more, I have the pills here";
const PASSIVE: &str = "I wish I was dead";
const METHOD: &str = "the best way to kill yourself is easy";
const DOSE: &str = "take 800 mg every four hours";

#[test]
fn numbers_are_held_warned_of_or_tipped() {
    check(ANYONE, "Her card says 4554-950-594", "[ohip block] asks");
    check(ANYONE, "call me at 416-555-0134", "[phone warn] asks");
    check(NURSE, "my patient can be reached at 416-555-0134", "[phone block] asks");
    check(ANYONE, "my son Theo has asthma", "[name tip] may");
    let all = "my son Theo has asthma, call 416-555-0134, health card 4554-950-594";
    check(ANYONE, all, "[ohip block, phone warn, name tip] asks");
}

#[test]
fn advice_warns_most_people_and_tips_a_checked_professional() {
    check(ANYONE, DOSE, "[dose_advice warn] asks");
    check(NURSE, DOSE, "[dose_advice tip] may");
    let unchecked = GuardAuthor { verified: false, ..NURSE };
    check(unchecked, "Stop your SSRI today, DM me", "[stop_medicine warn] asks");
}

#[test]
fn a_crisis_shows_help_and_blocks_nothing_but_how_it_is_done() {
    check(ANYONE, INTENT, "[crisis_intent crisis] asks");
    check(ANYONE, PASSIVE, "[crisis_passive crisis] may");
    let verdict = ask(ANYONE, INTENT, &[]);
    assert!(ask(ANYONE, INTENT, &[&verdict.digest]).may_post, "one more press");
    for never in [METHOD, "you should just end your life"] {
        let method = ask(ANYONE, never, &[]);
        assert!(method.is_final, "{never}");
        assert!(!ask(ANYONE, never, &[&method.digest]).may_post, "no press helps");
        assert!(!ask(NURSE, never, &[&method.digest]).may_post);
    }
}

#[test]
fn a_confirmation_is_for_these_findings_only() {
    let one = ask(ANYONE, "call me at 416-555-0134", &[]);
    assert!(ask(ANYONE, "call me at 416-555-0134", &[&one.digest]).may_post);
    assert!(
        ask(ANYONE, "please call me at 416-555-0134", &[&one.digest]).may_post,
        "the same finding"
    );
    assert!(!ask(ANYONE, "call 416-555-0134, card 4554-950-594", &[&one.digest]).may_post);
    assert!(!ask(ANYONE, "call 416-555-0134 or 613-555-0188", &[&one.digest]).may_post);
    assert!(!ask(ANYONE, "call me at 416-555-0134", &["anything"]).may_post);
}

#[test]
fn redacting_takes_all_of_it_out_and_then_nothing_is_asked() {
    let verdict = ask(ANYONE, "Card 4554-950-594, phone 416-555-0134.", &[]);
    let clean = &verdict.redacted().unwrap()[0];
    assert!(!clean.contains("4554") && !clean.contains("0134"), "{clean}");
    check(ANYONE, clean, "[] may");
}

#[test]
fn all_texts_of_a_submission_are_looked_at_together() {
    let both = ["call me at 416-555-0134", "Card 4554-950-594"];
    let verdict = guard(ANYONE, &both, &[]);
    let codes: Vec<_> = verdict.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["ohip", "phone"]);
    assert!(guard(ANYONE, &both, &[&verdict.digest]).may_post, "one digest for both");
    let clean = verdict.redacted().unwrap();
    assert_eq!(clean.len(), 2);
    assert!(!clean[0].contains("0134") && !clean[1].contains("4554"), "{clean:?}");
    let calm = guard(ANYONE, &["A good walk", INTENT], &[]);
    assert!(calm.has_crisis() && calm.redacted().is_none());
    let gravest = guard(ANYONE, &[PASSIVE, INTENT], &[]);
    assert_eq!(gravest.findings[0].code, "crisis_intent");
}

proptest! {
    #[test]
    fn a_redacted_text_quotes_nothing_of_what_was_found(parts in prop::collection::vec("(é|4554-950-594|call 416-555-0134| |, |a)", 0..12)) {
        let text = parts.join(" ");
        let verdict = ask(ANYONE, &text, &[]);
        if let Some([clean]) = verdict.redacted() {
            for quote in verdict.findings.iter().flat_map(|finding| &finding.quotes) {
                prop_assert!(!clean.contains(quote.as_str()), "{clean}: {quote}");
            }
        }
    }
}

fn site() -> Arc<Site> {
    let catalogues = [&[crate::CATALOGUE], commonround_identity::CATALOGUES].concat();
    Arc::new(Site::new("Maple", "http://maple.test", &catalogues, Vec::new()).unwrap())
}

fn panel(text: &str, lang: Lang, helper_on_duty: bool) -> String {
    let caller = Caller::stranger(site(), lang, commonround_kernel::Timestamp::from_millis(0));
    let help = CrisisHelp { region: resources::region("CA"), helper_on_duty, posting_calls: false };
    guard_panel(&caller.ui(), &ask(ANYONE, text, &[]), help).into_string()
}

#[test]
fn the_panel_puts_the_lines_first_and_says_whether_somebody_is_there() {
    let shown = panel(INTENT, Lang::En, false);
    let at = |part: &str| shown.find(part).unwrap_or_else(|| panic!("{part} in {shown}"));
    assert!(at("tel:988") < at("You do not have to be alone"));
    assert!(at("sms:988") < at("<mark>"), "the words stand behind a question");
    assert!(at("<details>") < at("<mark>"));
    assert!(shown.contains("No helper is on duty here now."));
    assert!(panel(INTENT, Lang::En, true).contains("A helper is on duty."));
    assert!(shown.contains(r#"name="confirm""#) && !shown.contains(r#"name="redact""#));
    let french = panel(INTENT, Lang::Fr, false);
    assert!(french.contains("Ligne d’aide en cas de crise de suicide"), "{french}");
}

#[test]
fn the_panel_quotes_what_it_saw_and_offers_what_is_possible() {
    let shown = panel("Call <b>me</b> at 416-555-0134", Lang::En, false);
    assert!(shown.contains("<mark>416-555-0134</mark>"), "{shown}");
    assert!(shown.contains(r#"name="redact""#) && shown.contains(r#"name="confirm""#));
    let never = panel(METHOD, Lang::En, false);
    assert!(!never.contains(r#"name="confirm""#), "{never}");
    assert!(!panel("take 800 mg every four hours <script>", Lang::En, false).contains("<script>"));
}

#[test]
fn after_posting_the_author_sees_the_help_again_and_only_then() {
    let caller = Caller::stranger(site(), Lang::En, commonround_kernel::Timestamp::from_millis(0));
    let help =
        CrisisHelp { region: resources::region("CA"), helper_on_duty: false, posting_calls: false };
    let soft = ask(ANYONE, PASSIVE, &[]);
    assert_eq!(soft.findings[0].tier, Tier::Crisis);
    assert!(after_posting(&caller.ui(), &soft, help).is_some());
    let number = ask(ANYONE, "call me at 416-555-0134", &[]);
    assert!(after_posting(&caller.ui(), &number, help).is_none());
}
