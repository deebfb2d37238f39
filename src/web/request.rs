//! What the request for a configuration says about the site.

use super::body_size::BodySize;
use super::iis::request::IisRequest;
use super::listen::Families;
use super::listen::Listen;
use super::proxies::Proxies;
use super::server_names::ServerNames;
use super::timeout::Timeout;
use super::websockets::WebSockets;

/// What the properties do not say and the request must.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    /// How the command `config` is called for the properties; for plans that name commands.
    pub config: String,
    /// The directory of the installation, on the machine of the web server; absolute.
    pub omerodir: String,
    /// Where the site is reached by HTTP, if it is not the usual port of the binding.
    pub http: Option<Listen>,
    pub https: Option<Https>,
    pub families: Families,
    pub server_names: ServerNames,
    /// The largest upload; no limit where nothing is said.
    pub max_body_size: Option<BodySize>,
    pub timeout: Timeout,
    pub websockets: WebSockets,
    /// Proxies in front of the web server.
    pub proxies: Proxies,
    /// The page to show while the application does not answer, if it is not the one of the installation.
    pub maintenance_page: Option<String>,
    /// The directory with the answers for an authority that gives certificates by ACME.
    pub acme_root: Option<String>,
    /// The directory of a virtual environment of Python, for servers that run the application themselves.
    pub virtualenv: Option<String>,
    /// The file with the WSGI application, for the same servers.
    pub wsgi_script: Option<String>,
    /// What only IIS needs to know.
    pub iis: IisRequest,
}

/// Where a site uses TLS, and its certificate.
#[derive(Debug, Clone)]
pub(crate) struct Https {
    pub listen: Listen,
    /// The file with the certificate and its chain, in PEM.
    pub certificate: String,
    /// The file with the private key, in PEM.
    pub key: String,
    pub hsts: Hsts,
    pub http2: Http2,
}

/// Whether browsers must use only HTTPS from now on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Hsts {
    #[default]
    Unsaid,
    Said,
}

/// Whether HTTP/2 is enabled on servers that need a setting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Http2 {
    #[default]
    Off,
    On,
}
