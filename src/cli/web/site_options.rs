//! What the properties don't tell about a site, as options of `web config`.

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

/// What the properties don't tell about a site.
#[derive(Debug, Args)]
pub(super) struct SiteOptions {
    /// Port for HTTP, or ADDRESS:PORT [default: 80; nginx-development: 8080]
    #[arg(long, value_name = "PORT")]
    pub(super) http: Option<Listen>,
    /// Directory with the answers for certificates by ACME (certbot --webroot)
    #[arg(long, value_name = "DIRECTORY", value_parser = absolute)]
    pub(super) acme_root: Option<String>,
    /// Hand WebSockets at /omero-ws to OMERO.server, which takes them with ws or wss in
    /// `omero.client.icetransports`
    #[arg(long)]
    pub(super) websockets: bool,
    /// Believe what proxies with these addresses or networks say of visitors
    /// (`X-Forwarded-Proto`, `X-Forwarded-For`)
    #[arg(long, value_name = "ADDRESS")]
    pub(super) behind_proxy: Option<Proxies>,
    /// Page to show while OMERO.web does not answer; `write` makes a plain one if the usual one is missing
    /// [default: etc/templates/error/maintainance.html below OMERODIR]
    #[arg(long, value_name = "FILE")]
    pub(super) maintenance_page: Option<MaintenancePage>,
    /// Open no port for IPv6, on a machine that has switched it off
    #[arg(long)]
    pub(super) ipv4_only: bool,
    #[command(flatten)]
    pub(super) https: HttpsOptions,
    /// Name of the site, or several in quotes; `_` for any [default: nginx: the name of the machine; else any]
    #[arg(long, value_name = "NAME")]
    pub(super) servername: Option<ServerNames>,
    /// Largest upload, such as 500m; 0 is no limit [default: 0]
    #[arg(long, value_name = "SIZE")]
    pub(super) max_body_size: Option<BodySize>,
    /// Longest time in which OMERO.web has to answer, such as 90s, 20m or 2h [default: 20m]
    #[arg(long, value_name = "TIME")]
    pub(super) timeout: Option<Timeout>,
    /// Virtual environment of Python, where the web server runs OMERO.web itself
    #[arg(long, value_name = "DIRECTORY", value_parser = absolute)]
    pub(super) virtualenv: Option<String>,
    /// File with the WSGI application, where the web server runs OMERO.web itself
    #[arg(long, value_name = "FILE", value_parser = absolute)]
    pub(super) wsgi_script: Option<String>,
}

/// How a site speaks TLS.
#[derive(Debug, Args)]
pub(super) struct HttpsOptions {
    /// Port for HTTPS, or ADDRESS:PORT; plain HTTP is sent on to it
    #[arg(id = "https", long, value_name = "PORT", requires = "certificate", requires = "key")]
    pub(super) listen: Option<Listen>,
    /// Certificate with its chain, for HTTPS
    #[arg(long, value_name = "FILE", requires = "https", value_parser = absolute)]
    pub(super) certificate: Option<String>,
    /// Private key of the certificate
    #[arg(long, value_name = "FILE", requires = "https", value_parser = absolute)]
    pub(super) key: Option<String>,
    /// Tell browsers to use HTTPS alone for two years (HSTS)
    #[arg(long, requires = "https")]
    pub(super) hsts: bool,
    /// Speak HTTP/2, on nginx and Apache; lighttpd and IIS do by themselves
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
