//! Where a web server listens.

use std::fmt;
use std::net::IpAddr;
use std::net::SocketAddr;
use std::str::FromStr;

/// Which kinds of addresses a machine has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Families {
    #[default]
    Both,
    Ipv4,
}

/// A port of every address of the machine, or of only one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Listen {
    address: Option<IpAddr>,
    port: u16,
}

impl Listen {
    /// A port of every address.
    pub(crate) fn everywhere(port: u16) -> Self {
        Self { address: None, port }
    }

    pub(crate) fn port(self) -> u16 {
        self.port
    }

    /// The address as URLs have it; `*` for every one.
    pub(crate) fn address(self) -> String {
        match self.address {
            Some(IpAddr::V6(address)) => format!("[{address}]"),
            Some(address) => address.to_string(),
            None => "*".to_owned(),
        }
    }

    /// What has to be opened. For nginx and lighttpd a port without an address is one of IPv4.
    pub(crate) fn sockets(self, families: Families) -> Vec<String> {
        let mut sockets = vec![self.to_string()];
        if self.address.is_none() && families == Families::Both {
            sockets.push(format!("[::]:{}", self.port));
        }
        sockets
    }
}

impl FromStr for Listen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let port = || text.parse().ok().map(Self::everywhere);
        let socket = || {
            let socket: SocketAddr = text.parse().ok()?;
            Some(Self { address: Some(socket.ip()), port: socket.port() })
        };
        let found = port().or_else(socket).filter(|listen| listen.port > 0);
        found.ok_or_else(|| {
            format!(
                "`{text}` is not a port from 1 to 65535; to add an address, write for example 127.0.0.1:8080"
            )
        })
    }
}

/// The port, after the address if there is one.
impl fmt::Display for Listen {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address {
            Some(_) => write!(out, "{}:{}", self.address(), self.port),
            None => write!(out, "{}", self.port),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_can_stand_behind_an_address() {
        let shown = |text: &str| text.parse::<Listen>().map(|listen| listen.to_string()).ok();
        for text in ["80", "127.0.0.1:8080", "[::1]:443"] {
            assert_eq!(shown(text).as_deref(), Some(text));
        }
        for text in ["", "0", "65536", "localhost:80", "::1:80", "80;", "127.0.0.1", "-1"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
