use std::path::{Path, PathBuf};
use std::time::Duration;

use commonround_kernel::{Error, Result};

/// Which kind of database answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Where the data lies.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// The database file; a lock file stands beside it.
    Sqlite(PathBuf),
    /// `postgres://user:password@host/name?sslmode=require&sslrootcert=FILE`
    Postgres(String),
}

/// How to open a database. Start from `sqlite`, `postgres` or `parse_url` and change what differs.
#[derive(Debug, Clone)]
pub struct Config {
    pub location: Location,
    /// Threads that serve `read` and `snapshot`; on PostgreSQL each holds a connection.
    pub readers: usize,
    /// Connections for write units on PostgreSQL. SQLite has one writer.
    pub writers: usize,
    /// Write units that may wait; one more is answered `Unavailable("busy")`.
    pub queue_max: usize,
    /// The most units in one commit on SQLite.
    pub group_units_max: usize,
    /// Page cache of each SQLite reader; the writer has twice as much.
    pub cache_bytes: usize,
    /// How much of the SQLite file each connection may map. Mapped pages count as resident.
    pub mmap_bytes: usize,
    /// Write-ahead log pages (4 kB) after which a checkpoint starts.
    pub checkpoint_pages: usize,
    /// How long a node number stays leased without a heartbeat.
    pub lease: Duration,
}

impl Config {
    #[must_use]
    pub fn sqlite(file: impl Into<PathBuf>) -> Self {
        Self::at(Location::Sqlite(file.into()))
    }

    #[must_use]
    pub fn postgres(url: impl Into<String>) -> Self {
        Self { readers: 8, ..Self::at(Location::Postgres(url.into())) }
    }

    fn at(location: Location) -> Self {
        Self {
            location,
            readers: 2,
            writers: 8,
            queue_max: 8_192,
            group_units_max: 256,
            cache_bytes: 2 << 20,
            mmap_bytes: 0,
            checkpoint_pages: 4_000,
            lease: Duration::from_secs(30),
        }
    }

    /// Reads `postgres://…`, `sqlite:FILE`, or nothing: the file `commonround.db` in `data_dir`.
    ///
    /// # Errors
    /// `Invalid` for any other scheme.
    pub fn parse_url(url: &str, data_dir: &Path) -> Result<Self> {
        if url.is_empty() {
            return Ok(Self::sqlite(data_dir.join("commonround.db")));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::postgres(url));
        }
        match url.strip_prefix("sqlite:") {
            Some(file) if !file.is_empty() => Ok(Self::sqlite(data_dir.join(file))),
            _ => Err(Error::invalid("database", "unknown_scheme")),
        }
    }

    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.location {
            Location::Sqlite(_) => Engine::Sqlite,
            Location::Postgres(_) => Engine::Postgres,
        }
    }
}

impl std::fmt::Debug for Location {
    /// A URL may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "sqlite:{}", file.display()),
            Self::Postgres(_) => f.write_str("postgres://[masked]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_names_the_engine_and_a_password_is_not_printed() {
        let parse = |url| Config::parse_url(url, Path::new("/data")).map(|c| c.location);
        assert_eq!(parse("").unwrap(), Location::Sqlite("/data/commonround.db".into()));
        assert_eq!(parse("sqlite:x.db").unwrap(), Location::Sqlite("/data/x.db".into()));
        assert_eq!(parse("sqlite:/y/x.db").unwrap(), Location::Sqlite("/y/x.db".into()));
        let shown = format!("{:?}", parse("postgres://me:hunter2@host/db").unwrap());
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(parse("mysql://host/db").is_err() && parse("sqlite:").is_err());
    }
}
