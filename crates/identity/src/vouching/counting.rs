//! What vouches are worth now. Nothing of it is kept.

use std::collections::HashMap;

use commonround_credential::{Evidence, Level, State, Vouch};
use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::{VouchRow, VouchState};
use super::store;
use crate::cards::{NameCard, cards};
use crate::credentials::ClaimRow;
use crate::credentials::badges::title_of;
use crate::standing::Title;

/// A claim that nobody has proved, for which enough colleagues vouch now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Vouched {
    /// A code of the policy packs, such as `registered_nurse`.
    pub profession: String,
    pub title: Title,
    /// At least two.
    pub by: Vec<Colleague>,
}

/// Who vouches, and how they know the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Colleague {
    pub handle: String,
    pub display_name: String,
    /// `work_together`, `worked_together`, `trained_together` or `supervised`.
    pub known: &'static str,
    pub words: String,
    pub at: Timestamp,
}

/// What verified colleagues say now for somebody whose claims are not proved. Empty unless they are
/// at least two of the same profession, for whom the person does not vouch in turn.
///
/// # Errors
/// As `Tx::query`.
pub fn vouched(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Vec<Vouched>> {
    let given = store::given_for(tx, persona)?;
    if given.is_empty() {
        return Ok(Vec::new());
    }
    let rows = weigh(tx, given)?;
    let mut professions: Vec<_> = rows.iter().map(|one| one.row.profession.clone()).collect();
    professions.sort_unstable();
    professions.dedup();
    let enough = |rows: &[&Weighed]| {
        let vouches = rows.iter().map(|one| one.vouch).collect();
        Evidence { vouches, ..Evidence::default() }.level() == Level::Vouched
    };
    let mut found = Vec::new();
    for profession in professions {
        let of: Vec<_> = rows.iter().filter(|one| one.row.profession == profession).collect();
        if enough(&of) {
            let by = of.iter().filter_map(|one| one.colleague()).collect();
            found.push(Vouched { title: title_of(&profession), profession, by });
        }
    }
    Ok(found)
}

/// Everything about one claim, for its owner.
pub fn of_claim(tx: &mut Tx<'_>, claim: &ClaimRow) -> Result<Vec<Weighed>> {
    let rows = store::of_claim(tx, claim.id)?;
    weigh(tx, rows)
}

/// The step of the ladder that a claim has reached now, with who vouches for it.
#[must_use]
pub fn level(claim: &ClaimRow, weighed: &[Weighed]) -> Level {
    let given = weighed.iter().filter(|one| one.row.state == VouchState::Given);
    let vouches = given.map(|one| one.vouch).collect();
    let vouched = Evidence { vouches, ..Evidence::default() }.level();
    if claim.state == State::Pending { claim.level.max(vouched) } else { claim.level }
}

/// A vouch with whoever gives it, as of now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    pub row: VouchRow,
    pub who: Option<NameCard>,
    vouch: Vouch,
}

impl Weighed {
    /// It was given, and counts now.
    #[must_use]
    pub fn counts(&self) -> bool {
        let Vouch { verified, same_profession, reciprocal, .. } = self.vouch;
        self.row.state == VouchState::Given && verified && same_profession && !reciprocal
    }

    fn colleague(&self) -> Option<Colleague> {
        let who = self.who.as_ref().filter(|_| self.counts())?;
        Some(Colleague {
            handle: who.handle.clone(),
            display_name: who.display_name.clone(),
            known: self.row.known?.as_str(),
            words: self.row.words.clone().unwrap_or_default(),
            at: self.row.given_at?,
        })
    }
}

fn weigh(tx: &mut Tx<'_>, rows: Vec<VouchRow>) -> Result<Vec<Weighed>> {
    let mut people: Vec<_> = rows.iter().map(|row| row.colleague).collect();
    people.sort_unstable();
    people.dedup();
    let people: HashMap<Id<Persona>, NameCard> = cards(tx, &people)?;
    let mut weighed = Vec::with_capacity(rows.len());
    for row in rows {
        let who = people.get(&row.colleague).filter(|card| !card.erased).cloned();
        let standing = who.as_ref().map(|card| &card.standing);
        let same = |badge: &crate::Badge| badge.profession == row.profession;
        let vouch = Vouch {
            by: row.colleague.get().unsigned_abs(),
            verified: standing.is_some_and(crate::Standing::is_verified),
            same_profession: standing.is_some_and(|standing| standing.badges.iter().any(same)),
            reciprocal: store::stands(tx, row.persona, row.colleague)?,
        };
        weighed.push(Weighed { row, who, vouch });
    }
    Ok(weighed)
}
