//! The control socket: commands typed beside a running server are carried out by that server.
//!
//! One request a connection, as a line of JSON; the answer is lines of JSON, the last one `End`.
//! The socket stands in the data directory, which only the server's user can enter.

use std::os::fd::AsRawFd as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use commonround_db::audit::Finding;
use commonround_kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{UnixListener, UnixStream};

use crate::chores::{Chore, Line, channel};
use crate::instance::Instance;

const NAME: &str = "control.sock";
const REQUEST_BYTES_MAX: u64 = 64 * 1024;
/// Rest after a failure to take a caller, such as no descriptor being free.
const ACCEPT_PAUSE: Duration = Duration::from_secs(1);

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Line(String),
    Progress(String),
    End(Option<Failure>),
}

/// What a chore ended with: its code, and what the server says of it.
#[derive(Debug, Serialize, Deserialize)]
struct Failure {
    code: String,
    why: String,
}

impl Failure {
    fn of(error: &Error) -> Self {
        Self { code: error.code().to_owned(), why: crate::terminal::explain(error) }
    }

    /// The same again on this side, as far as somebody here branches on the code.
    fn into_error(self) -> Error {
        let known = Finding::CODES.into_iter().find(|code| *code == self.code);
        known.map_or_else(|| Error::fault(self.why), Error::Conflict)
    }
}

/// A path to the socket that fits into `sockaddr_un` however deep the data directory stands.
struct ShortPath {
    path: PathBuf,
    _dir: std::fs::File,
}

fn short_path(data: &Path) -> Result<ShortPath> {
    let dir = std::fs::File::open(data).map_err(Error::fault)?;
    let path = PathBuf::from(format!("/proc/self/fd/{}", dir.as_raw_fd())).join(NAME);
    Ok(ShortPath { path, _dir: dir })
}

/// Makes the socket. The data directory's lock was taken before, so a socket file that is still
/// there was left by a server that died.
///
/// # Errors
/// `Fault` where the socket can't be made.
pub fn bind(data: &Path) -> Result<UnixListener> {
    let short = short_path(data)?;
    if let Err(cause) = std::fs::remove_file(&short.path)
        && cause.kind() != std::io::ErrorKind::NotFound
    {
        return Err(Error::fault(cause));
    }
    UnixListener::bind(&short.path).map_err(Error::fault)
}

/// Carries out what is asked until the task is dropped.
pub async fn listen(listener: UnixListener, instance: Instance) {
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(cause) => {
                tracing::warn!(%cause, "control socket");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let instance = instance.clone();
        tokio::spawn(async move {
            if let Err(cause) = answer(instance, stream).await {
                tracing::warn!(%cause, "control socket");
            }
        });
    }
}

async fn answer(instance: Instance, stream: UnixStream) -> Result<()> {
    let (read, mut write) = stream.into_split();
    let mut request = String::new();
    let mut limited = BufReader::new(tokio::io::AsyncReadExt::take(read, REQUEST_BYTES_MAX));
    limited.read_line(&mut request).await.map_err(Error::fault)?;
    let chore: Chore = serde_json::from_str(&request).map_err(Error::fault)?;
    let (told, mut lines) = channel();
    let work = tokio::spawn(async move { chore.run(&instance, &told).await });
    while let Some(line) = lines.recv().await {
        let answer = match line {
            Line::Answer(text) => Answer::Line(text),
            Line::Progress(text) => Answer::Progress(text),
        };
        send(&mut write, &answer).await?;
    }
    let ended = work.await.map_err(Error::fault)?;
    send(&mut write, &Answer::End(ended.err().map(|error| Failure::of(&error)))).await
}

async fn send(write: &mut tokio::net::unix::OwnedWriteHalf, answer: &Answer) -> Result<()> {
    let mut text = serde_json::to_vec(answer).map_err(Error::fault)?;
    text.push(b'\n');
    write.write_all(&text).await.map_err(Error::fault)
}

/// Asks the running server, or answers `None` where none runs.
///
/// # Errors
/// What the chore ended with, or `Fault` where the server hung up.
pub async fn ask(data: &Path, chore: &Chore) -> Result<Option<()>> {
    let Ok(short) = short_path(data) else { return Ok(None) };
    let Ok(stream) = UnixStream::connect(&short.path).await else { return Ok(None) };
    let (read, mut write) = stream.into_split();
    let mut request = serde_json::to_vec(chore).map_err(Error::fault)?;
    request.push(b'\n');
    write.write_all(&request).await.map_err(Error::fault)?;
    let mut lines = BufReader::new(read).lines();
    while let Some(line) = lines.next_line().await.map_err(Error::fault)? {
        match serde_json::from_str(&line).map_err(Error::fault)? {
            Answer::Line(text) => crate::terminal::say(&text),
            Answer::Progress(text) => crate::terminal::progress(&text),
            Answer::End(None) => return Ok(Some(())),
            Answer::End(Some(failure)) => return Err(failure.into_error()),
        }
    }
    Err(Error::fault("the server hung up before it was done"))
}
