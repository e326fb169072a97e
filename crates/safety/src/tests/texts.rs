use commonround_web::i18n::{Audit, audit};

/// Every file of this room that names texts.
const SOURCES: &[&str] = &[
    include_str!("../guard.rs"),
    include_str!("../labels.rs"),
    include_str!("../model/appeal.rs"),
    include_str!("../model/case.rs"),
    include_str!("../model/ladder.rs"),
    include_str!("../model/level.rs"),
    include_str!("../model/measure.rs"),
    include_str!("../model/reason.rs"),
    include_str!("../model/subject.rs"),
    include_str!("../model/watched.rs"),
    include_str!("../rules.rs"),
    include_str!("../two_people.rs"),
    include_str!("../views/boundaries.rs"),
    include_str!("../views/case.rs"),
    include_str!("../views/duty.rs"),
    include_str!("../views/guard.rs"),
    include_str!("../views/helpers.rs"),
    include_str!("../views/history.rs"),
    include_str!("../views/queue.rs"),
    include_str!("../views/report.rs"),
    include_str!("../views/rules.rs"),
    include_str!("../views/sanction.rs"),
    include_str!("../views/small.rs"),
    include_str!("../views/transparency.rs"),
    include_str!("../web/cases.rs"),
    include_str!("../web/helpers.rs"),
    include_str!("../web/house.rs"),
    include_str!("../web/reports.rs"),
    include_str!("../web/sanctions.rs"),
];

#[test]
fn every_text_is_there_and_every_text_is_used() {
    let computed = ["error-", "problem-", "field-"];
    let found = audit(&[crate::CATALOGUE], &["safety-"], &computed, SOURCES);
    assert_eq!(found, Audit::default());
}
