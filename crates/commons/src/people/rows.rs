//! Lists of people: what each row shows, read in three statements however long the list.

use std::collections::HashMap;

use commonround_db::Tx;
use commonround_identity::NameCard;
use commonround_kernel::{Id, Persona, Result, Slice};

use super::limits::INTRO_EXCERPT_CHARS;
use super::policy::Relation;
use super::relations;
use super::store::{self, Listed};

/// One person in a list.
#[derive(Debug, Clone)]
pub struct PersonRow {
    /// Pages the list this row is in.
    pub cursor: i64,
    pub card: NameCard,
    pub excerpt: String,
    pub locked: bool,
    /// Absent for a signed-out reader, and on the reader's own row.
    pub relation: Option<Relation>,
}

/// One page of people.
#[derive(Debug, Clone, Default)]
pub struct People {
    pub rows: Vec<PersonRow>,
    /// The cursor of the next page, where there may be one.
    pub next: Option<i64>,
}

impl People {
    /// Rows for what a store listed. Erased people are left out.
    pub fn load(
        tx: &mut Tx<'_>,
        viewer: Option<Id<Persona>>,
        listed: &[Listed],
        slice: Slice,
    ) -> Result<Self> {
        let full = listed.len() >= slice.limit;
        let next = listed.last().filter(|_| full).map(|last| last.cursor);
        Ok(Self { rows: rows(tx, viewer, listed)?, next })
    }
}

fn rows(tx: &mut Tx<'_>, viewer: Option<Id<Persona>>, listed: &[Listed]) -> Result<Vec<PersonRow>> {
    let personas: Vec<_> = listed.iter().map(|place| place.persona).collect();
    if personas.is_empty() {
        return Ok(Vec::new());
    }
    let mut cards = commonround_identity::cards(tx, &personas)?;
    let mut gists: HashMap<_, _> = store::profiles::gists(tx, &personas)?.into_iter().collect();
    let known = match viewer {
        Some(viewer) => relations::of_each(tx, viewer, &personas)?,
        None => HashMap::new(),
    };
    let relation = |persona: Id<Persona>| {
        let other = viewer.is_some_and(|viewer| viewer != persona);
        other.then(|| known.get(&persona).copied().unwrap_or_default())
    };
    let row = |place: &Listed| {
        let card = cards.remove(&place.persona).filter(|card| !card.erased)?;
        let gist = gists.remove(&place.persona).unwrap_or_default();
        Some(PersonRow {
            cursor: place.cursor,
            card,
            excerpt: commonround_text::excerpt(&gist.intro_plain, INTRO_EXCERPT_CHARS),
            locked: gist.locked,
            relation: relation(place.persona),
        })
    };
    Ok(listed.iter().filter_map(row).collect())
}
