use commonround_db::Tx;
use commonround_kernel::{Actor, Result};

use super::limits::ASK_LIFE;
use super::model::{VouchRow, VouchState};
use super::store;
use crate::cards::{NameCard, cards};
use crate::identity::Identity;

/// What colleagues ask of somebody, and what that person said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Waits for an answer, the newest first.
    pub waiting: Vec<(VouchRow, NameCard)>,
    /// Given, and not taken back.
    pub given: Vec<(VouchRow, NameCard)>,
}

pub async fn asked(identity: &Identity, actor: &Actor) -> Result<Asked> {
    let persona = actor.persona;
    let read = move |tx: &mut Tx<'_>| {
        let rows = store::of_colleague(tx, persona)?;
        let people: Vec<_> = rows.iter().map(|row| row.persona).collect();
        let people = cards(tx, &people)?;
        let now = tx.now();
        let (mut waiting, mut given) = (Vec::new(), Vec::new());
        for row in rows {
            let Some(card) = people.get(&row.persona).filter(|card| !card.erased) else { continue };
            match row.state {
                VouchState::Asked if now < row.asked_at + ASK_LIFE => {
                    waiting.push((row, card.clone()));
                }
                VouchState::Given => given.push((row, card.clone())),
                _ => {}
            }
        }
        Ok(Asked { waiting, given })
    };
    identity.db().snapshot(read).await
}
