use super::{html, render};

const REL: &str = r#"rel="nofollow noopener ugc""#;

#[test]
fn words_can_lean_and_stand_out() {
    html("**bold** and *italic*", "<p><strong>bold</strong> and <em>italic</em></p>");
    html("snake_case_word 2*3*4", "<p>snake_case_word 2<em>3</em>4</p>");
}

#[test]
fn lines_break_where_they_were_broken() {
    html("one\ntwo", "<p>one<br>\ntwo</p>");
    html("one\n---", "<p>one</p>\n<hr>");
}

#[test]
fn lists_and_quotes() {
    html("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>");
    html("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>");
    html("> said", "<blockquote>\n<p>said</p>\n</blockquote>");
}

#[test]
fn code_is_shown_as_it_is() {
    html("`<b>`", "<p><code>&lt;b&gt;</code></p>");
    html("```rust\nlet a = 1;\n```", "<pre><code>let a = 1;\n</code></pre>");
}

#[test]
fn headings_stay_below_the_page() {
    html("# one", "<h4>one</h4>");
    html("## two", "<h5>two</h5>");
    html("###### six", "<h6>six</h6>");
}

#[test]
fn html_is_text() {
    html("a <b>b</b>", "<p>a &lt;b&gt;b&lt;/b&gt;</p>");
    html("<div>\nhi\n</div>", "<p>&lt;div&gt;\nhi\n&lt;/div&gt;</p>");
    assert_eq!(render("<div>hi</div>").plain, "<div>hi</div>");
}

#[test]
fn images_are_links_to_them() {
    html(
        "![a chart](https://a.example/c.png)",
        &format!(r#"<p><a href="https://a.example/c.png" {REL}>a chart</a></p>"#),
    );
    html("![alt](/local.png)", "<p>alt</p>");
}

#[test]
fn links_lead_to_the_web_only() {
    html(
        "[site](https://a.example/x \"title\")",
        &format!(r#"<p><a href="https://a.example/x" {REL}>site</a></p>"#),
    );
    for target in [
        "javascript:alert(1)",
        "/sign-out",
        "mailto:a@b.example",
        "data:text/html,x",
        "//a.example",
        "https://",
        "https://bank.example@evil.example/",
        "https://user:pass@a.example",
        "ftp://a.example",
        "#top",
        "?lang=fr",
        "",
    ] {
        html(&format!("[words]({target})"), "<p>words</p>");
    }
}

#[test]
fn bare_addresses_become_links() {
    let link = format!(r#"<a href="https://a.example/b" {REL}>https://a.example/b</a>"#);
    html("see https://a.example/b.", &format!("<p>see {link}.</p>"));
    html("write to dana@a.example", "<p>write to dana@a.example</p>");
    let rendered = render("https://a.example/b and [again](https://a.example/b) www.b.example");
    assert_eq!(rendered.links, ["https://a.example/b", "http://www.b.example/"]);
}

#[test]
fn a_link_shows_where_it_leads() {
    let shown =
        format!(r#"<p><a href="https://evil.example/" {REL}>https://evil.example/</a></p>"#);
    html("[https://bank.example/](https://evil.example/)", &shown);
    html("[www.bank.example](https://evil.example/)", &shown);
    html("[](https://evil.example/)", &shown);
    html("[ ](https://evil.example/)", &shown);
    let own = format!(r#"<p><a href="https://www.a.example/x" {REL}>https://a.example</a></p>"#);
    html("[https://a.example](https://www.a.example/x)", &own);
}

#[test]
fn what_we_do_not_have_stays_text() {
    html("~~gone~~", "<p>~~gone~~</p>");
    html("|a|b|\n|-|-|\n|1|2|", "<p>|a|b|<br>\n|-|-|<br>\n|1|2|</p>");
    html("- [ ] task", "<ul>\n<li>[ ] task</li>\n</ul>");
    html("$x$ :smile:", "<p>$x$ :smile:</p>");
}

#[test]
fn plain_text_reads_like_the_page() {
    for (markdown, plain) in [
        ("**a** *b* `c`", "a b c"),
        ("one\ntwo\n\nthree", "one\ntwo\n\nthree"),
        ("- a\n- b\n\nafter", "- a\n- b\n\nafter"),
        ("2. a\n3. b", "2. a\n3. b"),
        ("> said\n\nreply", "said\n\nreply"),
        ("# head\nbody", "head\n\nbody"),
        ("[words](https://a.example)", "words"),
        ("#tag and @dana", "#tag and @dana"),
        ("```\ncode\n```\nafter", "code\n\nafter"),
        ("a &amp; b &lt; c", "a & b < c"),
        ("", ""),
    ] {
        assert_eq!(render(markdown).plain, plain, "{markdown:?}");
    }
}
