use std::io::{ErrorKind, Read};

use memchr::memchr;

use super::trouble::What;
use crate::limits::LINE_BYTES_MAX;

/// Lines of a file of any size, in one buffer.
///
/// The layout quotes nothing: a field is what stands between two tabs. So lines are split by
/// searching bytes: a reader for quoted fields looks at each, and has more to do than the fit.
pub struct Lines<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    number: u64,
}

impl<R: Read> Lines<R> {
    pub fn new(input: R) -> Self {
        Self { input, buffer: vec![0; LINE_BYTES_MAX], start: 0, end: 0, number: 0 }
    }

    /// Of the line last read, from one.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// The next line without its end; `None` behind the last.
    pub fn read(&mut self) -> Result<Option<&[u8]>, What> {
        self.number += 1;
        let mut searched = self.start;
        loop {
            if let Some(at) = memchr(b'\n', &self.buffer[searched..self.end]) {
                let line = self.start..searched + at;
                self.start = line.end + 1;
                let line = &self.buffer[line];
                return Ok(Some(line.strip_suffix(b"\r").unwrap_or(line)));
            }
            let waiting = self.end - self.start;
            if self.fill()? == 0 {
                return if waiting == 0 { Ok(None) } else { Err(What::TruncatedLastLine) };
            }
            searched = self.start + waiting;
        }
    }

    /// Moves what is waiting to the front and reads on; zero bytes at the end of the file.
    fn fill(&mut self) -> Result<usize, What> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.end == self.buffer.len() {
            return Err(What::LineTooLong);
        }
        loop {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(count) => {
                    self.end += count;
                    return Ok(count);
                }
                Err(why) if why.kind() == ErrorKind::Interrupted => {}
                Err(why) => return Err(what(why.kind())),
            }
        }
    }
}

/// A plain file never ends unexpectedly: only unpacking says so.
const fn what(kind: ErrorKind) -> What {
    match kind {
        ErrorKind::UnexpectedEof => What::TruncatedGzip,
        ErrorKind::InvalidInput | ErrorKind::InvalidData => What::BrokenGzip,
        _ => What::Unreadable,
    }
}
