use commonround_kernel::Timestamp;

use crate::people::model::{
    parse_ask_me_about, parse_intro, parse_languages, parse_links, parse_pronouns, parse_time_zone,
};
use crate::people::{MuteEnd, ProfileChange, ProfileInput};

fn why<T: std::fmt::Debug>(parsed: Result<T, commonround_kernel::Invalid>) -> String {
    match parsed {
        Ok(value) => format!("{value:?}"),
        Err(invalid) => commonround_kernel::Error::Invalid(invalid).to_string(),
    }
}

fn link(name: &str, url: &str) -> String {
    match parse_links(&[(name.to_owned(), url.to_owned())]) {
        Ok(links) => links.iter().map(|link| format!("{} <{}>", link.name, link.url)).collect(),
        Err(invalid) => commonround_kernel::Error::Invalid(invalid).to_string(),
    }
}

#[test]
fn a_link_is_a_web_address_and_nothing_else() {
    let table = [
        ("", "", ""),
        ("Blog", "https://example.org/a?b=c", "Blog <https://example.org/a?b=c>"),
        ("", "http://example.org", "example.org <http://example.org/>"),
        ("", " www.example.org/x ", "www.example.org <https://www.example.org/x>"),
        ("Blog", "", "invalid: link_1_url=required"),
        ("", "javascript:alert(1)", "invalid: link_1_url=not_a_web_address"),
        ("", "data:text/html,x", "invalid: link_1_url=not_a_web_address"),
        ("", "mailto:a@example.org", "invalid: link_1_url=not_a_web_address"),
        ("", "https://user:secret@example.org", "invalid: link_1_url=not_a_web_address"),
        ("", "https://localhost/", "invalid: link_1_url=not_a_web_address"),
        ("", "ftp://example.org", "invalid: link_1_url=not_a_web_address"),
        ("a\u{202e}b", "https://example.org", "invalid: link_1_name=bidi_control"),
    ];
    for (name, url, expected) in table {
        assert_eq!(link(name, url), expected, "{name:?} {url:?}");
    }
}

#[test]
fn links_keep_their_places_and_all_mistakes_are_told() {
    let pair = |name: &str, url: &str| (name.to_owned(), url.to_owned());
    let sent = [pair("", ""), pair("a", "x:y"), pair("", ""), pair("b", "")];
    let told = why(parse_links(&sent));
    assert_eq!(told, "invalid: link_2_url=not_a_web_address link_4_url=required");
}

#[test]
fn languages_come_from_the_list_once_each_and_at_most_eight() {
    let parse = |raw: &str| {
        let codes: Vec<String> = raw.split(',').map(str::to_owned).collect();
        parse_languages(&codes)
            .map(|found| found.iter().map(|l| l.code).collect::<Vec<_>>().join(" "))
            .map_err(|invalid| invalid.problems()[0].why)
    };
    assert_eq!(parse("fr,en,fr"), Ok("en fr".to_owned()));
    assert_eq!(parse(""), Ok(String::new()));
    assert_eq!(parse(",ase"), Ok("ase".to_owned()));
    assert_eq!(parse("en,xx"), Err("unknown"));
    assert_eq!(parse("am,ar,bn,de,el,en,es,fa,fr"), Err("too_many"));
}

#[test]
fn a_time_zone_is_one_of_the_iana_names() {
    assert_eq!(why(parse_time_zone("")), "None");
    assert_eq!(why(parse_time_zone(" America/Toronto ")), "Some(\"America/Toronto\")");
    assert_eq!(why(parse_time_zone("america/toronto")), "Some(\"America/Toronto\")");
    assert_eq!(why(parse_time_zone("Mars/Olympus")), "invalid: time_zone=unknown");
    assert_eq!(why(parse_time_zone("../etc/passwd")), "invalid: time_zone=unknown");
}

#[test]
fn short_texts_may_be_empty_and_keep_their_limits() {
    assert_eq!(why(parse_pronouns("  ")), "\"\"");
    assert_eq!(why(parse_pronouns(&"x".repeat(31))), "invalid: pronouns=too_long");
    assert_eq!(why(parse_pronouns("she\0her")), "invalid: pronouns=control_character");
    assert_eq!(why(parse_ask_me_about(&"x".repeat(201))), "invalid: ask_me_about=too_long");
    assert_eq!(why(parse_intro(&"x".repeat(1_001))), "invalid: intro=too_long");
}

#[test]
fn an_intro_is_shown_without_anything_that_runs() {
    let intro =
        parse_intro("Hi **there** <script>alert(1)</script> [x](javascript:alert(1))").unwrap();
    assert!(intro.html.contains("<strong>there</strong>"), "{}", intro.html);
    assert!(!intro.html.contains("<script"), "{}", intro.html);
    assert!(!intro.html.contains("javascript:"), "{}", intro.html);
    assert!(intro.plain.contains("there"), "{}", intro.plain);
}

#[test]
fn a_form_hears_of_all_its_mistakes() {
    let input = ProfileInput {
        pronouns: Some("x".repeat(31)),
        time_zone: Some("nowhere".to_owned()),
        languages: vec!["xx".to_owned()],
        field: Some("magic".to_owned()),
        ..ProfileInput::default()
    };
    let told = why(ProfileChange::parse(&input).map(drop));
    for part in ["field=unknown", "pronouns=too_long", "languages=unknown", "time_zone=unknown"] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn a_mute_ends_after_now_and_within_a_year() {
    let now = Timestamp::from_millis(1_795_000_000_000);
    let day = 86_400_000;
    let at = |millis: i64| MuteEnd::at(now, Timestamp::from_millis(now.millis() + millis)).is_ok();
    assert!(at(1) && at(366 * day));
    assert!(!at(0) && !at(-day) && !at(366 * day + 1));
    for (days, fine) in [(1, true), (366, true), (0, false), (-1, false), (367, false)] {
        assert_eq!(MuteEnd::after_days(now, days).is_ok(), fine, "{days}");
    }
    assert!(MuteEnd::after_days(now, i64::MAX).is_err());
    assert!(MuteEnd::after_days(now, i64::MIN).is_err());
}
