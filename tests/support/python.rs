//! Python 3, which runs a stand-in for the Python `omero config`.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use super::skipped_but_in_ci;

/// A Python that can be started.
#[derive(Clone)]
pub(crate) struct Python {
    script: PathBuf,
}

impl Python {
    /// None, and a visible remark, where there is no Python.
    pub(crate) fn find() -> Option<Self> {
        let mut version = Command::new("python3");
        let status = version.arg("--version").stdout(Stdio::null()).status();
        if !status.is_ok_and(|status| status.success()) {
            skipped_but_in_ci("there is no python3");
            return None;
        }
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/incumbent.py");
        Some(Self { script })
    }

    /// The stand-in, working on `store`.
    pub(crate) fn incumbent(&self, store: &Path) -> Command {
        let mut command = Command::new("python3");
        command.arg(&self.script).arg(store).stdin(Stdio::null());
        command
    }
}
