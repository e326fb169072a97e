//! Structured logs on standard error. They carry request ids and codes, never what a person wrote.

use commonround_kernel::{Error, Result};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

use crate::config::{Log, LogFormat};

/// # Errors
/// `Fault` where the filter does not read.
pub fn start(log: &Log) -> Result<()> {
    let filter: EnvFilter = log.filter.parse().map_err(Error::fault)?;
    let base = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match log.format {
        LogFormat::Text => base.with_target(false).try_init(),
        LogFormat::Json => base.json().try_init(),
    };
    started.map_err(Error::fault)
}
