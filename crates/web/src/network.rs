use std::net::IpAddr;
use std::str::FromStr;

use axum::http::HeaderMap;
use commonround_kernel::{Error, Result};

/// A proxy, or a network of proxies, whose `X-Forwarded-For` and `X-Request-Id` are believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrustedProxy {
    address: IpAddr,
    bits: u8,
}

impl FromStr for TrustedProxy {
    type Err = Error;

    /// `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`
    fn from_str(raw: &str) -> Result<Self> {
        let wrong = || Error::invalid("trusted_proxies", "malformed");
        let (address, bits) = raw.split_once('/').map_or((raw, None), |(a, b)| (a, Some(b)));
        let address: IpAddr = address.trim().parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |b| b.trim().parse().map_err(|_| wrong()))?;
        if bits > most { Err(wrong()) } else { Ok(Self { address, bits }) }
    }
}

impl TrustedProxy {
    fn holds(&self, other: IpAddr) -> bool {
        let (ours, theirs, width) = match (self.address, other) {
            (IpAddr::V4(a), IpAddr::V4(b)) => {
                (u128::from(a.to_bits()), u128::from(b.to_bits()), 32)
            }
            (IpAddr::V6(a), IpAddr::V6(b)) => (a.to_bits(), b.to_bits(), 128),
            _ => return false,
        };
        let shift = width - u32::from(self.bits);
        ours.checked_shr(shift).unwrap_or(0) == theirs.checked_shr(shift).unwrap_or(0)
    }
}

pub(crate) fn trusted(proxies: &[TrustedProxy], peer: IpAddr) -> bool {
    proxies.iter().any(|proxy| proxy.holds(peer.to_canonical()))
}

/// The client's address: the peer, unless that is a proxy we trust; then the last address in
/// `X-Forwarded-For` that is not one, since everything before it could be made up.
pub(crate) fn client_address(
    proxies: &[TrustedProxy],
    peer: IpAddr,
    headers: &HeaderMap,
) -> IpAddr {
    let peer = peer.to_canonical();
    if !trusted(proxies, peer) {
        return peer;
    }
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok());
    let mut hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    let mut nearest = peer;
    while let Some(hop) = hops.pop() {
        let Ok(address) = hop.parse::<IpAddr>() else { break };
        nearest = address.to_canonical();
        if !trusted(proxies, nearest) {
            break;
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(proxies: &[&str], peer: &str, forwarded: &str) -> String {
        let proxies: Vec<TrustedProxy> = proxies.iter().map(|p| p.parse().unwrap()).collect();
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        client_address(&proxies, peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(client(&[], "9.9.9.9", "1.2.3.4"), "9.9.9.9");
        assert_eq!(client(&["10.0.0.0/8"], "10.1.1.1", "1.2.3.4"), "1.2.3.4");
        assert_eq!(client(&["10.0.0.0/8"], "11.1.1.1", "1.2.3.4"), "11.1.1.1");
        assert_eq!(client(&["10.0.0.0/8"], "10.1.1.1", "6.6.6.6, 1.2.3.4, 10.2.2.2"), "1.2.3.4");
        assert_eq!(client(&["10.0.0.0/8"], "10.1.1.1", "rubbish"), "10.1.1.1");
        assert_eq!(client(&["::1"], "::1", "2001:db8::7"), "2001:db8::7");
        assert_eq!(client(&["127.0.0.1"], "::ffff:127.0.0.1", "1.2.3.4"), "1.2.3.4");
        assert_eq!(client(&["0.0.0.0/0"], "5.5.5.5", "1.2.3.4"), "1.2.3.4");
    }

    #[test]
    fn refuses_what_is_not_a_network() {
        for raw in ["", "proxy", "10.0.0.0/33", "::/129", "10.0.0.0/x"] {
            assert!(raw.parse::<TrustedProxy>().is_err(), "{raw}");
        }
    }
}
