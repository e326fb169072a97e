//! `commonround`: one binary that serves an instance and runs its chores.

use std::process::ExitCode;

use clap::Parser as _;
use commonround_server::cli::Cli;

/// Pages are many short strings: this allocator makes them cheaper than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Whatever this process writes is its own user's, also in a directory others may enter.
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(cause) => return commonround_server::terminal::fail(&cause.to_string()),
    };
    match runtime.block_on(commonround_server::run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => commonround_server::terminal::end(&cause),
    }
}
