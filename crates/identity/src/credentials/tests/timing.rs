use super::stage::*;
use crate::tests::house::{DAY, house};

#[tokio::test]
async fn the_last_day_ends_the_badge_by_the_clock_alone() {
    let house = house().await;
    import_good(&house, "cno", &[Line { expires: "2026-12-01", ..dana() }]).await;
    let mut browser = worker(&house, "dana").await;
    let path = claim_dana(&mut browser).await;
    prove(&house, &mut browser, &path, "dana.roy@work.example").await;
    house.world.settle().await;
    assert_eq!(browser.get(&path).await.json()["expiring"], true);
    assert!(notices(&house, "dana").await.contains(&"credential_expiring".to_owned()));
    house.world.advance(13 * DAY);
    assert_eq!(badges(&house, "dana").await, 1, "the last day is still good");
    house.world.advance(DAY);
    assert_eq!(badges(&house, "dana").await, 0, "before any job has run");
    house.world.settle().await;
    assert_eq!(state(&mut browser, &path).await, "expired");
    let renewed = Line { expires: "2027-12-01", ..dana() };
    import_good(&house, "cno", &[renewed]).await;
    assert_eq!(
        (state(&mut browser, &path).await.as_str(), badges(&house, "dana").await),
        ("verified", 1)
    );
}

#[tokio::test]
async fn a_reminder_comes_once_thirty_days_before() {
    let house = house().await;
    import_good(&house, "cno", &[Line { expires: "2027-01-31", ..dana() }]).await;
    let mut browser = worker(&house, "dana").await;
    let path = claim_dana(&mut browser).await;
    prove(&house, &mut browser, &path, "dana.roy@work.example").await;
    let mut told = Vec::new();
    for _ in 0..60 {
        house.world.advance(DAY);
        house.world.settle().await;
        let notices = notices(&house, "dana").await;
        told.push(notices.iter().filter(|kind| *kind == "credential_expiring").count());
    }
    let first = told.iter().position(|count| *count == 1).unwrap();
    assert_eq!(first, 44 - 1, "30 days before 31 January, from 18 November");
    assert_eq!(told.last(), Some(&1));
}

#[tokio::test]
async fn each_file_moves_the_next_check_and_a_year_forces_one() {
    let house = house().await;
    let (mut browser, path) = proved_dana(&house).await;
    house.world.advance(DAY);
    import_good(&house, "cno", &[dana()]).await;
    let claim = browser.get(&path).await.json();
    let at = |field: &str| {
        claim[field].as_str().unwrap().parse::<commonround_kernel::Timestamp>().unwrap()
    };
    assert_eq!(at("checked_at"), house.world.env.now());
    assert_eq!(at("next_check_at").since(at("checked_at")), DAY);
    house.world.advance(363 * DAY);
    house.world.settle().await;
    browser = house.browser_of("dana").await;
    assert_eq!(state(&mut browser, &path).await, "verified");
    house.world.advance(2 * DAY);
    house.world.settle().await;
    assert_eq!(state(&mut browser, &path).await, "recheck");
}
