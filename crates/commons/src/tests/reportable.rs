use commonround_db::outbox;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{SanctionAct, SanctionChanged, Status};

use super::outcome;
use super::town::{Town, town};
use crate::testing::{Say, delete};
use crate::{ReportableStatus, reportable_status};

async fn look(
    town: &Town,
    viewer: Option<Id<Persona>>,
    id: Id<Status>,
) -> Result<ReportableStatus> {
    town.read(move |tx| reportable_status(tx, viewer, id)).await
}

fn short(found: Result<ReportableStatus>) -> String {
    outcome(found.map(drop))
}

#[tokio::test]
async fn a_block_shields_nobody_from_a_report() {
    let town = town().await;
    let (dana, amira) = (town.nurse("dana").await, town.patient("amira").await);
    let post = town.say(&dana, Say::public("Something cruel")).await;
    town.block(&dana, &amira).await;
    let found = look(&town, Some(amira.persona), post).await.unwrap();
    assert_eq!((found.author, found.plain.as_str()), (dana.persona, "Something cruel"));
}

#[tokio::test]
async fn what_one_may_not_see_is_not_there_to_report_but_a_moderator_sees_it() {
    let town = town().await;
    let (dana, amira) = (town.nurse("dana").await, town.patient("amira").await);
    let ben = town.nurse("ben").await;
    town.follow(&ben, &dana).await;
    let post = town.say(&dana, Say::followers("For followers")).await;
    assert_eq!(short(look(&town, Some(amira.persona), post).await), "404 not_found");
    assert!(look(&town, Some(ben.persona), post).await.is_ok());
    assert!(look(&town, None, post).await.is_ok());
    assert_eq!(short(look(&town, None, Id::from_i64(12_345)).await), "404 not_found");
    delete(&town.world.db, &dana, post).await.unwrap();
    for viewer in [Some(ben.persona), None] {
        assert_eq!(short(look(&town, viewer, post).await), "410 status_deleted");
    }
}

#[tokio::test]
async fn what_moderators_hid_is_not_there_to_report_again() {
    let town = town().await;
    let (dana, amira) = (town.nurse("dana").await, town.patient("amira").await);
    let post = town.say(&dana, Say::public("Something cruel")).await;
    let (persona, sanction) = (dana.persona, Id::from_i64(7));
    let hide = move |tx: &mut commonround_db::Tx<'_>| {
        let (status, act) = (Some(post), SanctionAct::Hide);
        outbox::emit(
            tx,
            &SanctionChanged { sanction, persona, status, thing: None, act, active: true },
        )
        .map(drop)
    };
    town.act(hide).await.unwrap();
    town.world.settle().await;
    assert_eq!(short(look(&town, Some(amira.persona), post).await), "404 not_found");
    assert!(look(&town, None, post).await.is_ok());
}
