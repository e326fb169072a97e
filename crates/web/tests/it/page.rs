use commonround_kernel::{Id, Scopes, Timestamp, Via};
use commonround_web::{Caller, Lang, asset};
use scraper::{Html, Selector};

use crate::world::{NOON, resolved, site, world};

fn select<'a>(page: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// Content hashes change with each edit of an asset; the frame does not.
fn without_hashes(mut text: String) -> String {
    for name in ["app.css", "app.js", "icons.svg", "logo.svg"] {
        text = text.replace(asset(name), &format!("/assets/{name}"));
    }
    text.replace("><", ">\n<")
}

#[tokio::test]
async fn shell_in_english_signed_out() {
    let got = world().get("/", &[]).await;
    insta::assert_snapshot!(without_hashes(got.text().to_owned()));
}

#[tokio::test]
async fn shell_in_french_signed_in_and_dark() {
    let got = world().get("/", &[("cookie", "session=french")]).await;
    insta::assert_snapshot!(without_hashes(got.text().to_owned()));
}

#[tokio::test]
async fn nothing_inline_and_nothing_from_elsewhere() {
    let world = world();
    let member = [("cookie", "session=member")];
    for path in ["/", "/things/3", "/fails/none", "/fails/fault", "/sensitive", "/auth/operator"] {
        let got = world.get(path, &member).await;
        let page = Html::parse_document(got.text());
        for element in select(&page, "*") {
            for (name, value) in element.value().attrs() {
                assert!(name != "style" && !name.starts_with("on"), "{path}: {name}={value}");
                assert!(!value.starts_with("javascript:"), "{path}: {name}={value}");
            }
        }
        assert!(select(&page, "style").is_empty(), "{path}");
        for script in select(&page, "script") {
            assert_eq!(script.attr("src"), Some(asset("app.js")), "{path}");
            assert!(script.text().all(|text| text.is_empty()), "{path}");
        }
        let ids: Vec<_> = select(&page, "[id]").iter().filter_map(|e| e.attr("id")).collect();
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: {ids:?}");
        assert_eq!(select(&page, "h1").len(), 1, "{path}");
        assert_eq!(select(&page, "main").len(), 1, "{path}");
    }
}

#[tokio::test]
async fn names_are_escaped() {
    let got = world().get("/", &[("cookie", "session=member")]).await;
    assert!(got.text().contains("Amira &lt;b&gt;Haddad") && !got.text().contains("<b>Haddad"));
}

#[tokio::test]
async fn rooms_show_to_whom_they_are_open_and_one_is_here() {
    let world = world();
    let rooms = async |path: &str, cookie: &str| {
        let got = world.get(path, &[("cookie", cookie)]).await;
        let page = Html::parse_document(got.text());
        let links = select(&page, ".nav > ul a");
        let name = |link: &scraper::ElementRef<'_>| {
            let mark = if link.attr("aria-current").is_some() { "*" } else { "" };
            format!("{}{mark}", link.attr("href").unwrap_or_default())
        };
        links.iter().map(name).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(rooms("/", "").await, "/* /things /join /help");
    assert_eq!(rooms("/things/3", "session=member").await, "/ /things* /mine /help");
}

#[tokio::test]
async fn a_new_post_is_offered_only_to_those_who_may() {
    let world = world();
    for (cookie, offered) in [("", false), ("session=unconfirmed", false), ("session=member", true)]
    {
        let got = world.get("/", &[("cookie", cookie)]).await;
        assert_eq!(got.text().contains("href=\"/statuses/new\""), offered, "{cookie}");
    }
}

#[tokio::test]
async fn a_language_asked_for_goes_along() {
    let world = world();
    let got = world.get("/things/3?lang=fr&q=a", &[("accept-language", "en")]).await;
    let page = Html::parse_document(got.text());
    assert_eq!(select(&page, "html")[0].attr("lang"), Some("fr"));
    assert_eq!(select(&page, ".brand")[0].attr("href"), Some("/?lang=fr"));
    let switch = &select(&page, ".foot a[hreflang]")[0];
    assert_eq!(switch.attr("href"), Some("/things/3?q=a&lang=en"));
    assert_eq!(switch.attr("lang"), Some("en"));
    let account = world.get("/?lang=en", &[("cookie", "session=french")]).await;
    assert!(account.text().contains("<html lang=\"en\""), "the address wins over the account");
}

#[tokio::test]
async fn sensitive_pages_can_be_left_quickly() {
    let got = world().get("/sensitive", &[]).await;
    assert!(got.text().contains("data-leave"));
    assert!(got.text().contains("name=\"robots\" content=\"noindex\""));
    assert!(!world().get("/", &[]).await.text().contains("data-leave"));
}

#[tokio::test]
async fn a_foreign_link_cannot_put_words_on_a_page() {
    let got = world().get("/?said=web-disclaimer", &[]).await;
    assert!(!got.text().contains("class=\"notice"));
}

#[test]
fn times_and_numbers_are_said_as_people_say_them() {
    let now = Timestamp::from_millis(NOON);
    let ago = |lang, secs: i64| {
        let caller = Caller::stranger(site(), lang, now);
        let shown = caller.ui().ago(Timestamp::from_millis(NOON - secs * 1_000)).into_string();
        Html::parse_fragment(&shown).root_element().text().collect::<String>()
    };
    let table = [
        (0, "now", "maintenant"),
        (-90, "now", "maintenant"),
        (59, "now", "maintenant"),
        (60, "1 min", "1 min"),
        (7_200, "2 h", "2 h"),
        (3 * 86_400, "3 d", "3 j"),
        (17 * 86_400, "1 November 2026", "1er novembre 2026"),
    ];
    for (secs, en, fr) in table {
        assert_eq!(ago(Lang::En, secs), en);
        assert_eq!(ago(Lang::Fr, secs), fr);
    }
    let number = |lang, n| Caller::stranger(site(), lang, now).ui().number(n);
    assert_eq!(number(Lang::En, 16_407), "16,407");
    assert_eq!(number(Lang::Fr, 1_234_567), "1\u{202f}234\u{202f}567");
    assert_eq!(number(Lang::En, 999), "999");
}

#[test]
fn a_view_can_be_tried_without_a_request() {
    let signed_in = resolved("member", Via::Session(Id::from_i64(1)), Scopes::ALL);
    let caller = Caller::member(site(), signed_in, Timestamp::from_millis(NOON));
    assert_eq!(caller.me().unwrap().handle, "amira");
    assert_eq!(caller.limit_key(), "account 1");
}
