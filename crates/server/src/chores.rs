//! What an operator types beside a running server: the server does it; where none runs, the command
//! opens the instance itself.

use std::path::{Path, PathBuf};

use commonround_db::audit::Tip;
use commonround_db::{Tx, outbox};
use commonround_identity::{self as identity, Duty, RegisterOptions};
use commonround_kernel::{Error, Result, Scopes};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use crate::cli::{Admin, Audit, Import};
use crate::config::Config;
use crate::instance::Instance;
use crate::{audit, backup, control, issuers, terminal};

/// Dead letters listed at once.
const DEAD_LETTERS_SHOWN_MAX: usize = 100;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Chore {
    Admin(Admin),
    Audit(Audit),
    Import(Import),
    Backup { dir: PathBuf, recipient: Option<String> },
    ExportNotes { dir: PathBuf },
}

/// What a chore says while it runs.
#[derive(Debug)]
pub enum Line {
    Answer(String),
    Progress(String),
}

/// Where it says it.
#[derive(Clone)]
pub struct Told(mpsc::UnboundedSender<Line>);

impl Told {
    pub fn answer(&self, text: &str) {
        // Whoever asked may have gone; the chore is finished all the same.
        let _ = self.0.send(Line::Answer(text.to_owned()));
    }

    pub fn progress(&self, text: &str) {
        let _ = self.0.send(Line::Progress(text.to_owned()));
    }
}

/// A `Told` and what comes out of it.
#[must_use]
pub fn channel() -> (Told, mpsc::UnboundedReceiver<Line>) {
    let (send, receive) = mpsc::unbounded_channel();
    (Told(send), receive)
}

impl Chore {
    /// Relative paths mean the directory the command was typed in.
    ///
    /// # Errors
    /// `Fault` where that directory is gone.
    pub fn anchored(self) -> Result<Self> {
        let anchor = |path: PathBuf| std::path::absolute(path).map_err(Error::fault);
        Ok(match self {
            Self::Import(Import::Facts { file }) => {
                Self::Import(Import::Facts { file: anchor(file)? })
            }
            Self::Import(Import::Retractions { file }) => {
                Self::Import(Import::Retractions { file: anchor(file)? })
            }
            Self::Import(Import::Register {
                register,
                mapping,
                bundled,
                accept_vanished,
                file,
            }) => {
                let (mapping, file) = (mapping.map(anchor).transpose()?, anchor(file)?);
                Self::Import(Import::Register { register, mapping, bundled, accept_vanished, file })
            }
            Self::Backup { dir, recipient } => Self::Backup { dir: anchor(dir)?, recipient },
            Self::ExportNotes { dir } => Self::ExportNotes { dir: anchor(dir)? },
            Self::Audit(Audit::Verify { head: Some(file) }) if file.parse::<Tip>().is_err() => {
                let file = anchor(PathBuf::from(file))?;
                Self::Audit(Audit::Verify { head: Some(file.to_string_lossy().into_owned()) })
            }
            Self::Admin(Admin::Issuer(issuer)) => {
                Self::Admin(Admin::Issuer(issuers::anchored(issuer)?))
            }
            other @ (Self::Admin(_) | Self::Audit(_)) => other,
        })
    }

    /// Does it, here or in the running server, and prints what it says.
    ///
    /// # Errors
    /// Whatever the chore ends with.
    pub async fn carry_out(self, config: &Config) -> Result<()> {
        let chore = self.anchored()?;
        if control::ask(&config.data, &chore).await?.is_some() {
            return Ok(());
        }
        if !matches!(chore, Self::Import(_)) {
            crate::datadir::require_instance(config)?;
        }
        let instance = Instance::open(config.clone(), crate::instance::Kind::Chore).await?;
        let (told, mut lines) = channel();
        let printing = tokio::spawn(async move {
            while let Some(line) = lines.recv().await {
                match line {
                    Line::Answer(text) => terminal::say(&text),
                    Line::Progress(text) => terminal::progress(&text),
                }
            }
        });
        let done = chore.run(&instance, &told).await;
        drop(told);
        let printed = printing.await;
        instance.close().await;
        done.and(printed.map_err(Error::fault))
    }

    /// # Errors
    /// Whatever the chore ends with.
    pub async fn run(&self, instance: &Instance, told: &Told) -> Result<()> {
        match self {
            Self::Admin(admin) => administer(instance, admin, told).await,
            Self::Audit(Audit::Verify { head }) => {
                audit::verify(instance, head.as_deref(), told).await
            }
            Self::Import(what) => import(instance, what, told).await,
            Self::Backup { dir, recipient } => {
                backup::write(instance, dir, recipient.as_deref(), told).await
            }
            Self::ExportNotes { dir } => {
                let notes = instance.evidence.download.export(&instance.db, dir).await?;
                told.answer(&format!("{} notes written to {}", notes.len(), dir.display()));
                Ok(())
            }
        }
    }
}

async fn administer(instance: &Instance, admin: &Admin, told: &Told) -> Result<()> {
    match admin {
        Admin::Token { handle, scope, label } => {
            let scopes = Scopes::parse(scope)?;
            let secret = identity::issue_token(&instance.db, handle, scopes, label).await?;
            told.answer(secret.reveal());
        }
        Admin::SetupLink => told.answer(&instance.setup_link().await?),
        Admin::Moderator { handle, remove } => {
            set_duty(instance, handle, Duty::Moderator, *remove, told).await?;
        }
        Admin::Officer { handle, remove } => {
            set_duty(instance, handle, Duty::Officer, *remove, told).await?;
        }
        Admin::Issuer(issuer) => issuers::run(instance, issuer, told).await?,
        Admin::Group { handle, group } => {
            identity::set_conflict_group(&instance.db, handle, group).await?;
            told.answer(&format!("@{handle} is in this group now"));
        }
        Admin::Operator { handle, remove } => {
            set_duty(instance, handle, Duty::Operator, *remove, told).await?;
        }
        Admin::DeadLetters { retry } => dead_letters(instance, *retry, told).await?,
    }
    Ok(())
}

async fn set_duty(
    instance: &Instance,
    handle: &str,
    duty: Duty,
    remove: bool,
    told: &Told,
) -> Result<()> {
    if remove {
        identity::take_duty(&instance.db, handle, duty).await?;
        told.answer(&format!("@{handle} no longer has this duty"));
    } else {
        identity::give_duty(&instance.db, handle, duty).await?;
        told.answer(&format!("@{handle} has this duty now"));
    }
    Ok(())
}

async fn dead_letters(instance: &Instance, retry: bool, told: &Told) -> Result<()> {
    let letters = instance.db.read(|tx| outbox::dead_letters(tx, DEAD_LETTERS_SHOWN_MAX)).await?;
    for letter in &letters {
        let outbox::DeadLetter { event, consumer, topic, at, attempts, failure, .. } = letter;
        told.answer(&format!(
            "{event} {topic} {consumer} since {at}, {attempts} attempts: {failure}"
        ));
    }
    told.answer(&format!("{} dead letters", letters.len()));
    if retry {
        let again = move |tx: &mut Tx<'_>| {
            letters.iter().try_for_each(|letter| outbox::retry(tx, &letter.consumer, letter.event))
        };
        instance.db.write(again).await?;
        told.answer("they are tried again");
    }
    Ok(())
}

async fn import(instance: &Instance, what: &Import, told: &Told) -> Result<()> {
    match what {
        Import::Facts { file } => {
            crate::import::facts(instance, instance.registry()?, opened(file)?, told).await
        }
        Import::Register { register, mapping, bundled, accept_vanished, file } => {
            let layout =
                crate::import::layout(&instance.env, register, mapping.as_deref(), *bundled)?;
            let options = RegisterOptions {
                register: register.to_lowercase(),
                accept_vanished: *accept_vanished,
            };
            crate::import::register(instance, opened(file)?, layout, options, told).await
        }
        Import::Retractions { file } => {
            crate::import::retractions(instance, opened(file)?, told).await
        }
    }
}

fn opened(file: &Path) -> Result<std::fs::File> {
    std::fs::File::open(file).map_err(|cause| Error::fault(format!("{}: {cause}", file.display())))
}
