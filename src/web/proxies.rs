//! Proxies in front of the web server.

use std::net::IpAddr;
use std::str::FromStr;

/// The addresses of proxies whose word about visitors counts: addresses, or networks with the length of their
/// prefix, separated by commas or spaces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Proxies(Vec<String>);

impl Proxies {
    pub(super) fn networks(&self) -> &[String] {
        &self.0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromStr for Proxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let words = text.split([',', ' ']).filter(|word| !word.is_empty());
        let networks: Option<Vec<_>> = words.map(network).collect();
        networks.filter(|networks| !networks.is_empty()).map(Self).ok_or_else(|| {
            format!(
                "`{text}` is not an address or a network; write for example 10.0.0.7 or 10.0.0.0/24"
            )
        })
    }
}

fn network(text: &str) -> Option<String> {
    let (address, length) = match text.split_once('/') {
        Some((address, length)) => (address, Some(length)),
        None => (text, None),
    };
    let address: IpAddr = address.parse().ok()?;
    let most = if address.is_ipv4() { 32 } else { 128 };
    match length {
        None => Some(address.to_string()),
        Some(length) if length.bytes().all(|digit| digit.is_ascii_digit()) => {
            let length: u8 = length.parse().ok().filter(|length| (1..=most).contains(length))?;
            Some(format!("{address}/{length}"))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_are_addresses_and_networks() {
        let networks = |text: &str| text.parse::<Proxies>().ok().map(|proxies| proxies.0);
        assert_eq!(networks("10.0.0.7, fd00::/8").unwrap(), ["10.0.0.7", "fd00::/8"]);
        for text in
            ["", "all", "10.0.0.0/33", "0.0.0.0/0", "10.0.0.7/+8", "proxy.example.org", "1;"]
        {
            assert_eq!(networks(text), None, "{text}");
        }
    }
}
