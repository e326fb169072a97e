//! Which addresses may be asked at all.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use commonround_kernel::{Error, Result};
use url::{Host, Url};

use super::UNREACHABLE;

/// The longest address that is looked at.
const URL_BYTES_MAX: usize = 2_048;

/// A document's address, of a kind that may be asked for.
#[derive(Debug)]
pub struct Target {
    url: Url,
    port: u16,
}

impl Target {
    /// # Errors
    /// `Invalid` on `url`: `outside_malformed`, `outside_not_https`, `outside_not_public`.
    pub fn parse(raw: &str, loopback: bool) -> Result<Self> {
        let malformed = || Error::invalid("url", "outside_malformed");
        if raw.len() > URL_BYTES_MAX {
            return Err(malformed());
        }
        let url = Url::parse(raw).map_err(|_| malformed())?;
        let is_secure = url.scheme() == "https";
        if !is_secure && !(loopback && url.scheme() == "http") {
            return Err(Error::invalid("url", "outside_not_https"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(malformed());
        }
        let port = url.port_or_known_default().ok_or_else(malformed)?;
        if port != 443 && !loopback {
            return Err(not_public());
        }
        Ok(Self { url, port })
    }

    pub fn is_tls(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Where it stands now. A name with one address inside is refused as a whole.
    ///
    /// # Errors
    /// `Invalid` on `url`: `outside_not_public`; `outside_unreachable` where nobody knows the name.
    pub async fn addresses(&self, loopback: bool) -> Result<Vec<SocketAddr>> {
        let found: Vec<SocketAddr> = match self.url.host() {
            Some(Host::Ipv4(ip)) => vec![SocketAddr::new(ip.into(), self.port)],
            Some(Host::Ipv6(ip)) => vec![SocketAddr::new(ip.into(), self.port)],
            Some(Host::Domain(name)) => {
                let found = tokio::net::lookup_host((name, self.port)).await;
                found.map_err(|_| UNREACHABLE)?.collect()
            }
            None => Vec::new(),
        };
        if found.is_empty() {
            return Err(UNREACHABLE);
        }
        let may = |ip: IpAddr| match (loopback && ip.is_loopback(), self.is_tls()) {
            (true, _) => true,
            // Other ports and plain http are for this machine alone.
            (false, is_tls) => is_tls && self.port == 443 && is_public(ip),
        };
        if found.iter().all(|address| may(address.ip())) { Ok(found) } else { Err(not_public()) }
    }

    /// The name that the certificate has to be about.
    pub fn name(&self) -> String {
        self.url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned()
    }

    /// As in `Host`.
    pub fn authority(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        self.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    pub fn path(&self) -> &str {
        &self.url[url::Position::BeforePath..url::Position::AfterQuery]
    }
}

fn not_public() -> Error {
    Error::invalid("url", "outside_not_public")
}

/// Whether an address stands in the open network: not this machine, not the networks around it, not
/// a group of machines, and none of the forms that lead to one of them on another way (the IANA
/// registries of special-purpose addresses).
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => ip.to_ipv4_mapped().map_or_else(|| is_public_v6(ip), is_public_v4),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_shared = a == 100 && (64..128).contains(&b);
    let is_protocol = a == 192 && b == 0 && c == 0;
    let is_relay = a == 192 && b == 88 && c == 99;
    let is_bench = a == 198 && (b == 18 || b == 19);
    let is_special = a == 0 || a >= 224 || is_shared || is_protocol || is_relay || is_bench;
    let is_near = ip.is_loopback() || ip.is_private() || ip.is_link_local();
    !(is_special || is_near || ip.is_documentation())
}

/// Only the addresses that were given out, less those in them that carry an IPv4 address or lead
/// nowhere: 2001::/23, 2001:db8::/32, 2002::/16, 3fff::/20.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    let is_given_out = a & 0xe000 == 0x2000;
    let is_special = match a {
        0x2001 => b < 0x0200 || b == 0x0db8,
        0x2002 => true,
        0x3fff => b < 0x1000,
        _ => false,
    };
    is_given_out && !is_special
}
