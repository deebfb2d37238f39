//! What templates can use of what is around a site: TLS, proxies, WebSockets, pages for bad times.

use super::deployment::Deployment;
use super::request::Hsts;
use super::request::Http2;
use super::variable::Variable;
use super::variable::variable;
use super::websockets::Endpoint;
use super::websockets::Transport;

/// Mozilla's "intermediate" profile, for TLS 1.2; those of TLS 1.3 are all right.
///
/// Source: Mozilla, "Server Side TLS", guidelines 5.7.1 of 2024-01-04.
const CIPHERS: &str = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384:DHE-RSA-CHACHA20-POLY1305";

/// How that profile is called in the files.
const TLS_PROFILE: &str = "Mozilla's intermediate profile, guidelines 5.7.1 of 2024-01-04";

/// Two years, as the same guidelines have it.
const HSTS: &str = "max-age=63072000";

/// What the documents of OMERO call the page.
const MAINTENANCE: &str = "/etc/templates/error/maintainance.html";

impl Deployment {
    pub(super) fn of_surroundings(&self) -> Vec<Variable> {
        let request = &self.request;
        let https = request.https.as_ref();
        let hsts = https.filter(|https| https.hsts == Hsts::Said).map(|_| HSTS);
        let page = self.maintenance_page();
        let (root, name) = page.rsplit_once('/').unwrap_or(("", &page));
        let endpoint = self.websockets.as_ref();
        vec![
            variable("tls_profile", "name and date of the profile for TLS", "", TLS_PROFILE),
            variable("ciphers", "its ciphers for TLS 1.2, as OpenSSL calls them", "", CIPHERS),
            variable(
                "hsts",
                "value of Strict-Transport-Security; none if it is not used",
                "--hsts",
                hsts,
            ),
            variable(
                "http2",
                "whether HTTP/2 is enabled",
                "--http2",
                https.is_some_and(|https| https.http2 == Http2::On),
            ),
            variable(
                "acme_root",
                "directory with .well-known/acme-challenge; none if it is not used",
                "--acme-root",
                request.acme_root.as_deref(),
            ),
            variable(
                "trusted_proxies",
                "addresses and networks of the proxies in front; empty if there are none",
                "--behind-proxy",
                request.proxies.networks().to_vec(),
            ),
            variable(
                "maintenance_page",
                "file that is shown while OMERO.web does not answer",
                "--maintenance-page",
                &*page,
            ),
            variable("maintenance_root", "its directory", "--maintenance-page", root),
            variable("maintenance_name", "its name", "--maintenance-page", name),
            variable(
                "websockets_http",
                "URL of OMERO.server for WebSockets, as http or https; none if they are not used",
                "--websockets",
                endpoint.map(|endpoint| endpoint.url("http", "https")),
            ),
            variable(
                "websockets",
                "the same as ws or wss",
                "--websockets",
                endpoint.map(|endpoint| endpoint.url("ws", "wss")),
            ),
            variable(
                "websockets_host",
                "its host",
                "--websockets",
                endpoint.map(|endpoint| endpoint.host.clone()),
            ),
            variable("websockets_port", "its port", "--websockets", endpoint.map(|it| it.port)),
            variable(
                "websockets_by_tls",
                "whether it uses TLS",
                "--websockets",
                endpoint.is_some_and(Endpoint::is_secure),
            ),
        ]
    }

    /// The page to show while the application does not answer.
    pub(crate) fn maintenance_page(&self) -> String {
        let request = &self.request;
        let given = request.maintenance_page.clone();
        given.unwrap_or_else(|| format!("{}{MAINTENANCE}", request.omerodir))
    }
}

impl Endpoint {
    fn is_secure(&self) -> bool {
        self.transport == Transport::Tls
    }
}
