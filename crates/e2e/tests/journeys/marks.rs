//! Where things stand on the pages: the names that forms and the script rely on themselves.

use commonround_e2e::{Outcome, Visitor};

pub const COMPOSER_TEXT: &str = "form[action='/statuses'] [name=text]";
pub const COMPOSER_SUBMIT: &str = "form[action='/statuses'] button[type=submit]";
/// Waits above a feed with the number of new posts.
pub const PILL: &str = "#newpill";

/// Publishes from the page of the composer and comes to where the status stands.
pub async fn publish(visitor: &Visitor, text: &str) -> Outcome {
    visitor.goto("/statuses/new").await?;
    visitor.fill(COMPOSER_TEXT, text).await?;
    visitor.choose("visibility", "public").await?;
    visitor.press(COMPOSER_SUBMIT).await?;
    visitor.wait_for_text(text).await
}

/// The address of the status that says so, on the page as it stands.
pub async fn address_of(visitor: &Visitor, text: &str) -> Outcome<String> {
    let find = format!(
        "[...document.querySelectorAll('article')]
            .filter(article => article.innerText.includes({text:?}))
            .flatMap(article => [...article.querySelectorAll('a[href^=\"/@\"]')])
            .map(link => link.getAttribute('href'))
            .find(href => /^\\/@[^/]+\\/\\d+$/.test(href)) ?? ''"
    );
    visitor.eval(&find).await
}

/// The first link of the page whose address matches.
pub async fn first_link(visitor: &Visitor, pattern: &str) -> Outcome<String> {
    let find = format!(
        "[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))
            .find(href => /{pattern}/.test(href)) ?? ''"
    );
    let found: String = visitor.eval(&find).await?;
    if found.is_empty() { Err(format!("no link like {pattern}").into()) } else { Ok(found) }
}

/// Pages are opened in tens of milliseconds; a letter is there within a second.
const LOOKS_MAX: usize = 100;

/// What a letter to this address holds that matches, as the demo's outbox shows it.
pub async fn letter(visitor: &Visitor, address: &str, pattern: &str) -> Outcome<String> {
    let find = format!(
        "[...document.querySelectorAll('article')].map(letter => letter.innerText)
            .find(text => text.includes({address:?}))?.match(/{pattern}/m)?.[0] ?? ''"
    );
    // It is sent after the answer to the form.
    for _ in 0..LOOKS_MAX {
        visitor.goto("/demo/outbox").await?;
        let found: String = visitor.eval(&find).await?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Err(format!("no letter to {address} with {pattern}").into())
}
