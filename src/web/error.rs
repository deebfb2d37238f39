//! Why there is no configuration for a web server.

use super::application::Application;
use super::binding::Binding;
use super::iis::method::Method;
use super::iis::windows_path::NoWindowsPath;
use super::syntax::Unwritable;
use super::template_error::TemplateError;
use super::url_path::NoUrlPath;
use crate::platform::quote;
use crate::python::search::NoAnswer;
use crate::schema::Rejection;

/// What a deployment lacks to be served.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BindingError {
    #[error(
        "{binding} cannot serve OMERO.web while `omero.web.application_server` is {application}"
    )]
    NotServable {
        binding: Binding,
        application: Application,
        /// A kind that it could serve.
        instead: &'static str,
    },
    #[error("OMERO.web {release} does not support `omero.web.application_server` {value:?}")]
    UnknownKind {
        value: String,
        release: String,
        /// A kind that it has, and that a web server can be put in front of.
        instead: &'static str,
    },
    #[error(
        "Port conflict: the web server and `omero.web.application_server.port` both have {port}"
    )]
    PortConflict { port: u16 },
    #[error("--http and --https both have port {port}")]
    SamePort { port: u16 },
    #[error(transparent)]
    Refused(#[from] Rejection),
    #[error("`{key}` is {value:?}")]
    Path { key: &'static str, value: String, source: NoUrlPath },
    #[error("the static files at `omero.web.static_url` would hide OMERO.web at {path}")]
    Hidden { path: String },
    #[error("`omero.web.static_root` is {root:?}, which is not an absolute path")]
    NotAbsolute { root: String },
    #[error("`omero.web.static_root` is the root directory")]
    WholeDisk,
    #[error(
        "`omero.web.application_server.host` is {value:?}, which a web server cannot connect to"
    )]
    Host { value: String },
    #[error("`omero.web.nginx_server_extra_config`, item {item}: {problem}")]
    ExtraLine {
        /// Which line, from 1.
        item: usize,
        problem: &'static str,
    },
    #[error("{binding} does not support the host name {name:?}")]
    ServerName { binding: Binding, name: String },
    #[error("the port for WebSockets is {port:?}, from `{key}` and `omero.ports.prefix`")]
    WebSocketPort { key: &'static str, port: String },
    #[error("{binding} cannot use TLS to OMERO.server, which accepts WebSockets only with wss")]
    NoTlsBehind { binding: Binding },
    #[error("{option} has no effect for {binding}")]
    NoSuchOption { option: &'static str, binding: Binding, instead: &'static str },
    #[error("{what} cannot be written for {binding}")]
    Unwritable { what: &'static str, binding: Binding, source: Unwritable },
    #[error("the file with the WSGI application of OMERO.web is unknown")]
    NoScript,
    #[error(
        "--method {method} cannot serve OMERO.web while `omero.web.application_server` is {application}"
    )]
    MethodUnfit { method: Method, application: Application },
    #[error("{what}")]
    NoWindowsPath { what: &'static str, source: NoWindowsPath },
    #[error("the ISAPI handler cannot be at {path}, because the directory above it is not created")]
    Nested { path: String },
    #[error(
        "--root only works with --method isapi and --paste: otherwise OMERO.web takes its path \
         from omero.web.prefix"
    )]
    RootOfProperties,
    #[error("--method {method} is for OMERO.web; --paste uses ISAPI")]
    PasteMethod { method: Method },
    #[error("--paste: PasteDeploy would treat the text after `#` in {path:?} as a name")]
    Fragment { path: String },
    /// `omero.web.public.url_filter`, or what is tried instead of it, is not a valid expression.
    #[error("cannot use the expression")]
    Pattern(#[from] NoAnswer),
    #[error(transparent)]
    Template(#[from] TemplateError),
}

impl BindingError {
    /// What the reader can do about it.
    ///
    /// `config` is how the command `config` is called for the store and the profile.
    pub(crate) fn hint(&self, config: &str) -> Option<String> {
        let set = |key: &str, value: &str| Some(format!("`{config} set {key} {value}`"));
        match self {
            Self::NotServable { instead, .. } | Self::UnknownKind { instead, .. } => {
                set("omero.web.application_server", instead)
            }
            Self::PortConflict { .. } => {
                Some(format!("choose another port: --http PORT, or `{config} set \
                              omero.web.application_server.port PORT`"))
            }
            Self::SamePort { .. } => Some("plain HTTP is redirected to HTTPS: name two different ports".to_owned()),
            Self::Refused(refusal) => match &refusal.proposal {
                Some(value) => set(&refusal.key, &quote(value)),
                None => Some(refusal.hint.clone()),
            },
            Self::Path { key: "omero.web.static_url", .. } => {
                set("omero.web.static_url", "/omero/static/")
            }
            Self::Path { key: "--root", .. } => Some("write for example /omero".to_owned()),
            Self::Path { key, .. } => set(key, "/omero"),
            Self::Hidden { .. } => Some("the usual values are `/omero` and `/omero/static/`".to_owned()),
            Self::NotAbsolute { .. } => {
                Some("a web server does not run in the same directory as OMERO.web; write an absolute path".to_owned())
            }
            Self::WholeDisk => set("omero.web.static_root", "DIRECTORY"),
            Self::Host { .. } => set("omero.web.application_server.host", "127.0.0.1"),
            Self::ExtraLine { .. } => Some(
                "each line must be a directive that ends in `;`, or begin or end its own block"
                    .to_owned(),
            ),
            Self::Unwritable { .. } => Some("use a simpler name".to_owned()),
            Self::WebSocketPort { key, .. } => set(key, "4065"),
            Self::NoTlsBehind { .. } => set("omero.client.icetransports", "ssl,tcp,ws"),
            Self::NoSuchOption { instead, .. } => Some((*instead).to_owned()),
            Self::ServerName { .. } => {
                Some("name each host: --servername 'omero.example.org www.example.org'".to_owned())
            }
            Self::NoScript => Some(
                "give it with --wsgi-script FILE; `python3 -c 'import omeroweb.wsgi as w; \
                 print(w.__file__)'` shows it"
                    .to_owned(),
            ),
            Self::MethodUnfit { .. } => {
                Some("omit --method: the right one is chosen".to_owned())
            }
            Self::NoWindowsPath { what: "OMERODIR", .. } => {
                Some(r"name the directory on the IIS machine: --omerodir 'C:\omero_dist'".to_owned())
            }
            Self::NoWindowsPath { what: "omero.web.static_root", .. } => {
                set("omero.web.static_root", r"'C:\omero_dist\var\static'")
            }
            Self::NoWindowsPath { .. } => Some("write it as a path on the IIS machine".to_owned()),
            Self::Nested { .. } => Some("choose a path with one part, such as /omero, or another --method".to_owned()),
            Self::PasteMethod { .. } => Some("omit --method".to_owned()),
            Self::RootOfProperties => set("omero.web.prefix", "/omero"),
            Self::Fragment { .. } => Some("give the file a name without `#`".to_owned()),
            Self::Pattern(_) => Some("it must be a regular expression for Python's `re` module".to_owned()),
            Self::Template(_) => {
                Some("--print-variables shows the variables for a template, --print-template the \
                      built-in template".to_owned())
            }
        }
    }
}
