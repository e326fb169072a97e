//! Structured logs on standard error. They carry request ids and codes, never what a person wrote.

use commonround_kernel::{Error, Result};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

use crate::config::{Log, LogFormat};

/// Libraries that speak of what people wrote, or of the values of a statement, at `debug`: whatever
/// the filter asks for.
const SILENT: [&str; 7] = [
    "html5ever=off",
    "markup5ever=off",
    "tokio_postgres=info",
    "postgres=info",
    "lettre=info",
    "hyper=info",
    "h2=info",
];

/// # Errors
/// `Fault` where the filter does not read.
pub fn start(log: &Log) -> Result<()> {
    let filter = format!("{},{}", log.filter, SILENT.join(","));
    let filter: EnvFilter = filter.parse().map_err(Error::fault)?;
    let base = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match log.format {
        LogFormat::Text => base.with_target(false).try_init(),
        LogFormat::Json => base.json().try_init(),
    };
    started.map_err(Error::fault)
}
