use commonround_kernel::Timestamp;

use super::town::town;
use crate::limits::SMALL_CELL;
use crate::model::Subject;
use crate::transparency::{Tally, counts};

#[test]
fn a_small_count_is_not_told() {
    let at = Timestamp::from_millis(1_795_000_000_000);
    for (n, expected) in [(1, None), (SMALL_CELL - 1, None), (SMALL_CELL, Some(SMALL_CELL))] {
        let mut tally = Tally::default();
        tally.add("report", "spam", at, n);
        let lines = tally.publish();
        assert_eq!((lines[0].month.as_str(), lines[0].count), ("2026-11", expected), "{n}");
    }
}

#[tokio::test]
async fn reports_cases_and_measures_are_counted_by_month() {
    let town = town().await;
    for n in 0..5 {
        let (dana, amira) =
            (town.patient(&format!("dana{n}")).await, town.patient(&format!("amira{n}")).await);
        town.report(&amira, Subject::persona(dana.persona), "spam", "").await.unwrap();
    }
    let max = town.patient("max").await;
    town.say(&max, "Stop your SSRI today").await;
    let lines = town.act(counts).await.unwrap();
    let shown: Vec<_> =
        lines.iter().map(|line| (line.what, line.code.as_str(), line.count)).collect();
    let expected = [
        ("case", "amber", None),
        ("case", "green", Some(5)),
        ("measure", "label", None),
        ("report", "spam", Some(5)),
    ];
    assert_eq!(shown, expected);
    town.world.advance(std::time::Duration::from_secs(400 * 86_400));
    assert!(town.act(counts).await.unwrap().is_empty(), "a year is shown");
}
