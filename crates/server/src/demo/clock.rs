use std::path::{Path, PathBuf};
use std::time::Duration;

use commonround_kernel::{AdjustableClock, Error, Result, SystemClock};
use jiff::SignedDuration;

const NAME: &str = "demo-clock";
/// A jump further than this is a slip of the finger.
const ADVANCE_MAX: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// The clock's offset in milliseconds, kept over a restart.
pub struct OffsetFile(PathBuf);

impl OffsetFile {
    pub fn new(data: &Path) -> Self {
        Self(data.join(NAME))
    }

    /// The machine's clock with the offset that was kept.
    pub fn clock(&self) -> Result<AdjustableClock> {
        let offset = match std::fs::read_to_string(&self.0) {
            Ok(text) => text.trim().parse().map_err(Error::fault)?,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => 0,
            Err(cause) => return Err(Error::fault(cause)),
        };
        Ok(AdjustableClock::over(SystemClock, offset))
    }

    /// Moves the clock and keeps the offset; a crash in between leaves the old file whole.
    pub fn advance(&self, clock: &AdjustableClock, by: Duration) -> Result<()> {
        let offset = clock.advance(by);
        let next = self.0.with_extension("next");
        std::fs::write(&next, offset.to_string())
            .and_then(|()| std::fs::rename(&next, &self.0))
            .map_err(Error::fault)
    }
}

/// Reads an ISO 8601 duration such as `PT5M` or `P2D`.
pub fn parse_advance(raw: &str) -> Result<Duration> {
    let wrong = |why| Error::invalid("advance", why);
    let span: jiff::Span = raw.parse().map_err(|_| wrong("malformed"))?;
    let days = jiff::SpanRelativeTo::days_are_24_hours();
    let exact = span.to_duration(days).map_err(|_| wrong("malformed"))?;
    if exact <= SignedDuration::ZERO {
        return Err(wrong("not_forward"));
    }
    let by = exact.unsigned_abs();
    if by > ADVANCE_MAX { Err(wrong("too_long")) } else { Ok(by) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use commonround_kernel::Clock as _;

    fn check(raw: &str, expect: &str) {
        let got = match parse_advance(raw) {
            Ok(by) => format!("{} s", by.as_secs()),
            Err(wrong) => wrong.to_string(),
        };
        assert_eq!(got, expect, "{raw}");
    }

    #[test]
    fn durations_are_read_as_iso_8601_writes_them() {
        check("PT5M", "300 s");
        check("P2D", "172800 s");
        check("P1W", "604800 s");
        check("PT0S", "invalid: advance=not_forward");
        check("-PT5M", "invalid: advance=not_forward");
        check("P30Y", "invalid: advance=malformed");
        check("P400D", "invalid: advance=too_long");
        check("soon", "invalid: advance=malformed");
    }

    #[test]
    fn the_offset_survives_a_restart() {
        let dir = tempfile::tempdir().unwrap();
        let file = OffsetFile::new(dir.path());
        let clock = file.clock().unwrap();
        file.advance(&clock, Duration::from_secs(3_600)).unwrap();
        file.advance(&clock, Duration::from_secs(60)).unwrap();
        let restarted = OffsetFile::new(dir.path()).clock().unwrap();
        let ahead = restarted.now().since(SystemClock.now());
        assert!(ahead >= Duration::from_secs(3_659), "{ahead:?}");
    }
}
