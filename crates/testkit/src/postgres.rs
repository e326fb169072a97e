//! A PostgreSQL cluster of the test's own: in a temporary directory, on a free port, without fsync.

use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use postgres::{Client, NoTls};
use rustix::process::{Pid, Signal, geteuid, kill_process};
use tempfile::TempDir;

/// Names the cluster on which tests make their databases.
pub const URL_VARIABLE: &str = "COMMONROUND_TEST_POSTGRES";
const DEBIAN: &str = "/usr/lib/postgresql";
const READY_TRIES: u32 = 200;
const READY_PAUSE: Duration = Duration::from_millis(50);

/// A running server. Dropping it stops the server and removes its data.
pub struct Cluster {
    server: Child,
    port: u16,
    directory: TempDir,
}

/// Who the server runs as: it refuses to be root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct User {
    uid: u32,
    gid: u32,
}

impl Cluster {
    /// Makes and starts a cluster; waits until it answers.
    ///
    /// # Errors
    /// What is missing, in words, with `install_hint` where it is PostgreSQL itself.
    pub fn start() -> Result<Self, String> {
        Self::start_with(&[("fsync", "off"), ("full_page_writes", "off")])
    }

    /// As `start`, with the given server settings instead of those that make tests quick.
    ///
    /// # Errors
    /// As `start`.
    pub fn start_with(settings: &[(&str, &str)]) -> Result<Self, String> {
        let programs = programs().ok_or_else(Self::install_hint)?;
        let user = other_user()?;
        let directory = tempfile::tempdir().map_err(|e| format!("no temporary directory: {e}"))?;
        if let Some(user) = user {
            let given = chown(directory.path(), Some(user.uid), Some(user.gid));
            given.map_err(|e| format!("cannot give the directory away: {e}"))?;
        }
        let data = directory.path().join("data");
        initialise(&programs, user, &data)?;
        let port = free_port()?;
        let server = serve(&programs, user, &data, port, settings)?;
        let mut cluster = Self { server, port, directory };
        cluster.wait()?;
        Ok(cluster)
    }

    /// The command that brings PostgreSQL onto this machine.
    #[must_use]
    pub fn install_hint() -> String {
        "PostgreSQL 15 or later is missing: apt-get install --yes postgresql".to_owned()
    }

    /// `postgres://…` of the cluster's own database.
    #[must_use]
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Where the data lies while the cluster runs.
    #[must_use]
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    fn wait(&mut self) -> Result<(), String> {
        for _ in 0..READY_TRIES {
            if let Ok(Some(status)) = self.server.try_wait() {
                return Err(format!("the PostgreSQL server ended at once: {status}"));
            }
            if Client::connect(&self.url(), NoTls).is_ok() {
                return Ok(());
            }
            std::thread::sleep(READY_PAUSE);
        }
        Err("the PostgreSQL server does not answer".to_owned())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's "fast shutdown": it does not wait for clients.
        let pid = i32::try_from(self.server.id()).ok().and_then(Pid::from_raw);
        if pid.is_none_or(|pid| kill_process(pid, Signal::INT).is_err()) {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

/// The newest installed version's programs, or those on the path.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir(DEBIAN).ok().into_iter().flatten().flatten();
    let numbered = versions.filter_map(|entry| {
        let version: u32 = entry.file_name().to_str()?.parse().ok()?;
        Some((version, entry.path().join("bin")))
    });
    let newest = numbered.max_by_key(|(version, _)| *version).map(|(_, bin)| bin);
    let on_path = std::env::var_os("PATH")
        .into_iter()
        .flat_map(|path| std::env::split_paths(&path).collect::<Vec<_>>());
    newest.into_iter().chain(on_path).find(|bin| bin.join("initdb").is_file())
}

/// Nobody in particular when we are not root; else the user that Debian makes for the server, or
/// `nobody`.
fn other_user() -> Result<Option<User>, String> {
    if !geteuid().is_root() {
        return Ok(None);
    }
    let users = std::fs::read_to_string("/etc/passwd").map_err(|e| e.to_string())?;
    let found = ["postgres", "nobody"].into_iter().find_map(|name| user_named(&users, name));
    found.map(Some).ok_or_else(|| "there is no user to run PostgreSQL as".to_owned())
}

fn user_named(users: &str, name: &str) -> Option<User> {
    let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    let uid = fields.next()?.parse().ok()?;
    Some(User { uid, gid: fields.next()?.parse().ok()? })
}

fn command(programs: &Path, name: &str, user: Option<User>) -> Command {
    let mut command = Command::new(programs.join(name));
    command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null());
    if let Some(user) = user {
        command.uid(user.uid).gid(user.gid);
    }
    command
}

/// UTF-8 with `C` collation, as an instance's database should have.
fn initialise(programs: &Path, user: Option<User>, data: &Path) -> Result<(), String> {
    let mut initdb = command(programs, "initdb", user);
    initdb.args(["--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8"]);
    let made = initdb.arg("--locale=C").arg("--pgdata").arg(data).output();
    let made = made.map_err(|e| format!("initdb: {e}"))?;
    if made.status.success() {
        return Ok(());
    }
    Err(format!("initdb failed: {}", String::from_utf8_lossy(&made.stderr)))
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|e| format!("no free port: {e}"))?;
    listener.local_addr().map(|address| address.port()).map_err(|e| e.to_string())
}

fn serve(
    programs: &Path,
    user: Option<User>,
    data: &Path,
    port: u16,
    settings: &[(&str, &str)],
) -> Result<Child, String> {
    let mut server = command(programs, "postgres", user);
    server.arg("-D").arg(data).args(["-p", &port.to_string()]).stderr(Stdio::null());
    let own = [
        ("listen_addresses", "127.0.0.1"),
        ("unix_socket_directories", ""),
        ("max_connections", "400"),
    ];
    for (name, value) in own.iter().chain(settings) {
        server.arg("-c").arg(format!("{name}={value}"));
    }
    server.spawn().map_err(|e| format!("postgres: {e}"))
}

/// A database of one test. Dropping it removes it, and whoever is still connected to it.
pub struct Database {
    cluster: String,
    name: String,
}

impl Database {
    /// Blocks.
    pub fn create() -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let cluster = std::env::var(URL_VARIABLE)
            .expect("COMMONROUND_TEST_POSTGRES names a cluster; `cargo xtask test` starts one");
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("world_{}_{number}", std::process::id());
        let mut client = Client::connect(&cluster, NoTls).expect("the cluster answers");
        let sql = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
        client.batch_execute(&format!("DROP DATABASE IF EXISTS {name}")).expect("a free name");
        client.batch_execute(&sql).expect("the cluster makes databases");
        Self { cluster, name }
    }

    pub fn url(&self) -> String {
        let (server, _) = self.cluster.rsplit_once('/').expect("the URL names a database");
        format!("{server}/{}", self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (cluster, name) = (self.cluster.clone(), self.name.clone());
        // On a thread of its own: the client must not be dropped inside an async runtime.
        let removed = std::thread::spawn(move || {
            if let Ok(mut client) = Client::connect(&cluster, NoTls) {
                let _ = client.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"));
            }
        });
        let _ = removed.join();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_found_by_the_whole_name() {
        let users = "root:x:0:0::/:/bin/sh\npostgresql:x:7:7::/:/\npostgres:x:101:104:x:/:/bin/sh";
        assert_eq!(user_named(users, "postgres"), Some(User { uid: 101, gid: 104 }));
        assert_eq!(user_named(users, "nobody"), None);
    }
}
