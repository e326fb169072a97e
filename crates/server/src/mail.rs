//! Mailers: SMTP, files beside the database where no SMTP is configured, memory in the demo.

use std::collections::VecDeque;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use commonround_kernel::ports::{Letter, Mailer, Promise};
use commonround_kernel::{Env, Error, Result, Timestamp};
use lettre::message::{Mailbox, header::ContentType};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use parking_lot::Mutex;

use crate::config;

/// Letters that the demo's outbox viewer keeps.
const DEMO_LETTERS_MAX: usize = 500;

/// The mailer that the configuration asks for.
///
/// # Errors
/// `Fault` where the SMTP URL or the sender is not one.
pub fn configured(mail: &config::Mail, data: &Path, env: &Env) -> Result<Arc<dyn Mailer>> {
    let from: Mailbox = mail
        .from
        .parse()
        .map_err(|_| Error::fault(format!("mail.from is no address: {}", mail.from)))?;
    match &mail.smtp {
        Some(url) => {
            let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                .map_err(|_| {
                    Error::fault("mail.smtp is not a URL such as smtps://user:password@host")
                })?
                .build();
            Ok(Arc::new(Smtp { transport, from }))
        }
        None => Ok(Arc::new(Files { dir: data.join("outbox"), from, env: env.clone() })),
    }
}

fn compose(from: &Mailbox, letter: &Letter) -> Result<Message> {
    Message::builder()
        .from(from.clone())
        .to(letter.to.parse().map_err(Error::fault)?)
        .subject(&letter.subject)
        .header(ContentType::TEXT_PLAIN)
        .body(letter.body.clone())
        .map_err(Error::fault)
}

struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer for Smtp {
    fn send<'a>(&'a self, letter: &'a Letter) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            let message = compose(&self.from, letter)?;
            self.transport.send(message).await.map(drop).map_err(refused)
        })
    }
}

/// A server's own words name the person it would not take a letter for: only its status is kept.
fn refused(cause: lettre::transport::smtp::Error) -> Error {
    match cause.status() {
        Some(status) => Error::fault(format!("the mail server answered {status}")),
        None if cause.is_timeout() => Error::fault("the mail server did not answer in time"),
        None => Error::fault("the mail server could not be reached or understood"),
    }
}

/// Writes each letter as an `.eml` file that only the server's user can read.
struct Files {
    dir: PathBuf,
    from: Mailbox,
    env: Env,
}

impl Mailer for Files {
    fn send<'a>(&'a self, letter: &'a Letter) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            let bytes = compose(&self.from, letter)?.formatted();
            std::fs::DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(&self.dir)
                .map_err(Error::fault)?;
            let id = self.env.new_id::<commonround_vocabulary::Mail>();
            let mut file = std::fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(self.dir.join(format!("{id}.eml")))
                .map_err(Error::fault)?;
            std::io::Write::write_all(&mut file, &bytes).map_err(Error::fault)
        })
    }
}

/// A letter that the demo shows instead of sending it.
#[derive(Debug, Clone)]
pub struct Shown {
    pub at: Timestamp,
    pub letter: Letter,
}

/// Keeps the last letters for `/demo/outbox`.
pub struct DemoOutbox {
    env: Env,
    letters: Mutex<VecDeque<Shown>>,
}

impl DemoOutbox {
    #[must_use]
    pub fn new(env: Env) -> Arc<Self> {
        Arc::new(Self { env, letters: Mutex::new(VecDeque::new()) })
    }

    /// Newest first.
    #[must_use]
    pub fn letters(&self) -> Vec<Shown> {
        self.letters.lock().iter().rev().cloned().collect()
    }
}

impl Mailer for DemoOutbox {
    fn send<'a>(&'a self, letter: &'a Letter) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            let mut letters = self.letters.lock();
            if letters.len() == DEMO_LETTERS_MAX {
                letters.pop_front();
            }
            letters.push_back(Shown { at: self.env.now(), letter: letter.clone() });
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str) -> Letter {
        Letter {
            to: to.to_owned(),
            subject: "Bienvenue à bord".to_owned(),
            body: "Bonjour,\n.\nVoilà.".to_owned(),
        }
    }

    #[tokio::test]
    async fn without_smtp_a_letter_becomes_a_file() {
        let dir = tempfile::tempdir().unwrap();
        let settings = config::Mail { smtp: None, from: "Round <r@example.org>".to_owned() };
        let mailer = configured(&settings, dir.path(), &Env::system()).unwrap();
        mailer.send(&letter("amira@example.org")).await.unwrap();
        let file = std::fs::read_dir(dir.path().join("outbox")).unwrap().next().unwrap().unwrap();
        let text = std::fs::read_to_string(file.path()).unwrap();
        assert!(text.contains("To: amira@example.org"), "{text}");
    }

    #[tokio::test]
    async fn a_broken_address_is_a_fault_and_writes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let settings = config::Mail { smtp: None, from: "Round <r@example.org>".to_owned() };
        let mailer = configured(&settings, dir.path(), &Env::system()).unwrap();
        assert!(mailer.send(&letter("amira@example.org\r\nBcc: x@y.z")).await.is_err());
        assert!(!dir.path().join("outbox").exists());
    }

    #[test]
    fn a_wrong_smtp_url_is_refused_at_start() {
        let settings = config::Mail {
            smtp: Some("mail.example".to_owned()),
            from: "r@example.org".to_owned(),
        };
        assert!(configured(&settings, Path::new("."), &Env::system()).is_err());
    }
}
