//! The real web servers with what our program writes for them.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use super::application::PACKAGES;
use super::application::Runner;
use super::process::Process;
use crate::harness::Need;
use crate::harness::program;
use crate::support::Installation;
use crate::support::OrdinaryUser;
use crate::support::wait;

/// The module with which Apache runs Python.
pub(super) const MOD_WSGI: &str = "/usr/lib/apache2/modules/mod_wsgi.so";

/// A web server and what it speaks to the application.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// The type of `web config`.
    pub(super) binding: &'static str,
    pub(super) runner: Runner,
}

impl Kind {
    /// Whether the application is one of the releases that spoke FastCGI.
    pub(super) fn is_fastcgi(self) -> bool {
        self.runner == Runner::Flup
    }

    /// What it answers with while nobody listens behind it.
    pub(super) fn status_while_down(self) -> u16 {
        if self.binding.starts_with("nginx") { 502 } else { 503 }
    }

    /// The name of its program.
    fn program(self) -> &'static str {
        match self.binding {
            "apache" => "apache2",
            "lighttpd" => "lighttpd",
            _ => "nginx",
        }
    }
}

/// What a test of this kind of server needs.
pub(super) fn server(kind: Kind) -> Need {
    Need::All(vec![Need::Program(kind.program()), Need::Program("curl"), Need::PyPi(&PACKAGES)])
}

/// What a test that uses HTTPS needs in addition.
pub(super) fn https(kind: Kind) -> Need {
    let mut needs = vec![Need::Program("openssl")];
    if kind.binding == "lighttpd" {
        let module = "/usr/lib/lighttpd/mod_openssl.so";
        needs.push(Need::Package("lighttpd-mod-openssl", module));
    }
    Need::All(needs)
}

/// A directory with the main configuration of a web server, which includes ours.
pub(super) struct Server<'site> {
    kind: Kind,
    omero: &'site Installation,
    main: PathBuf,
}

impl<'site> Server<'site> {
    /// The main configuration for sites that listen on `ports` of the loopback.
    pub(super) fn new(
        kind: Kind,
        omero: &'site Installation,
        sites: &[PathBuf],
        ports: &[u16],
    ) -> Self {
        let directory = omero.cwd();
        let text = match kind.binding {
            "nginx" => nginx(&directory, &includes("include ", sites, ";")),
            "nginx-location" => {
                let server = format!(
                    "server {{\nlisten 127.0.0.1:{};\n{}\n}}",
                    ports[0],
                    includes("include ", sites, ";")
                );
                nginx(&directory, &server)
            }
            "apache" => apache(&directory, &includes("Include ", sites, ""), ports),
            "lighttpd" => lighttpd(&directory, &includes("include ", sites, ""), ports),
            _ => fs::read_to_string(&sites[0]).unwrap(),
        };
        let main = omero.file("main.conf", text);
        Self { kind, omero, main }
    }

    /// The same where lighttpd listens on every address of the machine.
    pub(super) fn on_all_addresses(self) -> Self {
        let text = fs::read_to_string(&self.main).unwrap();
        fs::write(&self.main, text.replace("server.bind = \"127.0.0.1\"\n", "")).unwrap();
        self
    }

    /// What the server says about its configuration.
    pub(super) fn test(&self) -> Output {
        let mut command = self.command();
        match self.kind.binding {
            "lighttpd" => command.arg("-tt").arg("-f").arg(&self.main),
            "apache" => command.arg("-t").arg("-f").arg(&self.main),
            _ => command.arg("-t").arg("-c").arg(&self.main),
        };
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        wait(command.spawn().unwrap())
    }

    /// Starts it and waits until it listens.
    pub(super) fn start(&self, port: u16) -> Process {
        let tested = self.test();
        let said = String::from_utf8_lossy(&tested.stderr).into_owned();
        assert!(tested.status.success(), "{said}{}", fs::read_to_string(&self.main).unwrap());
        let mut command = self.command();
        match self.kind.binding {
            "lighttpd" => command.arg("-D").arg("-f").arg(&self.main),
            "apache" => command.arg("-DFOREGROUND").arg("-f").arg(&self.main),
            _ => command.args(["-g", "daemon off;"]).arg("-c").arg(&self.main),
        };
        Process::start(command, port)
    }

    fn command(&self) -> Command {
        let mut command = OrdinaryUser::get().command(&program(self.kind.program()).unwrap());
        command.current_dir(self.omero.cwd()).env_clear();
        command
    }
}

fn includes(before: &str, sites: &[PathBuf], behind: &str) -> String {
    lines(sites, |site| format!("{before}\"{}\"{behind}", site.display()))
}

fn lines<T>(items: &[T], line: impl Fn(&T) -> String) -> String {
    items.iter().map(line).flat_map(|line| [line, "\n".to_owned()]).collect()
}

fn nginx(directory: &Path, sites: &str) -> String {
    let here = directory.display();
    let kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let temporary = lines(&kinds, |kind| format!("{kind}_temp_path {here}/{kind};"));
    format!(
        "pid {here}/nginx.pid;\nerror_log {here}/error.log;\nevents {{}}\n\
         http {{\naccess_log off;\n{temporary}{sites}}}\n"
    )
}

const APACHE_MODULES: [&str; 12] = [
    "mpm_event",
    "authz_core",
    "alias",
    "headers",
    "proxy",
    "proxy_http",
    "proxy_fcgi",
    "rewrite",
    "setenvif",
    "ssl",
    "proxy_wstunnel",
    "http2",
];

fn apache(directory: &Path, sites: &str, ports: &[u16]) -> String {
    let here = directory.display();
    let listen = lines(ports, |port| format!("Listen 127.0.0.1:{port}"));
    let modules = lines(&APACHE_MODULES, |name| {
        format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so")
    });
    let wsgi = if Path::new(MOD_WSGI).exists() {
        format!("LoadModule wsgi_module {MOD_WSGI}\nWSGISocketPrefix {here}/wsgi\n")
    } else {
        String::new()
    };
    format!(
        "ServerRoot {here}\nServerName localhost\nPidFile {here}/apache.pid\n\
         ErrorLog {here}/error.log\nDefaultRuntimeDir {here}\nMutex file:{here} default\n\
         {modules}{wsgi}{listen}<Directory />\nRequire all denied\n</Directory>\n{sites}"
    )
}

fn lighttpd(directory: &Path, sites: &str, ports: &[u16]) -> String {
    let here = directory.display();
    format!(
        "server.document-root = \"{here}\"\nserver.errorlog = \"{here}/error.log\"\n\
         server.bind = \"127.0.0.1\"\nserver.port = {}\nserver.upload-dirs = (\"{here}\")\n{sites}",
        ports[0]
    )
}
