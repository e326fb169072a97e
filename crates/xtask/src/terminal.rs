//! Words on the terminal: the only place that prints, and the only one that looks at a watch.

use std::time::{Duration, Instant};

#[expect(clippy::print_stdout, reason = "a chore answers on the terminal")]
pub fn say(line: &str) {
    println!("{line}");
}

/// A line that separates one stage from the next.
pub fn headline(title: &str) {
    say(&format!("\n──── {title} {}", "─".repeat(64_usize.saturating_sub(title.chars().count()))));
}

/// Runs `work` and tells how long it took on the wall.
#[expect(clippy::disallowed_methods, reason = "stages are measured in real time")]
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = work();
    (made, start.elapsed())
}

/// `7.3 s`, `4 min 05 s`
#[must_use]
pub fn span(time: Duration) -> String {
    let secs = time.as_secs();
    if secs < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", secs / 60, secs % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_written_as_people_say_it() {
        assert_eq!(span(Duration::from_millis(7_340)), "7.3 s");
        assert_eq!(span(Duration::from_secs(245)), "4 min 05 s");
    }
}
