use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, KeyRing, Result};
use commonround_vocabulary::{NoticeKind, Vouch};

use super::ask_vouch::{is_of_account, tell};
use super::limits::YEAR;
use super::model::Word;
use super::policy::{self, Between};
use super::store;
use crate::cards::cards;
use crate::credentials::claim_by_id;
use crate::identity::Identity;

/// Vouches for a colleague who asked.
///
/// # Errors
/// `NotFound`, `email_unconfirmed`; `vouch_answered`, `vouch_expired`, `vouch_not_needed`,
/// `vouch_self`, `vouch_not_colleague`, `vouch_mutual`, `vouch_limit`.
pub async fn give_vouch(
    identity: &Identity,
    actor: &Actor,
    id: Id<Vouch>,
    word: Word,
) -> Result<()> {
    let (keys, actor) = (identity.keys().clone(), actor.clone());
    identity.db().write(move |tx| give(tx, &keys, &actor, id, &word)).await
}

fn give(tx: &mut Tx<'_>, keys: &KeyRing, actor: &Actor, id: Id<Vouch>, word: &Word) -> Result<()> {
    let row = store::get(tx, id)?;
    let claim = claim_by_id(tx, row.claim)?;
    let own = cards(tx, &[actor.persona])?.remove(&actor.persona).ok_or(Error::NotFound)?;
    let now = tx.now();
    let given = store::count_given(tx, actor.persona, now - YEAR)?;
    let between = Between {
        is_one_account: is_of_account(tx, keys, actor, row.persona)?,
        is_mutual: store::stands(tx, row.persona, actor.persona)?,
    };
    let permit = policy::may_give(actor, &row, &claim, &own, given, between, now)?;
    store::give(tx, &permit, word)?;
    tell(tx, row.persona, NoticeKind::VouchGiven, actor.persona, id)
}
