//! What importing a register costs: a first file, the same file with a thousand suspensions, and
//! the same once more, in time and in memory.
//!
//! ```sh
//! cargo run --release -p commonround-identity --example register_import -- 1000000
//! ```
//!
//! An empty PostgreSQL database may be named behind the number of rows; without one it is a SQLite
//! file.

use std::error::Error;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use commonround_credential::Layout;
use commonround_db::{Config, Db};
use commonround_identity::{RegisterOptions, import_register, jobs};
use commonround_kernel::ports::NoFetch;
use commonround_kernel::{Env, KeyRing};

const SUSPENDED: u64 = 1_000;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let rows: u64 = std::env::args().nth(1).map_or(Ok(1_000_000), |raw| raw.parse())?;
    let folder = tempfile::tempdir()?;
    let (first, second) = (folder.path().join("first.csv"), folder.path().join("second.csv"));
    write_file(&first, rows, 0)?;
    write_file(&second, rows, SUSPENDED)?;
    let keys = Arc::new(KeyRing::new([(1, [7; 32])])?);
    let env = Env::system();
    let config = match std::env::args().nth(2) {
        Some(url) => Config::postgres(url),
        None => Config::sqlite(folder.path().join("register.db")),
    };
    let db = Db::open(config, env.clone(), Vec::new(), jobs(Arc::clone(&keys), Arc::new(NoFetch)))
        .await?;
    db.migrate(commonround_identity::MIGRATIONS).await?;
    db.join().await?;
    for (name, file) in
        [("first", &first), ("1,000 suspended", &second), ("the same again", &second)]
    {
        let (began, before) = (env.now(), peak_kib());
        let reader = BufReader::with_capacity(1 << 16, File::open(file)?);
        let options = RegisterOptions { register: "cno".to_owned(), accept_vanished: false };
        let layout = Layout::canonical();
        let report = import_register(&db, &keys, reader, layout, options, &mut |_| {}).await?;
        let took = env.now().since(began);
        let (after, tally) = (peak_kib(), report.tally);
        writeln!(std::io::stdout(), "{name}: {took:?}, peak {before} -> {after} KiB, {tally:?}")?;
    }
    db.close().await;
    Ok(())
}

fn write_file(path: &Path, rows: u64, suspended: u64) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(
        file,
        "register,jurisdiction,reg_no,family,given,former_names,profession,class,status,\
         status_from,expires,conditions,conditions_url,employer,as_of,contact"
    )?;
    let every = rows.checked_div(suspended).unwrap_or(u64::MAX);
    for n in 0..rows {
        let status = if n % every == every - 1 { "suspended" } else { "active" };
        writeln!(
            file,
            "cno,CA-ON,{n:07},Family{},Given{},,registered_nurse,General,{status},2020-01-01,\
             2027-12-31,no,,Hospital {},2026-11-18,n{n}@work.example",
            n % 40_000,
            n % 900,
            n % 200,
        )?;
    }
    file.flush()
}

/// The most memory that this process ever held.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
