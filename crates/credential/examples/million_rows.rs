//! What a register of a million rows costs: `cargo run --release -p commonround-credential
//! --example million_rows [ROWS]`.
//!
//! Writes a canonical file of people who do not exist, reads it as a first import, then reads one
//! in which a thousand rows have changed against what was known. Prints seconds on the wall, of
//! processor, and the most memory that each step held (Linux).

#![expect(clippy::print_stdout, reason = "a measurement answers on the terminal")]

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use commonround_credential::{COLUMNS, Change, Known, Layout, Numbers, Reader, Snapshot, Tally};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const CHANGED: u64 = 1_000;

fn main() -> Outcome {
    let rows = std::env::args().nth(1).map_or(Ok(1_000_000), |word| word.parse::<u64>())?;
    let home = tempfile::tempdir()?;
    let (first, second) = (home.path().join("first.csv"), home.path().join("second.csv"));
    write(&first, rows, u64::MAX)?;
    write(&second, rows, (rows / CHANGED).max(1))?;
    println!("{rows} rows, {} MB a file", fs::metadata(&first)?.len() / 1_000_000);

    let (tally, _) = measured("first import", || import(&first, Snapshot::default()))?;
    assert_eq!((tally.registered, tally.gone), (rows, 0));
    let known = measured("what was known", || known(&first))?;
    let (tally, changed) = measured("thousand changed", || import(&second, known))?;
    println!("{tally:?}, {changed} to write");
    Ok(())
}

/// Every `suspend`th row is suspended.
fn write(path: &Path, rows: u64, suspend: u64) -> Outcome {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "{}", COLUMNS.join(","))?;
    for row in 0..rows {
        let status = if row % suspend == suspend - 1 { "suspended" } else { "active" };
        writeln!(
            file,
            "cno,CA-ON,{row:07},Family{row},Given{},,registered_nurse,General,{status},2015-06-01,\
             2027-12-31,no,https://nurses.example/{row},Maple General Hospital,2026-11-01,\
             person{row}@example.org",
            row % 977,
        )?;
    }
    file.flush()?;
    Ok(())
}

/// Reads a file against what was known, as a caller does before it writes anything.
fn import(path: &Path, mut known: Snapshot) -> Outcome<(Tally, u64)> {
    let (mut tally, mut numbers, mut changed) = (Tally::default(), Numbers::default(), 0);
    for row in Reader::new(BufReader::new(File::open(path)?), &Layout::canonical())? {
        let row = row?.compact();
        numbers.note(&row);
        let (change, _) = known.compare(&row, &mut tally);
        changed += u64::from(!matches!(change, Change::Same | Change::Registered));
    }
    assert!(numbers.duplicates(10).is_empty());
    changed += known.finish(&mut tally).count() as u64;
    tally.brake()?;
    Ok((tally, changed))
}

/// What a database would remember of the file.
fn known(path: &Path) -> Outcome<Snapshot> {
    let reader = Reader::new(BufReader::new(File::open(path)?), &Layout::canonical())?;
    let rows = reader.filter_map(Result::ok).map(|row| row.compact());
    Ok(Snapshot::new(rows.map(|row| (row.key, Known::from(&row)))))
}

#[expect(clippy::disallowed_methods, reason = "it measures in real time")]
fn measured<T>(title: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    fs::write("/proc/self/clear_refs", "5")?; // forgets the peak so far
    let (start, cpu) = (Instant::now(), cpu_secs()?);
    let made = work()?;
    let (wall, cpu) = (start.elapsed().as_secs_f64(), cpu_secs()? - cpu);
    println!("{title:<18} {wall:6.2} s wall {cpu:6.2} s CPU {:5} MB", peak_kb()? / 1_000);
    Ok(made)
}

fn cpu_secs() -> Outcome<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let (_, after_name) = stat.rsplit_once(')').ok_or("no stat")?;
    let ticks = after_name.split_whitespace().skip(11).take(2).map(str::parse::<f64>);
    Ok(ticks.sum::<Result<f64, _>>()? / 100.0)
}

fn peak_kb() -> Outcome<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()).ok_or("no VmHWM")?;
    Ok(number.parse()?)
}
