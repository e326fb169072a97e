//! The server under test as a process: started, asked what it uses, ended by its id.

use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::NamedTempFile;

use super::connection::Connection;
use crate::terminal::Watch;
use crate::world::handle;
use crate::{Outcome, machine};

/// The driver speaks as this many people.
const SPEAKERS: usize = 16;
const START_LIMIT: Duration = Duration::from_secs(30);
const STOP_LIMIT: Duration = Duration::from_secs(10);
/// Short beside what is measured, and long enough not to take the processor from it.
const PAUSE: Duration = Duration::from_millis(1);

pub struct Server {
    process: Child,
    pub address: SocketAddr,
    /// From the start of the process to the first `200` of `/health/ready`.
    pub ready_after: Duration,
    _log: NamedTempFile,
}

impl Server {
    pub async fn start(binary: &Path, data: &Path) -> Outcome<Self> {
        let log = NamedTempFile::new()?;
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let watch = Watch::start();
        let mut process = serve(binary, data, address, log.reopen()?)?;
        while !is_ready(address).await {
            if process.try_wait()?.is_some() || watch.read() > START_LIMIT {
                process.kill().ok();
                process.wait()?;
                return Err(format!("no server: {}", fs::read_to_string(log.path())?).into());
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(Self { process, address, ready_after: watch.read(), _log: log })
    }

    /// Processor time so far, user and system.
    pub fn cpu(&self) -> Outcome<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        let ticks = ticks_of(&stat).ok_or("/proc/…/stat reads otherwise")?;
        Ok(Duration::from_millis(ticks * 1_000 / rustix::param::clock_ticks_per_second()))
    }

    pub fn resident_kib(&self) -> Outcome<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        Ok(machine::kib_of(&status, "VmRSS").ok_or("/proc/…/status names no VmRSS")?)
    }
}

impl Drop for Server {
    /// Asks it to drain, and ends it where it does not.
    fn drop(&mut self) {
        let asked = i32::try_from(self.process.id()).ok().and_then(rustix::process::Pid::from_raw);
        if let Some(pid) = asked {
            rustix::process::kill_process(pid, rustix::process::Signal::TERM).ok();
        }
        let watch = Watch::start();
        while watch.read() < STOP_LIMIT && matches!(self.process.try_wait(), Ok(None)) {
            std::thread::sleep(PAUSE);
        }
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

fn serve(binary: &Path, data: &Path, address: SocketAddr, log: File) -> Outcome<Child> {
    let mut command = Command::new(binary);
    command.arg("serve").arg("--data").arg(data).args(["--listen", &address.to_string()]);
    command.env("COMMONROUND_LIMITS_ENABLED", "false");
    command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    Ok(command.spawn().map_err(|why| format!("{}: {why}", binary.display()))?)
}

async fn is_ready(address: SocketAddr) -> bool {
    let Ok(mut connection) = Connection::open(address).await else { return false };
    connection.get("/health/ready", "application/json", None).await.is_ok()
}

/// `utime` and `stime`, the 14th and 15th field; the second may hold blanks, in parentheses.
fn ticks_of(stat: &str) -> Option<u64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let (user, system) = (fields.next()?.parse::<u64>().ok()?, fields.next()?.parse::<u64>().ok()?);
    Some(user + system)
}

/// A command of the product on a data directory; what it printed.
pub fn command(binary: &Path, words: &[&str], data: &Path) -> Outcome<String> {
    let made = Command::new(binary).args(words).arg("--data").arg(data).output()?;
    if !made.status.success() {
        return Err(format!("{words:?}: {}", String::from_utf8_lossy(&made.stderr)).into());
    }
    Ok(String::from_utf8(made.stdout)?)
}

/// Tokens of several people, so that not one page stays warm.
pub fn tokens(binary: &Path, data: &Path) -> Outcome<Vec<String>> {
    let token = |n| {
        let who = handle(n);
        let words = ["admin", "token", &who, "--scope", "read write"];
        let said = command(binary, &words, data)?;
        let last = said.split_whitespace().last();
        Ok(last.ok_or("no token was printed")?.to_owned())
    };
    (0..SPEAKERS).map(token).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processor_time_is_read_past_a_name_with_blanks() {
        let stat = "42 (a b) c) S 1 2 3 4 5 6 7 8 9 10 31 11 0 0 20 0 4 0 99";
        assert_eq!(ticks_of(stat), Some(42));
        assert_eq!(ticks_of("42"), None);
    }
}
