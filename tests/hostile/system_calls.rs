//! The system calls of a command, recorded by `strace`.

use std::fs;
use std::process::Command;

use crate::support::Installation;
use crate::support::run_with_injection;

/// Calls that open, make, rename files or give them rights.
const CALLS: &str =
    "trace=/^(open|creat|mkdir|link|rename|unlink|symlink|chmod|chown|fch|lchown|truncate)";

/// What was recorded of a command.
pub(super) struct Recorded {
    lines: Vec<String>,
}

/// Runs a command line and records its system calls.
pub(super) fn record(omero: &Installation, line: &str) -> Recorded {
    let words = omero_config::testing::python::shlex::split(line).unwrap();
    let log = omero.cwd().join("strace.log");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-y", "-e", CALLS, "-o"]).arg(&log);
    strace.arg(omero.executable()).args(words).env("OMERODIR", omero.omerodir());
    assert!(strace.status().unwrap().success(), "{line}");
    let text = fs::read_to_string(log).unwrap();
    let grid = omero.omerodir().display().to_string();
    Recorded {
        lines: text.lines().filter(|line| line.contains(&grid)).map(str::to_owned).collect(),
    }
}

/// Runs a command line while a system call fails as `inject` says, such as `linkat:error=EPERM`.
pub(super) fn run_with_failing_call(
    omero: &Installation,
    inject: &str,
    line: &str,
) -> (i32, String) {
    let output = run_with_injection(omero, inject, line);
    let stderr = omero.collapsed(&String::from_utf8_lossy(&output.stderr));
    (output.status.code().unwrap_or(-1), stderr)
}

impl Recorded {
    /// Calls that would follow a symbolic link which another user puts in the place of a file or directory
    /// of OMERODIR, or that give rights to what such a call opened.
    pub(super) fn that_follow_links(&self) -> Vec<&str> {
        let mut followed = Vec::new();
        let mut found = Vec::new();
        for line in &self.lines {
            let (call, outcome) = line.rsplit_once(" = ").unwrap();
            let (name, arguments) = call.split_once('(').unwrap();
            let name = name.rsplit(' ').next().unwrap();
            let descriptor = |text: &str| text.split('<').next().unwrap().to_owned();
            let is_safe = ["NOFOLLOW", "RESOLVE_NO_SYMLINKS", "O_EXCL"]
                .iter()
                .any(|flag| arguments.contains(flag));
            let is_risky = match name {
                "open" | "openat" | "openat2" | "creat" if !is_safe => {
                    followed.push(descriptor(outcome));
                    arguments.contains("O_WRONLY") || arguments.contains("O_RDWR")
                }
                "chmod" | "chown" | "fchmodat" | "fchownat" | "truncate" => !is_safe,
                "fchmod" | "fchown" => followed.contains(&descriptor(arguments)),
                _ => false,
            };
            if is_risky {
                found.push(&**line);
            }
        }
        found
    }

    /// How many calls were recorded.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }
}
