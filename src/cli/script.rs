//! Commands from files and from standard input: a command line on each line.

use std::ffi::OsString;
use std::iter;
use std::path::PathBuf;
use std::rc::Rc;

use clap::Args;

use super::Grammar;
use super::app::App;
use super::block::Place;
use super::block::Script;
use super::discretion::without_secret;
use super::examples::examples;
use super::exit::Exit;
use super::failure::Failure;
use super::input::Input;
use super::say_usage;
use crate::formats::shell_words;

/// As many scripts may run one another; one that runs itself would never end.
const MOST_SCRIPTS: u8 = 16;

/// Run the commands in files
///
/// Each line is a command without the leading `omero`, in words as in a POSIX shell: quotes and
/// backslashes, but no variables and no patterns. Empty lines and lines that begin with `#` are passed
/// over. Without a file, commands are read from standard input. The first command that fails ends the
/// run with its exit code.
///
/// Consecutive lines of `config` are one change of the store, which `config undo` takes back as a whole.
/// It is written at the end, before a command of another program, or when a line fails: then with the
/// lines before that one. If the run is killed, nothing of it is written. The store is locked meanwhile.
///
/// A file that begins with `#!/usr/bin/env -S omero load` and is executable runs as a program.
#[derive(Debug, Args)]
#[command(after_long_help = examples![
    "A file with a command on each line" => "omero load web.omero",
    "All files of a directory, sorted by name" => "omero load --glob 'conf.d/*.omero'",
])]
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

impl Load {
    pub(crate) fn run(self, app: &mut App) -> Result<Exit, Failure> {
        nested(app, |app| match app.script {
            // The lines of a script that is run by another one are lines of that one.
            Some(_) => self.run_files(app),
            None => Ok(self.run_together(app)),
        })
    }

    /// Runs scripts whose lines change the store together.
    fn run_together(&self, app: &mut App) -> Exit {
        app.script = Some(Script::default());
        let outcome = self.run_files(app);
        let exit = app.end(outcome);
        if let Err(failure) = app.settle() {
            app.printer.failure(&failure);
        }
        let script = app.script.take();
        let settled = script.as_ref().and_then(Script::settled).filter(|_| exit != Exit::Done);
        if let Some(settled) = settled {
            app.printer.hint(settled);
        }
        let lost = script.and_then(|script| script.lost());
        if exit == Exit::Done { lost.unwrap_or(exit) } else { exit }
    }

    fn run_files(&self, app: &mut App) -> Result<Exit, Failure> {
        let mut grammar = Grammar::new();
        for input in self.inputs()? {
            let name = Rc::from(input.name());
            for (number, line) in (1..).zip(input.lines()?) {
                let line = line?;
                let place = Place { script: Rc::clone(&name), line: number };
                let Line { text, exit } = run_line(app, &mut grammar, &place, &line);
                // Nobody else is to wait for the lock while somebody types.
                if input.is_terminal() {
                    app.settle()?;
                }
                match exit {
                    Exit::Done => {}
                    _ if self.keep_going => {
                        let shown = without_secret(text);
                        app.printer.remark(format_args!("Ignoring error: {shown}\n"));
                    }
                    exit => return Ok(exit),
                }
            }
        }
        Ok(Exit::Done)
    }

    fn inputs(&self) -> Result<Vec<Input>, Failure> {
        if self.files.is_empty() {
            return Ok(vec![Input::Standard]);
        }
        if !self.glob {
            let names = self.files.iter().map(|file| file.as_os_str().to_owned());
            return Ok(names.map(Input::named).collect());
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

/// Commands on standard input when there was no argument at all: all of them, whatever fails.
pub(super) fn commands_of_input(app: &mut App) -> Result<Exit, Failure> {
    nested(app, run_input)
}

/// Runs a script, unless it is one of too many that run one another.
fn nested(
    app: &mut App,
    run: impl FnOnce(&mut App) -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    if app.open_scripts == MOST_SCRIPTS {
        return Err(Failure::NestedScripts);
    }
    app.open_scripts += 1;
    let outcome = run(app);
    app.open_scripts -= 1;
    outcome
}

fn run_input(app: &mut App) -> Result<Exit, Failure> {
    let input = Input::Standard;
    let name = Rc::from(input.name());
    let mut grammar = Grammar::new();
    for (number, line) in (1..).zip(input.lines()?) {
        let place = Place { script: Rc::clone(&name), line: number };
        if run_line(app, &mut grammar, &place, &line?).text == "quit" {
            return Ok(Exit::Done);
        }
    }
    app.printer.answer("")?;
    Ok(Exit::Done)
}

/// A line that has been run.
struct Line<'text> {
    text: &'text str,
    exit: Exit,
}

/// Runs a line; what it fails with is told here, with its place.
fn run_line<'text>(
    app: &mut App,
    grammar: &mut Grammar,
    place: &Place,
    line: &'text str,
) -> Line<'text> {
    let text = line.trim();
    if text.is_empty() || text.starts_with('#') {
        return Line { text, exit: Exit::Done };
    }
    app.begin_line(place);
    let exit = match shell_words::split(&format!("{line}\n")) {
        Ok(words) => run_words(app, grammar, place, words),
        Err(open) => app.end(Err(Failure::from(open).at(place.to_string()))),
    };
    app.end_line(exit);
    Line { text, exit }
}

fn run_words(app: &mut App, grammar: &mut Grammar, place: &Place, words: Vec<String>) -> Exit {
    let arguments = iter::once("omero".to_owned()).chain(words).map(OsString::from);
    match grammar.parse(&arguments.collect::<Vec<_>>()) {
        Ok(omero) => omero.run_line(app, place),
        Err(error) => {
            app.printer.remark(format_args!("{place}:"));
            say_usage(&error)
        }
    }
}
