use std::sync::Arc;

use commonround_kernel::Role;
use commonround_web::{Caller, Lang, Site};
use proptest::prelude::*;

use super::town::Words;
use crate::guard::{GuardAuthor, Tier, Verdict, guard};
use crate::resources;
use crate::views::{CrisisHelp, after_posting, guard_panel};

const ANYONE: GuardAuthor = GuardAuthor { verified: false, role: Role::Patient };
const NURSE: GuardAuthor = GuardAuthor { verified: true, role: Role::HealthWorker };

fn ask(author: GuardAuthor, text: &str, confirmed: &[&str]) -> Verdict {
    guard(&Words, author, text, Some("en"), confirmed)
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

#[test]
fn numbers_are_held_warned_of_or_tipped() {
    check(ANYONE, "My card is 1234-567-890", "[ohip block] asks");
    check(ANYONE, "Call me at 555-0100", "[phone warn] asks");
    check(NURSE, "Call her at 555-0100", "[phone block] asks");
    check(ANYONE, "My son Robert", "[name tip] may");
    check(ANYONE, "Robert 555-0100 1234-567-890", "[ohip block, phone warn, name tip] asks");
}

#[test]
fn advice_warns_most_people_and_tips_a_checked_professional() {
    check(ANYONE, "just take 40 mg", "[dose_advice warn] asks");
    check(NURSE, "just take 40 mg", "[dose_advice tip] may");
}

#[test]
fn a_crisis_shows_help_and_blocks_nothing_but_how_it_is_done() {
    check(ANYONE, "I have the pills here", "[crisis_intent crisis] asks");
    check(ANYONE, "I wish I were gone", "[crisis_passive crisis] may");
    check(ANYONE, "I am worried about her", "[crisis_worried crisis] may");
    let verdict = ask(ANYONE, "I have the pills here", &[]);
    assert!(ask(ANYONE, "I have the pills here", &[&verdict.digest]).may_post, "one more press");
    let method = ask(ANYONE, "the way to die is x", &[]);
    assert!(method.is_final);
    assert!(!ask(ANYONE, "the way to die is x", &[&method.digest]).may_post, "no press helps");
    assert!(!ask(NURSE, "the way to die is x", &[&method.digest]).may_post);
}

#[test]
fn a_confirmation_is_for_these_findings_only() {
    let one = ask(ANYONE, "Call me at 555-0100", &[]);
    assert!(ask(ANYONE, "Call me at 555-0100", &[&one.digest]).may_post);
    assert!(ask(ANYONE, "Please call me at 555-0100", &[&one.digest]).may_post, "the same finding");
    assert!(!ask(ANYONE, "Call 555-0100 or 1234-567-890", &[&one.digest]).may_post);
    assert!(!ask(ANYONE, "Call 555-0100 555-0100", &[&one.digest]).may_post);
    assert!(!ask(ANYONE, "Call me at 555-0100", &["anything"]).may_post);
}

#[test]
fn redacting_takes_all_of_it_out_and_then_nothing_is_asked() {
    let verdict = ask(ANYONE, "Robert, 555-0100 or 1234-567-890.", &[]);
    let clean = verdict.redacted().unwrap();
    assert_eq!(clean, "[…], […] or […].");
    check(ANYONE, clean, "[] may");
}

proptest! {
    #[test]
    fn a_redacted_text_has_nothing_left_to_redact(parts in prop::collection::vec("(é|Robert|555-0100|1234-567-890| |a)", 0..12)) {
        let text = parts.concat();
        let verdict = ask(ANYONE, &text, &[]);
        match verdict.redacted() {
            Some(clean) => prop_assert!(ask(ANYONE, clean, &[]).findings.is_empty(), "{}", clean),
            None => prop_assert!(verdict.findings.is_empty()),
        }
    }
}

fn site() -> Arc<Site> {
    let catalogues = [crate::CATALOGUE, commonround_identity::CATALOGUE];
    Arc::new(Site::new("Maple", "http://maple.test", &catalogues, Vec::new()).unwrap())
}

fn panel(text: &str, lang: Lang, helper_on_duty: bool) -> String {
    let caller = Caller::stranger(site(), lang, commonround_kernel::Timestamp::from_millis(0));
    let help = CrisisHelp { region: resources::region("CA"), helper_on_duty };
    guard_panel(&caller.ui(), &ask(ANYONE, text, &[]), help).into_string()
}

#[test]
fn the_panel_puts_the_lines_first_and_says_whether_somebody_is_there() {
    let shown = panel("I have the pills here", Lang::En, false);
    let at = |part: &str| shown.find(part).unwrap_or_else(|| panic!("{part} in {shown}"));
    assert!(at("tel:988") < at("You do not have to be alone"));
    assert!(at("sms:988") < at("I have the pills here"), "the words stand behind a question");
    assert!(at("<details>") < at("I have the pills here"));
    assert!(shown.contains("No helper is on duty here now."));
    assert!(panel("I have the pills here", Lang::En, true).contains("A helper is on duty."));
    assert!(shown.contains(r#"name="confirm""#) && !shown.contains(r#"name="redact""#));
    let french = panel("I have the pills here", Lang::Fr, false);
    assert!(french.contains("Ligne d’aide en cas de crise de suicide"), "{french}");
}

#[test]
fn the_panel_quotes_what_it_saw_and_offers_what_is_possible() {
    let shown = panel("Call <b>me</b> at 555-0100", Lang::En, false);
    assert!(shown.contains("<mark>555-0100</mark>"), "{shown}");
    assert!(shown.contains(r#"name="redact""#) && shown.contains(r#"name="confirm""#));
    let never = panel("the way to die is x", Lang::En, false);
    assert!(!never.contains(r#"name="confirm""#), "{never}");
    let quoted = panel("take 40 mg <script>", Lang::En, false);
    assert!(!quoted.contains("<script>"));
}

#[test]
fn after_posting_the_author_sees_the_help_again_and_only_then() {
    let caller = Caller::stranger(site(), Lang::En, commonround_kernel::Timestamp::from_millis(0));
    let help = CrisisHelp { region: resources::region("CA"), helper_on_duty: false };
    let soft = ask(ANYONE, "I wish I were gone", &[]);
    assert_eq!(soft.findings[0].tier, Tier::Crisis);
    assert!(after_posting(&caller.ui(), &soft, help).is_some());
    let number = ask(ANYONE, "555-0100", &[]);
    assert!(after_posting(&caller.ui(), &number, help).is_none());
}
