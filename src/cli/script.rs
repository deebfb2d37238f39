//! Commands from files and from standard input: a command line on each line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::app::App;
use super::exit::Exit;
use super::failure::Failure;
use super::input::Input;
use super::parse;
use super::say_usage;
use crate::formats::shell_words;

/// Run the commands in files
///
/// Each line is a command without the leading `omero`, in words as in a POSIX shell: quotes and
/// backslashes, but no variables and no patterns. Empty lines and lines that begin with `#` are passed
/// over. Without a file, commands are read from standard input. The first command that fails ends the
/// run with its exit code.
#[derive(Debug, Args)]
pub(crate) struct Load {
    /// Take the names as patterns (`*`, `?`, `[...]`) and read what matches, sorted
    #[arg(short, long)]
    glob: bool,
    /// Go on after a command that fails
    #[arg(short, long)]
    keep_going: bool,
    /// Files with commands; `-` is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// What a command that fails does to those after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failing {
    Ends,
    IsTold,
    IsPassedOver,
}

impl Load {
    pub(crate) fn run(self, app: &mut App) -> Result<Exit, Failure> {
        let failing = if self.keep_going { Failing::IsTold } else { Failing::Ends };
        for input in self.inputs()? {
            match run_lines(app, &input, failing)? {
                Exit::Done => {}
                exit => return Ok(exit),
            }
        }
        Ok(Exit::Done)
    }

    fn inputs(&self) -> Result<Vec<Input>, Failure> {
        if self.files.is_empty() {
            return Ok(vec![Input::Standard]);
        }
        if !self.glob {
            return Ok(self.files.iter().map(input).collect());
        }
        let mut found = Vec::new();
        for pattern in &self.files {
            let pattern = pattern.to_string_lossy();
            let options = glob::MatchOptions {
                require_literal_leading_dot: true,
                ..glob::MatchOptions::new()
            };
            let matches = glob::glob_with(&pattern, options)
                .map_err(|error| Failure::CommandLine(format!("pattern {pattern}: {error}")))?;
            found.extend(matches.filter_map(Result::ok));
        }
        found.sort();
        Ok(found.into_iter().map(Input::File).collect())
    }
}

fn input(path: &PathBuf) -> Input {
    if path.as_os_str() == "-" { Input::Standard } else { Input::File(path.clone()) }
}

/// Commands on standard input when there was no argument at all: all of them, whatever fails.
pub(super) fn commands_of_input(app: &mut App) -> Result<Exit, Failure> {
    let _ = run_lines(app, &Input::Standard, Failing::IsPassedOver)?;
    app.printer.answer("")?;
    Ok(Exit::Done)
}

fn run_lines(app: &mut App, input: &Input, failing: Failing) -> Result<Exit, Failure> {
    for (number, line) in (1..).zip(input.read()?.lines()) {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let place = format!("{}, line {number}", input.name());
        match (run_line(app, line, place)?, failing) {
            (Exit::Done, _) | (_, Failing::IsPassedOver) => {}
            (_, Failing::IsTold) => app.printer.remark(format_args!("Ignoring error: {trimmed}\n")),
            (exit, Failing::Ends) => return Ok(exit),
        }
    }
    Ok(Exit::Done)
}

/// Runs one command; what it fails with is told here, with the place of its line.
fn run_line(app: &mut App, line: &str, place: String) -> Result<Exit, Failure> {
    let words = match shell_words::split(&format!("{line}\n")) {
        Ok(words) => words,
        Err(open) => return Ok(app.end(Err(Failure::from(open).at(place)))),
    };
    let arguments = [OsString::from("omero")].into_iter().chain(words.into_iter().map(OsString::from));
    let outcome = match parse(&arguments.collect::<Vec<_>>()) {
        Ok(omero) => omero.execute(app),
        Err(error) => {
            app.printer.finish()?;
            app.printer.remark(format_args!("{place}:"));
            return Ok(say_usage(&error));
        }
    };
    Ok(app.end(outcome.map_err(|failure| failure.at(place))))
}
