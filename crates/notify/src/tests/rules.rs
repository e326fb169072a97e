use commonround_kernel::Id;
use commonround_vocabulary::{NoticeKind, NoticeRaised};

use super::stage::status;
use crate::model::{Choice, Letters, Rules, Tab};
use crate::policy::{may_keep, may_mail, parse_kinds};

/// `list`, `letter`, both or nothing, for a notice by somebody else.
fn outcome(kind: NoticeKind, by: Option<i64>, in_app: bool, mail: bool) -> String {
    let (to, by) = (Id::from_i64(1), by.map(Id::from_i64));
    let told = NoticeRaised { to, kind, by, about: status(9) };
    let choice = Choice { kind, in_app, mail };
    let list = may_keep(&told, choice).map(|_| "list");
    let letter = may_mail(&told, choice).map(|_| "letter");
    [list, letter].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[test]
fn people_are_told_what_they_want_and_nothing_of_themselves() {
    use NoticeKind::{Correction, DutyCalls, Follow, Reply, Sanctioned};
    let table = [
        (Follow, Some(2), true, true, "list"),
        (Follow, Some(2), false, true, ""),
        (Follow, Some(1), true, true, ""),
        (Follow, None, true, false, ""),
        (Reply, Some(1), true, false, ""),
        (Sanctioned, None, false, false, "list"),
        (Sanctioned, None, true, true, "list letter"),
        (Sanctioned, Some(1), true, true, ""),
        (DutyCalls, None, false, true, "list letter"),
        (Correction, None, true, true, "list"),
        (Correction, None, false, false, ""),
    ];
    for (kind, by, in_app, mail, expected) in table {
        assert_eq!(outcome(kind, by, in_app, mail), expected, "{kind:?} {by:?} {in_app} {mail}");
    }
}

#[test]
fn letters_go_out_by_default_where_it_matters() {
    let on = |kind: &&NoticeKind| Choice::default_of(**kind).mail;
    let on: Vec<_> = NoticeKind::ALL.iter().filter(on).map(|kind| kind.as_str()).collect();
    assert_eq!(
        on,
        [
            "claim_decided",
            "credential_expiring",
            "registration_used",
            "sanctioned",
            "appeal_decided",
            "organisation_changed"
        ]
    );
    assert!(NoticeKind::ALL.iter().all(|kind| Choice::default_of(*kind).in_app));
}

#[test]
fn each_list_has_its_kinds() {
    let codes = |tab: Tab| {
        let kinds = tab.kinds().unwrap_or_default();
        kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(codes(Tab::All), "");
    assert_eq!(codes(Tab::Mentions), "mention reply");
    assert_eq!(
        codes(Tab::Decisions),
        "claim_decided credential_expiring registration_used title_unverified note_decided \
         correction report_decided sanctioned appeal_decided duty_calls organisation_changed \
         attestation_offered attestation_ended"
    );
}

#[test]
fn codes_are_read_or_refused() {
    let offered = |kind| Rules::of(kind).letters != Letters::Never;
    let read = |codes: &[&str]| {
        let codes: Vec<_> = codes.iter().map(|code| (*code).to_owned()).collect();
        match parse_kinds("mail", &codes, offered) {
            Ok(kinds) => format!("{kinds:?}"),
            Err(refused) => refused.to_string(),
        }
    };
    assert_eq!(read(&["", "sanctioned"]), "[Sanctioned]");
    assert_eq!(read(&[""]), "[]");
    assert_eq!(read(&["correction"]), "invalid: mail=unknown");
    assert_eq!(read(&["Sanctioned"]), "invalid: mail=unknown");
}
