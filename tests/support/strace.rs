//! A command whose system calls `strace` lets fail, or in one of which it kills the command.

use std::process::Command;
use std::process::Output;

use crate::support::Installation;

/// Runs a command line while `strace` does what `inject` says, such as `linkat:error=EPERM` or
/// `fsync:signal=KILL:when=2`.
pub(crate) fn run_with_injection(omero: &Installation, inject: &str, line: &str) -> Output {
    let words = omero_config::testing::python::shlex::split(line).unwrap();
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-e", &format!("inject={inject}"), "-o", "/dev/null"]);
    strace.arg(omero.executable()).args(words).env("OMERODIR", omero.omerodir());
    strace.output().unwrap()
}
