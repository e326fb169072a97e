//! Figures as a page that people read: added to the top of `bench/RESULTS.md`, never replaced.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use commonround_kernel::Env;

use crate::figures::{Figures, Row};
use crate::terminal::say;
use crate::{Outcome, machine};

const HEAD: &str = "\
# Results

Newest first. `README.md` beside this page says how they come about.
";

const TABLE: &str = "\
| case | clients | requests | a second | p50 ms | p99 ms | server CPU ms | wanted |
|---|---:|---:|---:|---:|---:|---:|---:|
";

/// Adds a run to the page, or prints it where the page is `-`.
pub fn write(page: &Path, figures: &Figures) -> Outcome {
    let section = section(figures, &Env::system().now().to_string(), &machine::described());
    say(&section);
    if page == Path::new("-") {
        return Ok(());
    }
    let before = std::fs::read_to_string(page).unwrap_or_default();
    let older = before.strip_prefix(HEAD).unwrap_or(&before);
    Ok(std::fs::write(page, format!("{HEAD}\n{section}{older}"))?)
}

fn section(figures: &Figures, moment: &str, machine: &str) -> String {
    let day = moment.split('T').next().unwrap_or(moment);
    let mut text = format!(
        "## {day}, revision {}\n\n`{}`, {}, on {machine}. The driver shares the cores with the \
         server.\n\n",
        machine::revision(),
        figures.command,
        figures.world
    );
    text += TABLE;
    figures.rows.iter().for_each(|row| text += &line(row));
    let resident = figures.resident_kib / 1024;
    // Writing to a String does not fail.
    write!(text, "\nReady after {} ms (wanted 300). ", figures.ready.as_millis()).ok();
    write!(text, "Resident after the run {resident} MB (wanted 80).").ok();
    if let Some(imports) = &figures.imports {
        let (first, again) = (imports.first.as_secs_f64(), imports.again.as_secs_f64());
        write!(text, " Facts imported in {first:.1} s (wanted 10), again in {again:.1} s.").ok();
    }
    text + "\n"
}

fn line(row: &Row) -> String {
    let wanted = row.cpu_ms_wanted.map_or(String::new(), |ms| format!("{ms:.2}"));
    format!(
        "| {} | {} | {} | {:.0} | {} | {} | {:.3} | {wanted} |\n",
        row.case,
        row.clients,
        row.requests,
        row.per_sec,
        millis(row.p50),
        millis(row.p99),
        row.cpu_ms,
    )
}

fn millis(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Imports;

    fn figures() -> Figures {
        let row = Row {
            case: "tag",
            clients: 8,
            requests: 1_000,
            per_sec: 4_321.4,
            p50: Duration::from_micros(1_500),
            p99: Duration::from_micros(4_049),
            cpu_ms: 0.1234,
            cpu_ms_wanted: Some(0.25),
        };
        let (first, again) = (Duration::from_millis(7_250), Duration::from_secs(1));
        Figures {
            command: "bench run".to_owned(),
            world: "world S of seed 42".to_owned(),
            rows: vec![row],
            ready: Duration::from_millis(120),
            resident_kib: 60 * 1024,
            imports: Some(Imports { first, again }),
        }
    }

    #[test]
    fn a_run_is_written_with_its_command_machine_and_day() {
        let text = section(&figures(), "2026-11-18T11:06:40.007Z", "One CPU");
        assert!(text.starts_with("## 2026-11-18, revision "), "{text}");
        assert!(text.contains("`bench run`, world S of seed 42, on One CPU."), "{text}");
        assert!(text.contains("| tag | 8 | 1000 | 4321 | 1.50 | 4.05 | 0.123 | 0.25 |"), "{text}");
        assert!(text.ends_with("Facts imported in 7.2 s (wanted 10), again in 1.0 s.\n"), "{text}");
    }

    #[test]
    fn the_newest_run_stands_on_top_and_older_ones_stay() {
        let page = tempfile::NamedTempFile::new().unwrap();
        write(page.path(), &figures()).unwrap();
        write(page.path(), &figures()).unwrap();
        let text = std::fs::read_to_string(page.path()).unwrap();
        assert!(text.starts_with(HEAD));
        assert_eq!(text.matches("\n## ").count(), 2);
        assert_eq!(text.matches("# Results").count(), 1);
    }
}
