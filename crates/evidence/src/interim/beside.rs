use std::collections::HashMap;

use commonround_db::Tx;
use commonround_identity::{NameCard, Title, profession_title};
use commonround_kernel::{Id, Persona, Result, Timestamp};
use commonround_vocabulary::{Interim, Status};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::{Signed, StoredInterim};
use super::store;
use crate::notes::NoteSource;
use crate::ports::People;

/// A notice as it stands beside a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownInterim {
    pub id: Id<Interim>,
    /// Plain text.
    pub text: String,
    pub language: Option<String>,
    pub source: NoteSource,
    pub placed_by: Signature,
    pub countersigned_by: Option<Signature>,
    pub ends_at: Timestamp,
}

/// Who signed, as what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Signature {
    pub name: String,
    pub handle: String,
    /// The code of the profession.
    pub profession: String,
    pub title: Title,
    pub at: Timestamp,
}

impl Signature {
    pub(super) fn of(cards: &HashMap<Id<Persona>, NameCard>, signed: &Signed) -> Self {
        let card = cards.get(&signed.persona);
        Self {
            name: card.map(|card| card.display_name.clone()).unwrap_or_default(),
            handle: card.map(|card| card.handle.clone()).unwrap_or_default(),
            profession: signed.profession.clone(),
            title: profession_title(&signed.profession),
            at: signed.at,
        }
    }
}

/// The notice that stands beside each of these now; statuses without one are absent.
///
/// # Errors
/// What the database says.
pub fn interims_beside(
    tx: &mut Tx<'_>,
    people: People,
    statuses: &[Id<Status>],
) -> Result<HashMap<Id<Status>, ShownInterim>> {
    let notices = store::running(tx, statuses)?;
    let cards = people(tx, &signers(&notices))?;
    Ok(notices.into_iter().map(|notice| (notice.status, shown(&cards, notice))).collect())
}

pub(super) fn signers(notices: &[StoredInterim]) -> Vec<Id<Persona>> {
    let second = |one: &StoredInterim| one.countersigned.as_ref().map(|signed| signed.persona);
    let both = notices.iter().flat_map(|one| [Some(one.placed.persona), second(one)]);
    both.flatten().collect()
}

fn shown(cards: &HashMap<Id<Persona>, NameCard>, notice: StoredInterim) -> ShownInterim {
    ShownInterim {
        placed_by: Signature::of(cards, &notice.placed),
        countersigned_by: notice.countersigned.as_ref().map(|one| Signature::of(cards, one)),
        id: notice.id,
        text: notice.text,
        language: notice.language,
        source: NoteSource { name: notice.source_name, url: notice.source_url },
        ends_at: notice.ends_at,
    }
}
