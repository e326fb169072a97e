use commonround_kernel::Invalid;

use crate::limits::{STATUS_CHARS_MAX, STATUS_TAGS_MAX, WARNING_CHARS_MAX};
use crate::model::{
    Basis, Disclosure, DisclosureFields, IdempotencyKey, Language, StatusText, TagName, Visibility,
    Warning,
};

fn why<T: std::fmt::Debug>(result: Result<T, Invalid>) -> String {
    match result {
        Ok(_) => "ok".to_owned(),
        Err(invalid) => {
            let problems = invalid.problems().iter();
            problems.map(|p| format!("{}={}", p.field, p.why)).collect::<Vec<_>>().join(" ")
        }
    }
}

#[test]
fn text_has_words_and_an_end() {
    assert_eq!(why(StatusText::parse("hello")), "ok");
    assert_eq!(why(StatusText::parse("  \n ")), "text=required");
    assert_eq!(why(StatusText::parse(&"é".repeat(STATUS_CHARS_MAX))), "ok");
    assert_eq!(why(StatusText::parse(&"é".repeat(STATUS_CHARS_MAX + 1))), "text=too_long");
    assert_eq!(why(StatusText::parse("a\u{202e}b")), "text=bidi_control");
    assert_eq!(why(StatusText::parse("a\u{0}b")), "text=control_character");
}

#[test]
fn scripts_become_words_or_nothing() {
    let text = StatusText::parse("hi <script>alert(1)</script> [x](javascript:alert(1))").unwrap();
    assert!(!text.html.contains("<script"), "{}", text.html);
    assert!(!text.html.contains("href=\"javascript"), "{}", text.html);
}

#[test]
fn tags_are_counted_up_to_a_limit() {
    let many: String = (0..STATUS_TAGS_MAX + 5).map(|n| format!("#tag{n} ")).collect();
    let text = StatusText::parse(&many).unwrap();
    assert_eq!(text.tags.len(), STATUS_TAGS_MAX);
}

#[test]
fn a_tag_is_found_however_it_is_typed() {
    let folded = |raw| TagName::parse(raw).map(|tag| tag.folded);
    assert_eq!(folded("#SantéMentale"), folded("santementale"));
    assert_eq!(folded("ADHD"), folded("#adhd"));
    for raw in ["", "#", "two words", "a/b", "<b>"] {
        assert_eq!(TagName::parse(raw), None, "{raw}");
    }
}

#[test]
fn a_warning_is_one_line_or_none() {
    assert_eq!(Warning::parse("  "), Ok(None));
    assert_eq!(Warning::parse("food").unwrap().unwrap().as_str(), "food");
    let long = "x".repeat(WARNING_CHARS_MAX + 1);
    assert_eq!(why(Warning::parse(&long)), "content_warning=too_long");
}

#[test]
fn languages_and_keys_have_a_shape() {
    assert_eq!(Language::parse("fr").unwrap().as_str(), "fr");
    for raw in ["f", "FR", "fr-CA", "<b>", "françe"] {
        assert_eq!(why(Language::parse(raw)), "language=unknown", "{raw}");
    }
    assert_eq!(IdempotencyKey::parse(""), Ok(None));
    assert_eq!(why(IdempotencyKey::parse(&"k".repeat(101))), "idempotency_key=too_long");
    assert_eq!(why(IdempotencyKey::parse("a b")), "idempotency_key=malformed");
    assert_eq!(why(IdempotencyKey::parse("clé")), "idempotency_key=malformed");
}

fn disclosure(kind: &str, basis: &str, source_url: &str, funded_by: &str) -> String {
    let fields = DisclosureFields { kind, basis, source_url, funded_by, first_link: None };
    why(Disclosure::parse(&fields))
}

#[test]
fn professional_information_needs_a_source_or_a_basis() {
    let kind = "professional_information";
    assert_eq!(disclosure(kind, "", "", ""), "source_url=required");
    assert_eq!(disclosure(kind, "source", "", ""), "source_url=required");
    assert_eq!(disclosure(kind, "clinical_experience", "", ""), "ok");
    assert_eq!(disclosure(kind, "", "https://example.org/x", ""), "ok");
    assert_eq!(disclosure(kind, "hearsay", "", ""), "basis=unknown");
    for url in ["javascript:alert(1)", "ftp://example.org", "example", "https://u:p@example.org"] {
        assert_eq!(disclosure(kind, "", url, ""), "source_url=malformed", "{url}");
    }
}

#[test]
fn the_first_link_is_the_source_where_none_is_given() {
    let fields = DisclosureFields {
        kind: "professional_information",
        first_link: Some("https://example.org/a"),
        ..DisclosureFields::default()
    };
    let source = Basis::Source("https://example.org/a".to_owned());
    assert_eq!(Disclosure::parse(&fields), Ok(Disclosure::ProfessionalInformation(source)));
}

#[test]
fn advertising_names_who_pays() {
    assert_eq!(disclosure("advertising", "", "", " "), "funded_by=required");
    assert_eq!(disclosure("advertising", "", "", "Acme"), "ok");
    assert_eq!(disclosure("gossip", "", "", ""), "disclosure=unknown");
    assert_eq!(disclosure("question", "source", "nonsense", ""), "ok");
    assert_eq!(disclosure("question", "nonsense", "", ""), "basis=unknown");
}

#[test]
fn a_disclosure_is_read_back_as_it_was_stored() {
    let all = [
        Disclosure::PersonalStory,
        Disclosure::Question,
        Disclosure::ServiceNotice,
        Disclosure::ProfessionalInformation(Basis::ClinicalExperience),
        Disclosure::ProfessionalInformation(Basis::Source("https://example.org/".to_owned())),
        Disclosure::Advertising { funded_by: "Acme".to_owned() },
    ];
    for one in all {
        let detail = one.detail().map(str::to_owned);
        assert_eq!(Disclosure::from_parts(one.kind().as_str(), detail), Ok(one));
    }
}

#[test]
fn narrower_is_greater() {
    use Visibility::{Followers, Public, Quiet};
    assert!(Quiet.within(Public) && Followers.within(Quiet) && !Public.within(Quiet));
    assert_eq!(Public.narrowed_to(Followers), Followers);
    assert_eq!(Followers.narrowed_to(Public), Followers);
}
