use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use crate::limits::LINE_BYTES_MAX;

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
const BUFFER_BYTES: usize = 64 * 1024;

/// Lines of a file, packed or not, in a buffer that does not grow past one line.
pub struct Lines {
    input: Box<dyn BufRead + Send>,
    line: Vec<u8>,
    number: u64,
}

/// One line with its number, counted from one. `None` where it is longer than we read.
pub type Numbered<'a> = (u64, Option<&'a [u8]>);

impl Lines {
    /// Looks at the first two bytes to tell a gzip file from a plain one.
    ///
    /// # Errors
    /// Whatever the reader ends with.
    pub fn open(mut reader: impl Read + Send + 'static) -> io::Result<Self> {
        let mut first = Vec::with_capacity(GZIP_MAGIC.len());
        reader.by_ref().take(2).read_to_end(&mut first)?;
        let is_packed = first == GZIP_MAGIC;
        let whole = BufReader::with_capacity(BUFFER_BYTES, Cursor::new(first).chain(reader));
        let input: Box<dyn BufRead + Send> = if is_packed {
            Box::new(BufReader::with_capacity(BUFFER_BYTES, MultiGzDecoder::new(whole)))
        } else {
            Box::new(whole)
        };
        Ok(Self { input, line: Vec::new(), number: 0 })
    }

    /// The next line without its line end. A last line without one counts too.
    ///
    /// # Errors
    /// Whatever the reader ends with: a packed file that was cut short is `UnexpectedEof`.
    pub fn read_next(&mut self) -> io::Result<Option<Numbered<'_>>> {
        self.line.clear();
        let mut is_whole = true;
        let mut has_read = false;
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                break;
            }
            has_read = true;
            let end = chunk.iter().position(|b| *b == b'\n');
            let text = &chunk[..end.unwrap_or(chunk.len())];
            if self.line.len() + text.len() > LINE_BYTES_MAX {
                is_whole = false;
            } else if is_whole {
                self.line.extend_from_slice(text);
            }
            let used = end.map_or(chunk.len(), |at| at + 1);
            self.input.consume(used);
            if end.is_some() {
                break;
            }
        }
        if !has_read {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some((self.number, is_whole.then(|| trimmed(&self.line, self.number)))))
    }
}

/// Without a carriage return at the end, and without a byte order mark at the very start.
fn trimmed(line: &[u8], number: u64) -> &[u8] {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    /// A reader that gives one byte at a time, as a slow pipe does.
    struct Drip(Cursor<Vec<u8>>);

    impl Read for Drip {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let one = into.len().min(1);
            self.0.read(&mut into[..one])
        }
    }

    fn pack(text: &[u8]) -> Vec<u8> {
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(text).unwrap();
        gz.finish().unwrap()
    }

    fn read(bytes: Vec<u8>) -> String {
        let mut lines = Lines::open(Drip(Cursor::new(bytes))).unwrap();
        let mut seen = Vec::new();
        loop {
            match lines.read_next() {
                Ok(Some((n, Some(line)))) => seen.push(format!("{n}:{}", line.escape_ascii())),
                Ok(Some((n, None))) => seen.push(format!("{n}:long")),
                Ok(None) => return seen.join(" "),
                Err(error) => return format!("{} {:?}", seen.join(" "), error.kind()),
            }
        }
    }

    #[test]
    fn packed_and_plain_read_alike() {
        let table = [
            ("", ""),
            ("a", "1:a"),
            ("a\n", "1:a"),
            ("a\r\nb", "1:a 2:b"),
            ("\n\na\n", "1: 2: 3:a"),
            ("\u{feff}a\n\u{feff}b", "1:a 2:\\xef\\xbb\\xbfb"),
        ];
        for (text, expected) in table {
            assert_eq!(read(text.into()), expected, "{text:?}");
            assert_eq!(read(pack(text.as_bytes())), expected, "packed {text:?}");
        }
        let two = [pack(b"a\nb"), pack(b"c\nd\n")].concat();
        assert_eq!(read(two), "1:a 2:bc 3:d", "several members are one text");
    }

    #[test]
    fn an_endless_line_is_skipped_in_constant_memory() {
        let long = "x".repeat(LINE_BYTES_MAX + 1);
        let exact = "y".repeat(LINE_BYTES_MAX);
        let mut lines = Lines::open(Cursor::new(format!("a\n{long}\n{exact}\nb"))).unwrap();
        let mut seen = Vec::new();
        while let Some((n, line)) = lines.read_next().unwrap() {
            seen.push((n, line.map(<[u8]>::len)));
        }
        assert_eq!(seen, [(1, Some(1)), (2, None), (3, Some(LINE_BYTES_MAX)), (4, Some(1))]);
        assert!(lines.line.capacity() <= 2 * LINE_BYTES_MAX);
    }

    #[test]
    fn a_packed_file_cut_anywhere_ends_with_an_error_or_whole_lines() {
        let whole = pack("one\ntwo\nthree\n".repeat(50).as_bytes());
        for cut in 3..whole.len() {
            let seen = read(whole[..cut].to_vec());
            assert!(seen.ends_with("UnexpectedEof"), "cut at {cut}: {seen}");
        }
        let mut broken = whole;
        broken[12] ^= 0xff;
        let seen = read(broken);
        assert!(!seen.ends_with(":three"), "{seen}");
    }
}
