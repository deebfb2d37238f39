//! What a person types and reads: arguments, verbs, printing, exit codes.
//!
//! A verb takes its arguments, calls the domain and hands the answer to the printer. Rules about OMERO
//! do not belong here.

mod answers;
mod command_line;
mod completions;
mod config;
mod error;
mod grammar;
mod help;
mod process;
mod script;
mod session;
mod terminal;
mod usage;
mod web;

use std::ffi::OsString;
use std::io;
use std::io::IsTerminal;
use std::mem::ManuallyDrop;

use clap::ColorChoice;
use clap::CommandFactory;
use clap::Parser;
use clap::Subcommand;

use command_line::deferred::Deferred;
use command_line::examples::examples;
use command_line::session_options::SessionOptions;
pub use config::tasks::TASKS;
use error::CommandError;
pub use error::Exit;
use grammar::Grammar;
use session::Paging;
use session::Session;
use session::environment::Environment;
use session::release::ReleaseOptions;
use session::script_transaction::ScriptLine;
use terminal::printer::Printer;
use terminal::printer::Verbosity;
use usage::print_usage;

/// Configuration manager for OMERO.server and OMERO.web
///
/// Stores the properties of an installation in `etc/grid/config.xml` in OMERODIR. Without a command, commands
/// are read from standard input, one per line, as `omero load` does. Commands that are not listed here are passed to the next `omero` on the PATH, such as the Python tool; `omero help environment` explains how it is found.
#[derive(Debug, Parser)]
#[command(max_term_width = 80, after_long_help = examples![
    "Set a property and show it" => "omero config set omero.db.host db.example.org",
    "List all help pages" => "omero help",
])]
#[command(
    name = "omero",
    bin_name = "omero",
    version,
    infer_long_args = true,
    disable_help_subcommand = true
)]
#[command(args_override_self = true, arg_required_else_help = false)]
struct Omero {
    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
    /// Print long output directly, without the pager (PAGER, or `less` by default)
    #[arg(long)]
    no_pager: bool,
    /// Print errors and warnings only, without hints
    #[arg(short, long)]
    quiet: bool,
    /// Log what is done: 0 to 3, or `debug`
    #[arg(short, long, value_name = "LEVEL")]
    debug: Option<String>,
    #[command(flatten)]
    releases: ReleaseOptions,
    #[command(flatten)]
    session: SessionOptions,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Config(Deferred<config::Config>),
    Load(Deferred<script::Load>),
    Completions(Deferred<completions::Completions>),
    Web(Deferred<web::Web>),
    Help(Deferred<help::Help>),
    /// Do nothing; scripts for the Python tool end with it
    #[command(hide = true)]
    Quit,
    /// A command of another `omero`
    #[command(external_subcommand)]
    Other(Vec<OsString>),
}

/// Runs the program with its arguments, the name of the program first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<_> = arguments.into_iter().collect();
    let environment = Environment::of_process();
    // To free the grammar would take as long as to read the line, and the program is about to end.
    match ManuallyDrop::new(Grammar::new()).parse(&arguments) {
        Ok(omero) => omero.run(environment, &arguments),
        Err(error) => {
            let arguments = arguments.get(1..).unwrap_or_default();
            let is_foreign = process::delegation::is_foreign(&Omero::command(), arguments);
            let (color, paging) = help::page::appearance(arguments);
            let printer = Printer::new(color, Verbosity::Normal);
            let mut session = Session::new(environment, printer, ReleaseOptions::default());
            session.paging = paging;
            // Without another `omero` it is this error that is shown.
            let outcome = is_foreign.then(|| session.hand_on("", arguments));
            outcome.and_then(Result::ok).unwrap_or_else(|| print_usage(&mut session, &error))
        }
    }
}

/// The tree of commands with all their descriptions, for a manual.
pub fn command() -> clap::Command {
    help::page::commands()
}

impl Omero {
    fn run(self, environment: Environment, arguments: &[OsString]) -> Exit {
        let printer = Printer::new(self.color, self.verbosity().unwrap_or(Verbosity::Normal));
        let mut session = Session::new(environment, printer, self.releases.clone());
        if self.no_pager {
            session.paging = Paging::Off;
        }
        let outcome = match self.command {
            Some(ref command) if command.is_foreign() => {
                let name = command.name_of_foreign();
                match command.near_miss() {
                    Some(failure) => Err(failure),
                    None => session.hand_on(&name, arguments.get(1..).unwrap_or_default()),
                }
            }
            // A shell reads the answer: it must contain nothing else.
            Some(Command::Completions(Deferred(completions))) => completions.run(&mut session),
            _ => self.execute(&mut session),
        };
        if outcome.is_err() {
            session.withhold_from(arguments);
        }
        session.end(outcome)
    }

    fn execute(self, session: &mut Session) -> Result<Exit, CommandError> {
        check_debug_word(self.debug.as_deref())?;
        if session.environment.omero_home.is_some() {
            session.printer.answer("WARN: OMERO_HOME usage is ignored in omero-py")?;
        }
        match self.command {
            Some(command) => command.run(session),
            None if self.is_bare() && !io::stdin().is_terminal() => {
                script::commands_of_input(session)
            }
            None if self.is_bare() => help::Help::default().run(session),
            None => Err(CommandError::CommandLine("a command is missing".to_owned())),
        }
    }

    /// Runs a line of a script. Its options count for this line; what it does not say is as for the
    /// whole script.
    fn run_line(self, session: &mut Session, place: &ScriptLine, arguments: &[OsString]) -> Exit {
        let of_script = (session.releases.clone(), session.printer.verbosity);
        session.releases = self.releases.or(&session.releases);
        session.printer.verbosity = self.verbosity().unwrap_or(session.printer.verbosity);
        // A script that a line runs has already reported the location.
        let is_script = matches!(self.command, Some(Command::Load(_)));
        let outcome = self.execute(session).and_then(|exit| match exit {
            Exit::Done => Ok(exit),
            _ if is_script => Ok(exit),
            exit => Err(CommandError::Ended(exit)),
        });
        if outcome.is_err() {
            session.withhold_from(arguments);
        }
        let exit = session.end(outcome.map_err(|mut failure| {
            if session.withholds_words {
                failure.withhold_words();
            }
            failure.at(place.to_string())
        }));
        (session.releases, session.printer.verbosity) = of_script;
        exit
    }

    /// How much is to be said, if the command line says so.
    fn verbosity(&self) -> Option<Verbosity> {
        match &self.debug {
            Some(word) if !matches!(word.as_str(), "" | "0") => Some(Verbosity::Debug),
            _ if self.quiet => Some(Verbosity::Quiet),
            Some(_) => Some(Verbosity::Normal),
            None => None,
        }
    }

    /// Whether there was not a single argument.
    fn is_bare(&self) -> bool {
        !self.quiet && self.debug.is_none() && self.session.is_empty()
    }
}

impl Command {
    /// Whether it belongs to another `omero`.
    fn is_foreign(&self) -> bool {
        match self {
            Self::Other(_) => true,
            Self::Web(Deferred(web)) => web.is_foreign(),
            _ => false,
        }
    }

    /// The failure of a command that no other `omero` has either.
    fn near_miss(&self) -> Option<CommandError> {
        match self {
            Self::Other(words) => command_line::near_misses::verb_without_config(command, words),
            _ => None,
        }
    }

    /// What a command of another `omero` is called; words before it can be secrets.
    fn name_of_foreign(&self) -> String {
        let first = |words: &[OsString]| {
            words.first().map(|word| word.to_string_lossy().into_owned()).unwrap_or_default()
        };
        match self {
            Self::Other(words) => first(words),
            Self::Web(Deferred(web)) => format!("web {}", first(web.foreign_words())),
            _ => String::new(),
        }
    }

    fn run(self, session: &mut Session) -> Result<Exit, CommandError> {
        match self {
            Self::Config(Deferred(config)) => config.run(session),
            Self::Load(Deferred(load)) => load.run(session),
            Self::Completions(Deferred(completions)) => completions.run(session),
            Self::Web(Deferred(web)) => web.run(session),
            Self::Help(Deferred(help)) => help.run(session),
            Self::Quit => Ok(Exit::Done),
            Self::Other(arguments) => {
                let near_miss = command_line::near_misses::verb_without_config(command, &arguments);
                if let Some(failure) = near_miss {
                    return Err(failure);
                }
                let name = arguments.first().map(|word| word.to_string_lossy()).unwrap_or_default();
                let exit = session.hand_on_line(&name, &arguments)?;
                session.claim_change()?;
                Ok(exit)
            }
        }
    }
}

fn check_debug_word(word: Option<&str>) -> Result<(), CommandError> {
    match word {
        None | Some("" | "0" | "1" | "2" | "3" | "debug") => Ok(()),
        Some(word) => Err(CommandError::UnknownDebug { word: word.to_owned() }),
    }
}
