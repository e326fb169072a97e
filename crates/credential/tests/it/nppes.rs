//! The American file with its whole header, and people who do not exist.

use std::fmt::Write as _;

use commonround_credential::{Layout, Reader, Row, Standing, Trouble};
use jiff::civil::date;
use proptest::prelude::*;

/// Exhibit 2-1 of the readme that CMS publishes with the file (1 February 2025), in its order. The
/// last word of `Other Provider Identifier Issuer_n` is cut off there and is written as in the file.
fn header() -> Vec<String> {
    let plain = |block: &str| block.split('|').map(str::to_owned).collect::<Vec<_>>();
    let address = |kind: &str| {
        let lines = format!(
            "Provider First Line Business {kind} Address|\
             Provider Second Line Business {kind} Address|\
             Provider Business {kind} Address City Name|\
             Provider Business {kind} Address State Name|\
             Provider Business {kind} Address Postal Code|\
             Provider Business {kind} Address Country Code (If outside U.S.)|\
             Provider Business {kind} Address Telephone Number|\
             Provider Business {kind} Address Fax Number"
        );
        plain(&lines)
    };
    let numbered = |count: usize, names: &[&str]| {
        let each = (1..=count).flat_map(|n| names.iter().map(move |name| format!("{name}_{n}")));
        each.collect::<Vec<_>>()
    };
    let mut columns = plain(
        "NPI|Entity Type Code|Replacement NPI|Employer Identification Number (EIN)|\
         Provider Organization Name (Legal Business Name)|Provider Last Name (Legal Name)|\
         Provider First Name|Provider Middle Name|Provider Name Prefix Text|\
         Provider Name Suffix Text|Provider Credential Text|Provider Other Organization Name|\
         Provider Other Organization Name Type Code|Provider Other Last Name|\
         Provider Other First Name|Provider Other Middle Name|Provider Other Name Prefix Text|\
         Provider Other Name Suffix Text|Provider Other Credential Text|\
         Provider Other Last Name Type Code",
    );
    columns.extend(address("Mailing"));
    columns.extend(address("Practice Location"));
    columns.extend(plain(
        "Provider Enumeration Date|Last Update Date|NPI Deactivation Reason Code|\
         NPI Deactivation Date|NPI Reactivation Date|Provider Sex Code|\
         Authorized Official Last Name|Authorized Official First Name|\
         Authorized Official Middle Name|Authorized Official Title or Position|\
         Authorized Official Telephone Number",
    ));
    columns.extend(numbered(
        15,
        &[
            "Healthcare Provider Taxonomy Code",
            "Provider License Number",
            "Provider License Number State Code",
            "Healthcare Provider Primary Taxonomy Switch",
        ],
    ));
    columns.extend(numbered(
        50,
        &[
            "Other Provider Identifier",
            "Other Provider Identifier Type Code",
            "Other Provider Identifier State",
            "Other Provider Identifier Issuer",
        ],
    ));
    columns.extend(plain(
        "Is Sole Proprietor|Is Organization Subpart|Parent Organization LBN|\
         Parent Organization TIN|Authorized Official Name Prefix Text|\
         Authorized Official Name Suffix Text|Authorized Official Credential Text",
    ));
    columns.extend(numbered(15, &["Healthcare Provider Taxonomy Group"]));
    columns.push("Certification Date".to_owned());
    columns
}

const PERSON: &[(&str, &str)] = &[
    ("NPI", "1234567893"),
    ("Entity Type Code", "1"),
    ("Provider Last Name (Legal Name)", "ROY"),
    ("Provider First Name", "DANA"),
    ("Provider Middle Name", "M"),
    ("Provider Other Last Name", "LAVOIE"),
    ("Provider Other Last Name Type Code", "1"),
    ("Provider Enumeration Date", "05/23/2005"),
    ("Healthcare Provider Taxonomy Code_1", "163W00000X"),
    ("Provider License Number_1", "RN-1"),
    ("Provider License Number State Code_1", "VT"),
    ("Healthcare Provider Primary Taxonomy Switch_1", "N"),
    ("Healthcare Provider Taxonomy Code_2", "363LF0000X"),
    ("Provider License Number_2", "NP-2"),
    ("Provider License Number State Code_2", "NY"),
    ("Healthcare Provider Primary Taxonomy Switch_2", "Y"),
];

/// A row in which every value stands in quotation marks, as CMS writes them.
fn line(values: &[(&str, &str)], changes: &[(&str, &str)]) -> String {
    let columns = header();
    for (name, _) in values.iter().chain(changes) {
        assert!(columns.iter().any(|column| column == name), "{name}");
    }
    let value = |column: &String| {
        let mut all = changes.iter().chain(values);
        all.find(|(name, _)| name == column).map_or("", |(_, value)| value)
    };
    columns.iter().map(|column| format!("{:?}", value(column))).collect::<Vec<_>>().join(",")
}

fn file(lines: &[String]) -> String {
    let head = header().iter().map(|column| format!("{column:?}")).collect::<Vec<_>>().join(",");
    lines.iter().fold(head + "\n", |mut text, line| {
        writeln!(text, "{line}").unwrap();
        text
    })
}

fn read(text: &str) -> Vec<Result<Row, Trouble>> {
    let layout = Layout::Nppes { as_of: date(2026, 11, 9) };
    match Reader::new(text.as_bytes(), &layout) {
        Ok(reader) => reader.collect(),
        Err(trouble) => vec![Err(trouble)],
    }
}

fn only(changes: &[(&str, &str)]) -> Result<Row, Trouble> {
    let mut rows = read(&file(&[line(PERSON, changes)]));
    assert_eq!(rows.len(), 1, "{changes:?}");
    rows.remove(0)
}

fn trouble(changes: &[(&str, &str)]) -> String {
    only(changes).unwrap_err().to_string()
}

#[test]
fn the_header_is_the_published_one() {
    let columns = header();
    assert_eq!(columns.len(), 330);
    assert_eq!(columns[107], "Other Provider Identifier_1");
    assert_eq!(columns[307], "Is Sole Proprietor");
}

#[test]
fn a_person_is_read_with_the_primary_profession() {
    let row = only(&[]).unwrap();
    assert_eq!((row.register.as_str(), row.reg_no.as_str()), ("nppes", "1234567893"));
    assert_eq!((row.family.as_str(), row.given.as_str()), ("ROY", "DANA M"));
    assert_eq!(row.former_names, ["LAVOIE"]);
    assert_eq!((row.profession.as_str(), row.class.as_str()), ("nurse_practitioner", "363LF0000X"));
    assert_eq!((row.jurisdiction.as_str(), row.standing), ("US-NY", Standing::Active));
    assert_eq!((row.status_from, row.as_of), (Some(date(2005, 5, 23)), date(2026, 11, 9)));
    assert_eq!((row.line, row.expires, row.contact), (2, None, None));
}

#[test]
fn without_a_primary_profession_the_first_one_counts() {
    let switch = "Healthcare Provider Primary Taxonomy Switch_2";
    let row = only(&[(switch, "X"), ("Provider License Number State Code_1", "")]).unwrap();
    assert_eq!((row.profession.as_str(), row.jurisdiction.as_str()), ("registered_nurse", "US"));
}

#[test]
fn a_number_that_was_deactivated_is_not_current() {
    let gone = line(&[("NPI", "1234567893"), ("NPI Deactivation Date", "03/01/2024")], &[]);
    let rows = read(&file(&[gone]));
    let row = rows[0].as_ref().unwrap();
    assert_eq!((row.standing, row.status_from), (Standing::Inactive, Some(date(2024, 3, 1))));
    assert_eq!(row.family, "", "nothing else is left of it");
    let again = [("NPI Deactivation Date", "03/01/2024"), ("NPI Reactivation Date", "02/01/2023")];
    assert_eq!(only(&again).unwrap().standing, Standing::Inactive, "that was before");
}

#[test]
fn a_number_that_was_reactivated_is_current_from_that_day() {
    let back = [("NPI Deactivation Date", "03/01/2024"), ("NPI Reactivation Date", "04/02/2024")];
    let row = only(&back).unwrap();
    assert_eq!((row.standing, row.status_from), (Standing::Active, Some(date(2024, 4, 2))));
}

#[test]
fn organisations_are_passed_over() {
    let organisation = |changes: &[(&str, &str)]| {
        let mut all = changes.to_vec();
        all.push(("Entity Type Code", "2"));
        all.push(("Provider Organization Name (Legal Business Name)", "MAPLE CLINIC LLC"));
        line(PERSON, &all)
    };
    let lines = [
        organisation(&[]),
        organisation(&[("NPI Deactivation Date", "03/01/2024")]),
        organisation(&[("NPI", "1234567890")]),
        line(PERSON, &[]),
    ];
    let rows = read(&file(&lines));
    let told: Vec<_> = rows.iter().map(|row| row.as_ref().unwrap().line).collect();
    assert_eq!(told, [5]);
}

#[test]
fn what_is_wrong_is_told_by_name_and_line() {
    assert_eq!(trouble(&[("NPI", "1234567890")]), "line 2: the check digit of the number is wrong");
    assert_eq!(trouble(&[("NPI", "")]), "line 2: the check digit of the number is wrong");
    let deactivated = trouble(&[("NPI Deactivation Date", "2024-03-01")]);
    assert_eq!(deactivated, r#"line 2: status_from is not a date: "2024-03-01""#);
    let nameless = trouble(&[("Provider Last Name (Legal Name)", " ")]);
    assert_eq!(nameless, "line 2: family is empty");
}

#[test]
fn a_column_that_is_missing_is_named() {
    for name in ["NPI", "NPI Deactivation Date", "Healthcare Provider Taxonomy Code_15"] {
        let renamed = file(&[line(PERSON, &[])]).replacen(&format!("{name:?}"), "\"?\"", 1);
        let rows = read(&renamed);
        let told = rows[0].as_ref().unwrap_err().to_string();
        assert_eq!(told, format!("line 1: column {name:?} is missing"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_values_make_it_panic(values in prop::collection::vec(".{0,12}", 330)) {
        let quoted = values.iter().map(|value| format!("\"{}\"", value.replace('"', "'")));
        let row = quoted.collect::<Vec<_>>().join(",");
        prop_assert!(read(&file(&[row])).len() <= 1);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        let text = [file(&[]).as_bytes(), &bytes].concat();
        let layout = Layout::Nppes { as_of: date(2026, 11, 9) };
        prop_assert!(Reader::new(&text[..], &layout).unwrap().count() <= bytes.len());
    }
}
