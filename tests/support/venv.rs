//! Programs of Python from PyPI, in a virtual environment that is made once.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;

use super::skipped_but_in_ci;
use super::wait_at_most;

/// What it may take to download and, on a busy machine, to install packages.
const INSTALLATION: Duration = Duration::from_secs(300);

/// The programs of a virtual environment called `name` that has `requirements`, as pip writes them. None,
/// and a visible remark, where they can't be had.
pub(crate) fn programs_from_pypi(name: &str, requirements: &[&str]) -> Option<PathBuf> {
    let environment = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/venv.sh");
    let mut command = Command::new("/bin/sh");
    command.arg(script).arg(&environment).args(requirements);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let made = wait_at_most(command.spawn().unwrap(), INSTALLATION);
    if made.status.success() {
        return Some(environment.join("bin"));
    }
    let reason = String::from_utf8_lossy(&made.stderr);
    let reason = reason.lines().last().unwrap_or_default();
    skipped_but_in_ci(&format!("{} can't be installed: {reason}", requirements.join(" ")));
    None
}
