//! Runs the lines of scripts, one after the other, with their changes in one transaction.

use std::ffi::OsString;
use std::iter;
use std::rc::Rc;

use crate::cli::error::CommandError;
use crate::cli::error::Exit;
use crate::cli::error::quoting::can_hold_secret;
use crate::cli::error::quoting::names_secret;
use crate::cli::error::quoting::quotable;
use crate::cli::grammar::Grammar;
use crate::cli::session::Session;
use crate::cli::session::author::Command;
use crate::cli::session::script_transaction::ScriptLine;
use crate::cli::session::script_transaction::ScriptTransaction;
use crate::cli::session::script_transaction::Storing;
use crate::cli::terminal::input::Input;
use crate::cli::usage::print_usage;
use crate::python::shlex as shell_words;
use crate::schema::MASK;
use crate::store::author::Breadth;

/// As many scripts may run one another; one that runs itself would never end.
const MOST_SCRIPTS: u8 = 16;

/// What becomes of the lines after one that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AfterFailure {
    /// They are not run.
    Stop,
    /// They are run (`-k`).
    KeepGoing,
    /// They are run silently, as the Python tool does with lines on standard input.
    KeepGoingSilently,
}

/// Runs lines, wherever they come from.
pub(super) struct Runner {
    pub(super) inputs: Vec<Input>,
    /// What the names of environment variables begin with whose properties are set last.
    pub(super) variables: Option<String>,
    pub(super) after_failure: AfterFailure,
    pub(super) storing: Storing,
}

/// Whether there are more lines to run.
enum Next {
    Line,
    End(Exit),
}

impl Runner {
    /// Runs the lines, unless this is one of too many scripts that run one another.
    pub(super) fn run(&self, session: &mut Session) -> Result<Exit, CommandError> {
        if session.open_scripts == MOST_SCRIPTS {
            return Err(CommandError::NestedScripts);
        }
        session.open_scripts += 1;
        let outcome = match &session.script {
            Some(outer)
                if outer.storing() != self.storing && self.storing == Storing::AllOrNothing =>
            {
                let problem =
                    "--atomic and --env must be given to the first `load`, not inside a script";
                Err(CommandError::CommandLine(problem.to_owned()))
            }
            // The lines of a script that is run by another one are lines of that one.
            Some(_) => self.run_lines(session),
            None => Ok(self.run_together(session)),
        };
        session.open_scripts -= 1;
        outcome
    }

    /// Runs lines that change the store together.
    fn run_together(&self, session: &mut Session) -> Exit {
        session.script = Some(self.transaction());
        let outcome = self.run_lines(session);
        let exit = session.end(outcome);
        if self.storing == Storing::AllOrNothing && exit != Exit::Done {
            session.script = None;
            session.printer.hint("nothing was stored; the configuration was not changed");
            return exit;
        }
        if let Err(failure) = session.end_script() {
            session.printer.failure(&failure);
        }
        let script = session.script.take();
        let stored = script.as_ref().and_then(ScriptTransaction::stored);
        if let Some(stored) = stored.filter(|_| exit != Exit::Done) {
            session.printer.hint(stored);
        }
        let lost = script.and_then(|script| script.lost());
        if exit == Exit::Done { lost.unwrap_or(exit) } else { exit }
    }

    /// What is typed on a terminal is not a script: each line is a change of its own.
    fn transaction(&self) -> ScriptTransaction {
        let transaction = ScriptTransaction::new(self.storing);
        if self.inputs.iter().any(Input::is_terminal) {
            return transaction;
        }
        let names = self.inputs.iter().map(Input::name);
        let names = names.chain(self.variables.as_ref().map(|_| "--env".to_owned()));
        transaction.of_script(Command::new(Breadth::Files, "load", names))
    }

    fn run_lines(&self, session: &mut Session) -> Result<Exit, CommandError> {
        let mut grammar = Grammar::new();
        session.withholds_words = false;
        for input in &self.inputs {
            input.announce(&mut session.printer);
            let name = Rc::from(input.name());
            for (number, line) in (1..).zip(input.lines()?) {
                let line = line?;
                let place = ScriptLine { script: Rc::clone(&name), line: number };
                let line = run_line(session, &mut grammar, &place, &line);
                // No other command is to wait for the lock while a user types.
                if input.is_terminal() && self.storing == Storing::AsNeeded {
                    session.flush_script()?;
                }
                if let Next::End(exit) = self.after(session, &line) {
                    return Ok(exit);
                }
            }
        }
        if self.after_failure == AfterFailure::KeepGoingSilently {
            session.printer.answer("")?;
        }
        match &self.variables {
            Some(prefix) => set_variables(session, &mut grammar, prefix),
            None => Ok(Exit::Done),
        }
    }

    fn after(&self, session: &mut Session, Line { text, exit, is_rest }: &Line<'_>) -> Next {
        match (self.after_failure, *exit) {
            (AfterFailure::KeepGoingSilently, _) if *text == "quit" => Next::End(Exit::Done),
            (AfterFailure::KeepGoingSilently, _) | (_, Exit::Done) => Next::Line,
            (AfterFailure::KeepGoing, _) => {
                let shown = if *is_rest { MASK.into() } else { quotable(text) };
                session.printer.remark(format_args!("Ignoring error: {shown}\n"));
                Next::Line
            }
            (AfterFailure::Stop, exit) => Next::End(exit),
        }
    }
}

/// Sets the properties of environment variables; their names say where a failure is.
fn set_variables(
    session: &mut Session,
    grammar: &mut Grammar,
    prefix: &str,
) -> Result<Exit, CommandError> {
    let words = ["omero", "config", "load", "--env", "--env-prefix", prefix];
    match grammar.parse(&words.map(OsString::from)) {
        Ok(omero) => omero.execute(session),
        Err(error) => Ok(print_usage(session, &error)),
    }
}

/// A line that has been run.
struct Line<'text> {
    text: &'text str,
    exit: Exit,
    /// Whether it is perhaps the rest of a secret.
    is_rest: bool,
}

/// Runs a line; its failure is reported here, with its location.
fn run_line<'text>(
    session: &mut Session,
    grammar: &mut Grammar,
    place: &ScriptLine,
    line: &'text str,
) -> Line<'text> {
    let text = line.trim();
    if text.is_empty() || text.starts_with('#') {
        return Line { text, exit: Exit::Done, is_rest: false };
    }
    let is_rest = is_rest(session, text);
    session.begin_line(place);
    let words = shell_words::split(&format!("{line}\n"));
    let is_open = words.is_err();
    let exit = match words {
        Ok(words) => run_words(session, grammar, place, text, words),
        Err(open) => session.end(Err(CommandError::from(open).at(place.to_string()))),
    };
    session.end_line(exit);
    // The next line can be the rest of a secret: in quotes that are still open, or in another format.
    let continues = session.withholds_words || is_open || can_hold_secret(text);
    session.withholds_words = exit != Exit::Done && continues;
    Line { text, exit, is_rest }
}

/// Whether a line is perhaps the rest of a secret. One that names a secret itself is masked by that name.
fn is_rest(session: &Session, line: &str) -> bool {
    session.withholds_words && !names_secret(line)
}

fn run_words(
    session: &mut Session,
    grammar: &mut Grammar,
    place: &ScriptLine,
    line: &str,
    words: Vec<String>,
) -> Exit {
    let arguments = iter::once("omero".to_owned()).chain(words).map(OsString::from);
    let arguments: Vec<_> = arguments.collect();
    match grammar.parse(&arguments) {
        Ok(omero) => {
            if is_rest(session, line) {
                session.printer.withheld = grammar.words_of_user(&arguments);
            }
            let exit = omero.run_line(session, place, &arguments);
            session.printer.withheld.clear();
            exit
        }
        Err(error) => {
            let error =
                if session.withholds_words { grammar.withheld(error, &arguments) } else { error };
            session.printer.remark(format_args!("{place}:"));
            print_usage(session, &error)
        }
    }
}
