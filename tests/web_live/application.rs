//! A web application in the place of OMERO.web: it tells what it was asked.

use std::path::Path;
use std::process::Command;

use super::process::Process;
use super::process::free_port;
use crate::support::Packages;

/// What runs the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Runner {
    /// Gunicorn, as OMERO.web does it today.
    Gunicorn,
    /// flup, as OMERO.web did it up to 5.1.
    Flup,
}

/// The programs that run applications.
pub(super) static PACKAGES: Packages =
    Packages { name: "web", requirements: &["gunicorn ~= 25.0", "flup ~= 1.0"] };

/// A running application and its port.
pub(super) struct Application {
    pub(super) port: u16,
    process: Option<Process>,
}

impl Application {
    /// Starts it as if `omero.web.prefix` were `prefix`.
    pub(super) fn start(runner: Runner, prefix: &str) -> Self {
        let programs = PACKAGES.programs();
        let port = free_port();
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/web_live");
        let mut command = match runner {
            Runner::Gunicorn => {
                let mut command = Command::new(programs.join("gunicorn"));
                command.args(["--no-control-socket", "--bind", &format!("127.0.0.1:{port}")]);
                command.arg("application:application").env("SCRIPT_NAME", prefix);
                command
            }
            Runner::Flup => {
                let mut command = Command::new(programs.join("python"));
                command.arg("fastcgi.py").arg(port.to_string());
                command
            }
        };
        command.current_dir(here).env("PYTHONDONTWRITEBYTECODE", "1");
        Self { port, process: Some(Process::start(command, port)) }
    }

    /// Ends it, so that nobody answers on its port.
    pub(super) fn stop(&mut self) {
        self.process = None;
    }
}
