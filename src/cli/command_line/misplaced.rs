//! Options of `config` that are typed after its verb.
//!
//! clap could hand them down to every verb, but that would cost each start of the program. So they are moved
//! only when the command line cannot be understood as it is.

use std::ffi::OsString;

use clap::Command;
use clap::Error;
use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::error::ErrorKind;

use crate::cli::command_line::walk::Part;
use crate::cli::command_line::walk::Walk;

/// The Python tool has `--source` too, and refuses it after the verb.
const ACCEPTED: [&str; 3] = ["history", "lock-timeout", "wait"];

/// The arguments with the option that was not understood in front of the verb, if it is one of `config`.
pub(crate) fn in_front(
    error: &Error,
    omero: &Command,
    arguments: &[OsString],
) -> Option<Vec<OsString>> {
    let option = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(word)) if error.kind() == ErrorKind::UnknownArgument => word,
        _ => return None,
    };
    let config = omero.find_subcommand("config")?;
    let name = option.strip_prefix("--").filter(|name| ACCEPTED.contains(name))?;
    let known = config.get_arguments().find(|it| it.get_long() == Some(name))?;
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let mut walk = Walk::new(omero);
    let mut commands = (1..words.len()).filter(|&at| walk.read(&words[at]) == Part::Command);
    let first = commands.next().filter(|&at| words[at] == "config")?;
    let verb = commands.next()?;
    let joined = format!("{option}=");
    let is_option = |word: &str| word == option || word.starts_with(&joined);
    let from = verb + words[verb..].iter().position(|word| is_option(word))?;
    let takes_next = known.get_action().takes_values() && words[from] == *option;
    let end = from + 1 + usize::from(takes_next);
    let mut moved = arguments.to_vec();
    moved.get_mut(first + 1..end)?.rotate_right(end - from);
    Some(moved)
}
