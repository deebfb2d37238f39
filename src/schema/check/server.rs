//! The servers that users of OMERO.web choose from.

use super::site::Site;
use crate::python::Json;

/// The property with their list.
pub(crate) const LIST: &str = "omero.web.server_list";

/// Host, port and name, as an element of `omero.web.server_list` has them.
#[derive(Debug)]
pub(crate) struct Server {
    pub host: String,
    /// The port, which may be a number or a text there.
    pub port: String,
    /// The name; none if the host represents it.
    pub name: Option<String>,
    /// All of it.
    pub json: Json,
}

impl Server {
    /// The server that an element describes; none if it is malformed.
    pub(crate) fn of(json: &Json) -> Option<Self> {
        let [host, port, rest @ ..] = json.as_list()? else { return None };
        let host = host.as_text()?;
        let port = port.as_text().unwrap_or_else(|| port.to_string());
        let name = rest.first().and_then(Json::as_text);
        Some(Self { host, port, name, json: json.clone() })
    }
}

impl Site<'_> {
    /// The servers of the list, repetitions included; none where one is malformed.
    pub(crate) fn servers(&self) -> Option<Vec<Server>> {
        self.json(LIST).as_list()?.iter().map(Server::of).collect()
    }

    /// Whether a host is the machine of the server that is configured here.
    pub(crate) fn is_local(&self, host: &str) -> bool {
        let own = ["omero.master.host", "Ice.Default.Host"];
        matches!(host, "localhost" | "127.0.0.1" | "::1" | "[::1]")
            || own.iter().any(|key| self.stored(key) == Some(host))
    }
}
