use std::io::Read;

use super::lines::Lines;
use super::trouble::{Trouble, What, quoted};
use crate::limits::COLUMNS_MAX;

/// Of a number; nineteen cannot overflow before they are checked.
const DIGITS_MAX: usize = 19;

/// A file with a header, row by row.
pub struct Table<R> {
    name: String,
    lines: Lines<R>,
    header: Vec<Vec<u8>>,
    cuts: [u32; COLUMNS_MAX],
}

/// One row, as long as the next is not read.
pub struct Row<'a> {
    file: &'a str,
    pub number: u64,
    line: &'a [u8],
    /// Where its tabs are, and its end.
    cuts: &'a [u32],
}

impl<R: Read> Table<R> {
    pub fn open(name: String, input: R) -> Result<Self, Trouble> {
        let mut lines = Lines::new(input);
        let read = lines.read().and_then(|line| line.ok_or(What::EmptyFile));
        match read.map(|line| line.split(|&b| b == b'\t').map(<[u8]>::to_vec).collect()) {
            Ok(header) => Self { name, lines, header, cuts: [0; COLUMNS_MAX] }.checked(),
            Err(what) => Err(Trouble { file: name, line: 1, what }),
        }
    }

    fn checked(self) -> Result<Self, Trouble> {
        if self.header.len() > COLUMNS_MAX {
            return Err(self.in_header(What::TooManyColumns));
        }
        Ok(self)
    }

    fn in_header(&self, what: What) -> Trouble {
        Trouble { file: self.name.clone(), line: 1, what }
    }

    /// Place of a column, where the file has it.
    pub fn find(&self, column: &'static str) -> Result<Option<usize>, Trouble> {
        let mut places = self.header.iter().enumerate();
        let mut of_it = places.by_ref().filter(|(_, name)| name.as_slice() == column.as_bytes());
        match (of_it.next(), of_it.next()) {
            (_, Some(_)) => Err(self.in_header(What::DuplicateColumn { column })),
            (found, None) => Ok(found.map(|(place, _)| place)),
        }
    }

    /// Place of a column that every file of the kind has.
    pub fn column(&self, column: &'static str) -> Result<usize, Trouble> {
        self.find(column)?.ok_or_else(|| self.in_header(What::MissingColumn { column }))
    }

    pub fn read(&mut self) -> Result<Option<Row<'_>>, Trouble> {
        let Self { name, lines, header, cuts } = self;
        let number = lines.number() + 1;
        let trouble = |what| Trouble { file: name.clone(), line: number, what };
        let Some(line) = lines.read().map_err(trouble)? else {
            return Ok(None);
        };
        let (expected, found) = (header.len(), cut(line, cuts));
        if found != expected {
            return Err(trouble(What::WrongFieldCount { expected, found }));
        }
        Ok(Some(Row { file: name, number, line, cuts: &cuts[..found] }))
    }
}

/// Finds the tabs, and tells the number of fields. Every other byte is a tab where the boxes are, so
/// that eight bytes are looked at together and nothing is searched from one tab to the next.
fn cut(line: &[u8], cuts: &mut [u32; COLUMNS_MAX]) -> usize {
    let mut fields = 0;
    let mut push = |at: usize| {
        cuts[fields % COLUMNS_MAX] = at as u32;
        fields += 1;
    };
    let (words, rest) = line.as_chunks::<8>();
    for (word, bytes) in words.iter().enumerate() {
        let mut tabs = tabs(u64::from_le_bytes(*bytes));
        while tabs != 0 {
            push(word * 8 + tabs.trailing_zeros() as usize / 8);
            tabs &= tabs - 1;
        }
    }
    let end = line.len() - rest.len();
    rest.iter().enumerate().filter(|(_, byte)| **byte == b'\t').for_each(|(at, _)| push(end + at));
    push(line.len());
    fields
}

/// The highest bit of every byte that is a tab.
const fn tabs(word: u64) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let other = word ^ 0x0909_0909_0909_0909;
    !(((other & LOW) + LOW) | other | LOW)
}

impl Row<'_> {
    #[inline]
    pub fn field(&self, place: usize) -> &[u8] {
        let start = if place == 0 { 0 } else { self.cuts[place - 1] as usize + 1 };
        &self.line[start..self.cuts[place] as usize]
    }

    /// Whether a box is ticked.
    #[inline]
    pub fn is_one(&self, place: usize) -> bool {
        matches!(self.field(place), [b'1'])
    }

    /// Boxes of columns that stand side by side, as a bit each, where each is a single byte.
    pub fn boxes(&self, first: usize, count: usize) -> Option<u32> {
        let start = if first == 0 { 0 } else { self.cuts[first - 1] as usize + 1 };
        let fields = &self.line[start..self.cuts[first + count - 1] as usize];
        let single = fields.iter().skip(1).step_by(2).all(|byte| *byte == b'\t');
        let bits = fields.iter().step_by(2).zip(0..).map(|(b, at)| u32::from(*b == b'1') << at);
        (single && fields.len() == 2 * count - 1).then(|| bits.sum())
    }

    /// A field that the file may lack.
    pub fn optional(&self, place: Option<usize>) -> &[u8] {
        place.map_or(b"", |place| self.field(place))
    }

    /// A whole number.
    pub fn number(&self, column: &'static str, place: usize) -> Result<i64, Trouble> {
        let field = self.field(place);
        number(field)
            .ok_or_else(|| self.trouble(What::WrongNumber { column, value: quoted(field) }))
    }

    /// A whole number, or nothing.
    pub fn maybe(
        &self,
        column: &'static str,
        place: Option<usize>,
    ) -> Result<Option<i64>, Trouble> {
        let Some(place) = place.filter(|&place| !self.field(place).is_empty()) else {
            return Ok(None);
        };
        self.number(column, place).map(Some)
    }

    pub fn trouble(&self, what: What) -> Trouble {
        Trouble { file: self.file.to_owned(), line: self.number, what }
    }
}

fn number(field: &[u8]) -> Option<i64> {
    let digits = field.strip_prefix(b"-").unwrap_or(field);
    let (mut sum, mut wrong) = (0_u64, false);
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        wrong |= digit > 9;
        sum = sum.wrapping_mul(10).wrapping_add(u64::from(digit));
    }
    if wrong || digits.is_empty() || digits.len() > DIGITS_MAX {
        return None;
    }
    let sum = i64::try_from(sum).ok()?;
    Some(if digits.len() < field.len() { -sum } else { sum })
}
