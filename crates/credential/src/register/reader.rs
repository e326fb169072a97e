use std::io::{Read, Seek};

use csv::{ByteRecord, ReaderBuilder, StringRecord};

use super::input::Input;
use super::layout::{Layout, Plan};
use super::row::Row;
use super::trouble::{Trouble, What, quoted};
use crate::limits::COLUMNS_MAX;

/// Reads a register file row by row. A row that is wrong is told and passed over; a file that is
/// wrong ends.
pub struct Reader<R> {
    csv: csv::Reader<Input<R>>,
    plan: Plan,
    fields: usize,
    record: ByteRecord,
    /// One where lines end as in Windows: the parser is then still in the line of the last row.
    behind: u64,
    done: bool,
}

/// Where the next row of a file begins. In the same file, reading can go on from there: whoever
/// keeps it keeps a digest of the file with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From the beginning of the file.
    pub byte: u64,
    pub line: u64,
    /// Rows before it, the wrong ones and those of nobody included, the header not.
    pub rows: u64,
}

impl<R: Read> Reader<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// Where it is not UTF-8, is empty, names a column twice or lacks one.
    pub fn new(input: R, layout: &Layout) -> Result<Self, Trouble> {
        let mut csv = ReaderBuilder::new()
            .delimiter(layout.delimiter())
            .flexible(true)
            .has_headers(false)
            .from_reader(Input::new(input));
        let mut record = ByteRecord::new();
        let header = header(&mut csv, &mut record).map_err(|what| Trouble { line: 1, what })?;
        let plan = layout.plan(&header).map_err(|what| Trouble { line: 1, what })?;
        let behind = u64::from(csv.position().line() <= 1 + breaks(header.as_byte_record()));
        Ok(Self { csv, plan, fields: header.len(), record, behind, done: false })
    }

    /// Where the next row begins.
    pub fn place(&self) -> Place {
        let at = self.csv.position();
        Place { byte: at.byte(), line: at.line(), rows: at.record().saturating_sub(1) }
    }

    /// Goes on from a place that this file had when it was read before.
    ///
    /// # Errors
    /// `unreadable` where the file cannot go there.
    pub fn resume(&mut self, place: Place) -> Result<(), Trouble>
    where
        R: Seek,
    {
        let mut to = csv::Position::new();
        to.set_byte(place.byte).set_line(place.line).set_record(place.rows.saturating_add(1));
        let went = self.csv.seek(to);
        went.map_err(|_| Trouble { line: place.line, what: What::Unreadable })?;
        self.done = false;
        Ok(())
    }

    fn read(&mut self) -> Option<Result<Row, Trouble>> {
        while !self.done {
            let start = self.csv.position().line().saturating_add(self.behind);
            match self.csv.read_byte_record(&mut self.record) {
                Ok(true) => match self.row() {
                    Ok(None) => {}
                    Ok(Some(row)) => return Some(Ok(row)),
                    Err(trouble) => return Some(Err(trouble)),
                },
                Ok(false) => return self.end(),
                Err(_) => return Some(Err(self.broken(start))),
            }
        }
        None
    }

    fn row(&mut self) -> Result<Option<Row>, Trouble> {
        self.csv.get_mut().refill();
        // Counted back from its end, because empty lines before it were passed over.
        let end = self.csv.position().line().saturating_sub(breaks(&self.record));
        let found = self.record.len();
        // Whoever cut the last line may have cut a date or an address in two.
        if self.csv.get_ref().has_ended() {
            self.done = true;
            return Err(Trouble { line: end, what: What::TruncatedLastLine });
        }
        let line = end.saturating_add(self.behind).saturating_sub(1);
        let record = utf8(std::mem::take(&mut self.record), line)?;
        let row = if found == self.fields {
            self.plan.row(&record, line)
        } else {
            Err(What::WrongFieldCount { expected: self.fields, found })
        };
        self.record = record.into_byte_record();
        row.map_err(|what| Trouble { line, what })
    }

    fn end(&mut self) -> Option<Result<Row, Trouble>> {
        self.done = true;
        None
    }

    fn broken(&mut self, line: u64) -> Trouble {
        self.done = true;
        let overrun = self.csv.get_ref().is_overrun();
        Trouble { line, what: if overrun { What::RowTooLong } else { What::Unreadable } }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Row, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read()
    }
}

/// Ends of lines within a row.
fn breaks(record: &ByteRecord) -> u64 {
    record.as_slice().iter().map(|byte| u64::from(*byte == b'\n')).sum()
}

fn header<R: Read>(
    csv: &mut csv::Reader<Input<R>>,
    record: &mut ByteRecord,
) -> Result<StringRecord, What> {
    match csv.read_byte_record(record) {
        Ok(true) => {}
        Ok(false) => return Err(What::EmptyFile),
        Err(_) if csv.get_ref().is_overrun() => return Err(What::RowTooLong),
        Err(_) => return Err(What::Unreadable),
    }
    csv.get_mut().refill();
    let header = StringRecord::from_byte_record(record.clone()).map_err(|_| What::NotUtf8)?;
    if header.len() > COLUMNS_MAX {
        return Err(What::TooManyColumns);
    }
    let mut names: Vec<&str> = header.iter().map(str::trim).filter(|n| !n.is_empty()).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(What::DuplicateColumn { column: quoted(pair[0]) }),
        None => Ok(header),
    }
}

/// With the line of the first wrong byte, which in a row of several lines is not its first.
fn utf8(record: ByteRecord, line: u64) -> Result<StringRecord, Trouble> {
    StringRecord::from_byte_record(record).map_err(|why| {
        let wrong = why.utf8_error().field();
        let record = why.into_byte_record();
        let before = record.iter().take(wrong).flatten();
        let of_it = record.get(wrong).unwrap_or_default();
        let valid = std::str::from_utf8(of_it).map_or_else(|why| why.valid_up_to(), |s| s.len());
        let breaks = before.chain(&of_it[..valid]).filter(|byte| **byte == b'\n').count();
        Trouble { line: line + breaks as u64, what: What::NotUtf8 }
    })
}
