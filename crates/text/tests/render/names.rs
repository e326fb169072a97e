use commonround_text::{fold, hashtag, hashtag_ok};

use super::{html, render};

const REL: &str = r#"rel="nofollow noopener ugc""#;

fn tags(markdown: &str, expect: &[(&str, &str)]) {
    let rendered = render(markdown);
    let found: Vec<_> =
        rendered.hashtags.iter().map(|tag| (tag.shown.as_str(), tag.folded.as_str())).collect();
    assert_eq!(found, expect, "{markdown:?} became {}", rendered.html);
}

fn mentions(markdown: &str, expect: &[&str]) {
    let rendered = render(markdown);
    assert_eq!(rendered.mentions, expect, "{markdown:?} became {}", rendered.html);
}

#[test]
fn names_become_links() {
    html(
        "@Dana, see #ADHD!",
        &format!(
            r#"<p><a class="mention" href="/@dana" {REL}>@Dana</a>, see <a class="hashtag" href="/tags/adhd" {REL}>#ADHD</a>!</p>"#
        ),
    );
}

#[test]
fn hashtags_have_letters_digits_and_underscores() {
    tags(
        "#ADHD #mental_health #T4 #Infirmières",
        &[
            ("ADHD", "adhd"),
            ("mental_health", "mental_health"),
            ("T4", "t4"),
            ("Infirmières", "infirmieres"),
        ],
    );
    tags(
        "#健康 #здоровье #صحة #हिन्दी",
        &[("健康", "健康"), ("здоровье", "здоровье"), ("صحة", "صحة"), ("हिन्दी", "हिन्दी")],
    );
    tags("#1 #2024 #_ #___ # #- ##twice", &[]);
    tags("#ADHD, #adhd. (#Adhd)", &[("ADHD", "adhd")]);
    tags("word#tag a/#b &#65;x", &[]);
    tags(&format!("#{}", "a".repeat(61)), &[]);
}

#[test]
fn a_hyphen_ends_a_hashtag_but_before_a_number() {
    tags("#COVID-19", &[("COVID19", "covid19")]);
    tags("#COVID19 #covid‑19 #Covid–19", &[("COVID19", "covid19")]);
    tags("#self-care", &[("self", "self")]);
    tags("#COVID-19-vaccine", &[("COVID", "covid")]);
    tags("#COVID-2019", &[("COVID", "covid")]);
    tags("#T4-3", &[("T4", "t4")]);
    html(
        "#COVID-19",
        &format!(r#"<p><a class="hashtag" href="/tags/covid19" {REL}>#COVID-19</a></p>"#),
    );
}

#[test]
fn hashtags_are_read_from_forms() {
    for (raw, shown) in [("ADHD", "ADHD"), ("#ADHD", "ADHD"), (" #COVID-19 ", "COVID19")] {
        let tag = hashtag(raw).unwrap();
        assert_eq!((tag.shown.as_str(), tag.folded), (shown, fold(shown)));
    }
    for raw in ["", "#", "1", "two words", "self-care", "##x", "a#b", "½", "x;y", "a'b"] {
        assert_eq!(hashtag(raw), None, "{raw:?}");
    }
    assert!(hashtag_ok("COVID19") && hashtag_ok("Infirmières"));
    assert!(!hashtag_ok("#ADHD") && !hashtag_ok("COVID-19") && !hashtag_ok(""));
}

#[test]
fn handles_are_letters_digits_and_underscores() {
    mentions("@dana @Dana_RN, (@chen) @eli. @x1", &["dana", "dana_rn", "chen", "eli", "x1"]);
    mentions("a@b dana@a.example @dana@other.example @é @ @-", &[]);
    mentions("@dana's plan, @dana-san", &["dana"]);
    mentions(&format!("@{}", "a".repeat(31)), &[]);
}

#[test]
fn names_in_code_links_and_escapes_are_words() {
    mentions("`@dana` [@chen](https://a.example) \\@eli https://a.example/@farah", &[]);
    tags("`#a` [#b](https://a.example) \\#c https://a.example/#d", &[]);
    tags("```\n#a\n```\n\n    #b", &[]);
}

#[test]
fn names_stand_inside_formatting() {
    tags(
        "**#a** *#b*\n> #c\n- #d\n\n# #e",
        &[("a", "a"), ("b", "b"), ("c", "c"), ("d", "d"), ("e", "e")],
    );
}

#[test]
fn nobody_calls_a_crowd() {
    let crowd: String = (0..200).map(|n| format!("@user{n} #tag{n} ")).collect();
    let rendered = render(&crowd);
    assert_eq!((rendered.mentions.len(), rendered.hashtags.len()), (20, 30));
    assert_eq!(rendered.html.matches("class=\"mention\"").count(), 20);
    assert!(rendered.html.contains("@user199"));
}
