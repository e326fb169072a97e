//! What can be typed after `commonround`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use serde::{Deserialize, Serialize};

/// Share and check health knowledge in public, and work on one plan in private.
#[derive(Debug, Parser)]
#[command(name = "commonround", version, about, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    /// Without a command: `serve`.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that every command takes. They win over the environment and the file.
#[derive(Debug, Clone, Default, Args)]
pub struct Common {
    /// Where the database, the keys and the uploads of this instance stand.
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// A configuration file instead of `DIR/commonround.toml`.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// `postgres://…` instead of the SQLite database in the data directory.
    #[arg(long, global = true, value_name = "URL")]
    pub database: Option<String>,
    /// The address to listen on.
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,
    /// The address people type, fixed at the first start.
    #[arg(long, global = true, value_name = "URL")]
    pub public_url: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the instance (the default).
    Serve,
    /// Serves the made-up world "maple", to look around in.
    Demo,
    /// Prints the configuration in effect, with secrets masked.
    Config,
    /// Brings the database to this version, or says what is pending.
    Migrate {
        /// Only list what would be done.
        #[arg(long)]
        dry_run: bool,
    },
    /// Writes a consistent copy of the instance, without its keys, while people go on writing.
    Backup {
        /// An empty or new directory.
        dir: PathBuf,
        /// Encrypt to this age recipient (`age1…`), whose key is kept away from this server.
        #[arg(long, value_name = "AGE-KEY")]
        recipient: Option<String>,
    },
    /// Writes the key ring under a passphrase (from COMMONROUND_PASSPHRASE or asked for).
    BackupKeys {
        /// The file to write.
        file: PathBuf,
    },
    /// Makes an instance in an empty data directory from a backup.
    Restore(Restore),
    /// Reads files into the instance.
    #[command(subcommand)]
    Import(Import),
    /// Scores notes of the public layout, of this server or another.
    #[command(subcommand)]
    Notes(Notes),
    /// Looks after accounts.
    #[command(subcommand)]
    Admin(Admin),
    /// Looks after the audit log.
    #[command(subcommand)]
    Audit(Audit),
}

#[derive(Debug, Clone, Args)]
pub struct Restore {
    /// The directory that `backup` wrote.
    pub dir: PathBuf,
    /// The file that `backup-keys` wrote.
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// The age identity file that opens an encrypted backup.
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    /// The journal of erasures and revocations that was kept apart, newer than the backup.
    #[arg(long, value_name = "FILE")]
    pub journal: Option<PathBuf>,
    /// The journal is lost: whoever was erased since the backup comes back, and you answer for it.
    #[arg(long, conflicts_with = "journal")]
    pub without_journal: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, Subcommand)]
pub enum Audit {
    /// Walks the audit log from its first row to its last and tells what was changed. Ends with 0
    /// where it is whole, 3 where it is not, 1 where that could not be found out.
    Verify {
        /// A head that was kept elsewhere: `SEQ:HASH`, or a file of heads.
        #[arg(long, value_name = "FILE_OR_VALUE")]
        head: Option<String>,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize, Subcommand)]
pub enum Notes {
    /// Writes id, intercept, factor and status of each note of a download, as TSV.
    Score {
        /// The folder with `notes-00000.tsv`, `ratings-00000.tsv` and the others.
        dir: PathBuf,
    },
    /// Writes the public download of this server, as it stands now.
    Export {
        /// The folder to write it into.
        dir: PathBuf,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize, Subcommand)]
pub enum Import {
    /// A library of accredited answers: one JSON object a line, plain or gzip.
    Facts { file: PathBuf },
    /// The register of a profession, as a whole: what changed since the last file reaches every badge.
    Register {
        /// Its code, such as `cno`.
        #[arg(long)]
        register: String,
        /// How its columns are called (TOML), where they are neither the canonical ones nor those
        /// of a bundled mapping.
        #[arg(long, value_name = "FILE")]
        mapping: Option<PathBuf>,
        /// Read with the mapping that is bundled under this code.
        #[arg(long, conflicts_with = "mapping")]
        bundled: bool,
        /// So many rows are gone on purpose.
        #[arg(long)]
        accept_vanished: bool,
        file: PathBuf,
    },
    /// Works that were retracted: a CSV list with the columns `doi,date,reason`.
    Retractions { file: PathBuf },
}

#[derive(Debug, Clone, Serialize, Deserialize, Subcommand)]
pub enum Issuer {
    /// Trusts an issuer, or one that is trusted already with other keys.
    Add {
        /// As it calls itself in its credentials: `https://…`.
        url: String,
        /// What people know it by.
        #[arg(long)]
        name: String,
        /// Its public keys, a JWKS document that you have from the issuer itself.
        #[arg(long, value_name = "FILE")]
        jwks: PathBuf,
        /// The kind of its credentials, as in `vct`.
        #[arg(long)]
        kind: String,
        /// A register that it speaks of, such as `cno`; may be given again.
        #[arg(long, required = true)]
        register: Vec<String>,
    },
    /// Lists all that were ever trusted.
    List,
    /// Trusts an issuer no longer: what it vouched for shows no badge from now on.
    Withdraw { url: String },
}

#[derive(Debug, Clone, Serialize, Deserialize, Subcommand)]
pub enum Admin {
    /// Prints a new personal access token of an account, once.
    Token {
        handle: String,
        /// `read`, `write` or both.
        #[arg(long, default_value = "read")]
        scope: String,
        /// What the owner will see in the list of tokens.
        #[arg(long, default_value = "command line")]
        label: String,
    },
    /// Prints a one-time link with which a new account becomes the owner of this instance.
    SetupLink,
    /// Gives or takes the right to look after the commons.
    Moderator {
        handle: String,
        #[arg(long)]
        remove: bool,
    },
    /// Gives or takes the right to check credentials.
    Officer {
        handle: String,
        #[arg(long)]
        remove: bool,
    },
    /// Looks after the issuers of signed credentials that count here.
    #[command(subcommand)]
    Issuer(Issuer),
    /// Names the group that somebody with a duty belongs to, such as their employer: nobody seconds
    /// what one of the same group proposes.
    Group {
        handle: String,
        /// Without it: a group of their own.
        #[arg(default_value = "")]
        group: String,
    },
    /// Gives or takes the right to run this instance.
    Operator {
        handle: String,
        #[arg(long)]
        remove: bool,
    },
    /// Lists events and jobs that were given up on.
    DeadLetters {
        /// Try them all once more.
        #[arg(long)]
        retry: bool,
    },
}
