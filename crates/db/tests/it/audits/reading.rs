use std::time::Duration;

use commonround_db::audit::{
    self, Accessor, Act, Entry, Filter, Named, PAGE_ACTS_MAX, REASON_CHARS_MAX,
};
use commonround_kernel::Id;
use commonround_testkit::World;
use commonround_vocabulary::AuditEntry;

use super::{approve, audited, sealed};
use crate::code;

async fn page(w: &World, filter: Filter, before: Option<Id<AuditEntry>>, limit: usize) -> Vec<Act> {
    w.db.read(move |tx| audit::page(tx, &filter, before, limit)).await.unwrap()
}

/// The objects of the acts that fit.
async fn objects(w: &World, filter: Filter) -> Vec<i64> {
    let acts = page(w, filter, None, 20).await;
    acts.iter().map(|act| act.object.as_ref().unwrap().1).collect()
}

#[tokio::test]
async fn the_latest_acts_come_first_page_by_page() {
    let (w, _) = sealed(4).await;
    approve(&w.db, 5).await;
    let first = page(&w, Filter::default(), None, 2).await;
    let second = page(&w, Filter::default(), Some(first[1].id), 2).await;
    let last = page(&w, Filter::default(), Some(second[1].id), 2).await;
    let seqs: Vec<_> = [first, second, last].concat().iter().map(|act| act.seq).collect();
    assert_eq!(seqs, [None, Some(4), Some(3), Some(2), Some(1)]);
}

#[tokio::test]
async fn an_act_is_read_as_it_was_recorded() {
    let (w, _) = sealed(1).await;
    let act = page(&w, Filter::default(), None, 1).await.remove(0);
    let said = (act.actor_kind.as_str(), act.actor, act.action.as_str());
    assert_eq!(said, ("persona", Some(99), "claim_approved"));
    assert_eq!((act.at, act.seq, act.is_erased), (w.env.now(), Some(1), false));
    assert_eq!(act.object, Some(("claim".to_owned(), 1)));
    assert_eq!(act.subject, Some(("persona".to_owned(), 1)));
    assert_eq!(act.purpose.as_deref(), Some("credential_check"));
    assert_eq!(act.reason.as_deref(), Some("the register says so"));
    assert_eq!(act.client.as_deref(), Some("browser"));
}

#[tokio::test]
async fn acts_are_found_by_who_what_whom_and_when() {
    let (w, _) = sealed(3).await;
    w.advance(Duration::from_secs(60));
    approve(&w.db, 4).await;
    w.db.write(|tx| {
        let entry = Entry {
            object: Some(Named::new("report", Id::<()>::from_i64(2))),
            ..Entry::new(Accessor::System, "report_closed")
        };
        audit::record(tx, &entry).map(drop)
    })
    .await
    .unwrap();
    let all = Filter::default();
    let officer = Accessor::Persona(Id::from_i64(99));
    let account = Accessor::Account(Id::from_i64(99));
    let claim = Named::new("claim", Id::<()>::from_i64(2));
    let since = Some(w.env.now());
    let cases = [
        (Filter { actor: Some(officer), ..all }, vec![4, 3, 2, 1]),
        (Filter { actor: Some(account), ..all }, vec![]),
        (Filter { actor: Some(Accessor::System), ..all }, vec![2]),
        (Filter { object: Some(claim), ..all }, vec![2]),
        (Filter { subject: Some(Named::persona(Id::from_i64(3))), ..all }, vec![3]),
        (Filter { subject: Some(Named::account(Id::from_i64(3))), ..all }, vec![]),
        (Filter { since, ..all }, vec![2, 4]),
        (Filter { since, actor: Some(officer), ..all }, vec![4]),
    ];
    for (filter, wanted) in cases {
        assert_eq!(objects(&w, filter).await, wanted, "{filter:?}");
    }
}

#[tokio::test]
async fn an_erased_act_says_so_and_not_more() {
    let (w, _) = sealed(2).await;
    let erase =
        |tx: &mut commonround_db::Tx<'_>| audit::erase_subject(tx, Named::persona(Id::from_i64(2)));
    w.db.write(erase).await.unwrap();
    let acts = page(&w, Filter::default(), None, 20).await;
    assert!(acts[0].is_erased && !acts[1].is_erased);
    assert_eq!((&acts[0].subject, &acts[0].reason), (&None, &None));
    assert_eq!(acts[0].action, "claim_approved");
    let gone = Filter { subject: Some(Named::persona(Id::from_i64(2))), ..Filter::default() };
    assert!(page(&w, gone, None, 20).await.is_empty());
}

#[tokio::test]
async fn a_reason_has_a_length_and_a_page_a_size() {
    let (w, _) = audited().await;
    let say = |chars: usize| {
        w.db.write(move |tx| {
            let reason = "é".repeat(chars);
            let entry = Entry::new(Accessor::System, "report_closed");
            audit::record(tx, &Entry { reason: Some(&reason), ..entry }).map(drop)
        })
    };
    assert_eq!(code(say(REASON_CHARS_MAX).await), "ok");
    assert_eq!(code(say(REASON_CHARS_MAX + 1).await), "invalid");
    for _ in 0..PAGE_ACTS_MAX + 2 {
        say(1).await.unwrap();
    }
    assert_eq!(page(&w, Filter::default(), None, 10_000).await.len(), PAGE_ACTS_MAX);
    assert_eq!(page(&w, Filter::default(), None, 0).await.len(), 1);
}
