//! Words on the terminal and the watch: the only place that prints or looks at real time.

use std::time::{Duration, Instant};

#[expect(clippy::print_stdout, reason = "figures are what this program is for")]
pub fn say(line: &str) {
    println!("{line}");
}

#[derive(Debug, Clone, Copy)]
pub struct Watch(Instant);

impl Watch {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    pub fn read(self) -> Duration {
        self.0.elapsed()
    }
}
