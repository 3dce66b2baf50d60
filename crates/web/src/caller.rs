//! From which address a request comes, for counting tries. Behind a reverse proxy every connection is the proxy's; what it
//! writes into `X-Forwarded-For` is believed only of proxies that the configuration names, for anybody can send that header.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use thiserror::Error;

use crate::site::Site;

/// Proxies: one address, or all of a network such as `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    /// How many bits of it count.
    length: u8,
}

/// A text that is no address and no network.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("“{0}”不是地址或者网段，请写成 127.0.0.1 或者 10.0.0.0/8 这样")]
pub struct NoNetwork(String);

impl Network {
    fn holds(self, address: IpAddr) -> bool {
        let of = |bits: u128, width: u32| bits.checked_shr(width - u32::from(self.length)).unwrap_or(0);
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let of = |address: u32| of(u128::from(address), 32);
                of(own.to_bits()) == of(other.to_bits())
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => of(own.to_bits(), 128) == of(other.to_bits(), 128),
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Network, NoNetwork> {
        let wrong = || NoNetwork(text.to_owned());
        let (address, length) = match text.trim().split_once('/') {
            Some((address, length)) => (address, Some(length.parse::<u8>().map_err(|_| wrong())?)),
            None => (text.trim(), None),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let length = length.unwrap_or(most);
        if length > most { Err(wrong()) } else { Ok(Network { address, length }) }
    }
}

/// Who is counted: an address, or the network that one customer of an IPv6 provider has. Empty where nothing is known of the
/// connection, as in tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller(pub String);

impl FromRequestParts<Arc<Site>> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Caller, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        Ok(Caller(peer.map(|peer| counted(caller(peer, &parts.headers, &site.proxies))).unwrap_or_default()))
    }
}

/// The last address of the way that is none of our proxies'. What lies before it anybody may have written.
fn caller(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> IpAddr {
    let is_ours = |address: IpAddr| proxies.iter().any(|proxy| proxy.holds(address));
    let mut last = peer.to_canonical();
    let values: Vec<&str> = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).collect();
    for hop in values.iter().flat_map(|value| value.split(',')).rev() {
        if !is_ours(last) {
            break;
        }
        let Some(address) = address(hop.trim()) else { break };
        last = address;
    }
    last
}

/// An address as proxies write it: with a port, or in brackets.
fn address(text: &str) -> Option<IpAddr> {
    let plain = text.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(text, |(address, _)| address);
    let parsed = plain.parse::<IpAddr>().ok().or_else(|| plain.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    parsed.map(|address| address.to_canonical())
}

fn counted(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("{}/64", Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(peer: &str, forwarded: &[&str], proxies: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let proxies: Vec<Network> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        counted(caller(peer.parse().unwrap(), &headers, &proxies))
    }

    #[test]
    fn nobody_is_believed_unless_he_is_named() {
        assert_eq!(of("203.0.113.7", &["198.51.100.1"], &[]), "203.0.113.7");
        assert_eq!(of("203.0.113.7", &["198.51.100.1"], &["127.0.0.1"]), "203.0.113.7");
        assert_eq!(of("127.0.0.1", &["198.51.100.1"], &["127.0.0.1"]), "198.51.100.1");
        assert_eq!(of("127.0.0.1", &[], &["127.0.0.1"]), "127.0.0.1");
    }

    #[test]
    fn what_the_caller_wrote_himself_counts_for_nothing() {
        let proxies = ["127.0.0.1", "10.0.0.0/8"];
        assert_eq!(of("127.0.0.1", &["1.1.1.1, 203.0.113.7, 10.1.2.3"], &proxies), "203.0.113.7");
        assert_eq!(of("127.0.0.1", &["1.1.1.1", "203.0.113.7", "10.1.2.3"], &proxies), "203.0.113.7");
        assert_eq!(of("127.0.0.1", &["203.0.113.7, unknown"], &proxies), "127.0.0.1");
        assert_eq!(of("127.0.0.1", &["x; DROP TABLE, , 10.1.2.3"], &proxies), "10.1.2.3");
    }

    #[test]
    fn addresses_come_in_many_shapes_and_a_network_of_ipv6_is_one_caller() {
        assert_eq!(of("127.0.0.1", &["203.0.113.7:4711"], &["127.0.0.1"]), "203.0.113.7");
        assert_eq!(of("::1", &["[2001:db8:1:2:3:4:5:6]:443"], &["::1"]), "2001:db8:1:2::/64");
        assert_eq!(of("2001:db8:1:2::9", &[], &[]), "2001:db8:1:2::/64");
        assert_eq!(of("::ffff:127.0.0.1", &["203.0.113.7"], &["127.0.0.1"]), "203.0.113.7");
    }

    #[test]
    fn networks_are_read_and_hold_their_own() {
        let holds = |network: &str, address: &str| network.parse::<Network>().unwrap().holds(address.parse().unwrap());
        assert!(holds("10.0.0.0/8", "10.200.3.4") && !holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("0.0.0.0/0", "203.0.113.7") && !holds("0.0.0.0/0", "::1"));
        assert!(holds("2001:db8::/32", "2001:db8:ffff::1") && holds("::/0", "::1"));
        assert!(holds("192.0.2.1", "192.0.2.1") && !holds("192.0.2.1", "192.0.2.2"));
        for wrong in ["", "10.0.0.0/33", "::/129", "proxy.example", "10.0.0.0/-1", "10.0.0.0/"] {
            assert!(wrong.parse::<Network>().unwrap_err().to_string().contains("10.0.0.0/8"), "{wrong}");
        }
    }
}
