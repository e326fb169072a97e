//! Worlds to measure in, a driver that speaks the public API, and the figures it brings back.

mod audit;
mod driver;
mod figures;
mod machine;
mod results;
mod terminal;
mod world;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use driver::Wanted;
use world::{Size, Trust};

pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Makes worlds and measures servers in them.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes a world in a new data directory, the same one for the same seed.
    World {
        size: Size,
        #[arg(long)]
        data: PathBuf,
        #[arg(long, default_value_t = 42)]
        seed: u64,
        /// People have badges, and statuses notes.
        #[arg(long)]
        trust: bool,
    },
    /// Fills an audit log and verifies it.
    Audit {
        #[arg(long, default_value_t = 1_000_000)]
        rows: u32,
        /// An empty PostgreSQL database instead of a SQLite file in a temporary directory.
        #[arg(long)]
        database: Option<String>,
    },
    /// Starts a server on a world, measures it and writes the figures down.
    Run(Run),
}

#[derive(Args)]
struct Run {
    /// The server's binary, built for release.
    #[arg(long, default_value = "target/release/commonround")]
    server: PathBuf,
    /// A world made by `world`; publishing adds to it.
    #[arg(long)]
    data: PathBuf,
    /// A library of facts whose import is timed, in a data directory of its own.
    #[arg(long)]
    facts: Option<PathBuf>,
    /// How long each case is driven at each number of clients.
    #[arg(long, default_value_t = 3)]
    secs: u64,
    /// The numbers of clients.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 8, 64])]
    clients: Vec<usize>,
    /// Only this case, to look at it through a profiler: `home_json`, `publish`, …
    #[arg(long)]
    only: Option<String>,
    /// Where the figures are added; `-` prints them.
    #[arg(long, default_value = "bench/RESULTS.md")]
    results: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            terminal::say(&format!("bench: {why}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Outcome {
    match command {
        Command::World { size, data, seed, trust } => {
            let trust = if trust { Trust::Shown } else { Trust::Bare };
            world::make(size, &data, seed, trust).await
        }
        Command::Audit { rows, database } => audit::measure(rows, database).await,
        Command::Run(run) => {
            let wanted = Wanted {
                span: Duration::from_secs(run.secs),
                clients: run.clients,
                only: run.only,
            };
            let figures =
                driver::measure(&run.server, &run.data, run.facts.as_deref(), &wanted).await?;
            results::write(&run.results, &figures)
        }
    }
}
