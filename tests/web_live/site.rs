//! An installation whose OMERO.web is served by a real web server.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::path::PathBuf;

use super::application;
use super::application::Application;
use super::http::Response;
use super::http::request;
use super::process::Process;
use super::process::free_port;
use super::server::Kind;
use super::server::Server;
use crate::support::Installation;

/// What the maintenance page says.
pub(super) const MAINTENANCE: &str = "OMERO is being looked after";

/// A web server in front of an application, both running.
pub(super) struct Site {
    pub(super) port: u16,
    pub(super) prefix: String,
    pub(super) application: Application,
    _omero: Installation,
    _server: Process,
}

/// What a site is made from.
pub(super) struct Plan {
    pub(super) kind: Kind,
    /// `omero.web.prefix`; empty for none.
    pub(super) prefix: &'static str,
    /// Further words for `web config`; `PORT` is a free port.
    pub(super) options: &'static str,
}

impl Plan {
    /// The site, running; none, with a visible remark, where a program is missing.
    pub(super) fn start(&self) -> Option<Site> {
        let program = self.kind.program()?;
        let programs = application::programs()?;
        let application = Application::start(&programs, self.kind.runner, self.prefix);
        let omero = Installation::of_ordinary_user();
        fill(&omero);
        configure(&omero, &self.kind, self.prefix, application.port);
        let port = free_port();
        let file = write(&omero, self.kind, port, self.options);
        let server = Server::new(self.kind, program, &omero, &[file], &[port]).start(port);
        let prefix = self.prefix.to_owned();
        Some(Site { port, prefix, application, _omero: omero, _server: server })
    }
}

impl Site {
    /// Asks for what is below the address of OMERO.web.
    pub(super) fn get(&self, path: &str) -> Response {
        self.request(path, &[])
    }

    /// The same with further arguments of curl.
    pub(super) fn request(&self, path: &str, arguments: &[&str]) -> Response {
        let url = format!("http://127.0.0.1:{}{}{path}", self.port, self.prefix);
        request(&url, arguments)
    }
}

/// The static files, the maintenance page and the directory for logs.
pub(super) fn fill(omero: &Installation) {
    for (name, text) in [
        ("etc/templates/error/maintainance.html", MAINTENANCE),
        ("var/static/webclient/style.css", "a { color: navy }"),
        ("var/secret", "not to be seen"),
        ("var/log/.keep", ""),
    ] {
        let path = omero.omerodir().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    for name in ["var", "var/log"] {
        let everybody = PermissionsExt::from_mode(0o777);
        fs::set_permissions(omero.omerodir().join(name), everybody).unwrap();
    }
}

/// The properties of a site whose application listens on `port`.
pub(super) fn configure(omero: &Installation, kind: &Kind, prefix: &str, port: u16) {
    let set = |key: &str, value: &str| {
        let line = omero.typed("config set").arg(key).arg(value).run();
        assert!(line.succeeded(), "{line}");
    };
    set("omero.web.application_server.port", &port.to_string());
    if !prefix.is_empty() {
        set("omero.web.prefix", prefix);
        set("omero.web.static_url", &format!("{prefix}/static/"));
    }
    set("omero.web.static_root", omero.omerodir().join("var/static").to_str().unwrap());
    if kind.is_fastcgi() {
        set("omero.web.application_server.host", "127.0.0.1");
    }
}

/// What `web config` writes for a site on `port`, as a file.
pub(super) fn write(omero: &Installation, kind: Kind, port: u16, options: &str) -> PathBuf {
    let release = if kind.is_fastcgi() { "5.0" } else { "5.6" };
    let name = format!("site-{port}.conf");
    let listen = if kind.binding == "nginx-location" {
        String::new()
    } else {
        format!("--http 127.0.0.1:{port}")
    };
    omero.prepare(&format!(
        "--omero-version {release} web config {} {listen} {options} -o {name}",
        kind.binding
    ));
    Path::new(&omero.cwd()).join(name)
}
