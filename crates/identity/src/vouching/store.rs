//! Every SQL string of vouches. Decides nothing.

use commonround_db::{Migration, Row, Step, Tx};
use commonround_kernel::{Error, Id, Persona, Result, Timestamp};
use commonround_vocabulary::{CredentialClaim, Vouch};

use super::limits::LISTED_MAX;
use super::model::{Known, VouchRow, VouchState, Word};
use super::policy::{MayAsk, MayMoveVouch};

pub const MIGRATION: Migration =
    Migration { name: "0151_identity_vouching", steps: &[Step::Sql(TABLES)] };

const TABLES: &str = "
-- Colleagues who were asked to vouch, and what they said.
-- retention: account
CREATE TABLE identity_vouch (
    id BIGINT PRIMARY KEY,
    claim BIGINT NOT NULL,
    persona BIGINT NOT NULL,
    colleague BIGINT NOT NULL,
    state TEXT NOT NULL,
    known TEXT,
    words TEXT,
    asked_at BIGINT NOT NULL,
    given_at BIGINT
);
CREATE INDEX identity_vouch_claim ON identity_vouch (claim, id);
CREATE INDEX identity_vouch_colleague ON identity_vouch (colleague, id);
CREATE INDEX identity_vouch_persona ON identity_vouch (persona, id);
";

const ROW: &str = "SELECT v.id, v.claim, c.profession, v.persona, v.colleague, v.state, v.known,
    v.words, v.asked_at, v.given_at
    FROM identity_vouch v JOIN identity_claim c ON c.id = v.claim WHERE";

fn vouch(row: &Row<'_>) -> Result<VouchRow> {
    let (state, known) = (row.get::<String>(5)?, row.get::<Option<String>>(6)?);
    let unknown = |code: &str| Error::fault(format!("unknown word of a vouch {code:?}"));
    let read = |code: String| Known::read(&code).ok_or_else(|| unknown(&code));
    Ok(VouchRow {
        id: row.get(0)?,
        claim: row.get(1)?,
        profession: row.get(2)?,
        persona: row.get(3)?,
        colleague: row.get(4)?,
        state: VouchState::known(&state).ok_or_else(|| unknown(&state))?,
        known: known.map(read).transpose()?,
        words: row.get(7)?,
        asked_at: row.get(8)?,
        given_at: row.get(9)?,
    })
}

pub fn insert(tx: &mut Tx<'_>, permit: &MayAsk) -> Result<Id<Vouch>> {
    let (id, now) = (tx.env().new_id(), tx.now());
    tx.exec(
        "INSERT INTO identity_vouch (id, claim, persona, colleague, state, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        (id, permit.claim(), permit.persona(), permit.colleague(), VouchState::Asked.as_str(), now),
    )?;
    Ok(id)
}

/// # Errors
/// `NotFound`.
pub fn get(tx: &mut Tx<'_>, id: Id<Vouch>) -> Result<VouchRow> {
    tx.maybe(&format!("{ROW} v.id = $1"), (id,), vouch)?.ok_or(Error::NotFound)
}

/// # Errors
/// `vouch_answered` where somebody was faster.
pub fn give(tx: &mut Tx<'_>, permit: &MayMoveVouch, word: &Word) -> Result<()> {
    let now = tx.now();
    let changed = tx.exec(
        "UPDATE identity_vouch SET state = $3, known = $4, words = $5, given_at = $6
         WHERE id = $1 AND state = $2",
        (
            permit.vouch(),
            permit.from().as_str(),
            permit.to().as_str(),
            word.known.as_str(),
            word.words.as_str(),
            now,
        ),
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("vouch_answered")) }
}

/// # Errors
/// `vouch_answered` where somebody was faster.
pub fn set_state(tx: &mut Tx<'_>, permit: &MayMoveVouch) -> Result<()> {
    let sql = "UPDATE identity_vouch SET state = $3 WHERE id = $1 AND state = $2";
    let params = (permit.vouch(), permit.from().as_str(), permit.to().as_str());
    if tx.exec(sql, params)? == 1 { Ok(()) } else { Err(Error::Conflict("vouch_answered")) }
}

/// About one claim, the oldest first.
pub fn of_claim(tx: &mut Tx<'_>, claim: Id<CredentialClaim>) -> Result<Vec<VouchRow>> {
    let sql = format!("{ROW} v.claim = $1 ORDER BY v.id ASC NULLS LAST LIMIT $2");
    tx.query(&sql, (claim, LISTED_MAX), vouch)
}

/// What a colleague was asked, the newest first.
pub fn of_colleague(tx: &mut Tx<'_>, colleague: Id<Persona>) -> Result<Vec<VouchRow>> {
    let sql = format!("{ROW} v.colleague = $1 ORDER BY v.id DESC NULLS LAST LIMIT $2");
    tx.query(&sql, (colleague, LISTED_MAX), vouch)
}

/// Given for the claims of a persona that nobody has proved yet, the oldest first.
pub fn given_for(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Vec<VouchRow>> {
    let sql = format!(
        "{ROW} v.persona = $1 AND v.state = 'given' AND c.state = 'pending'
         ORDER BY v.id ASC NULLS LAST LIMIT $2"
    );
    tx.query(&sql, (persona, LISTED_MAX), vouch)
}

/// Whether one vouches for the other now.
pub fn stands(tx: &mut Tx<'_>, colleague: Id<Persona>, persona: Id<Persona>) -> Result<bool> {
    let sql = "SELECT id FROM identity_vouch
         WHERE colleague = $1 AND persona = $2 AND state = 'given' LIMIT 1";
    Ok(tx.maybe(sql, (colleague, persona), |row| row.get::<Id<Vouch>>(0))?.is_some())
}

/// How often a colleague has vouched since, also where it was taken back.
pub fn count_given(tx: &mut Tx<'_>, colleague: Id<Persona>, since: Timestamp) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM identity_vouch WHERE colleague = $1 AND given_at >= $2";
    tx.one(sql, (colleague, since), |row| row.get(0))
}

/// Nothing is left of who left, neither of what was said for them nor of what they said.
pub fn forget_persona(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let sql = "DELETE FROM identity_vouch WHERE persona = $1 OR colleague = $1";
    tx.exec(sql, (persona,)).map(drop)
}
