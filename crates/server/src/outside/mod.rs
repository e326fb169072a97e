//! Documents fetched from addresses that other people named, without reaching into the network that
//! this server stands in.

mod guard;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use commonround_kernel::ports::{Ask, Fetch, Fetched, Promise};
use commonround_kernel::{Error, Result};
use http::{Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Empty, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use guard::Target;

/// From the first question for the name to the last byte of the answer.
const FETCH_MAX: Duration = Duration::from_secs(10);
/// Documents fetched at the same time; others wait.
const FETCHES_MAX: usize = 8;
/// Addresses of one name that are tried.
const ADDRESSES_MAX: usize = 4;

const AGENT: &str = concat!("commonround/", env!("CARGO_PKG_VERSION"));

/// The way out.
pub struct Outside {
    /// Whether this very machine may be asked.
    loopback: bool,
    tls: TlsConnector,
    room: Semaphore,
}

impl Outside {
    /// Trusts the certificate authorities that browsers trust. With `loopback` it also asks this
    /// very machine, over `http` too.
    ///
    /// # Errors
    /// `Fault` where TLS can't be set up, which it can.
    pub fn new(loopback: bool) -> Result<Self> {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        Self::trusting(roots, loopback)
    }

    fn trusting(roots: RootCertStore, loopback: bool) -> Result<Self> {
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(Error::fault)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let (tls, room) = (TlsConnector::from(Arc::new(config)), Semaphore::new(FETCHES_MAX));
        Ok(Self { loopback, tls, room })
    }

    async fn get(&self, ask: Ask<'_>) -> Result<Fetched> {
        let target = Target::parse(ask.url, self.loopback)?;
        let addresses = target.addresses(self.loopback).await?;
        let stream = connect(&addresses).await?;
        let request = request(&target, ask.types)?;
        if !target.is_tls() {
            return read(send(stream, request).await?, ask).await;
        }
        let name = ServerName::try_from(target.name()).map_err(|_| UNREACHABLE)?;
        let stream = self.tls.connect(name, stream).await.map_err(|_| UNREACHABLE)?;
        read(send(stream, request).await?, ask).await
    }
}

/// One answer for whatever goes wrong on the way: what exactly would tell of the network.
const UNREACHABLE: Error = Error::Unavailable("outside_unreachable");

impl Fetch for Outside {
    fn fetch<'a>(&'a self, ask: Ask<'a>) -> Promise<'a, Result<Fetched>> {
        Box::pin(async move {
            let _place = self.room.acquire().await.map_err(Error::fault)?;
            tokio::time::timeout(FETCH_MAX, self.get(ask)).await.unwrap_or(Err(UNREACHABLE))
        })
    }
}

/// Connects to one of the very addresses that were looked at.
async fn connect(addresses: &[SocketAddr]) -> Result<TcpStream> {
    for address in addresses.iter().take(ADDRESSES_MAX) {
        if let Ok(stream) = TcpStream::connect(address).await {
            return Ok(stream);
        }
    }
    Err(UNREACHABLE)
}

fn request(target: &Target, types: &[&str]) -> Result<Request<Empty<Bytes>>> {
    let accept = if types.is_empty() { "*/*".to_owned() } else { types.join(", ") };
    Request::get(target.path())
        .header(header::HOST, target.authority())
        .header(header::USER_AGENT, AGENT)
        .header(header::ACCEPT, accept)
        .header(header::CONNECTION, "close")
        .body(Empty::new())
        .map_err(|_| Error::invalid("url", "outside_malformed"))
}

async fn send<S>(stream: S, request: Request<Empty<Bytes>>) -> Result<Response<Incoming>>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let hands = http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = hands.map_err(|_| UNREACHABLE)?;
    // Ends with the answer or with its reader, whichever is first gone.
    tokio::spawn(connection);
    sender.send_request(request).await.map_err(|_| UNREACHABLE)
}

async fn read(answer: Response<Incoming>, ask: Ask<'_>) -> Result<Fetched> {
    if answer.status() != StatusCode::OK {
        return Err(Error::Unavailable("outside_refused"));
    }
    let media_type = media_type(&answer);
    if !ask.types.is_empty() && !ask.types.contains(&media_type.as_str()) {
        return Err(Error::Unsupported("outside_wrong_type"));
    }
    let body = Limited::new(answer.into_body(), ask.bytes_max).collect().await;
    let body = body.map_err(|wrong| match wrong.is::<LengthLimitError>() {
        true => Error::TooLarge("outside_too_large"),
        false => UNREACHABLE,
    })?;
    Ok(Fetched { media_type, body: body.to_bytes().to_vec() })
}

fn media_type(answer: &Response<Incoming>) -> String {
    let named = answer.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    named.and_then(|raw| raw.split(';').next()).unwrap_or_default().trim().to_ascii_lowercase()
}
