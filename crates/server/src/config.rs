//! The configuration in effect: defaults, then `commonround.toml`, then `COMMONROUND_*`, then flags.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use commonround_kernel::{Error, Result};
use figment::Figment;
use figment::providers::{Env as EnvVars, Format as _, Serialized, Toml};
use serde::{Deserialize, Serialize};

use crate::cli::Common;

const MASK: &str = "(set, not shown)";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Database, keys and uploads.
    pub data: PathBuf,
    /// `postgres://…`; SQLite in the data directory where absent.
    pub database: Option<String>,
    pub listen: SocketAddr,
    /// Where people reach the instance; `http://LISTEN` where absent.
    pub public_url: Option<String>,
    /// The name on every page.
    pub name: String,
    /// Two letters of the region whose emergency numbers the help page puts first.
    pub region: String,
    /// Proxies, or networks of them, whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<String>,
    /// A directory with keys, shared by all nodes; `DATA/keys` where absent.
    pub keys: Option<PathBuf>,
    pub mail: Mail,
    pub limits: Limits,
    pub log: Log,
    pub backup: Backup,
    pub audit: Audit,
    pub outside: Outside,
    /// Registers whose files are read by themselves.
    pub registers: Vec<Register>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// `smtps://user:password@host:465` or `smtp://host:587?tls=required`. Without one, letters
    /// are written to `DATA/outbox`.
    pub smtp: Option<String>,
    pub from: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Rate limits. Off only for benchmarks; `/metrics` shows it.
    pub enabled: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// `info`, or directives such as `commonround=debug`.
    pub filter: String,
    /// `text` or `json`.
    pub format: LogFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// The age recipient (`age1…`) that backups are encrypted to.
    pub recipient: Option<String>,
    /// The journal of erasures and revocations; best on another disk. `DATA/journal/journal.jsonl`
    /// where absent.
    pub journal: Option<PathBuf>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// Where signed heads of the audit log are written; best on another machine's disk.
    /// `DATA/journal/audit-heads.jsonl` where absent.
    pub heads: Option<PathBuf>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outside {
    /// Whether documents are also fetched from this very machine, over `http` too. For trying
    /// things out; never where others reach the instance.
    pub loopback: bool,
}

/// A register and the file that somebody, or a program, keeps up to date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Its code, such as `cno`.
    pub code: String,
    /// The whole register. Put a new one in its place by renaming: what is half written is refused.
    pub file: PathBuf,
    /// How its columns are called (TOML), as with `import register --mapping`.
    pub mapping: Option<PathBuf>,
    /// Read with the mapping that is bundled under the code.
    #[serde(default)]
    pub bundled: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            database: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            name: "Commonround".to_owned(),
            region: "CA".to_owned(),
            trusted_proxies: Vec::new(),
            keys: None,
            mail: Mail { smtp: None, from: "Commonround <no-reply@localhost>".to_owned() },
            limits: Limits { enabled: true },
            log: Log { filter: "info".to_owned(), format: LogFormat::Text },
            backup: Backup::default(),
            audit: Audit::default(),
            outside: Outside::default(),
            registers: Vec::new(),
        }
    }
}

impl Config {
    /// # Errors
    /// `Fault` naming the file or variable that could not be read.
    pub fn load(flags: &Common, default_data: &str) -> Result<Self> {
        let base = Self { data: PathBuf::from(default_data), ..Self::default() };
        let early = Figment::from(Serialized::defaults(&base)).merge(environment());
        let data = flags.data.clone().or_else(|| early.extract_inner("data").ok());
        let file = flags.config.clone().unwrap_or_else(|| {
            data.as_deref().unwrap_or(Path::new(default_data)).join("commonround.toml")
        });
        if flags.config.is_some() && !file.is_file() {
            return Err(Error::fault(format!("{} is not there", file.display())));
        }
        let mut config: Self = Figment::from(Serialized::defaults(&base))
            .merge(Toml::file(file))
            .merge(environment())
            .extract()
            .map_err(|wrong| Error::fault(format!("configuration: {wrong}")))?;
        config.apply(flags);
        Ok(config)
    }

    fn apply(&mut self, flags: &Common) {
        if let Some(data) = &flags.data {
            self.data.clone_from(data);
        }
        if flags.database.is_some() {
            self.database.clone_from(&flags.database);
        }
        if let Some(listen) = flags.listen {
            self.listen = listen;
        }
        if flags.public_url.is_some() {
            self.public_url.clone_from(&flags.public_url);
        }
    }

    /// Where links lead: the public URL without a slash at its end.
    #[must_use]
    pub fn base_url(&self) -> String {
        let derived = || format!("http://{}", self.listen);
        self.public_url.clone().unwrap_or_else(derived).trim_end_matches('/').to_owned()
    }

    #[must_use]
    pub fn key_dir(&self) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| self.data.join("keys"))
    }

    /// For the terminal: as TOML-like JSON, without anything that opens a door.
    ///
    /// # Errors
    /// `Fault` where it does not serialise, which it does.
    pub fn shown(&self) -> Result<String> {
        let mut shown = self.clone();
        shown.database = shown.database.map(|url| mask_password(&url));
        shown.mail.smtp = shown.mail.smtp.map(|url| mask_password(&url));
        serde_json::to_string_pretty(&shown).map_err(Error::fault)
    }
}

fn environment() -> EnvVars {
    EnvVars::prefixed("COMMONROUND_")
        .ignore(&["passphrase", "key", "test_engine", "test_postgres"])
        .map(|name| name.as_str().to_ascii_lowercase().into())
        .split("__")
        .map(|name| single_underscores(name.as_str()).into())
}

/// `COMMONROUND_LIMITS_ENABLED` is `limits.enabled`; names with an underscore of their own stay whole.
fn single_underscores(name: &str) -> String {
    for section in ["mail", "limits", "log", "backup", "audit", "outside"] {
        if let Some(rest) = name.strip_prefix(section).and_then(|r| r.strip_prefix('_')) {
            return format!("{section}.{rest}");
        }
    }
    name.to_owned()
}

fn mask_password(raw: &str) -> String {
    match url::Url::parse(raw) {
        Ok(mut url) if url.password().is_some() => {
            if url.set_password(Some("***")).is_err() {
                MASK.to_owned()
            } else {
                url.to_string()
            }
        }
        Ok(url) => url.to_string(),
        Err(_) => MASK.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_file(text: &str) -> (tempfile::TempDir, Common) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("commonround.toml"), text).unwrap();
        let flags = Common { data: Some(dir.path().to_owned()), ..Common::default() };
        (dir, flags)
    }

    #[test]
    fn flags_win_over_the_file() {
        let (_dir, mut flags) = with_file("listen = \"127.0.0.1:9000\"\nname = \"Maple\"\n");
        assert_eq!(Config::load(&flags, "data").unwrap().listen.port(), 9000);
        flags.listen = Some(SocketAddr::from(([127, 0, 0, 1], 7777)));
        let config = Config::load(&flags, "data").unwrap();
        assert_eq!((config.listen.port(), config.name.as_str()), (7777, "Maple"));
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let (_dir, flags) = with_file("lissten = \"127.0.0.1:9000\"\n");
        let wrong = Config::load(&flags, "data").unwrap_err().to_string();
        assert!(wrong.contains("lissten"), "{wrong}");
    }

    #[test]
    fn passwords_are_masked() {
        let config = Config {
            database: Some("postgres://round:hunter22@db/round".to_owned()),
            mail: Mail { smtp: Some("smtps://me:hunter22@mail".to_owned()), from: String::new() },
            ..Config::default()
        };
        let shown = config.shown().unwrap();
        assert!(!shown.contains("hunter22"), "{shown}");
        assert!(shown.contains("postgres://round:***@db/round"), "{shown}");
    }

    #[test]
    fn sections_are_named_by_their_first_word() {
        assert_eq!(single_underscores("limits_enabled"), "limits.enabled");
        assert_eq!(single_underscores("audit_heads"), "audit.heads");
        assert_eq!(single_underscores("public_url"), "public_url");
        assert_eq!(single_underscores("trusted_proxies"), "trusted_proxies");
    }
}
