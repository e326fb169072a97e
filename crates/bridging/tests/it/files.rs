use std::fs;
use std::io::Write;
use std::path::Path;

use commonround_bridging::{
    Fit, Level, NoteRow, PersonRow, RatingRow, Status, Strata, Tag, Tags, read_dir, score_dir,
    write_enrollment, write_history, write_notes, write_raters, write_ratings, write_rescorable,
};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::world::{PROFESSIONS, Shape, World};

const NOTES: &str = "noteId\tnoteAuthorParticipantId\tcreatedAtMillis\ttrustworthySources\n\
                     7\tann\t1000\t1\n8\tben\t1000\t0\n";
const HEADER: &str =
    "noteId\traterParticipantId\tcreatedAtMillis\thelpfulnessLevel\thelpful\tnotHelpful\n";

fn ratings(rows: &[&str]) -> String {
    HEADER.to_owned() + &rows.iter().map(|row| row.replace(' ', "\t") + "\n").collect::<String>()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn told(folder: &Path) -> String {
    match read_dir(folder) {
        Ok(loaded) => {
            format!("{} kept, {} left out", loaded.ratings.len(), loaded.ratings.left_out())
        }
        Err(trouble) => format!("{} {} {}", trouble.file, trouble.line, trouble.what.code()),
    }
}

fn check(notes: &str, ratings: &str, expected: &str) {
    let files: [(&str, &[u8]); 2] =
        [("notes-00000.tsv", notes.as_bytes()), ("ratings-00000.tsv", ratings.as_bytes())];
    assert_eq!(told(folder(&files).path()), expected);
}

fn check_rows(rows: &[&str], expected: &str) {
    check(NOTES, &ratings(rows), expected);
}

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn ratings_are_read_and_those_of_unknown_notes_left_out() {
    check_rows(&["7 cy 1500 HELPFUL 0 0", "8 cy 1500 NOT_HELPFUL 0 0"], "2 kept, 0 left out");
    check_rows(&["7 cy 1500 HELPFUL 0 0", "9 cy 1500 HELPFUL 0 0"], "1 kept, 1 left out");
}

#[test]
fn the_first_ratings_of_all_had_boxes() {
    check_rows(&["7 cy 1500  1 0", "8 cy 1500  0 1"], "2 kept, 0 left out");
    check_rows(&["7 cy 1500  1 1"], "ratings-00000.tsv 2 unknown_level");
    check_rows(&["7 cy 1500  0 0"], "ratings-00000.tsv 2 unknown_level");
}

#[test]
fn a_row_that_is_wrong_names_its_line() {
    let fine = "7 cy 1500 HELPFUL 0 0";
    check_rows(&[fine, "8 cy 1500 GREAT 0 0"], "ratings-00000.tsv 3 unknown_level");
    check_rows(&[fine, "8 cy soon HELPFUL 0 0"], "ratings-00000.tsv 3 wrong_number");
    check_rows(&[fine, "x8 cy 1500 HELPFUL 0 0"], "ratings-00000.tsv 3 wrong_number");
    let large = "99999999999999999999 cy 1500 HELPFUL 0 0";
    check_rows(&[fine, large], "ratings-00000.tsv 3 wrong_number");
    check_rows(&[fine, "8 cy 1500 HELPFUL 0"], "ratings-00000.tsv 3 wrong_field_count");
    check_rows(&[fine, "9 cy 1 HELPFUL 0 0", fine], "ratings-00000.tsv 4 duplicate_rating");
}

#[test]
fn a_file_that_is_wrong_says_so() {
    let rows = ratings(&["7 cy 1500 HELPFUL 0 0"]);
    check(NOTES, &rows.replace("helpfulnessLevel", "level"), "ratings-00000.tsv 1 missing_column");
    check(NOTES, &rows.replace("notHelpful", "helpful"), "ratings-00000.tsv 1 duplicate_column");
    check(NOTES, "", "ratings-00000.tsv 1 empty_file");
    check(NOTES, rows.trim_end(), "ratings-00000.tsv 2 truncated_last_line");
    check(&NOTES.replace("\n8", "\n7"), &rows, "notes-00000.tsv 3 duplicate_note");
    let long = rows.replace("cy", &"c".repeat(300_000));
    check(NOTES, &long, "ratings-00000.tsv 2 line_too_long");
    let alone = folder(&[("notes-00000.tsv", NOTES.as_bytes())]);
    assert_eq!(told(alone.path()), "ratings 0 missing_file");
}

#[test]
fn people_are_told_of_once() {
    let raters: &[u8] = b"participantId\tprofession\ncy\tnurse\ncy\tlay\n";
    let rows = ratings(&["7 cy 1500 HELPFUL 0 0"]);
    let files: [(&str, &[u8]); 3] = [
        ("notes-00000.tsv", NOTES.as_bytes()),
        ("ratings-00000.tsv", rows.as_bytes()),
        ("raters.tsv", raters),
    ];
    assert_eq!(told(folder(&files).path()), "raters.tsv 3 duplicate_rater");
}

#[test]
fn a_compressed_file_that_is_cut_or_damaged_says_so() {
    let rows = packed(&ratings(&["7 cy 1500 HELPFUL 0 0", "8 cy 1500 HELPFUL 0 0"]));
    let with = |bytes: &[u8]| {
        let files = [("notes-00000.tsv", NOTES.as_bytes()), ("ratings-00000.tsv.gz", bytes)];
        told(folder(&files).path())
    };
    assert_eq!(with(&rows), "2 kept, 0 left out");
    assert!(with(&rows[..rows.len() - 9]).ends_with("truncated_gzip"), "{}", with(&rows[..30]));
    assert_eq!(with(b"no gzip at all"), "ratings-00000.tsv.gz 1 broken_gzip");
}

#[test]
fn numbered_files_are_read_together() {
    let first = ratings(&["7 cy 1500 HELPFUL 0 0"]);
    let second = ratings(&["8 cy 1500 HELPFUL 0 0", "7 cy 1600 HELPFUL 0 0"]);
    let files: [(&str, &[u8]); 4] = [
        ("notes-00000.tsv", NOTES.as_bytes()),
        ("ratings-00000.tsv", first.as_bytes()),
        ("ratings-00001.tsv", second.as_bytes()),
        ("ratings-draft.tsv", b"not one of them"),
    ];
    assert_eq!(told(folder(&files).path()), "ratings-00001.tsv 3 duplicate_rating");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut rows = ratings(&["7 cy 1500 HELPFUL 0 0"]).into_bytes();
        rows.extend_from_slice(&bytes);
        for name in ["ratings-00000.tsv", "ratings-00000.tsv.gz"] {
            let files = [("notes-00000.tsv", NOTES.as_bytes()), (name, rows.as_slice())];
            let _ = told(folder(&files).path());
        }
    }
}

fn strata(counts: &[(Option<&'static str>, usize)]) -> Strata {
    let people = counts.iter().flat_map(|(word, count)| std::iter::repeat_n(*word, *count));
    let rows: Vec<PersonRow<'_>> =
        people.map(|profession| PersonRow { id: "x", profession }).collect();
    write_raters(&mut Vec::new(), &rows).unwrap()
}

#[test]
fn no_stratum_of_a_download_is_smaller_than_twenty() {
    let large = strata(&[(None, 90), (Some("nurse"), 20), (Some("doula"), 12), (Some("vet"), 9)]);
    let labels = [None, Some("nurse"), Some("doula"), Some("vet")].map(|word| large.label(word));
    assert_eq!(labels, ["lay", "nurse", "other", "other"]);
    assert!(large.can_rescore([None, Some("nurse")]));
    assert!(!large.can_rescore([None, Some("nurse"), Some("vet")]));

    let joined = strata(&[(None, 90), (Some("nurse"), 20), (Some("doula"), 3)]);
    assert_eq!(joined.label(Some("nurse")), "other");
    assert!(joined.can_rescore([None]) && !joined.can_rescore([Some("nurse")]));

    let silent = strata(&[(None, 90), (Some("doula"), 3)]);
    assert_eq!((silent.label(None), silent.label(Some("doula"))), ("", ""));
    assert!(!silent.can_rescore([None]));
    assert_eq!(strata(&[(Some("nurse"), 19)]).label(Some("nurse")), "");
}

#[test]
fn a_download_is_scored_as_what_it_was_made_from() {
    let shape = Shape { notes: 60, raters: 600, ratings: 9_000, seed: 5, brigade: 0.0 };
    let world = World::new(shape);
    let folder = tempfile::tempdir().unwrap();
    write_world(&world, folder.path());
    let text = fs::read_to_string(folder.path().join("ratings-00000.tsv")).unwrap();
    let times = text.lines().skip(1).map(|line| line.split('\t').nth(2).unwrap());
    assert!(times.map(|at| at.parse::<i64>().unwrap()).all(|at| at % 86_400_000 == 0));
    let rescorable = fs::read_to_string(folder.path().join("rescorable.tsv")).unwrap();
    assert!(rescorable.starts_with("noteId\tsecondKeyRescorable\n0\t"));

    let read = read_dir(folder.path()).unwrap();
    assert_eq!(read.profession_names.len(), 5);
    let (own, of_it) = (Fit::full(&world.collect()).unwrap(), Fit::full(&read.ratings).unwrap());
    assert_eq!(own.notes().len(), of_it.notes().len());
    for ((a, own), (b, of_it)) in own.notes().iter().zip(of_it.notes()) {
        assert_eq!(a, b);
        assert!((own.intercept - of_it.intercept).abs() < 1e-6);
    }
    score_dir(folder.path(), &mut Vec::new()).unwrap();
}

fn write_world(world: &World, folder: &Path) {
    let create = |name: &str| fs::File::create(folder.join(name)).unwrap();
    let salted: Vec<String> =
        world.raters.iter().map(|rater| format!("p{:05}", rater.id)).collect();
    let profession = |at: usize| world.raters[at].profession.map(|p| PROFESSIONS[p.0 as usize]);
    let people: Vec<PersonRow<'_>> = (0..salted.len())
        .map(|at| PersonRow { id: &salted[at], profession: profession(at) })
        .collect();
    let notes = world.notes.iter().map(|note| NoteRow {
        id: note.id,
        author: &salted[note.author as usize],
        subject: 1,
        created_ms: note.created_ms,
        accredited: true,
        summary: "a\tb\nc",
        first_status_ms: None,
        status: Status::NeedsMore,
        locked: false,
        decided_by: None,
    });
    let ratings = world.ratings.iter().map(|rating| RatingRow {
        note: rating.note,
        rater: &salted[rating.rater as usize],
        subject: 1,
        at_ms: rating.at_ms,
        level: rating.level,
        tags: rating.tags,
    });
    write_notes(&mut create("notes-00000.tsv"), notes.clone()).unwrap();
    write_history(&mut create("noteStatusHistory-00000.tsv"), notes).unwrap();
    write_ratings(&mut create("ratings-00000.tsv"), ratings).unwrap();
    write_enrollment(&mut create("userEnrollment-00000.tsv"), people.iter().copied()).unwrap();
    let strata = write_raters(&mut create("raters.tsv"), &people).unwrap();
    let by = world.notes.iter().map(|note| (note.id, [profession(note.author as usize)]));
    write_rescorable(&mut create("rescorable.tsv"), &strata, by).unwrap();
}

#[test]
fn tags_stand_in_the_columns_of_the_layout() {
    let row = RatingRow {
        note: 1,
        rater: "x",
        subject: 2,
        at_ms: 86_400_001,
        level: Level::Helpful,
        tags: Tags::from_iter([Tag::HelpfulClear, Tag::NotHelpfulNotNeeded]),
    };
    let mut out = Vec::new();
    write_ratings(&mut out, [row]).unwrap();
    let text = String::from_utf8(out).unwrap();
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    let ticked = (9..31).filter(|at| lines[1][*at] == "1").map(|at| lines[0][at]);
    assert_eq!(ticked.collect::<Vec<_>>(), ["helpfulClear", "notHelpfulNoteNotNeeded"]);
    assert_eq!((lines[0].len(), lines[1].len(), lines[1][2]), (33, 33, "86400000"));
}
