//! Starts a server, drives it through its public API and reads what it cost.

mod cases;
mod connection;
mod load;
mod server;

use std::path::Path;
use std::time::Duration;

use crate::Outcome;
use crate::figures::{Figures, Imports, median};
use crate::terminal::{Watch, say};
use crate::world;
use cases::{Case, Material};
use server::Server;

/// How the driver drives.
#[derive(Debug)]
pub struct Wanted {
    pub span: Duration,
    pub clients: Vec<usize>,
    pub only: Option<String>,
}

/// Starts that are timed; the middle one counts.
const STARTS: usize = 5;

pub async fn measure(
    binary: &Path,
    data: &Path,
    facts: Option<&Path>,
    wanted: &Wanted,
) -> Outcome<Figures> {
    let tokens = server::tokens(binary, data)?;
    let ready = time_starts(binary, data).await?;
    let imports = facts.map(|file| time_imports(binary, file)).transpose()?;
    let server = Server::start(binary, data).await?;
    let material = Material::gather(server.address, tokens).await?;
    let mut rows = Vec::new();
    for case in Case::all().into_iter().filter(|case| is_wanted(case, wanted)) {
        for clients in &wanted.clients {
            let row = load::drive(&server, &case, &material, *clients, wanted.span).await?;
            say(&format!(
                "{} x{clients}: {:.0}/s, {:.3} ms CPU",
                case.name, row.per_sec, row.cpu_ms
            ));
            rows.push(row);
        }
    }
    let resident_kib = server.resident_kib()?;
    let (command, world) = (command(std::env::args().skip(1)), world::name(data));
    Ok(Figures { command, world, rows, ready, resident_kib, imports })
}

fn is_wanted(case: &Case, wanted: &Wanted) -> bool {
    wanted.only.as_ref().is_none_or(|name| name == case.name)
}

async fn time_starts(binary: &Path, data: &Path) -> Outcome<Duration> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        times.push(Server::start(binary, data).await?.ready_after);
    }
    Ok(median(times))
}

/// The import of a library into an empty instance, and once more, when nothing has changed.
fn time_imports(binary: &Path, facts: &Path) -> Outcome<Imports> {
    let home = tempfile::tempdir()?;
    let data = home.path().join("data");
    let time = || {
        let watch = Watch::start();
        server::command(binary, &["import", "facts", &facts.to_string_lossy()], &data)?;
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(watch.read())
    };
    Ok(Imports { first: time()?, again: time()? })
}

/// What was typed, as anybody could type it: folders of this machine are left out.
fn command(words: impl Iterator<Item = String>) -> String {
    let shown = words.map(|word| match word.rsplit_once('/') {
        Some((folder, name)) if folder.starts_with('/') => format!("…/{name}"),
        _ => word,
    });
    let shown: Vec<String> = shown.collect();
    format!("cargo run --release -p commonround-bench -- {}", shown.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_without_folders_of_one_machine() {
        let words = ["run", "--server", "target/release/a", "--data", "/tmp/x/world"];
        let shown = command(words.into_iter().map(str::to_owned));
        let wanted = "run --server target/release/a --data …/world";
        assert_eq!(shown, format!("cargo run --release -p commonround-bench -- {wanted}"));
    }
}
