//! The real binary, with a demo world of its own.

use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::waiting::poll;
use crate::{Outcome, database, http};

/// A debug build makes the demo world on a busy machine.
const READY_WITHIN: Duration = Duration::from_secs(60);

pub struct Server {
    process: Child,
    pub address: SocketAddr,
    home: TempDir,
}

impl Server {
    pub async fn start() -> Outcome<Self> {
        let home = TempDir::with_prefix("commonround-e2e-")?;
        let address = free_address()?;
        let database = database::fresh(&database_name(address)).await?;
        let process = spawn(&binary()?, home.path(), address, database.as_deref())?;
        let mut server = Self { process, address, home };
        server.wait_until_ready().await?;
        Ok(server)
    }

    async fn wait_until_ready(&mut self) -> Outcome {
        let address = self.address;
        let ready = poll(READY_WITHIN, async || {
            let ended = self.process.try_wait().is_ok_and(|end| end.is_some());
            let asked = tokio::task::spawn_blocking(move || http::status(address, "/health/ready"));
            let ready = asked.await.ok().flatten() == Some(200);
            (ended || ready).then_some(ready)
        });
        match ready.await {
            Some(true) => Ok(()),
            _ => Err(format!("the server did not start:\n{}", self.log()).into()),
        }
    }

    /// What the server has said so far.
    pub fn log(&self) -> String {
        fs::read_to_string(log_of(self.home.path())).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

fn spawn(
    binary: &Path,
    home: &Path,
    address: SocketAddr,
    database: Option<&str>,
) -> Outcome<Child> {
    let log = File::create(log_of(home))?;
    let mut command = Command::new(binary);
    // What steers the tests is no setting of the server.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("COMMONROUND_") {
            command.env_remove(name);
        }
    }
    command.arg("demo").arg("--data").arg(home.join("data"));
    command.args(["--listen", &address.to_string()]);
    command.args(database.into_iter().flat_map(|url| ["--database", url]));
    command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    Ok(command.spawn().map_err(|why| format!("{}: {why}", binary.display()))?)
}

fn log_of(home: &Path) -> PathBuf {
    home.join("log")
}

/// Named by `COMMONROUND_BIN`, else beside the tests, built when it is not there.
fn binary() -> Outcome<PathBuf> {
    if let Some(given) = std::env::var_os("COMMONROUND_BIN") {
        return Ok(given.into());
    }
    let file = target().join("debug/commonround");
    if !file.exists() {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let build = ["build", "--package", "commonround-server", "--bin", "commonround"];
        let built = Command::new(cargo).args(build).status()?;
        if !built.success() {
            return Err("the server does not build".into());
        }
    }
    Ok(file)
}

/// The folder that cargo builds into.
pub fn target() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."));
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

fn free_address() -> Outcome<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

/// Unique on this machine for as long as the server holds its port.
fn database_name(address: SocketAddr) -> String {
    format!("e2e_{}_{}", std::process::id(), address.port())
}
