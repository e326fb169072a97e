use std::time::Duration;

use commonround_kernel::Timestamp;

use super::outcome;
use super::town::town;
use crate::boundaries::{
    Boundaries, Change, Fields, QuietHours, boundaries_of, may_reply, set_boundaries,
};

#[test]
fn who_may_reply_is_a_table() {
    let now = Timestamp::from_millis(1_795_000_000_000);
    let shield = Some(now + Duration::from_secs(60));
    let past = Some(now);
    for (strangers, shield_until, is_followed, expected) in [
        (true, None, false, "ok"),
        (true, None, true, "ok"),
        (false, None, false, "403 replies_no_strangers"),
        (false, None, true, "ok"),
        (true, shield, false, "403 replies_shielded"),
        (false, shield, false, "403 replies_shielded"),
        (true, shield, true, "ok"),
        (true, past, false, "ok"),
    ] {
        let of = Boundaries { strangers, shield_until, ..Boundaries::default() };
        let found = outcome(may_reply(&of, is_followed, now));
        assert_eq!(found, expected, "{strangers} {shield_until:?} {is_followed}");
    }
}

#[test]
fn quiet_hours_go_past_midnight_in_ones_own_time() {
    let night = QuietHours::of(22, 7).unwrap();
    let quiet: Vec<_> = (0..24).filter(|hour| night.holds(*hour)).collect();
    assert_eq!(quiet, [0, 1, 2, 3, 4, 5, 6, 22, 23]);
    let noon = QuietHours::of(12, 14).unwrap();
    assert_eq!((0..24).filter(|hour| noon.holds(*hour)).collect::<Vec<_>>(), [12, 13]);
    assert_eq!((QuietHours::of(5, 5), QuietHours::of(24, 1)), (None, None));
    // 11:06 UTC is 06:06 in Toronto.
    let now = Timestamp::from_millis(1_795_000_000_000);
    let of = |zone: &str| Boundaries {
        quiet: Some(night),
        time_zone: zone.to_owned(),
        ..Boundaries::default()
    };
    assert!(of("America/Toronto").is_quiet(now));
    assert!(!of("UTC").is_quiet(now));
    let until = |zone: &str, now: Timestamp| of(zone).quiet_until(now).map(|end| end.to_string());
    assert_eq!(until("America/Toronto", now).as_deref(), Some("2026-11-18T12:00:00.000Z"));
    assert_eq!(until("UTC", now), None);
    let late: Timestamp = "2026-11-18T23:30:00Z".parse().unwrap();
    assert_eq!(until("UTC", late).as_deref(), Some("2026-11-19T07:00:00.000Z"), "past midnight");
}

#[test]
fn the_form_says_all_that_is_wrong() {
    let why = |fields: Fields<'_>| match Change::parse(&fields) {
        Ok(_) => "ok".to_owned(),
        Err(invalid) => commonround_kernel::Error::from(invalid).to_string(),
    };
    assert_eq!(why(Fields::default()), "ok");
    for url in ["/help", "https://clinic.example/book"] {
        assert_eq!(why(Fields { redirect_url: url, ..Fields::default() }), "ok", "{url}");
    }
    for url in ["//evil.example", "/\\evil.example", "javascript:alert(1)", "http://clinic.example"]
    {
        let found = why(Fields { redirect_url: url, ..Fields::default() });
        assert_eq!(found, "invalid: redirect_url=malformed", "{url}");
    }
    let wrong = Fields {
        shield_hours: "169",
        quiet_from: "9",
        quiet_to: "",
        time_zone: "Mars/Olympus",
        ..Fields::default()
    };
    let all = "invalid: shield_hours=out_of_range quiet_to=malformed time_zone=unknown";
    assert_eq!(why(wrong), all);
}

#[tokio::test]
async fn a_shield_stands_for_its_hours_and_other_changes_leave_it() {
    let town = town().await;
    let dana = town.patient("dana").await;
    let persona = dana.persona;
    let set = |fields: Fields<'static>| {
        let change = Change::parse(&fields).unwrap();
        let (town, dana) = (&town, dana.clone());
        async move { town.by(&dana, move |tx, _, me| set_boundaries(tx, me, &change)).await.unwrap() }
    };
    assert_eq!(
        town.act(move |tx| boundaries_of(tx, persona)).await.unwrap(),
        Boundaries::default()
    );
    let shielded = set(Fields { strangers: true, shield_hours: "2", ..Fields::default() }).await;
    let changed =
        set(Fields { strangers: false, redirect: "Ask the clinic", ..Fields::default() }).await;
    assert_eq!(changed.shield_until, shielded.shield_until);
    assert_eq!(town.act(move |tx| boundaries_of(tx, persona)).await.unwrap(), changed);
    town.advance(Duration::from_secs(7_200)).await;
    assert!(!changed.is_shielded(town.world.env.now()));
    let ended = set(Fields { shield_hours: "0", ..Fields::default() }).await;
    assert_eq!(ended.shield_until, None);
}
