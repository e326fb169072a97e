//! The server as a library, so that tests and benchmarks start the very thing that `main` starts.

mod audit;
pub mod backup;
pub mod chores;
pub mod cli;
pub mod config;
mod control;
mod datadir;
pub mod demo;
mod gate;
mod import;
pub mod instance;
mod issuers;
mod keys;
mod lines;
mod logs;
pub mod mail;
mod metrics;
mod neighbours;
pub mod outside;
mod pages;
mod registers;
mod reported;
pub mod router;
mod said;
mod serve;
mod subjects;
pub mod terminal;

use std::io::{BufWriter, Write};
use std::path::Path;

use commonround_kernel::{Env, Error, Result};
use commonround_web::Catalogue;

use chores::Chore;
use cli::{Cli, Command};
use config::Config;

/// The words of the pages that belong to no room.
pub const CATALOGUE: Catalogue =
    Catalogue { en: include_str!("../i18n/en.ftl"), fr: include_str!("../i18n/fr.ftl") };

/// Where `serve` keeps its data unless told otherwise.
const DATA: &str = "data";
/// Where `demo` keeps its world, apart from anything real.
const DEMO_DATA: &str = "demo-data";

/// Does what was typed.
///
/// # Errors
/// Whatever the command ends with; `terminal::explain` puts it in words.
pub async fn run(cli: Cli) -> Result<()> {
    let command = cli.command.unwrap_or(Command::Serve);
    let default_data = if matches!(command, Command::Demo) { DEMO_DATA } else { DATA };
    let config = Config::load(&cli.common, default_data)?;
    if !matches!(command, Command::Restore(_) | Command::Config) {
        datadir::refuse_unfinished(&config)?;
    }
    match command {
        Command::Serve => serve::serve(config).await,
        Command::Demo => serve::demo(config).await,
        Command::Config => {
            terminal::say(&config.shown()?);
            Ok(())
        }
        Command::Migrate { dry_run } => migrate(&config, dry_run).await,
        Command::Backup { dir, recipient } => {
            Chore::Backup { dir, recipient }.carry_out(&config).await
        }
        Command::BackupKeys { file } => {
            datadir::require_instance(&config)?;
            backup::keyfile::write(&config.key_dir(), &file, backup::keyfile::passphrase()?)?;
            terminal::say(&format!("keys written to {}", file.display()));
            Ok(())
        }
        Command::Restore(options) => backup::restore(&config, &options).await,
        Command::Import(import) => Chore::Import(import).carry_out(&config).await,
        Command::Notes(cli::Notes::Score { dir }) => score_notes(&dir),
        Command::Notes(cli::Notes::Export { dir }) => {
            Chore::ExportNotes { dir }.carry_out(&config).await
        }
        Command::Admin(admin) => Chore::Admin(admin).carry_out(&config).await,
        Command::Audit(audit) => Chore::Audit(audit).carry_out(&config).await,
    }
}

fn score_notes(dir: &Path) -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    commonround_bridging::score_dir(dir, &mut out).map_err(Error::fault)?;
    out.flush().map_err(Error::fault)
}

async fn migrate(config: &Config, dry_run: bool) -> Result<()> {
    backup::make_private_dir(&config.data)?;
    let db = instance::open_bare(config, &Env::system()).await?;
    let all = instance::migrations();
    let pending = db.pending(&all).await?;
    for name in &pending {
        terminal::say(name);
    }
    let done = match (pending.is_empty(), dry_run) {
        (true, _) => Ok("nothing to do"),
        (false, true) => Ok("pending, not applied"),
        (false, false) => db.migrate(&all).await.map(|_| "applied"),
    };
    db.close().await;
    terminal::say(done?);
    Ok(())
}
