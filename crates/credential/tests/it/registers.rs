use std::collections::BTreeMap;

use commonround_credential::{
    Brake, COLUMNS, Layout, Mapping, Numbers, Place, Reader, Row, RowKey, Snapshot, Standing,
    Tally, Trouble,
};
use proptest::prelude::*;

const HEADER: &str = "register,jurisdiction,reg_no,family,given,former_names,profession,class,\
status,status_from,expires,conditions,conditions_url,employer,as_of";

fn line(number: &str, status: &str) -> String {
    format!("cno,CA-ON,{number},Roy,Dana,,nurse,RN,{status},2020-01-05,2027-12-31,no,,,2026-11-01")
}

fn file(lines: &[String]) -> String {
    format!("{HEADER}\n{}\n", lines.join("\n"))
}

fn read(bytes: &[u8], layout: &Layout) -> Vec<Result<Row, Trouble>> {
    match Reader::new(bytes, layout) {
        Ok(reader) => reader.collect(),
        Err(trouble) => vec![Err(trouble)],
    }
}

fn troubles(bytes: impl AsRef<[u8]>) -> Vec<String> {
    let read = read(bytes.as_ref(), &Layout::canonical());
    let troubles = read.into_iter().filter_map(Result::err);
    troubles.map(|trouble| format!("{} {}", trouble.line, trouble.what.code())).collect()
}

#[test]
fn the_canonical_file_is_read() {
    let text = file(&[line("0123456", "active"), line("0123457", "Suspended")]);
    let rows: Vec<Row> =
        read(text.as_bytes(), &Layout::canonical()).into_iter().map(Result::unwrap).collect();
    let told: Vec<_> = rows.iter().map(|r| (r.line, r.reg_no.as_str(), r.standing)).collect();
    assert_eq!(told, [(2, "0123456", Standing::Active), (3, "0123457", Standing::Suspended)]);
    assert_eq!(rows[0].expires.unwrap().to_string(), "2027-12-31");
    assert_eq!((rows[0].contact.is_none(), rows[0].conditions), (true, false));
    assert_eq!(HEADER.split(',').collect::<Vec<_>>(), COLUMNS[..15]);
}

#[test]
fn a_file_that_is_cut_says_so() {
    let whole = file(&[line("1", "active"), line("2", "active")]);
    assert!(troubles(&whole).is_empty());
    assert_eq!(troubles(whole.trim_end()), ["3 truncated_last_line"]);
    assert_eq!(troubles(&whole[..whole.len() - 40]), ["3 truncated_last_line"]);
    assert_eq!(troubles(""), ["1 empty_file"]);
}

#[test]
fn a_header_that_is_wrong_ends_the_file() {
    let whole = file(&[line("1", "active")]);
    assert_eq!(troubles(whole.replace("reg_no,", "number,")), ["1 missing_column"]);
    assert_eq!(troubles(whole.replace("class,", "profession,")), ["1 duplicate_column"]);
}

#[test]
fn a_row_that_is_wrong_is_told_and_passed_over() {
    let bad = [
        line("1", "active"),
        line("2", "fine"),
        line("3", "active").replace("2027-12-31", "31/12/2027"),
        line("4", "active").replace(",no,", ",perhaps,"),
        line("", "active"),
        line("6", "active").replace(",Roy,", ",Roy,Anne,"),
        line("7", "active").replace(",no,,", ",yes,javascript:alert(1),"),
        line("8", "active"),
    ];
    let expected = [
        "3 unknown_status",
        "4 wrong_date",
        "5 wrong_flag",
        "6 missing_value",
        "7 wrong_field_count",
        "8 wrong_address",
    ];
    assert_eq!(troubles(file(&bad)), expected);
    let rows = read(file(&bad).as_bytes(), &Layout::canonical());
    assert_eq!(rows.into_iter().filter(Result::is_ok).count(), 2);
}

#[test]
fn another_encoding_is_told_by_its_line() {
    let mut bytes = file(&[line("1", "active")]).into_bytes();
    bytes.extend(line("2", "active").replace("Roy", "Ro@").bytes().map(|b| match b {
        b'@' => 0xe9, // é in Latin-1
        other => other,
    }));
    bytes.push(b'\n');
    assert_eq!(troubles(bytes), ["3 not_utf8"]);
}

/// Spreadsheets write their own encodings; none of them passes for rows.
#[test]
fn a_file_of_sixteen_bit_letters_is_no_register() {
    let text = file(&[line("1", "active")]);
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let marked = std::iter::once(0xfeff).chain(text.encode_utf16());
        let bytes: Vec<u8> = marked.flat_map(order).collect();
        assert_eq!(troubles(bytes), ["1 not_utf8"]);
    }
    let marked = format!("\u{feff}{text}");
    assert!(troubles(&marked).is_empty(), "a mark of UTF-8 is harmless");
}

#[test]
fn lines_may_end_as_in_windows() {
    let two_lines = line("2", "active").replace("RN", "\"RN,\nemergency\"");
    let text = file(&[line("1", "active"), two_lines, String::new(), line("3", "active")]);
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let rows = read(text.as_bytes(), &Layout::canonical());
        let lines: Vec<_> = rows.into_iter().map(|row| row.unwrap().line).collect();
        assert_eq!(lines, [2, 3, 6]);
        assert_eq!(troubles(text.trim_end()), ["6 truncated_last_line"]);
        assert_eq!(troubles(text.replace("3,Roy", "3,\"Roy")), ["6 truncated_last_line"]);
    }
}

#[test]
fn a_quotation_mark_that_stays_open_ends_the_file() {
    let mut text = file(&[line("1", "active"), line("2", "active").replace("Roy", "\"Roy")]);
    assert_eq!(troubles(&text), ["3 truncated_last_line"]);
    (0..9_000).for_each(|n| text += &(line(&n.to_string(), "active") + "\n"));
    assert_eq!(troubles(&text), ["3 row_too_long"]);
}

/// Wherever reading stopped, the rest is the same as if it had not.
#[test]
fn reading_goes_on_where_it_stopped() {
    let mut lines: Vec<_> = (1..40).map(|n| line(&n.to_string(), "active")).collect();
    lines[7] = lines[7].replace("RN", "\"RN,\nin two lines\"");
    lines[9] = lines[9].replace("active", "wrong");
    let text = file(&lines);
    let (layout, open) = (Layout::canonical(), || std::io::Cursor::new(text.as_bytes()));
    let mut first = Reader::new(open(), &layout).unwrap();
    for rows in 0..=39 {
        let place: Place = first.place();
        assert_eq!(place.rows, rows);
        let mut second = Reader::new(open(), &layout).unwrap();
        second.resume(place).unwrap();
        let mut whole = Reader::new(open(), &layout).unwrap();
        (0..rows).for_each(|_| drop(whole.next().unwrap()));
        assert!(second.eq(whole), "{place:?}");
        assert_eq!(first.next().is_none(), rows == 39);
    }
}

#[test]
fn a_reader_that_came_to_an_end_goes_back() {
    let mut text = file(&[line("1", "active"), line("2", "active")]);
    text += &line("3", "active").replace("Roy", "\"Roy");
    for rest in [0, 400_000] {
        let input = std::io::Cursor::new(text.clone() + &"x".repeat(rest));
        let mut reader = Reader::new(input, &Layout::canonical()).unwrap();
        let place = reader.place();
        let lines = |reader: &mut Reader<_>| {
            let each = reader.map(|row| row.map_or_else(|trouble| trouble.line, |row| row.line));
            each.collect::<Vec<_>>()
        };
        assert_eq!(lines(&mut reader), [2, 3, 4]);
        assert_eq!(lines(&mut reader), [0; 0]);
        reader.resume(place).unwrap();
        assert_eq!(lines(&mut reader), [2, 3, 4]);
    }
}

#[test]
fn case_and_blanks_make_no_other_number() {
    let key = |register, number| RowKey::of(register, number);
    assert_eq!(key("cno", "ab 12 3"), key("cno", "AB123"));
    assert_ne!(key("cno", "AB123"), key("cpso", "AB123"));
    assert_ne!(key("cno", "0123"), key("cno", "123"));
    assert_ne!(key("cno1", "23"), key("cno", "123"));
}

#[test]
fn a_number_stands_once() {
    let text = file(&[line("1", "active"), line("2", "active"), line("1", "suspended")]);
    let mut numbers = Numbers::default();
    for row in read(text.as_bytes(), &Layout::canonical()) {
        numbers.note(&row.unwrap().compact());
    }
    let told: Vec<_> = numbers.duplicates(10).iter().map(ToString::to_string).collect();
    assert_eq!(told, ["line 4: the number stands in line 2 already"]);
}

/// One import after another: what each says of each row.
fn import(before: Snapshot, text: &str) -> (Snapshot, Tally, Vec<String>) {
    let (mut snapshot, mut tally, mut told) = (before, Tally::default(), Vec::new());
    let mut kept = Vec::new();
    for row in read(text.as_bytes(), &Layout::canonical()) {
        let row = row.unwrap();
        let (change, known) = snapshot.compare(&row.compact(), &mut tally);
        told.push(format!("{} {}", row.reg_no, change.code()));
        kept.push((row.key(), known));
    }
    let missed: Vec<_> = snapshot.finish(&mut tally).collect();
    told.extend(missed.iter().map(|(_, change, _)| format!("? {}", change.code())));
    kept.extend(missed.into_iter().map(|(key, _, known)| (key, known)));
    (Snapshot::new(kept), tally, told)
}

#[test]
fn a_second_file_tells_what_has_changed() {
    let (first, _, told) =
        import(Snapshot::default(), &file(&[line("1", "active"), line("2", "active")]));
    assert_eq!(told, ["1 registered", "2 registered"]);
    let (second, _, told) =
        import(first, &file(&[line("1", "suspended"), line("2", "active"), line("3", "active")]));
    assert_eq!(told, ["1 suspended", "2 same", "3 registered"]);
    let (_, tally, told) =
        import(second, &file(&[line("1", "active"), line("2", "active").replace("Roy", "Ray")]));
    assert_eq!(told, ["1 reinstated", "2 changed", "? vanished"]);
    assert!(tally.brake().is_err(), "one of three is gone: somebody has to look");
}

#[test]
fn a_file_that_lost_a_twentieth_waits_for_a_person() {
    let all: Vec<_> = (0..200).map(|n| line(&n.to_string(), "active")).collect();
    let (known, tally, _) = import(Snapshot::default(), &file(&all));
    assert_eq!((tally.registered, tally.brake()), (200, Ok(())));
    let (known, tally, _) = import(known, &file(&all[9..]));
    assert_eq!((tally.gone, tally.brake()), (9, Ok(())));
    let (_, tally, _) = import(known, &file(&all[19..]));
    assert_eq!(tally.still_gone, 9);
    assert_eq!(tally.brake(), Err(Brake { gone: 10, known: 191 }));
}

/// Whoever is stopped in the middle of an import begins again, and nothing is told twice.
#[test]
fn an_import_that_is_repeated_tells_nothing_new() {
    let text = file(&[line("1", "active"), line("2", "suspended")]);
    let (known, ..) = import(Snapshot::default(), &text);
    let (_, tally, told) = import(known, &text);
    assert_eq!((told, tally.same), (vec!["1 same".to_owned(), "2 same".to_owned()], 2));
}

fn registers() -> impl Strategy<Value = BTreeMap<u8, &'static str>> {
    let words = prop::sample::select(vec!["active", "suspended", "revoked", "inactive"]);
    prop::collection::btree_map(0_u8..20, words, 0..20)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever three files say, every row is counted once and what is known is the last word.
    #[test]
    fn imports_add_up(files in prop::collection::vec(registers(), 3)) {
        let (mut known, mut before) = (Snapshot::default(), BTreeMap::new());
        for now in files {
            let lines: Vec<_> =
                now.iter().map(|(number, status)| line(&number.to_string(), status)).collect();
            let (next, tally, told) = import(known, &file(&lines));
            let Tally { registered, changed, suspended, revoked, lapsed, .. } = tally;
            let seen = registered + changed + suspended + revoked + lapsed + tally.same;
            prop_assert_eq!(seen + tally.conditions + tally.reinstated, now.len() as u64);
            prop_assert_eq!(tally.known, before.len() as u64);
            let gone = before.keys().filter(|number| !now.contains_key(number)).count();
            prop_assert_eq!(tally.gone, gone as u64);
            for (number, status) in &now {
                let same = told.contains(&format!("{number} same"));
                prop_assert!(!same || before.get(number).is_none_or(|was| was == status));
            }
            (known, before) = (next, now);
        }
    }
}

#[test]
fn a_mapping_translates_the_file_of_a_college() {
    let mapping = r#"
        name = "A college"
        delimiter = ";"
        [constants]
        register = "ocswssw"
        jurisdiction = "CA-ON"
        profession = "social_worker"
        [columns]
        reg_no = "Registration No"
        family = "Last name"
        given = "First name"
        status = "State"
        expires = "Valid to"
        [values.status]
        "In good standing" = "active"
        "Suspended" = "suspended"
        [dates]
        expires = "%d/%m/%Y"
    "#;
    let mapping = Mapping::parse(mapping, Some("2026-11-01".parse().unwrap())).unwrap();
    let text = "Registration No;Last name;First name;State;Valid to\n\
                77;Martin;Eli;In good standing;31/12/2027\n\
                78;Moss;Ada;Lost;31/12/2027\n";
    let rows = read(text.as_bytes(), &Layout::Mapped(mapping));
    let eli = rows[0].as_ref().unwrap();
    assert_eq!((eli.register.as_str(), eli.standing), ("ocswssw", Standing::Active));
    assert_eq!(eli.expires.unwrap().to_string(), "2027-12-31");
    assert_eq!(rows[1].as_ref().unwrap_err().what.code(), "unknown_status");
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes: Vec<u8>) {
        let after_header = [file(&[]).as_bytes(), &bytes].concat();
        prop_assert!(read(&bytes, &Layout::canonical()).len() <= bytes.len() + 1);
        prop_assert!(read(&after_header, &Layout::canonical()).len() <= after_header.len() + 1);
    }

    #[test]
    fn no_place_makes_the_reader_panic(byte in 0_u64..2_000, line: u64, rows: u64) {
        let text = file(&[self::line("1", "active"), "\"".to_owned()]);
        let input = std::io::Cursor::new(text.as_bytes());
        let mut reader = Reader::new(input, &Layout::canonical()).unwrap();
        reader.resume(Place { byte, line, rows }).unwrap();
        prop_assert!(reader.count() <= 3);
    }

    #[test]
    fn no_text_makes_the_mapping_panic(text in ".{0,200}") {
        let _ = Mapping::parse(&text, None);
    }
}
