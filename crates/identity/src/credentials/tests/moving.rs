use commonround_db::Tx;
use commonround_kernel::Result;
use commonround_testkit::World;

use crate::credentials::decide_claim::{Decision, KIND};
use crate::credentials::model::Reason;
use crate::two_person::{ProposalState, store};

const BEFORE: &str = "0140_identity_officers";

fn one_waiting(tx: &mut Tx<'_>) -> Result<()> {
    tx.exec(
        "INSERT INTO identity_account (id, email, email_folded, password_hash, theme, time_zone,
             operator, moderator, primary_persona, personas, created_at, conflict_group)
         VALUES (7, 'j@example.org', 'j@example.org', '', 'auto', 'UTC', FALSE, FALSE, 8,
             $1, 1, '')",
        (&b"sealed"[..],),
    )?;
    for sql in [
        "INSERT INTO identity_claim (id, persona, register, jurisdiction, profession, class, number,
             name, show_number, state, level, waits_for_officer, created_at)
         VALUES (9, 10, 'cno', 'CA-ON', 'registered_nurse', '', '1', 'D', FALSE, 'conflict',
             'self_declared', TRUE, 1)",
        "INSERT INTO identity_claim_decision (claim, officer, yes, word, note, decided_at, counts_at)
         VALUES (9, 8, FALSE, 'other_person', 'Not \"hers\"', 100, 200)",
    ] {
        tx.exec(sql, ())?;
    }
    Ok(())
}

#[tokio::test]
async fn a_decision_that_waited_goes_on_as_a_proposal() {
    let all = crate::MIGRATIONS;
    let at = all.iter().position(|migration| migration.name == BEFORE).unwrap();
    let world = World::open(&[&all[..at]], Vec::new(), Vec::new()).await;
    world.db.write(one_waiting).await.unwrap();
    world.db.migrate(&all[..=at]).await.unwrap();
    let found = world.db.read(|tx| store::find_open(tx, KIND, 9)).await.unwrap().unwrap();
    assert_eq!((found.proposer.get(), found.subject.unwrap().get()), (7, 10));
    assert_eq!((found.state, found.proposer_group.as_str()), (ProposalState::Open, "account 7"));
    assert_eq!(found.effective_at.unwrap().millis(), 200, "it counts when it would have counted");
    let Decision::No(no) = Decision::read(&found.payload, &found.reason).unwrap() else {
        panic!("it was a no")
    };
    assert_eq!((no.reason, no.note.as_deref()), (Reason::OtherPerson, Some("Not \"hers\"")));
}
