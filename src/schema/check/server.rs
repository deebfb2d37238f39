//! A server of the list that users of OMERO.web choose from.

use crate::python::Json;

/// Host, port and name, as an element of `omero.web.server_list` has them.
#[derive(Debug)]
pub(crate) struct Server {
    pub host: String,
    /// The port, which may be a number or a text there.
    pub port: String,
    /// The name; none where the host stands for it.
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
