//! Programs that we start and wait for.

use std::fs::File;
use std::io;
use std::process::Command;
use std::process::ExitStatus;

/// Runs a program and waits for it. The console sends Ctrl-C to both; there are no other signals.
pub(crate) fn run_and_forward_signals(command: &mut Command) -> io::Result<ExitStatus> {
    command.status()
}

/// There are no signals.
pub(crate) fn end_by_signal_of(_status: ExitStatus) {}

/// A lock belongs to the process that took it; a child cannot inherit it.
#[expect(clippy::unnecessary_wraps, reason = "it can fail on other systems")]
pub(crate) fn let_children_inherit(_file: &File) -> io::Result<()> {
    Ok(())
}
