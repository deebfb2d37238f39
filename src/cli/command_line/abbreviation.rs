//! Options that take secrets are typed in full.
//!
//! `--db-pass SECRET` would be short for `--db-pass-file FILE`, and the secret the name of a file, which a
//! message says.

use std::ffi::OsString;

use clap::Arg;
use clap::Command;
use clap::Error;
use clap::error::ErrorKind;

use crate::cli::command_line::cursor::innermost;
use crate::schema::is_secret;

/// The error for a command line that abbreviates such an option.
pub(crate) fn refused(omero: &Command, arguments: &[OsString]) -> Option<Error> {
    let words: Vec<String> =
        arguments.iter().skip(1).map(|word| word.to_string_lossy().into()).collect();
    let command = innermost(omero, &words);
    let (typed, option) = words.iter().find_map(|word| abbreviated(command, word))?;
    let problem = format!(
        "unexpected argument '--{typed}' found\n\n  tip: '--{option} FILE' reads a secret from a file"
    );
    Some(command.clone().error(ErrorKind::UnknownArgument, problem))
}

/// The option that a word begins, if it takes a secret, and what was typed of it.
fn abbreviated<'line>(
    command: &'line Command,
    word: &'line str,
) -> Option<(&'line str, &'line str)> {
    let typed = word.strip_prefix("--")?.split('=').next().filter(|typed| !typed.is_empty())?;
    let options =
        || command.get_arguments().filter_map(|option| Some((option, option.get_long()?)));
    if options().any(|(_, name)| name == typed) {
        return None;
    }
    let takes_secret = |option: &Arg| is_secret(option.get_id().as_str());
    let mut meant =
        options().filter(|(option, name)| takes_secret(option) && name.starts_with(typed));
    meant.next().map(|(_, name)| (typed, name))
}
