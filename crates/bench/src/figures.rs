//! Figures and how they are summed up.

use std::time::Duration;

/// One case at one number of clients.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub case: &'static str,
    pub clients: usize,
    pub requests: usize,
    pub per_sec: f64,
    pub p50: Duration,
    pub p99: Duration,
    /// Processor time of the server, user and system, for one request.
    pub cpu_ms: f64,
    /// What the issue asks for, where it does.
    pub cpu_ms_wanted: Option<f64>,
}

/// Everything one run brought back.
#[derive(Debug)]
pub struct Figures {
    pub command: String,
    pub world: String,
    pub rows: Vec<Row>,
    pub ready: Duration,
    pub resident_kib: u64,
    pub imports: Option<Imports>,
}

/// Reading the library, and reading it again.
#[derive(Debug, Clone, Copy)]
pub struct Imports {
    pub first: Duration,
    pub again: Duration,
}

impl Row {
    pub fn sum_up(
        (case, cpu_ms_wanted): (&'static str, Option<f64>),
        clients: usize,
        mut latencies: Vec<Duration>,
        wall: Duration,
        cpu: Duration,
    ) -> Self {
        latencies.sort_unstable();
        let requests = latencies.len();
        // Counts of a run stay far below what a float holds exactly.
        let count = f64::from(u32::try_from(requests).unwrap_or(u32::MAX)).max(1.0);
        Self {
            case,
            clients,
            requests,
            per_sec: count / wall.as_secs_f64(),
            p50: percentile(&latencies, 50),
            p99: percentile(&latencies, 99),
            cpu_ms: cpu.as_secs_f64() * 1_000.0 / count,
            cpu_ms_wanted,
        }
    }
}

/// The smallest value that `percent` of all do not exceed (nearest rank).
pub fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

/// The middle one of a few.
pub fn median(mut few: Vec<Duration>) -> Duration {
    few.sort_unstable();
    percentile(&few, 50)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let hundred: Vec<_> = (1..=100).map(ms).collect();
        assert_eq!(percentile(&hundred, 50), ms(50));
        assert_eq!(percentile(&hundred, 99), ms(99));
        assert_eq!(percentile(&[ms(7)], 99), ms(7));
        assert_eq!(percentile(&[], 99), ms(0));
        assert_eq!(median(vec![ms(9), ms(1), ms(5)]), ms(5));
    }

    #[test]
    fn a_row_is_summed_up() {
        let latencies = (1..=200).map(ms).collect();
        let row = Row::sum_up(("home_json", Some(0.2)), 8, latencies, ms(2_000), ms(50));
        assert_eq!((row.requests, row.p50, row.p99), (200, ms(100), ms(198)));
        assert!((row.per_sec - 100.0).abs() < 1e-9);
        assert!((row.cpu_ms - 0.25).abs() < 1e-9);
    }
}
