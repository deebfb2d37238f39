//! Commands that are not ours go, unchanged, to the next `omero`.
//!
//! So this program can come before the Python tool on the PATH and run only the commands that it
//! provides. An endless loop is impossible: we never choose ourselves, and a wrapper that hands commands
//! back to us is given up after a few rounds.

use std::env;
use std::ffi::OsString;
use std::io;
use std::process::Command;

use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::process::next_program::NextProgram;
use crate::platform;

/// How often a command was passed on, for the program that receives it.
const HANDED_ON: &str = "OMERO_CONFIG_HANDED_ON";

/// The next `omero` may run others, which come by here again; more often than this it is a loop.
const MOST_ROUNDS: u8 = 8;

/// Becomes the next `omero`, in the same place in the process tree.
pub(crate) fn replace_by(next: Command) -> Result<Exit, CommandError> {
    let name = next.get_program().display().to_string();
    match platform::become_command(next) {
        Ok(status) => Ok(Exit::of_child(status)),
        Err(source) => Err(CommandError::Child { name, source }),
    }
}

/// Runs the next `omero` and waits for it.
pub(crate) fn run(mut next: Command) -> Result<Exit, CommandError> {
    let outcome = next.status();
    outcome.map(Exit::of_child).map_err(|source| not_started(&next, source))
}

/// Why the next `omero` was not run.
pub(crate) fn not_started(next: &Command, source: io::Error) -> CommandError {
    CommandError::Child { name: next.get_program().display().to_string(), source }
}

/// Whether a command line that we cannot read may be meant for another `omero`: it names no command of
/// ours.
pub(crate) fn is_foreign(omero: &clap::Command, arguments: &[OsString]) -> bool {
    let is_ours = |word: &OsString| omero.find_subcommand(word).is_some();
    arguments.iter().any(|word| !word.to_string_lossy().starts_with('-'))
        && !arguments.iter().any(is_ours)
}

/// The next `omero` with the same arguments, which begin after the name of the program, and environment.
/// `name` is that of the command.
pub(crate) fn next_command(name: &str, arguments: &[OsString]) -> Result<Command, CommandError> {
    let not_found =
        |reason: &'static str| CommandError::NoSuchCommand { name: name.to_owned(), reason };
    let rounds = env::var(HANDED_ON).ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(0);
    if rounds >= MOST_ROUNDS {
        return Err(not_found("the other `omero` passes it back to this program"));
    }
    let next = NextProgram::find()?;
    let next = next.ok_or_else(|| not_found("there is no other `omero` on the PATH"))?;
    let mut command = next.command(arguments);
    command.env(HANDED_ON, (rounds + 1).to_string());
    Ok(command)
}
