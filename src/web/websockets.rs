//! Where OMERO.server takes WebSockets.

use super::binding::Binding;
use super::deployment::Deployment;
use super::deployment::joinable;
use super::error::BindingError;
use crate::schema::Site;

const TRANSPORTS: &str = "omero.client.icetransports";
const PREFIX: &str = "omero.ports.prefix";

/// Whether the web server hands WebSockets on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum WebSockets {
    #[default]
    Closed,
    Open,
}

/// A port of OMERO.server for WebSockets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Endpoint {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) transport: Transport,
    /// Whether the properties say that the server takes them.
    pub(super) is_offered: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Transport {
    Plain,
    Tls,
}

impl Endpoint {
    /// That of the first server in the list of OMERO.web. Plain text goes no further than this machine if the
    /// server takes both.
    pub(super) fn of(site: &Site<'_>) -> Result<Self, BindingError> {
        let first = site.servers().and_then(|servers| servers.into_iter().next());
        let host = first.map_or_else(|| "localhost".to_owned(), |server| server.host);
        // The server may listen only on IPv4, and a proxy uses the first address of a name.
        let address = if host == "localhost" { "127.0.0.1" } else { &host };
        let transports = site.effective(TRANSPORTS);
        let has = |name: &str| transports.split(',').any(|transport| transport.trim() == name);
        let transport = match (has("ws"), has("wss")) {
            (true, true) if !site.is_local(&host) => Transport::Tls,
            (false, true) => Transport::Tls,
            _ => Transport::Plain,
        };
        let key = match transport {
            Transport::Plain => "omero.ports.ws",
            Transport::Tls => "omero.ports.wss",
        };
        let port = format!("{}{}", site.effective(PREFIX), site.effective(key));
        Ok(Self {
            host: joinable(address)?,
            port: port.parse().map_err(|_| BindingError::WebSocketPort { key, port })?,
            transport,
            is_offered: has("ws") || has("wss"),
        })
    }

    pub(super) fn url(&self, plain: &str, tls: &str) -> String {
        let scheme = match self.transport {
            Transport::Plain => plain,
            Transport::Tls => tls,
        };
        format!("{scheme}://{}:{}", self.host, self.port)
    }
}

impl Deployment {
    /// Refuses what the web server cannot pass on.
    pub(super) fn check_websockets(&self, binding: Binding) -> Result<(), BindingError> {
        match &self.websockets {
            Some(Endpoint { transport: Transport::Tls, .. }) if binding == Binding::Lighttpd => {
                Err(BindingError::NoTlsBehind { binding })
            }
            _ => Ok(()),
        }
    }
}
