//! What trust adds to a world: badges of professionals, and notes that are shown beside statuses.
//! Rows are written as the product has them in the end; how they come about is not measured.

use commonround_db::{Db, Tx};
use commonround_kernel::{Id, Persona, Result, Role};
use commonround_vocabulary::{CredentialClaim, Note, Status};

use super::handle;

/// Of the health workers three in five have a badge, and one status in ten a note.
const BADGED: (usize, usize) = (3, 5);
const NOTED_EVERY: usize = 10;
/// How many rows are written in one unit.
const UNIT_ROWS: usize = 200;
const PROFESSIONS: [&str; 4] = ["rn", "physician", "pharmacist", "social_worker"];
const BODY: &str = "Most people need no tablet for this: three reviews found that it goes by itself \
                    within a week, and that the tablets did no better than none.";

/// A status and its author.
pub type Said = (Id<Status>, Id<Persona>);

/// Badges for people, by their roles and personas in the order of the world.
pub async fn badges(db: &Db, people: &[(Role, Id<Persona>)]) -> Result<()> {
    let workers = people.iter().enumerate().filter(|(_, (role, _))| *role == Role::HealthWorker);
    let badged = workers.filter(|(n, _)| n % BADGED.1 < BADGED.0);
    let badged: Vec<_> = badged.map(|(n, (_, persona))| (n, *persona)).collect();
    for unit in badged.chunks(UNIT_ROWS) {
        let unit = unit.to_vec();
        db.write(move |tx| unit.iter().try_for_each(|(n, who)| badge(tx, *n, *who))).await?;
    }
    Ok(())
}

fn badge(tx: &mut Tx<'_>, n: usize, persona: Id<Persona>) -> Result<()> {
    let (id, now) = (tx.env().new_id::<CredentialClaim>(), tx.now());
    tx.exec(
        "INSERT INTO identity_claim (id, persona, register, jurisdiction, profession, class, number,
            name, show_number, state, level, method, checked_at, proved_at, waits_for_officer,
            created_at)
         VALUES ($1, $2, 'cno', 'CA-ON', $3, 'General', $4, $5, FALSE, 'verified',
            'register_match', 'register_match', $6, $6, FALSE, $6)",
        (id, persona, PROFESSIONS[n % PROFESSIONS.len()], format!("W{n:06}"), handle(n), now),
    )?;
    Ok(())
}

pub async fn notes(db: &Db, said: &[Said]) -> Result<()> {
    let noted: Vec<Said> = said.iter().step_by(NOTED_EVERY).copied().collect();
    for unit in noted.chunks(UNIT_ROWS) {
        let unit = unit.to_vec();
        db.write(move |tx| unit.iter().try_for_each(|said| note(tx, *said))).await?;
    }
    Ok(())
}

fn note(tx: &mut Tx<'_>, (status, author): Said) -> Result<()> {
    let (id, now) = (tx.env().new_id::<Note>(), tx.now());
    let why = r#"{"keys":["everyone"],"holds":[],"groups":[]}"#;
    tx.exec(
        "INSERT INTO evidence_note (id, status, status_author, author, writer, body, language,
            certainty, version, withdrawn, found, provisional, shown, why, decided_at, created_at,
            version_at)
         VALUES ($1, $2, $3, $3, $1, $4, 'en', 'high', 1, FALSE, 'helpful', FALSE, TRUE, $5, $6, $6,
            $6)",
        (id, status, author, BODY, why, now),
    )?;
    let source = ("Cochrane", "https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.example");
    tx.exec(
        "INSERT INTO evidence_note_source (note, place, name, url) VALUES ($1, 0, $2, $3)",
        (id, source.0, source.1),
    )?;
    Ok(())
}
