//! Where OMERO.web listens, under which address it appears, and what serves its files.

use std::net::IpAddr;
use std::net::Ipv6Addr;

use super::age::is_of_fastcgi;
use super::age::is_of_python_2;
use super::application::Application;
use super::binding::Binding;
use super::error::BindingError;
use super::extra_lines;
use super::listen::Listen;
use super::request::Request;
use super::url_path;
use super::websockets::Endpoint;
use super::websockets::WebSockets;
use crate::model::Profile;
use crate::schema::Facts;
use crate::schema::Release;
use crate::schema::Schema;
use crate::schema::Site;
use crate::schema::syntax::files::absolute_path;

pub(super) const KIND: &str = "omero.web.application_server";
pub(super) const HOST: &str = "omero.web.application_server.host";
pub(super) const PORT: &str = "omero.web.application_server.port";
pub(super) const WORKERS: &str = "omero.web.wsgi_workers";
pub(super) const PREFIX: &str = "omero.web.prefix";
const FORMER_PREFIX: &str = "omero.web.force_script_name";
pub(super) const STATIC_URL: &str = "omero.web.static_url";
pub(super) const STATIC_ROOT: &str = "omero.web.static_root";
const PROXY_HEADER: &str = "omero.web.secure_proxy_ssl_header";
const WSGI_ARGS: &str = "omero.web.wsgi_args";
pub(super) const EXTRA_LINES: &str = "omero.web.nginx_server_extra_config";

/// Everything that a configuration of a web server is made from.
#[derive(Debug, Clone)]
pub(crate) struct Deployment {
    pub release: Release,
    pub application: Application,
    pub host: String,
    pub port: u16,
    pub workers: i64,
    /// The path of its address, without a slash at the end; empty at the root.
    pub prefix: String,
    /// The path of the static files, without a slash at the end; none where another site has them.
    pub static_path: Option<String>,
    pub static_root: String,
    /// Whether OMERO.web believes what a proxy on another machine says of the scheme.
    pub trusts_forwarded_scheme: bool,
    /// Where WebSockets are passed to, if they are.
    pub websockets: Option<Endpoint>,
    /// Lines for the server block of nginx, as they are.
    pub extra_lines: Vec<String>,
    /// The request.
    pub request: Request,
}

impl Deployment {
    /// The deployment that a profile describes.
    pub(crate) fn new(
        schema: Schema,
        profile: Option<&Profile>,
        request: Request,
    ) -> Result<Self, BindingError> {
        let facts = Facts::default();
        let site = Site::new(schema, profile, &facts);
        let application = application(&site)?;
        for key in [HOST, PORT, WORKERS, STATIC_URL, STATIC_ROOT, EXTRA_LINES] {
            without_fault(&site, key)?;
        }
        let deployment = Self {
            release: schema.release(),
            application,
            host: joinable(&site.effective(HOST))?,
            port: site.number(PORT).and_then(|port| port.try_into().ok()).unwrap_or_default(),
            workers: site.number(WORKERS).unwrap_or(5),
            prefix: prefix(&site)?,
            static_path: static_path(&site)?,
            static_root: static_root(&site, &request.omerodir)?,
            trusts_forwarded_scheme: !site.list(PROXY_HEADER).is_empty()
                || site.effective(WSGI_ARGS).contains("--forwarded-allow-ips"),
            websockets: match request.websockets {
                WebSockets::Closed => None,
                WebSockets::Open => Some(Endpoint::of(&site)?),
            },
            extra_lines: extra_lines::checked(site.list(EXTRA_LINES))?,
            request,
        };
        deployment.with_both_visible()
    }

    /// Whether the web server reaches the application without leaving its machine.
    pub(super) fn is_local(&self) -> bool {
        is_this_machine(&self.host)
    }

    /// Where the site is reached by HTTP.
    pub(crate) fn http(&self, binding: Binding) -> Listen {
        self.request.http.unwrap_or(Listen::everywhere(binding.usual_port()))
    }

    /// What distinguishes the names of this deployment from those of others in the same web server: `_`
    /// and the word characters of the prefix.
    pub(crate) fn suffix(&self) -> String {
        let word = |found: &char| found.is_alphanumeric() || *found == '_';
        let words: String = self.prefix.chars().filter(word).collect();
        if words.is_empty() { words } else { format!("_{words}") }
    }

    /// Up to 5.5 the package was below the directory of the server.
    pub(super) fn wsgi_script(&self) -> Option<String> {
        let below = || format!("{}/lib/python/omeroweb/wsgi.py", self.request.omerodir);
        let given = self.request.wsgi_script.clone();
        given.or_else(|| is_of_python_2(self.release).then(below))
    }

    fn with_both_visible(self) -> Result<Self, BindingError> {
        match &self.static_path {
            Some(path) if path.is_empty() || *path == self.prefix => {
                Err(BindingError::Hidden { path: format!("{path}/") })
            }
            _ => Ok(self),
        }
    }
}

fn application(site: &Site<'_>) -> Result<Application, BindingError> {
    let value = site.effective(KIND);
    let known = Application::named(&value).filter(|_| site.violations(KIND).is_empty());
    known.ok_or_else(|| {
        let release = site.schema().release();
        BindingError::UnknownKind {
            value: value.into_owned(),
            release: release.to_string(),
            instead: usual_application(release).name(),
        }
    })
}

/// What every web server can serve.
pub(super) fn usual_application(release: Release) -> Application {
    if is_of_fastcgi(release) { Application::FastcgiTcp } else { Application::WsgiTcp }
}

fn without_fault(site: &Site<'_>, key: &str) -> Result<(), BindingError> {
    let Some(value) = site.stored(key) else { return Ok(()) };
    // That IceGrid refuses a value does not keep OMERO.web from reading it.
    if value.contains("${") && site.violations(key).is_empty() {
        return Ok(());
    }
    match site.schema().accept(key, value).map_err(|refused| refused.into_iter().next()) {
        Err(Some(refusal)) => Err(refusal.into()),
        _ => Ok(()),
    }
}

/// A host to which a port can be joined with a colon.
pub(super) fn joinable(value: &str) -> Result<String, BindingError> {
    if value.parse::<Ipv6Addr>().is_ok() {
        return Ok(format!("[{value}]"));
    }
    let bracketed = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_part = |found: u8| found.is_ascii_alphanumeric() || b"-._".contains(&found);
    let is_name = !value.is_empty() && value.bytes().all(is_part);
    if is_name || bracketed.is_some_and(|address| address.parse::<Ipv6Addr>().is_ok()) {
        return Ok(value.to_owned());
    }
    Err(BindingError::Host { value: value.to_owned() })
}

fn prefix(site: &Site<'_>) -> Result<String, BindingError> {
    let key = if site.stored(PREFIX).is_some() { PREFIX } else { FORMER_PREFIX };
    without_fault(site, key)?;
    match &*site.effective(key) {
        "" => Ok(String::new()),
        value => path(key, value),
    }
}

fn static_path(site: &Site<'_>) -> Result<Option<String>, BindingError> {
    let url = site.effective(STATIC_URL);
    if url.contains("://") || url.starts_with("//") {
        return Ok(None);
    }
    path(STATIC_URL, &url).map(Some)
}

fn path(key: &'static str, value: &str) -> Result<String, BindingError> {
    let refused = |source| BindingError::Path { key, value: value.to_owned(), source };
    url_path::of(value).map_err(refused)
}

/// Up to 5.5 the files were collected inside of the Python package.
fn static_root(site: &Site<'_>, omerodir: &str) -> Result<String, BindingError> {
    let below = |path: &str| format!("{}/{path}", omerodir.trim_end_matches(['/', '\\']));
    match site.stored(STATIC_ROOT).filter(|root| !root.is_empty()) {
        Some(root) if absolute_path::check(root).is_err() => {
            Err(BindingError::NotAbsolute { root: root.to_owned() })
        }
        Some(root) => match normalized(root).as_str() {
            "" => Err(BindingError::WholeDisk),
            root => Ok(root.to_owned()),
        },
        None if is_of_python_2(site.schema().release()) => Ok(below("lib/python/omeroweb/static")),
        None => Ok(below("var/static")),
    }
}

/// A directory without `.`, `..` and needless slashes, as OMERO.web opens it: the parents of a `..` need not be
/// there. A path of Windows stays as it is.
///
/// Source: `os.path.normpath` of Python, with which OMERO.web reads `omero.web.static_root`.
fn normalized(root: &str) -> String {
    if !root.starts_with('/') {
        return root.to_owned();
    }
    let mut names = Vec::new();
    for name in root.split('/').filter(|name| !matches!(*name, "" | ".")) {
        match name {
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.iter().flat_map(|name| ["/", name]).collect()
}

/// Whether a host is the machine itself. The address that represents all addresses of a machine is
/// reached there.
fn is_this_machine(host: &str) -> bool {
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    address.map_or(host == "localhost", |address| address.is_loopback() || address.is_unspecified())
}
