//! What the properties do not say about a site, as options of `web config`.

use std::path;
use std::str::FromStr;

use clap::Args;

use crate::schema::syntax::files::absolute_path;
use crate::web::BodySize;
use crate::web::Families;
use crate::web::Hsts;
use crate::web::Http2;
use crate::web::Https;
use crate::web::Listen;
use crate::web::Proxies;
use crate::web::Request;
use crate::web::ServerNames;
use crate::web::Timeout;
use crate::web::WebSockets;

/// What the properties do not say about a site.
#[derive(Debug, Args)]
pub(super) struct SiteOptions {
    /// Port for HTTP, or ADDRESS:PORT [default: 80; nginx-development: 8080]
    #[arg(long, value_name = "PORT")]
    pub(super) http: Option<Listen>,
    /// Directory for ACME challenges (certbot --webroot)
    #[arg(long, value_name = "DIRECTORY", value_parser = absolute)]
    pub(super) acme_root: Option<String>,
    /// Pass WebSockets at /omero-ws to OMERO.server, which needs ws or wss in
    /// `omero.client.icetransports`
    #[arg(long)]
    pub(super) websockets: bool,
    /// Trust the `X-Forwarded-Proto` and `X-Forwarded-For` headers of proxies with these addresses
    /// or networks
    #[arg(long, value_name = "ADDRESS")]
    pub(super) behind_proxy: Option<Proxies>,
    /// Page to show while OMERO.web does not answer; `write` creates a plain one if the default does not exist
    /// [default: etc/templates/error/maintainance.html in OMERODIR]
    #[arg(long, value_name = "FILE")]
    pub(super) maintenance_page: Option<MaintenancePage>,
    /// Do not listen on IPv6, for a machine that has it disabled
    #[arg(long)]
    pub(super) ipv4_only: bool,
    #[command(flatten)]
    pub(super) https: HttpsOptions,
    /// Host name of the site, or several names in quotes; `_` for any [default: for nginx the name of the
    /// machine, otherwise any]
    #[arg(long, value_name = "NAME")]
    pub(super) servername: Option<ServerNames>,
    /// Largest upload, such as 500m; 0 means no limit [default: 0]
    #[arg(long, value_name = "SIZE")]
    pub(super) max_body_size: Option<BodySize>,
    /// Time limit for an answer of OMERO.web, such as 90s, 20m or 2h [default: 20m]
    #[arg(long, value_name = "TIME")]
    pub(super) timeout: Option<Timeout>,
    /// Python virtual environment, if the web server itself runs OMERO.web
    #[arg(long, value_name = "DIRECTORY", value_parser = absolute)]
    pub(super) virtualenv: Option<String>,
    /// File with the WSGI application, if the web server itself runs OMERO.web
    #[arg(long, value_name = "FILE", value_parser = absolute)]
    pub(super) wsgi_script: Option<String>,
}

/// The TLS options of a site.
#[derive(Debug, Args)]
pub(super) struct HttpsOptions {
    /// Port for HTTPS, or ADDRESS:PORT; plain HTTP is redirected to it
    #[arg(id = "https", long, value_name = "PORT", requires = "certificate", requires = "key")]
    pub(super) listen: Option<Listen>,
    /// Certificate file with its chain, for HTTPS
    #[arg(long, value_name = "FILE", requires = "https", value_parser = absolute)]
    pub(super) certificate: Option<String>,
    /// File with the private key of the certificate
    #[arg(long, value_name = "FILE", requires = "https", value_parser = absolute)]
    pub(super) key: Option<String>,
    /// Tell browsers to use only HTTPS for two years (HSTS)
    #[arg(long, requires = "https")]
    pub(super) hsts: bool,
    /// Enable HTTP/2 on nginx and Apache; lighttpd and IIS enable it by default
    #[arg(long, requires = "https")]
    pub(super) http2: bool,
}

/// The page to show while the application does not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MaintenancePage {
    /// The usual one, made if it is missing.
    Write,
    File(String),
}

impl FromStr for MaintenancePage {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "write" { Ok(Self::Write) } else { absolute(text).map(Self::File) }
    }
}

impl HttpsOptions {
    fn request(&self) -> Option<Https> {
        Some(Https {
            listen: self.listen?,
            certificate: self.certificate.clone()?,
            key: self.key.clone()?,
            hsts: if self.hsts { Hsts::Said } else { Hsts::Unsaid },
            http2: if self.http2 { Http2::On } else { Http2::Off },
        })
    }
}

impl SiteOptions {
    pub(super) fn request(&self, omerodir: String) -> Request {
        Request {
            omerodir,
            http: self.http,
            https: self.https.request(),
            server_names: self.servername.clone().unwrap_or_default(),
            families: if self.ipv4_only { Families::Ipv4 } else { Families::Both },
            websockets: if self.websockets { WebSockets::Open } else { WebSockets::Closed },
            proxies: self.behind_proxy.clone().unwrap_or_default(),
            maintenance_page: match &self.maintenance_page {
                Some(MaintenancePage::File(file)) => Some(file.clone()),
                Some(MaintenancePage::Write) | None => None,
            },
            acme_root: self.acme_root.clone(),
            max_body_size: self.max_body_size.clone(),
            timeout: self.timeout.unwrap_or_default(),
            virtualenv: self.virtualenv.clone(),
            wsgi_script: self.wsgi_script.clone(),
            ..Request::default()
        }
    }
}

/// A path as web servers need it, which have a current directory of their own. One of another system
/// stays as it is.
pub(super) fn absolute(text: &str) -> Result<String, String> {
    if text.is_empty() {
        return Err("the path is empty".to_owned());
    }
    if absolute_path::check(text).is_ok() {
        return Ok(text.to_owned());
    }
    let path = path::absolute(text).map_err(|error| error.to_string())?;
    path.into_os_string().into_string().map_err(|_| "the path is not UTF-8".to_owned())
}
