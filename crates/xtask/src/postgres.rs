//! A PostgreSQL cluster of its own for one run of the tests: on a free port, in a temporary
//! folder, as another user where we are root, and careless about power cuts because it is fast.

use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::Outcome;
use crate::command::{output, succeeds};
use crate::install;

const START_WAITS_MAX: u32 = 300;
const WAIT: Duration = Duration::from_millis(100);

pub struct Cluster {
    server: Child,
    port: u16,
    /// Removed last, when the server has stopped.
    _home: TempDir,
}

impl Cluster {
    pub fn start() -> Outcome<Self> {
        let bin = install::postgres_bin()?;
        let home = TempDir::with_prefix("commonround-pg-").map_err(|why| why.to_string())?;
        let user = unprivileged(home.path())?;
        let data = home.path().join("data");
        initialise(&bin, &data, user)?;
        let port = free_port()?;
        let server = serve(&bin, &data, user, port)?;
        let mut cluster = Self { server, port, _home: home };
        cluster.wait_until_ready(&bin, &data)?;
        Ok(cluster)
    }

    /// For `COMMONROUND_TEST_POSTGRES`: a superuser who may create databases.
    #[must_use]
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self, bin: &Path, data: &Path) -> Outcome {
        let port = self.port.to_string();
        for _ in 0..START_WAITS_MAX {
            let mut ask = Command::new(bin.join("pg_isready"));
            if succeeds(ask.args(["-h", "127.0.0.1", "-p", &port])) {
                return Ok(());
            }
            if self.server.try_wait().is_ok_and(|ended| ended.is_some()) {
                break;
            }
            std::thread::sleep(WAIT);
        }
        let log = std::fs::read_to_string(log_of(data)).unwrap_or_default();
        Err(format!("PostgreSQL did not start:\n{log}"))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let pid = self.server.id().to_string();
        // SIGQUIT: nobody needs this data again, so no checkpoint.
        succeeds(Command::new("kill").args(["-QUIT", &pid]));
        self.server.wait().ok();
    }
}

/// PostgreSQL refuses to run as root: who runs it instead, owning the folder.
fn unprivileged(home: &Path) -> Outcome<Option<(u32, u32)>> {
    if !install::is_root() {
        return Ok(None);
    }
    let (user, group) = ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| Some((id_of("-u", name)?, id_of("-g", name)?)))
        .ok_or("no user postgres or nobody to run PostgreSQL as")?;
    chown(home, Some(user), Some(group)).map_err(|why| format!("{}: {why}", home.display()))?;
    Ok(Some((user, group)))
}

fn id_of(flag: &str, name: &str) -> Option<u32> {
    output(Command::new("id").args([flag, name])).ok()?.trim().parse().ok()
}

fn initialise(bin: &Path, data: &Path, user: Option<(u32, u32)>) -> Outcome {
    let mut initdb = as_user(&bin.join("initdb"), data, user);
    initdb.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C"]);
    output(initdb.arg("--no-sync").arg("--pgdata").arg(data)).map(drop)
}

fn serve(bin: &Path, data: &Path, user: Option<(u32, u32)>, port: u16) -> Outcome<Child> {
    let log = std::fs::File::create(log_of(data)).map_err(|why| why.to_string())?;
    let mut postgres = as_user(&bin.join("postgres"), data, user);
    postgres.arg("-D").arg(data).args(["-p", &port.to_string()]);
    let sockets = format!("unix_socket_directories={}", data.display());
    for setting in ["listen_addresses=127.0.0.1", "fsync=off", "synchronous_commit=off"]
        .into_iter()
        .chain(["full_page_writes=off", "max_connections=400", &sockets])
    {
        postgres.args(["-c", setting]);
    }
    postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
    postgres.spawn().map_err(|why| format!("postgres did not start: {why}"))
}

fn as_user(program: &Path, data: &Path, user: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(data.parent().unwrap_or(data));
    if let Some((user, group)) = user {
        command.uid(user).gid(group);
    }
    command
}

fn log_of(data: &Path) -> PathBuf {
    data.with_file_name("log")
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|why| why.to_string())?;
    listener.local_addr().map(|address| address.port()).map_err(|why| why.to_string())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt as _;

    use super::*;

    #[test]
    fn a_free_port_can_be_taken() {
        let port = free_port().unwrap();
        assert!(TcpListener::bind(("127.0.0.1", port)).is_ok());
    }

    #[test]
    fn root_hands_the_cluster_to_somebody_else() {
        let home = TempDir::new().unwrap();
        match unprivileged(home.path()).unwrap() {
            Some((user, _)) => assert_eq!(home.path().metadata().unwrap().uid(), user),
            None => assert!(!install::is_root()),
        }
    }
}
