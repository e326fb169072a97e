use std::fmt;

/// A line of a list: `tuned` or `held_out`, what it is about, and the columns behind.
pub struct Row {
    pub set: &'static str,
    pub about: &'static str,
    pub columns: Vec<String>,
}

pub const SETS: [&str; 2] = ["tuned", "held_out"];

pub fn rows(file: &'static str) -> Vec<Row> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(row).collect()
}

fn row(line: &'static str) -> Row {
    let mut columns = line.split('\t');
    let (set, about) = (columns.next().unwrap(), columns.next().unwrap());
    assert!(SETS.contains(&set), "{line}");
    Row { set, about, columns: columns.map(unescape).collect() }
}

/// `\u{200b}` stands for the character: nobody sees it otherwise.
fn unescape(column: &str) -> String {
    let mut parts = column.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        out.push_str(rest);
    }
    out
}

/// Right and wrong answers to one question.
#[derive(Default, Clone, Copy)]
pub struct Score {
    pub hits: usize,
    pub misses: usize,
    pub false_alarms: usize,
}

impl Score {
    pub fn add(&mut self, expected: bool, found: bool) {
        match (expected, found) {
            (true, true) => self.hits += 1,
            (true, false) => self.misses += 1,
            (false, true) => self.false_alarms += 1,
            (false, false) => {}
        }
    }

    pub fn precision(&self) -> f64 {
        ratio(self.hits, self.hits + self.false_alarms)
    }

    pub fn recall(&self) -> f64 {
        ratio(self.hits, self.hits + self.misses)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.hits + self.misses;
        write!(f, "{lines} | {:.3} | {:.3}", self.precision(), self.recall())
    }
}

pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
