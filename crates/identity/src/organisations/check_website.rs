//! The website of an organisation says whose profile this is: in a file that only whoever runs it
//! can put there, or by a link on its home page.

use commonround_db::Tx;
use commonround_db::audit::Accessor;
use commonround_kernel::ports::{Ask, Fetch};
use commonround_kernel::{Actor, Error, Result};
use commonround_web::LimitClass;
use scraper::{Html, Selector};

use super::change_standing::verify;
use super::limits::PAGE_BYTES_MAX;
use super::model::{By, HomePage, Method, OrganisationRow};
use super::note_act::note_act;
use super::reads::managed;
use crate::identity::Identity;

/// What stands before the word in the file.
const MARK: &str = "commonround-verification=";

/// The line that the file has to carry.
#[must_use]
pub fn proof_line(organisation: &OrganisationRow) -> String {
    format!("{MARK}{}", organisation.word)
}

/// Reads the website of an organisation, and verifies it where the website says so.
///
/// # Errors
/// `NotFound`, `organisation_closed`, `limited`;
/// `Invalid` on `website`: `proof_missing`; `domain_held`, `name_held`.
pub async fn check_website(identity: &Identity, actor: &Actor, handle: &str) -> Result<()> {
    let (reader, name) = (actor.clone(), handle.to_owned());
    let read = move |tx: &mut Tx<'_>| managed(tx, &reader, &name).map(|(row, _)| row);
    let organisation = identity.db().read(read).await?;
    identity.limit(LimitClass::Code, &format!("organisation {}", organisation.id))?;
    let profile = identity.config().link(&organisation.path());
    let method = look(identity.outside().as_ref(), &organisation, &profile).await;
    let method = method.ok_or_else(|| Error::invalid("website", "proof_missing"))?;
    let (actor, seen) = (actor.clone(), organisation);
    identity.db().write(move |tx| proved(tx, &actor, &seen, method)).await
}

async fn look(
    outside: &dyn Fetch,
    organisation: &OrganisationRow,
    profile: &str,
) -> Option<Method> {
    let home = organisation.page()?;
    let line = proof_line(organisation);
    if let Some(file) = read(outside, &home.proof_file()).await
        && file.lines().any(|one| one.trim() == line)
    {
        return Some(Method::DomainFile);
    }
    // Whoever writes a page further down may not be who runs the website.
    if !home.is_root() {
        return None;
    }
    let page = read(outside, home.as_str()).await?;
    links_back(&page, &home, profile, &organisation.word).then_some(Method::DomainLink)
}

/// The text of a page; `None` where it cannot be had, for whatever reason.
async fn read(outside: &dyn Fetch, url: &str) -> Option<String> {
    let ask = Ask { url, types: &[], bytes_max: PAGE_BYTES_MAX };
    let fetched = outside.fetch(ask).await.ok()?;
    Some(String::from_utf8_lossy(&fetched.body).into_owned())
}

/// Whether a page links to the profile as its own (`rel="me"`), or carries the word in its head.
fn links_back(page: &str, home: &HomePage, profile: &str, word: &str) -> bool {
    let selector = |css| Selector::parse(css).ok();
    let (Some(links), Some(metas)) = (
        selector(r#":is(a, link)[rel~="me"][href]"#),
        selector(r#"head > meta[name="commonround-verification"][content]"#),
    ) else {
        return false;
    };
    let html = Html::parse_document(page);
    let leads_here = |href: &str| home.join(href).is_some_and(|to| to == profile);
    let attribute = |one: scraper::ElementRef<'_>, name: &str| {
        one.value().attr(name).unwrap_or_default().trim().to_owned()
    };
    html.select(&links).any(|link| leads_here(&attribute(link, "href")))
        || html.select(&metas).any(|meta| attribute(meta, "content") == word)
}

fn proved(tx: &mut Tx<'_>, actor: &Actor, seen: &OrganisationRow, method: Method) -> Result<()> {
    let (organisation, _) = managed(tx, actor, &seen.handle)?;
    if organisation.home_page != seen.home_page {
        return Err(Error::Stale("organisation_changed"));
    }
    verify(tx, &organisation, method, By::Steward, Some(actor.persona))?;
    note_act(tx, Accessor::Persona(actor.persona), "organisation_verified", organisation.id, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROFILE: &str = "https://rounds.example/organisations/maple";

    fn check(page: &str) -> bool {
        let home = HomePage::parse("https://maple.example").unwrap();
        links_back(page, &home, PROFILE, "WORD2345")
    }

    #[test]
    fn a_home_page_links_back_or_carries_the_word() {
        for page in [
            r#"<p><a rel="me" href="https://rounds.example/organisations/maple">us</a>"#,
            r#"<link rel='noopener me' href='https://rounds.example/organisations/maple'>"#,
            r#"<head><meta name="commonround-verification" content="WORD2345"></head>"#,
        ] {
            assert!(check(page), "{page}");
        }
    }

    #[test]
    fn what_only_looks_like_it_proves_nothing() {
        for page in [
            "",
            r#"<a href="https://rounds.example/organisations/maple">us</a>"#,
            r#"<a rel="me" href="https://rounds.example/organisations/maple2">us</a>"#,
            r#"<a rel="me" href="/organisations/maple">us</a>"#,
            r#"<!-- <a rel="me" href="https://rounds.example/organisations/maple">us</a> -->"#,
            r#"<textarea><a rel="me" href="https://rounds.example/organisations/maple"></textarea>"#,
            r#"<body><p><meta name="commonround-verification" content="WORD2345"></p></body>"#,
            r#"<head><meta name="commonround-verification" content="WORD"></head>"#,
        ] {
            assert!(!check(page), "{page}");
        }
    }
}
