//! The bundled mappings, each with a small file of people who do not exist.

use commonround_credential::{BUNDLED_MAPPINGS, Layout, Mapping, Reader, Row, Trouble};
use jiff::civil::date;

fn mapping(register: &str) -> Layout {
    let (_, text) = BUNDLED_MAPPINGS.into_iter().find(|(name, _)| *name == register).unwrap();
    Layout::Mapped(Mapping::parse(text, Some(date(2026, 11, 1))).unwrap())
}

fn read(register: &str, text: &str) -> Vec<Result<Row, Trouble>> {
    Reader::new(text.as_bytes(), &mapping(register)).unwrap().collect()
}

/// One line for each row, as much of it as decides.
fn told(rows: Vec<Result<Row, Trouble>>) -> Vec<String> {
    let line = |row: Row| {
        let Row { reg_no, given, family, profession, standing, .. } = &row;
        let limited = if row.conditions { " limited" } else { "" };
        let until = row.expires.map_or_else(String::new, |day| format!(" until {day}"));
        let contact = row.contact.as_ref().map_or("", |contact| contact.as_str());
        assert_eq!((row.jurisdiction.as_str(), row.as_of), ("CA-ON", date(2026, 11, 1)));
        format!(
            "{reg_no} {given} {family}, {profession}, {}{limited}{until} {contact}",
            standing.word()
        )
    };
    let said = |row: Result<Row, Trouble>| row.map_or_else(|trouble| trouble.to_string(), line);
    rows.into_iter().map(said).collect()
}

fn check(register: &str, text: &str, wanted: &[&str]) {
    assert_eq!(told(read(register, text)), wanted, "{register}");
}

#[test]
fn physicians() {
    check(
        "cpso",
        include_str!("../registers/cpso.csv"),
        &[
            "99001 Chen Li, physician, active until 2027-05-31 chen.li@example.org",
            "99002 Ngozi Ada Okoye, physician, active limited until 2027-05-31 okoye@example.org",
            "99003 Samuel Hart, physician, suspended ",
            "99004 Ruth Feld, physician, inactive ",
            r#"line 6: status is not known: "On a boat""#,
        ],
    );
}

#[test]
fn nurses() {
    check(
        "cno",
        include_str!("../registers/cno.csv"),
        &[
            "0123456 Dana Roy, registered_nurse, active until 2026-12-31 dana.roy@example.org",
            "0123457 Grace Mbeki, practical_nurse, active limited until 2026-12-31 ",
            "0123458 Omar Haddad, nurse_practitioner, revoked ",
            r#"line 5: the mapping has no word for this profession: "PSW""#,
        ],
    );
    let rows = read("cno", include_str!("../registers/cno.csv"));
    assert_eq!(rows[0].as_ref().unwrap().former_names, ["Lavoie", "Lavoie-Roy"]);
}

#[test]
fn social_workers() {
    check(
        "ocswssw",
        include_str!("../registers/ocswssw.csv"),
        &[
            "830001 Eli Martin, social_worker, active until 2027-12-31 eli@example.org",
            "830002 Ada Moss, social_service_worker, inactive ",
        ],
    );
}

#[test]
fn psychotherapists() {
    check(
        "crpo",
        include_str!("../registers/crpo.csv"),
        &[
            "004501 Farah Fay Aziz, psychotherapist, active until 2027-03-31 farah@example.org",
            "004502 Noël Côté, psychotherapist, active limited until 2027-03-31 ",
        ],
    );
}

#[test]
fn a_file_without_contacts_is_read_all_the_same() {
    let text = include_str!("../registers/cno.csv").replace(",Email", ",Extension");
    let rows = read("cno", &text);
    assert!(rows[0].as_ref().unwrap().contact.is_none());
    let needed = text.replace("Last Name", "Surname");
    let trouble = Reader::new(needed.as_bytes(), &mapping("cno")).err().unwrap();
    assert_eq!(trouble.to_string(), r#"line 1: column "Last Name" is missing"#);
}

#[test]
fn a_contact_is_there_to_be_written_to_and_does_not_print() {
    let rows = read("cno", include_str!("../registers/cno.csv"));
    let dana = rows[0].as_ref().unwrap();
    assert_eq!(dana.contact.as_ref().unwrap().as_str(), "dana.roy@example.org");
    assert!(!format!("{dana:?}").contains('@'));
}

#[test]
fn only_what_may_be_missing_is_optional() {
    let with = |optional: &str| {
        let (_, text) = BUNDLED_MAPPINGS[3];
        let text = text.replacen("optional = [", &format!("optional = [{optional}, "), 1);
        Mapping::parse(&text, Some(date(2026, 11, 1))).map(drop).map_err(|why| why.to_string())
    };
    assert_eq!(with(r#""class""#), Ok(()));
    assert_eq!(with(r#""status""#), Err("status cannot be optional".to_owned()));
    assert_eq!(with(r#""register""#), Err("register cannot be optional".to_owned()));
    assert_eq!(with(r#""shoe_size""#), Err("shoe_size cannot be optional".to_owned()));
}
