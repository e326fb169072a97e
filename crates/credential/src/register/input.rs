use std::io::{self, Read, Seek, SeekFrom};

use crate::limits::ROW_BYTES_MAX;

/// Slack for what the parser reads ahead.
const AHEAD_BYTES: usize = 64 * 1024;

/// A file that knows whether it has ended, and that ends a row which would not end by itself.
pub struct Input<R> {
    inner: R,
    ended: bool,
    /// Bytes that may still be read before the next row is complete.
    budget: usize,
    overrun: bool,
}

impl<R> Input<R> {
    pub const fn new(inner: R) -> Self {
        Self { inner, ended: false, budget: ROW_BYTES_MAX + AHEAD_BYTES, overrun: false }
    }

    /// A row is complete: the next one has as much room.
    pub const fn refill(&mut self) {
        self.budget = ROW_BYTES_MAX + AHEAD_BYTES;
    }

    pub const fn is_overrun(&self) -> bool {
        self.overrun
    }

    /// A row that is complete only now has no end of its own.
    pub const fn has_ended(&self) -> bool {
        self.ended
    }
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.budget == 0 {
            self.overrun = true;
            return Err(io::Error::other("row too long"));
        }
        let room = buffer.len().min(self.budget);
        let count = self.inner.read(&mut buffer[..room])?;
        self.budget -= count;
        self.ended = count == 0;
        Ok(count)
    }
}

impl<R: Seek> Seek for Input<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = self.inner.seek(to)?;
        self.refill();
        Ok(place)
    }
}
