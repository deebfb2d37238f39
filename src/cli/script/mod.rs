//! Commands from files and from standard input: a command line on each line.

mod runner;

use std::path::PathBuf;

use clap::Args;

use crate::cli::command_line::examples::examples;
use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::script::runner::AfterFailure;
use crate::cli::script::runner::Runner;
use crate::cli::session::Session;
use crate::cli::session::script_transaction::Storing;
use crate::cli::terminal::input::Input;
use crate::formats::env;

/// Run the commands in files
///
/// Each line is a command without the leading `omero`, written as in a POSIX shell: with quotes and
/// backslashes, but without variables and patterns. Empty lines and lines that begin with `#` are
/// ignored. Without a file, commands are read from standard input. The first command that fails ends the
/// run, and its exit code is returned.
///
/// Consecutive `config` lines are one change, which `config undo` undoes as a whole. The change is
/// written at the end, before a command of another program, or when a line fails: then the lines before
/// it are stored. If the run is killed, nothing is written. The configuration is locked during the
/// change.
///
/// `omero` without arguments runs the commands on standard input in the same way, up to `quit`. It
/// continues after a command that fails, and exits with 0, as the Python tool does.
///
/// With --atomic all lines are one change: if one fails, nothing is changed. --env adds the environment
/// variables of the OMERO images to this change, after the lines.
///
/// An executable file that begins with `#!/usr/bin/env -S omero load` runs as a program.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "A file with a command on each line" => "omero load web.omero",
    "All files of a directory, sorted by name" => "omero load --glob 'conf.d/*.omero'",
    "Before a service starts: all lines or none" => "omero load --atomic --glob 'conf.d/*.omero'",
    "Before a container starts: with its environment variables" => "omero load --glob 'conf.d/*.omero' --env",
])]
pub(crate) struct Load {
    /// Treat the names as patterns (`*`, `?`, `[...]`) and read the files that match, sorted
    #[arg(short, long)]
    glob: bool,
    /// Continue after a command that fails
    #[arg(short, long)]
    keep_going: bool,
    #[command(flatten)]
    one_change: OneChange,
    /// Files with commands; `-` is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Whether lines are one change, and whether environment variables belong to it.
#[derive(Debug, Args)]
struct OneChange {
    /// Store nothing if a line fails; a line that needs the stored file or another program also fails
    #[arg(long, conflicts_with = "keep_going")]
    atomic: bool,
    /// Then set the properties in environment variables, as `omero config load --env` does; implies
    /// --atomic
    #[arg(long, conflicts_with = "keep_going")]
    env: bool,
    /// Prefix of the names of these variables
    #[arg(long, value_name = "PREFIX", requires = "env", default_value = env::PREFIX)]
    env_prefix: String,
}

impl Load {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        let inputs = self.inputs()?;
        let after_failure =
            if self.keep_going { AfterFailure::KeepGoing } else { AfterFailure::Stop };
        let (storing, variables) = (self.one_change.storing(), self.one_change.variables());
        Runner { inputs, variables, after_failure, storing }.run(session)
    }

    fn inputs(&self) -> Result<Vec<Input>, CommandError> {
        if self.files.is_empty() {
            return Ok(if self.one_change.env { Vec::new() } else { vec![Input::Standard] });
        }
        if !self.glob {
            let names = self.files.iter().map(|file| file.as_os_str().to_owned());
            return Ok(names.map(Input::named).flat_map(Input::expanded).collect());
        }
        let mut found = Vec::new();
        for pattern in &self.files {
            let pattern = pattern.to_string_lossy();
            let options = glob::MatchOptions {
                require_literal_leading_dot: true,
                ..glob::MatchOptions::new()
            };
            let matches = glob::glob_with(&pattern, options).map_err(|error| {
                CommandError::CommandLine(format!("pattern {pattern}: {error}"))
            })?;
            found.extend(matches.filter_map(Result::ok));
        }
        found.sort();
        Ok(found.into_iter().map(Input::Found).collect())
    }
}

impl OneChange {
    fn storing(&self) -> Storing {
        if self.atomic || self.env { Storing::AllOrNothing } else { Storing::AsNeeded }
    }

    /// What the names of the variables begin with.
    fn variables(self) -> Option<String> {
        self.env.then_some(self.env_prefix)
    }
}

/// Runs the commands on standard input when there was no argument at all: all of them up to `quit`.
pub(crate) fn commands_of_input(session: &mut Session) -> Result<Exit, CommandError> {
    let (inputs, storing) = (vec![Input::Standard], Storing::AsNeeded);
    let after_failure = AfterFailure::KeepGoingSilently;
    Runner { inputs, variables: None, after_failure, storing }.run(session)
}
