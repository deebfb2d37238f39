//! Python 3, which runs a stand-in for the Python `omero config`.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

/// Python, for a test that lists `python3` as a need.
pub(crate) struct Python {
    script: PathBuf,
}

impl Python {
    pub(crate) fn get() -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/incumbent.py");
        Self { script }
    }

    /// The stand-in, working on `store`.
    pub(crate) fn incumbent(&self, store: &Path) -> Command {
        let mut command = Command::new("python3");
        command.arg(&self.script).arg(store).stdin(Stdio::null());
        command
    }
}
