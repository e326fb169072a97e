use commonround_db::{Migration, Row, Step, Tx};
use commonround_kernel::{Account, Id, KeyRing, Persona, Result, Timestamp};
use commonround_vocabulary::Proposal as ProposalId;

use super::limits::{PROPOSALS_SHOWN_MAX, SECONDS_CALLED_MAX};
use super::model::{Charged, Duty, New, Proposal, ProposalState};
use super::policy::{MayEnd, MayPropose};
use crate::store::personas::open_list;

pub const MIGRATION: Migration =
    Migration { name: "0130_identity_two_person", steps: &[Step::Sql(TABLES)] };

/// `conflict_group` names where somebody's loyalties lie, such as the organisation they work for;
/// empty: they are a group of their own.
const TABLES: &str = "
ALTER TABLE identity_account ADD COLUMN conflict_group TEXT NOT NULL DEFAULT '';

-- retention: audit
CREATE TABLE identity_proposal (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    object BIGINT NOT NULL,
    subject BIGINT,
    reason TEXT NOT NULL,
    payload TEXT NOT NULL,
    duty TEXT NOT NULL,
    proposer BIGINT NOT NULL,
    proposer_group TEXT NOT NULL,
    state TEXT NOT NULL,
    second BIGINT,
    second_reason TEXT,
    created_at BIGINT NOT NULL,
    effective_at BIGINT,
    expires_at BIGINT NOT NULL,
    decided_at BIGINT
);
CREATE INDEX identity_proposal_open ON identity_proposal (state, duty, id);
CREATE INDEX identity_proposal_object ON identity_proposal (kind, object, state);
";

const ROW: &str = "SELECT id, kind, object, subject, reason, payload, duty, proposer,
    proposer_group, state, second, second_reason, created_at, effective_at, expires_at, decided_at
    FROM identity_proposal";

fn proposal(row: &Row<'_>) -> Result<Proposal> {
    Ok(Proposal {
        id: row.get(0)?,
        kind: row.get(1)?,
        object: row.get(2)?,
        subject: row.get(3)?,
        reason: row.get(4)?,
        payload: row.get(5)?,
        duty: Duty::parse(row.text(6)?)?,
        proposer: row.get(7)?,
        proposer_group: row.get(8)?,
        state: ProposalState::parse(row.text(9)?)?,
        second: row.get(10)?,
        second_reason: row.get(11)?,
        created_at: row.get(12)?,
        effective_at: row.get(13)?,
        expires_at: row.get(14)?,
        decided_at: row.get(15)?,
    })
}

/// When a new proposal ends, and whether it takes effect by itself.
pub struct Ends {
    pub effective_at: Option<Timestamp>,
    pub expires_at: Timestamp,
}

/// `None` where the same act on the same object is open already.
pub fn insert(
    tx: &mut Tx<'_>,
    permit: &MayPropose,
    group: &str,
    new: &New<'_>,
    ends: &Ends,
) -> Result<Option<Id<ProposalId>>> {
    let (id, now) = (tx.env().new_id(), tx.now());
    let inserted = tx.exec(
        "INSERT INTO identity_proposal (id, kind, object, subject, reason, payload, duty,
             proposer, proposer_group, state, created_at, effective_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11, $12)
         ON CONFLICT DO NOTHING",
        (
            id,
            new.kind,
            new.object,
            new.subject,
            new.reason,
            new.payload.as_str(),
            permit.duty().as_str(),
            permit.proposer(),
            group,
            now,
            ends.effective_at,
            ends.expires_at,
        ),
    )?;
    Ok((inserted == 1).then_some(id))
}

pub fn get(tx: &mut Tx<'_>, id: Id<ProposalId>) -> Result<Proposal> {
    tx.one(&format!("{ROW} WHERE id = $1"), (id,), proposal)
}

/// The open proposal of a kind on an object, where there is one.
pub fn find_open(tx: &mut Tx<'_>, kind: &str, object: i64) -> Result<Option<Proposal>> {
    let sql = format!("{ROW} WHERE kind = $1 AND object = $2 AND state = 'open'");
    tx.maybe(&sql, (kind, object), proposal)
}

/// All of a kind on an object, the newest first.
pub fn of_object(tx: &mut Tx<'_>, kind: &str, object: i64) -> Result<Vec<Proposal>> {
    let sql = format!("{ROW} WHERE kind = $1 AND object = $2 ORDER BY id DESC LIMIT $3");
    tx.query(&sql, (kind, object, PROPOSALS_SHOWN_MAX), proposal)
}

/// Open ones that are about a persona.
pub fn open_about(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Vec<Proposal>> {
    let sql = format!("{ROW} WHERE state = 'open' AND subject = $1 ORDER BY id");
    tx.query(&sql, (persona,), proposal)
}

/// Open ones that an account proposed.
pub fn open_by(tx: &mut Tx<'_>, account: Id<Account>) -> Result<Vec<Proposal>> {
    let sql = format!("{ROW} WHERE state = 'open' AND proposer = $1 ORDER BY id");
    tx.query(&sql, (account,), proposal)
}

/// Open ones whose time has come, the oldest first.
pub fn due(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<Id<ProposalId>>> {
    let sql = "SELECT id FROM identity_proposal
         WHERE state = 'open' AND COALESCE(effective_at, expires_at) <= $1 ORDER BY id LIMIT $2";
    tx.query(sql, (now, PROPOSALS_SHOWN_MAX), |row| row.get(0))
}

/// Open ones, the oldest first.
pub fn list_open(tx: &mut Tx<'_>, duty: Duty) -> Result<Vec<Proposal>> {
    let sql = format!("{ROW} WHERE state = 'open' AND duty = $1 ORDER BY id LIMIT $2");
    tx.query(&sql, (duty.as_str(), PROPOSALS_SHOWN_MAX), proposal)
}

/// False where somebody else ended it first.
pub fn end(tx: &mut Tx<'_>, permit: &MayEnd, reason: Option<&str>) -> Result<bool> {
    let now = tx.now();
    let ended = tx.exec(
        "UPDATE identity_proposal SET state = $2, second = $3, second_reason = $4, decided_at = $5
         WHERE id = $1 AND state = 'open'",
        (permit.proposal(), permit.state().as_str(), permit.second(), reason, now),
    )?;
    Ok(ended == 1)
}

/// Everybody with a duty and a confirmed address, as far as proposals go.
pub fn charged(tx: &mut Tx<'_>, keys: &KeyRing, duty: Duty) -> Result<Vec<Charged>> {
    let held = duty.as_str();
    let sql = format!("{CHARGED} WHERE {held} = TRUE AND email_claim IS NOT NULL ORDER BY id");
    let rows = tx.query(&sql, (), raw)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// Personas of everybody who has the duty, as they sign in.
///
/// # Errors
/// As `Tx::query`.
pub fn on_duty(tx: &mut Tx<'_>, duty: Duty) -> Result<Vec<Id<Persona>>> {
    let held = duty.as_str();
    let sql = format!(
        "SELECT primary_persona FROM identity_account
         WHERE {held} = TRUE AND email_claim IS NOT NULL ORDER BY id LIMIT $1"
    );
    tx.query(&sql, (SECONDS_CALLED_MAX,), |row| row.get(0))
}

/// Whether an account has the duty now.
pub fn is_charged(tx: &mut Tx<'_>, account: Id<Account>, duty: Duty) -> Result<bool> {
    let held = duty.as_str();
    let sql = format!("SELECT id FROM identity_account WHERE id = $1 AND {held} = TRUE");
    Ok(tx.maybe(&sql, (account,), |row| row.get::<Id<Account>>(0))?.is_some())
}

pub fn charged_one(tx: &mut Tx<'_>, keys: &KeyRing, account: Id<Account>) -> Result<Charged> {
    tx.one(&format!("{CHARGED} WHERE id = $1"), (account,), raw)?.open(keys)
}

pub fn set_group(tx: &mut Tx<'_>, account: Id<Account>, group: &str) -> Result<()> {
    let sql = "UPDATE identity_account SET conflict_group = $2 WHERE id = $1";
    tx.exec(sql, (account, group)).map(drop)
}

const CHARGED: &str = "SELECT id, primary_persona, conflict_group, personas FROM identity_account";

struct Raw {
    charged: Charged,
    sealed: Vec<u8>,
}

fn raw(row: &Row<'_>) -> Result<Raw> {
    let account: Id<Account> = row.get(0)?;
    let named: String = row.get(2)?;
    let group = if named.is_empty() { format!("account {account}") } else { named };
    let charged = Charged { account, persona: row.get(1)?, group, personas: Vec::new() };
    Ok(Raw { charged, sealed: row.get(3)? })
}

impl Raw {
    fn open(self, keys: &KeyRing) -> Result<Charged> {
        let personas = open_list(keys, self.charged.account, &self.sealed)?;
        Ok(Charged { personas, ..self.charged })
    }
}
