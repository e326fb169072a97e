//! What notices are about, as one reader may see it, and when a reader is not told.

use std::collections::HashMap;
use std::sync::Arc;

use commonround_commons::{Neighbours, Viewer, people, timeline};
use commonround_db::Tx;
use commonround_identity::{cards, claim_path, organisations};
use commonround_kernel::{Error, Id, Persona, Result};
use commonround_notify::limits::EXCERPT_CHARS;
use commonround_notify::{Quiet, Subject, Subjects};
use commonround_safety::boundaries::boundaries_of;
use commonround_vocabulary::{About, AboutKind, Organisation};

/// The port of `notify`.
pub fn subjects() -> Subjects {
    Arc::new(|tx: &mut Tx<'_>, reader, all: &[About]| {
        let mut found = HashMap::new();
        for about in all {
            if let Some(subject) = subject(tx, reader, *about)? {
                found.insert(*about, subject);
            }
        }
        Ok(found)
    })
}

/// When the quiet hours of a reader are over.
pub fn quiet() -> Quiet {
    Arc::new(|tx: &mut Tx<'_>, reader| {
        let now = tx.now();
        Ok(boundaries_of(tx, reader)?.quiet_until(now))
    })
}

fn subject(tx: &mut Tx<'_>, reader: Id<Persona>, about: About) -> Result<Option<Subject>> {
    let id = about.id;
    let page = |path: String| Ok(Some(Subject { path, excerpt: None }));
    match about.kind {
        AboutKind::Persona => person(tx, reader, Id::from_i64(id)),
        AboutKind::Status => status(tx, reader, about),
        AboutKind::CredentialClaim => {
            let path = claim_path(tx, reader, Id::from_i64(id))?;
            Ok(path.map(|path| Subject { path, excerpt: None }))
        }
        AboutKind::Note => page(format!("/notes/{id}")),
        AboutKind::Answer => page(format!("/answers/{id}")),
        AboutKind::ClaimRecord => page(format!("/claims/{id}")),
        AboutKind::Report => page(format!("/reports/{id}")),
        AboutKind::Case => page(format!("/moderation/cases/{id}")),
        AboutKind::Sanction | AboutKind::Appeal => page(format!("/sanctions/{id}")),
        AboutKind::Proposal => page(format!("/duties/{id}")),
        AboutKind::Organisation => organisation(tx, Id::from_i64(id)),
        AboutKind::Attestation => page("/settings/organisations".to_owned()),
        AboutKind::Vouch => page("/settings/vouching".to_owned()),
        AboutKind::Interim => page(format!("/interim/{id}")),
    }
}

/// Whoever is told looks after it, or was asked to: the list of their own shows both.
fn organisation(tx: &mut Tx<'_>, id: Id<Organisation>) -> Result<Option<Subject>> {
    let found = organisations::name_of(tx, id)?;
    let path = "/settings/organisations".to_owned();
    Ok(found.map(|name| Subject { path, excerpt: Some(name) }))
}

fn person(tx: &mut Tx<'_>, reader: Id<Persona>, persona: Id<Persona>) -> Result<Option<Subject>> {
    if people::relations::of(tx, reader, persona)?.parted() {
        return Ok(None);
    }
    let card = cards(tx, &[persona])?.remove(&persona).filter(|card| !card.erased);
    Ok(card.map(|card| Subject { path: format!("/@{}", card.handle), excerpt: None }))
}

fn status(tx: &mut Tx<'_>, reader: Id<Persona>, about: About) -> Result<Option<Subject>> {
    let id = Id::from_i64(about.id);
    let card = match timeline::one(tx, &Neighbours::none(), Viewer::from(reader), id) {
        Ok(card) => card,
        Err(Error::NotFound | Error::Gone(_)) => return Ok(None),
        Err(other) => return Err(other),
    };
    let words = commonround_commons::reportable_status(tx, None, id)?;
    let excerpt = Some(commonround_text::excerpt(&words.plain, EXCERPT_CHARS));
    Ok(Some(Subject { path: card.path(), excerpt }))
}
