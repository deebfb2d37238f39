//! Programs of Python from PyPI, in a virtual environment that is made once.

use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::sync::Mutex;
use std::time::Duration;

use super::wait_at_most;

/// What it may take to download and, on a busy machine, to install packages.
const INSTALLATION: Duration = Duration::from_secs(300);

/// A virtual environment with what pip finds for these requirements.
pub(crate) struct Packages {
    pub(crate) name: &'static str,
    pub(crate) requirements: &'static [&'static str],
}

/// Why an environment cannot be made, by its name; none if it can.
static PROBLEMS: Mutex<BTreeMap<&str, Option<String>>> = Mutex::new(BTreeMap::new());

impl Packages {
    /// The directory of the programs.
    pub(crate) fn programs(&self) -> PathBuf {
        self.environment().join("bin")
    }

    /// Installs the packages unless they are there, and returns why that is not possible. A second
    /// caller gets the answer of the first.
    pub(crate) fn problem(&self) -> Option<String> {
        let mut problems = PROBLEMS.lock().unwrap();
        problems.entry(self.name).or_insert_with(|| self.install().err()).clone()
    }

    fn environment(&self) -> PathBuf {
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(self.name)
    }

    fn install(&self) -> Result<(), String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/venv.sh");
        let mut command = Command::new("/bin/sh");
        command.arg(script).arg(self.environment()).args(self.requirements);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let made = wait_at_most(command.spawn().unwrap(), INSTALLATION);
        if made.status.success() {
            return Ok(());
        }
        let messages = String::from_utf8_lossy(&made.stderr);
        let last = messages.lines().last().unwrap_or_default();
        Err(format!("{} cannot be installed: {last}", self.requirements.join(" and ")))
    }
}
