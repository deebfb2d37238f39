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
        "{binding} can't serve OMERO.web while `omero.web.application_server` is {application}"
    )]
    NotServable {
        binding: Binding,
        application: Application,
        /// A kind that it could serve.
        instead: &'static str,
    },
    #[error(
        "OMERO.web {release} can't run as {value:?}, which `omero.web.application_server` says"
    )]
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
    #[error("the static files of `omero.web.static_url` would hide OMERO.web at {path}")]
    Hidden { path: String },
    #[error("`omero.web.static_root` is {root:?}, which is not an absolute path")]
    NotAbsolute { root: String },
    #[error("`omero.web.static_root` is the root of all files")]
    WholeDisk,
    #[error("`omero.web.application_server.host` is {value:?}, to which no web server can connect")]
    Host { value: String },
    #[error("`omero.web.nginx_server_extra_config`, item {item}: {problem}")]
    ExtraLine {
        /// Which line, from 1.
        item: usize,
        problem: &'static str,
    },
    #[error("{binding} has no names like {name:?}")]
    ServerName { binding: Binding, name: String },
    #[error("the port for WebSockets is {port:?}, with what `{key}` and `omero.ports.prefix` say")]
    WebSocketPort { key: &'static str, port: String },
    #[error("{binding} can't speak TLS to OMERO.server, which takes WebSockets by wss alone")]
    NoTlsBehind { binding: Binding },
    #[error("{option} has no meaning for {binding}")]
    NoSuchOption { option: &'static str, binding: Binding, instead: &'static str },
    #[error("{what} can't be written for {binding}")]
    Unwritable { what: &'static str, binding: Binding, source: Unwritable },
    #[error("the file with the WSGI application of OMERO.web is unknown")]
    NoScript,
    #[error(
        "--method {method} can't serve OMERO.web while `omero.web.application_server` is {application}"
    )]
    MethodUnfit { method: Method, application: Application },
    #[error("{what}")]
    NoWindowsPath { what: &'static str, source: NoWindowsPath },
    #[error("the ISAPI handler can't be at {path}, below a directory that is not created")]
    Nested { path: String },
    #[error("--root is for --method isapi and --paste: elsewhere OMERO.web has to know its path")]
    RootOfProperties,
    #[error("--method {method} is for OMERO.web; --paste goes by ISAPI")]
    PasteMethod { method: Method },
    #[error("--paste: PasteDeploy takes what follows `#` in {path:?} for a name")]
    Fragment { path: String },
    /// `omero.web.public.url_filter`, or what is tried instead of it, is no expression.
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
                Some(format!("choose another one: --http PORT, or `{config} set omero.web.application_server.port PORT`"))
            }
            Self::SamePort { .. } => Some("plain HTTP is sent on to HTTPS: name two ports".to_owned()),
            Self::Refused(refusal) => match &refusal.proposal {
                Some(value) => set(&refusal.key, &quote(value)),
                None => Some(refusal.hint.clone()),
            },
            Self::Path { key: "omero.web.static_url", .. } => {
                set("omero.web.static_url", "/omero/static/")
            }
            Self::Path { key: "--root", .. } => Some("write for example /omero".to_owned()),
            Self::Path { key, .. } => set(key, "/omero"),
            Self::Hidden { .. } => Some("the usual pair is `/omero` and `/omero/static/`".to_owned()),
            Self::NotAbsolute { .. } => {
                Some("a web server has another current directory than OMERO.web".to_owned())
            }
            Self::WholeDisk => set("omero.web.static_root", "DIRECTORY"),
            Self::Host { .. } => set("omero.web.application_server.host", "127.0.0.1"),
            Self::ExtraLine { .. } => Some(
                "each line is a directive with its `;`, or begins or ends a block of its own"
                    .to_owned(),
            ),
            Self::Unwritable { .. } => Some("use a plainer name".to_owned()),
            Self::WebSocketPort { key, .. } => set(key, "4065"),
            Self::NoTlsBehind { .. } => set("omero.client.icetransports", "ssl,tcp,ws"),
            Self::NoSuchOption { instead, .. } => Some((*instead).to_owned()),
            Self::ServerName { .. } => {
                Some("name each one: --servername 'omero.example.org www.example.org'".to_owned())
            }
            Self::NoScript => Some(
                "name it: --wsgi-script FILE; `python3 -c 'import omeroweb.wsgi as w; print(w.__file__)'` shows it"
                    .to_owned(),
            ),
            Self::MethodUnfit { .. } => {
                Some("leave out --method: the one that fits is chosen".to_owned())
            }
            Self::NoWindowsPath { what: "OMERODIR", .. } => {
                Some(r"name the directory on the machine of IIS: --omerodir 'C:\omero_dist'".to_owned())
            }
            Self::NoWindowsPath { what: "omero.web.static_root", .. } => {
                set("omero.web.static_root", r"'C:\omero_dist\var\static'")
            }
            Self::NoWindowsPath { .. } => Some("name it as the machine of IIS does".to_owned()),
            Self::Nested { .. } => Some("choose a path with one part, such as /omero, or another --method".to_owned()),
            Self::PasteMethod { .. } => Some("leave out --method".to_owned()),
            Self::RootOfProperties => set("omero.web.prefix", "/omero"),
            Self::Fragment { .. } => Some("give the file a name without `#`".to_owned()),
            Self::Pattern(_) => Some("it is one of Python's module `re`".to_owned()),
            Self::Template(_) => {
                Some("--print-variables shows what a template can use, --print-template ours".to_owned())
            }
        }
    }
}
