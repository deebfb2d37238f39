//! The grammar of command lines: what was typed becomes a command, or an error that says what to type.

use std::ffi::OsString;

use clap::CommandFactory;
use clap::FromArgMatches;

use crate::cli::Command;
use crate::cli::Omero;
use crate::cli::command_line;
use crate::cli::command_line::deferred::Deferred;
use crate::cli::help;

/// What is known about command lines. To make it takes longer than to read a line with it.
pub(super) struct Grammar(clap::Command);

impl Grammar {
    pub(super) fn new() -> Self {
        Self(Omero::command())
    }

    /// Arguments, the name of the program first, to what they mean.
    pub(super) fn parse(&mut self, arguments: &[OsString]) -> Result<Omero, clap::Error> {
        let Self(command) = self;
        let typed = arguments;
        let ordered = command_line::dash_values::in_order(command, typed);
        let arguments = ordered.as_deref().unwrap_or(typed);
        let mut matches = command.try_get_matches_from_mut(arguments).or_else(|_| {
            // Help and advice need the whole tree.
            help::page::build(command);
            let matches = parse_misplaced(command, arguments.to_vec());
            let matches = matches
                .map_err(|error| command_line::suggestions::added(error, command, arguments));
            matches.map_err(|error| {
                let abbreviated = command_line::abbreviation::refused(command, typed);
                abbreviated.unwrap_or_else(|| command_line::redaction::kept(error, command, typed))
            })
        })?;
        let omero = Omero::from_arg_matches_mut(&mut matches)?;
        match &omero.command {
            Some(Command::Config(Deferred(config))) if config.takes_secrets() => {
                command_line::abbreviation::refused(command, typed).map_or(Ok(omero), Err)
            }
            Some(Command::Web(Deferred(web))) if web.asks_for_help() => {
                let reordered = command_line::misplaced::help_first(command, arguments);
                reordered.map_or(Ok(omero), |arguments| self.parse(&arguments))
            }
            _ => Ok(omero),
        }
    }

    /// The error without the words, which perhaps belong to a secret.
    pub(super) fn withheld(&self, error: clap::Error, arguments: &[OsString]) -> clap::Error {
        let Self(command) = self;
        let words = self.words_of_user(arguments);
        command_line::redaction::withheld(error, command, arguments, &words)
    }

    /// Words that are not names of commands.
    pub(super) fn words_of_user(&self, arguments: &[OsString]) -> Vec<String> {
        let Self(command) = self;
        command_line::redaction::words_of_user(command, arguments)
    }
}

/// Reads a line again for as long as words are found in it that the grammar has in another place.
fn parse_misplaced(
    command: &mut clap::Command,
    mut arguments: Vec<OsString>,
) -> Result<clap::ArgMatches, clap::Error> {
    loop {
        let error = match command.try_get_matches_from_mut(&arguments) {
            Err(error) => error,
            read => return read,
        };
        match command_line::misplaced::reordered(&error, command, &arguments) {
            Some(reordered) => arguments = reordered,
            None => return Err(error),
        }
    }
}
