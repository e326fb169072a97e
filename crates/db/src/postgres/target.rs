use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use commonround_kernel::{Error, Result};
use postgres::config::SslMode;
use postgres::{Client, Config, NoTls};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{describe, lost};

const CONNECT_WAIT: Duration = Duration::from_secs(5);
/// A server that is just starting gets this many tries, a pause apart.
const START_TRIES: usize = 20;
const START_PAUSE: Duration = Duration::from_millis(500);

/// Where to connect to, and how.
pub(super) struct Target {
    config: Config,
    tls: Option<MakeRustlsConnect>,
}

impl Target {
    /// TLS where the URL says `sslmode=require`; the certificate must be right for the host, under
    /// the public roots or the ones in the file that `sslrootcert` names.
    pub(super) fn parse(url: &str) -> Result<Self> {
        let (url, roots) = without_roots(url);
        // Certificates are always checked in full, whatever name the mode has elsewhere.
        let url = url.replace("sslmode=verify-full", "sslmode=require");
        // The parser's error repeats the URL, which may hold a password.
        let parsed = Config::from_str(&url);
        let mut config = parsed.map_err(|_| Error::invalid("database", "malformed"))?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_WAIT);
        }
        if config.get_application_name().is_none() {
            config.application_name("commonround");
        }
        let wants_tls = config.get_ssl_mode() == SslMode::Require;
        let tls = if wants_tls { Some(connector(roots.as_deref())?) } else { None };
        Ok(Self { config, tls })
    }

    pub(super) fn connect(&self) -> Result<Client, postgres::Error> {
        match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        }
    }

    /// Waits for a server that is starting up.
    pub(super) fn wait(&self) -> Result<()> {
        for tries_left in (0..START_TRIES).rev() {
            match self.connect() {
                Ok(client) => return client.close().map_err(|_| lost()),
                Err(error) if tries_left == 0 || !is_passing(&error) => {
                    tracing::error!(error = describe(&error), "the database does not answer");
                    return Err(lost());
                }
                Err(_) => std::thread::sleep(START_PAUSE),
            }
        }
        Err(lost())
    }
}

/// A wrong password or name does not become right by waiting.
fn is_passing(error: &postgres::Error) -> bool {
    error.code().is_none_or(|code| code.code().starts_with("57P"))
}

/// Takes `sslrootcert` out of the URL: the client library does not know it.
fn without_roots(url: &str) -> (String, Option<PathBuf>) {
    let Some((front, query)) = url.split_once('?') else { return (url.to_owned(), None) };
    let (roots, kept): (Vec<_>, Vec<_>) =
        query.split('&').partition(|pair| pair.starts_with("sslrootcert="));
    let file = roots.first().and_then(|pair| pair.split_once('=')).map(|(_, file)| file.into());
    if kept.is_empty() {
        (front.to_owned(), file)
    } else {
        (format!("{front}?{}", kept.join("&")), file)
    }
}

fn connector(roots: Option<&Path>) -> Result<MakeRustlsConnect> {
    let mut store = RootCertStore::empty();
    match roots {
        Some(file) => {
            for certificate in CertificateDer::pem_file_iter(file).map_err(Error::fault)? {
                store.add(certificate.map_err(Error::fault)?).map_err(Error::fault)?;
            }
        }
        None => store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
    }
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(ring)
        .with_safe_default_protocol_versions()
        .map_err(Error::fault)?
        .with_root_certificates(store)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_file_is_taken_out_of_the_url() {
        let url = "postgres://h/d?sslmode=require&sslrootcert=/etc/ca.pem&connect_timeout=3";
        let (kept, file) = without_roots(url);
        assert_eq!(kept, "postgres://h/d?sslmode=require&connect_timeout=3");
        assert_eq!(file, Some(PathBuf::from("/etc/ca.pem")));
        assert_eq!(without_roots("postgres://h/d").0, "postgres://h/d");
    }

    #[test]
    fn tls_is_used_where_the_url_asks_for_it() {
        assert!(Target::parse("postgres://h/d?sslmode=require").unwrap().tls.is_some());
        assert!(Target::parse("postgres://h/d?sslmode=verify-full").unwrap().tls.is_some());
        assert!(Target::parse("postgres://h/d").unwrap().tls.is_none());
    }
}
