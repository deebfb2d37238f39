//! An installation whose OMERO.web is served by a real web server.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

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

/// A machine with a web server, and an installation of OMERO.web.
pub(super) struct Machine {
    kind: Kind,
    pub(super) omero: Installation,
}

/// A web server in front of an application, both running.
pub(super) struct Site {
    pub(super) port: u16,
    pub(super) prefix: String,
    pub(super) application: Application,
    _machine: Machine,
    _server: Process,
}

impl Machine {
    /// For a test that lists the server of this kind as a need.
    pub(super) fn new(kind: Kind) -> Self {
        let omero = Installation::of_ordinary_user();
        fill(&omero);
        Self { kind, omero }
    }

    /// Starts an application, and sets the properties that tell where it is.
    pub(super) fn application(&self, prefix: &str) -> Application {
        let application = Application::start(self.kind.runner, prefix);
        self.point_at(application.port, prefix);
        application
    }

    /// Sets the properties of an application on this port.
    pub(super) fn point_at(&self, port: u16, prefix: &str) {
        self.set("omero.web.application_server.port", &port.to_string());
        if !prefix.is_empty() {
            self.set("omero.web.prefix", prefix);
            self.set("omero.web.static_url", &format!("{prefix}/static/"));
        }
        self.set("omero.web.static_root", self.path("var/static").to_str().unwrap());
        self.set("omero.web.application_server.host", "127.0.0.1");
    }

    pub(super) fn set(&self, key: &str, value: &str) {
        let line = self.omero.typed("config set").arg(key).arg(value).run();
        assert!(line.succeeded(), "{line}");
    }

    /// A path below OMERODIR.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.omero.omerodir().join(name)
    }

    /// What `web config` writes for a site on `port`, as a file.
    pub(super) fn site(&self, port: u16, options: &str) -> PathBuf {
        let release = if self.kind.is_fastcgi() { "5.0" } else { "5.6" };
        let binding = self.kind.binding;
        let name = format!("site-{port}.conf");
        let listen = match binding {
            "nginx-location" => String::new(),
            _ => format!("--http 127.0.0.1:{port}"),
        };
        let options = format!("{binding} {listen} {options} -o {name}");
        self.omero.prepare(&format!("--omero-version {release} web config {options}"));
        self.omero.cwd().join(name)
    }

    /// Starts the web server with sites that listen on `ports`.
    pub(super) fn serve(&self, sites: &[PathBuf], ports: &[u16]) -> Process {
        let server = Server::new(self.kind, &self.omero, sites, ports);
        server.start(ports[0])
    }

    /// An application and the web server in front of it.
    pub(super) fn start(self, prefix: &str, options: &str) -> Site {
        let application = self.application(prefix);
        self.start_before(application, prefix, options)
    }

    /// The same with the static files at another address.
    pub(super) fn start_with_static_url(self, prefix: &str, url: &str) -> Site {
        let application = self.application(prefix);
        self.set("omero.web.static_url", url);
        self.start_before(application, prefix, "")
    }

    fn start_before(self, application: Application, prefix: &str, options: &str) -> Site {
        let port = free_port();
        let server = self.serve(&[self.site(port, options)], &[port]);
        let prefix = prefix.to_owned();
        Site { port, prefix, application, _machine: self, _server: server }
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
fn fill(omero: &Installation) {
    for (name, text) in [
        ("etc/templates/error/maintainance.html", MAINTENANCE),
        ("var/static/webclient/style.css", "a { color: navy }"),
        ("var/secret", "not to be seen"),
        ("var/static_private/key.txt", "not to be seen"),
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
