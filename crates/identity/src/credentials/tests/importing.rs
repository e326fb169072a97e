use commonround_credential::{Brake, What};

use super::stage::*;
use crate::credentials::import::RegisterEnd;
use crate::credentials::store::staging;
use crate::tests::house::{House, house};

fn many(first: Line) -> Vec<Line> {
    let mut lines = vec![first];
    lines.extend(others(99));
    lines
}

async fn registrations(house: &House) -> i64 {
    house.count("SELECT COUNT(*) FROM identity_registration").await
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    let house = house().await;
    let first = import_good(&house, "cno", &many(dana())).await;
    assert_eq!((first.rows, first.tally.registered), (100, 100));
    let again = import_good(&house, "cno", &many(dana())).await;
    assert_eq!((again.tally.same, again.tally.registered, again.claims_changed), (100, 0, 0));
    assert_eq!(registrations(&house).await, 100);
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_registration_staged").await, 0);
}

#[tokio::test]
async fn what_the_register_says_reaches_the_badge_at_the_import() {
    let house = house().await;
    let (mut browser, path) = proved_dana(&house).await;
    import_good(&house, "cno", &many(dana())).await;
    let before = house.told("identity.credential.changed.v1").await.len();
    let table = [
        ("suspended", "no", "suspended", 0),
        ("active", "no", "verified", 1),
        ("active", "yes", "conditions", 1),
        ("active", "no", "verified", 1),
        ("inactive", "no", "expired", 0),
        ("active", "no", "verified", 1),
        ("revoked", "no", "revoked", 0),
        ("active", "no", "recheck", 0),
    ];
    for (status, conditions, expect, shown) in table {
        let report = import_good(&house, "cno", &many(Line { status, conditions, ..dana() })).await;
        assert_eq!(report.claims_changed, 1, "{status}");
        assert_eq!(state(&mut browser, &path).await, expect, "{status} {conditions}");
        assert_eq!(badges(&house, "dana").await, shown, "{status} {conditions}");
    }
    assert!(house.told("identity.credential.changed.v1").await.len() >= before + table.len());
    let history = browser.get(&format!("{path}/history")).await.json();
    let states: Vec<_> = history["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["state"].as_str().unwrap())
        .collect();
    assert_eq!(states[..3], ["recheck", "revoked", "verified"]);
    assert_eq!(states.len(), 2 + table.len());
    assert!(
        house
            .told("notify.notice.raised.v1")
            .await
            .iter()
            .any(|told| told.contains("claim_decided"))
    );
}

#[tokio::test]
async fn a_row_that_is_missing_twice_is_looked_at_again() {
    let house = house().await;
    let (mut browser, path) = proved_dana(&house).await;
    import_good(&house, "cno", &many(dana())).await;
    let without = || others(99);
    import_good(&house, "cno", &without()).await;
    assert_eq!(state(&mut browser, &path).await, "verified");
    import_good(&house, "cno", &many(dana())).await;
    import_good(&house, "cno", &without()).await;
    assert_eq!(state(&mut browser, &path).await, "verified", "it was there in between");
    import_good(&house, "cno", &without()).await;
    assert_eq!(state(&mut browser, &path).await, "recheck");
    assert_eq!(badges(&house, "dana").await, 0);
}

#[tokio::test]
async fn where_too_many_are_gone_nobody_loses_anything() {
    let house = house().await;
    let (mut browser, path) = proved_dana(&house).await;
    import_good(&house, "cno", &many(dana())).await;
    let suspended = || {
        let mut lines = vec![Line { status: "suspended", ..dana() }];
        lines.extend(others(94));
        lines
    };
    let report = import(&house, "cno", file(&suspended())).await;
    assert_eq!(report.end, RegisterEnd::Braked(Brake { gone: 5, known: 100 }));
    assert_eq!(state(&mut browser, &path).await, "verified");
    let report = import_with(&house, "cno", file(&suspended()), true).await;
    assert_eq!((report.end, report.claims_changed), (RegisterEnd::Done, 1));
    assert_eq!(state(&mut browser, &path).await, "suspended");
}

async fn refused(house: &House, text: String) -> Vec<(u64, &'static str)> {
    match import(house, "cno", text).await.end {
        RegisterEnd::Refused(troubles) => {
            troubles.iter().map(|trouble| (trouble.line, trouble.what.code())).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_file_that_is_wrong_changes_nothing_and_says_where() {
    let house = house().await;
    let (mut browser, path) = proved_dana(&house).await;
    let suspended = file(&[Line { status: "suspended", ..dana() }]);
    let cut = suspended.trim_end().to_owned();
    assert_eq!(refused(&house, cut).await, [(2, "truncated_last_line")]);
    let twice = file(&[Line { status: "suspended", ..dana() }, dana()]);
    assert_eq!(refused(&house, twice).await, [(3, "duplicate_number")]);
    let lacking = suspended.replace(",status,", ",state,");
    assert_eq!(refused(&house, lacking).await, [(1, "missing_column")]);
    let other = file(&[Line { status: "suspended", ..dana() }, chen()]);
    assert_eq!(refused(&house, other).await, [(3, "unmapped_value")]);
    assert_eq!(refused(&house, String::new()).await, [(1, "empty_file")]);
    assert_eq!(state(&mut browser, &path).await, "verified");
    assert_eq!(registrations(&house).await, 1);
    import_good(&house, "cno", &[Line { status: "suspended", ..dana() }]).await;
    assert_eq!(state(&mut browser, &path).await, "suspended");
}

#[tokio::test]
async fn a_file_in_another_encoding_is_refused() {
    use std::io::Cursor;
    let house = house().await;
    let mut bytes = file(&[dana()]).into_bytes();
    let at = bytes.windows(3).position(|word| word == b"Roy").unwrap();
    bytes[at + 1] = 0xe9;
    let options = crate::RegisterOptions { register: "cno".to_owned(), accept_vanished: false };
    let layout = commonround_credential::Layout::canonical();
    let (db, keys) = (&house.world.db, &house.world.keys);
    let report =
        crate::import_register(db, keys, Cursor::new(bytes), layout, options, &mut |_| {}).await;
    let RegisterEnd::Refused(troubles) = report.unwrap().end else { panic!("refused") };
    assert_eq!((troubles[0].line, &troubles[0].what), (2, &What::NotUtf8));
}

/// What a machine leaves behind that stops while a file is staged: rows on the stage, and an
/// import that is not whole.
#[tokio::test]
async fn an_import_that_stops_while_reading_leaves_no_trace() {
    let house = house().await;
    let (mut browser, path) = proved_dana(&house).await;
    let db = &house.world.db;
    let begun = db.write(|tx| staging::begin(tx, "cno")).await.unwrap();
    let stage =
        db.write(move |tx| staging::insert_gone(tx, begun, 0, "cno", &("0123456".to_owned(), 2)));
    stage.await.unwrap();
    assert_eq!(state(&mut browser, &path).await, "verified");
    import_good(&house, "cno", &many(dana())).await;
    assert_eq!(state(&mut browser, &path).await, "verified");
    assert_eq!(registrations(&house).await, 100);
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_registration_staged").await, 0);
}

/// And while it is taken over: the next import brings it to its end first.
#[tokio::test]
async fn an_import_that_stops_while_it_is_taken_over_goes_on() {
    let house = house().await;
    let (mut browser, path) = proved_dana(&house).await;
    let db = &house.world.db;
    let begun = db.write(|tx| staging::begin(tx, "cno")).await.unwrap();
    let stage = db.write(move |tx| {
        staging::insert_gone(tx, begun, 0, "cno", &("0123456".to_owned(), 2))?;
        staging::set_applying(tx, "cno", begun)
    });
    assert!(stage.await.unwrap());
    let report = import(&house, "cno", String::new()).await;
    assert!(matches!(report.end, RegisterEnd::Refused(_)));
    assert_eq!(state(&mut browser, &path).await, "recheck", "what was whole was taken over");
    import_good(&house, "cno", &[dana()]).await;
    assert_eq!(state(&mut browser, &path).await, "verified");
}
